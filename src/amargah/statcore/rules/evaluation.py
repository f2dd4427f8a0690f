"""The numbers that a rule speaks of, calculated over the whole cube at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np
import numpy.typing as npt

from amargah.statcore.cubes import Cube, Values
from amargah.statcore.rules.syntax import Call, Cells, Expression, Negation, Number, Operation
from amargah.statcore.structures import Dimension, Role, Structure

Mask = npt.NDArray[np.bool_]
Places = tuple[tuple[int, ...] | None, ...]


def _divide(left: Values, right: Values) -> Values:
    """NaN, which stays NaN whatever follows, where there is nothing to divide by."""
    return left / np.where(right == 0, np.nan, right)


_ARITHMETIC: dict[str, Callable[[Values, Values], Values]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divide,
}
_COMBINE: dict[str, np.ufunc] = {"sum": np.add, "min": np.minimum, "max": np.maximum}


@dataclass(frozen=True)
class Numbers:
    """The figures of a cube, and those of its previous version on the same cells (all NaN if there is none).

    Results have as many axes as the cube; an axis that a rule names has length 1.
    """

    structure: Structure
    values: Values
    before: Values

    def evaluate(self, node: Expression) -> Values:
        """The value of `node` at every place; a missing number counts as 0."""
        match node:
            case Number(value):
                return np.full((1,) * len(self.structure.dimensions), value)
            case Cells():
                return np.nan_to_num(self._at(node), nan=0.0)
            case Negation(operand):
                return -self.evaluate(operand)
            case Operation(symbol, left, right):
                return _ARITHMETIC[symbol](self.evaluate(left), self.evaluate(right))
            case Call("abs", (argument,)):
                return np.abs(self.evaluate(argument))
            case Call(function, arguments):
                return reduce(_COMBINE[function], (self._along(_COMBINE[function], each) for each in arguments))

    def missing(self, cells: Cells, *, all_of_them: bool) -> Mask:
        """Where some (or `all_of_them`) of the numbers of `cells` are missing."""
        gather = np.logical_and if all_of_them else np.logical_or
        return gather.reduce(np.isnan(self._at(cells)), axis=self._axes_over(cells), keepdims=True)

    def _along(self, combine: np.ufunc, argument: Expression) -> Values:
        values = self.evaluate(argument)
        if not isinstance(argument, Cells):
            return values
        along: Values = combine.reduce(values, axis=self._axes_over(argument), keepdims=True)
        return along

    def _axes_over(self, cells: Cells) -> tuple[int, ...]:
        return tuple(self.structure.axis(dimension) for dimension, _ in cells.over)

    def _at(self, cells: Cells) -> Values:
        values = self.before if cells.previous else self.values
        for axis, places in enumerate(places_of(self.structure, cells)):
            if places is not None:
                values = values.take(places, axis=axis)
        return values


def places_of(structure: Structure, cells: Cells) -> Places:
    """For each axis the positions that `cells` names, None where it runs freely."""
    chosen = {dimension: (code,) for dimension, code in cells.pins} | dict(cells.over)
    return tuple(
        tuple(map(dimension.codelist.position, chosen[dimension.id])) if dimension.id in chosen else None
        for dimension in structure.dimensions
    )


def aligned(previous: Cube, structure: Structure) -> Values | None:
    """The numbers of `previous` in the shape of `structure`, NaN for codes it does not have.

    Where both have a single period, they are compared although the periods differ. None when the dimensions
    are others: there is nothing to compare with.
    """
    if {each.id for each in previous.structure.dimensions} != {each.id for each in structure.dimensions}:
        return None
    order = [previous.structure.axis(each.id) for each in structure.dimensions]
    pairs = [_shared(each, previous.structure.dimension(each.id)) for each in structure.dimensions]
    values = np.full(structure.shape, np.nan)
    here, there = (np.ix_(*(pair[side] for pair in pairs)) for side in (0, 1))
    values[here] = previous.values.transpose(order)[there]
    return values


def _shared(here: Dimension, there: Dimension) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Positions of the codes that both have, in each of them."""
    if here.role is Role.TIME and len(here) == len(there) == 1:
        return np.array([0]), np.array([0])
    codes = [code.id for code in here.codelist if code.id in there.codelist]
    return (
        np.array([here.codelist.position(code) for code in codes], np.intp),
        np.array([there.codelist.position(code) for code in codes], np.intp),
    )
