"""The cells of one vintage that a query asks for, and reading them in blocks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import prod

import numpy as np
import numpy.typing as npt

from amargah.cubes import blocks
from amargah.exchange.sdmx.data import Part
from amargah.exchange.sdmx.definition import Definition
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.selections import Indices

Figures = tuple[Values, Signs]
Mask = npt.NDArray[np.bool_]
Test = Callable[[Indices, Values, Signs], Mask]
"""Which of the cells at some places a query wants."""

_BLOCK = 1 << 14  # cells: those of a block are a few megabytes of XML


@dataclass(frozen=True, eq=False)
class Cells:
    """`figures` gives cells at places among `indices`; those that are not wanted do not exist there.

    `whole` are axes that a block must have undivided, since what is wanted depends on all of it.
    """

    definition: Definition
    indices: Indices
    figures: Callable[[Indices], Figures]
    whole: frozenset[int] = frozenset()

    @property
    def size(self) -> int:
        return prod(len(places) for places in self.indices)

    def parts(self, undivided: frozenset[int]) -> Iterator[Part]:
        """All cells in blocks that have the axes of `undivided` whole too."""
        whole = self.whole | undivided
        order = [axis for axis in range(len(self.indices)) if axis not in whole]
        order += [axis for axis in range(len(self.indices)) if axis in whole]
        most = max(_BLOCK, prod(len(self.indices[axis]) for axis in whole))
        for block in blocks(tuple(self.indices[axis] for axis in order), most):
            places = tuple(block[order.index(axis)] for axis in range(len(order)))
            yield Part(places, *self.figures(places))


def only(figures: Callable[[Indices], Figures], test: Test) -> Callable[[Indices], Figures]:
    """Figures in which what `test` does not want does not exist."""

    def kept(indices: Indices) -> Figures:
        values, signs = figures(indices)
        wanted = test(indices, values, signs)
        return np.where(wanted, values, np.nan), np.where(wanted, signs, np.uint8(0))

    return kept


def exists(values: Values, signs: Signs) -> Mask:
    found: Mask = ~np.isnan(values) | (signs != 0)
    return found


@dataclass(frozen=True, eq=False)
class Survey:
    """What there is among some cells: how many, in how many series, and at which places along each axis.

    `parts` are the cells themselves, when they are few.
    """

    observations: int
    series: int
    used: Indices
    parts: tuple[Part, ...] | None


def survey(cells: Cells, undivided: frozenset[int], at_observation: int) -> Survey:
    """Looks at every cell once; a series has all its cells along the axis `at_observation`."""
    observations = series = 0
    marks = [np.zeros(len(places), np.bool_) for places in cells.indices]
    kept: list[Part] = []
    for number, part in enumerate(cells.parts(undivided | {at_observation})):
        found = exists(part.values, part.signs)
        observations += int(np.count_nonzero(found))
        series += int(np.count_nonzero(found.any(axis=at_observation)))
        _mark(marks, cells.indices, part, found)
        kept = [part] if number == 0 else []
    used = tuple(
        tuple(place for place, mark in zip(places, along.tolist(), strict=True) if mark)
        for places, along in zip(cells.indices, marks, strict=True)
    )
    return Survey(observations, series, used, tuple(kept) or None)


def _mark(marks: list[Mask], indices: Indices, part: Part, found: Mask) -> None:
    for axis, along in enumerate(marks):
        there: Mask = np.asarray(found.any(axis=tuple(other for other in range(found.ndim) if other != axis)))
        first = indices[axis].index(part.places[axis][0])
        along[first : first + len(there)] |= there


def paged(parts: Iterable[Part], axes: tuple[int, ...], first: int, count: int, *, series: bool) -> Iterator[Part]:
    """`count` cells from `first` on, in the order of `axes`; with `series`, the cells of so many series."""
    seen = 0
    for part in parts:
        if seen >= first + count:
            return
        values, signs = part.values.transpose(axes), part.signs.transpose(axes)
        found = exists(values, signs)
        counted = found.any(axis=-1, keepdims=True) if series else found
        number = np.cumsum(counted.reshape(-1)).reshape(counted.shape) + seen
        wanted = found & (number > first) & (number <= first + count)
        seen = int(number.max(initial=seen))
        back = tuple(int(axis) for axis in np.argsort(axes))
        kept = np.where(wanted, values, np.nan), np.where(wanted, signs, np.uint8(0))
        yield Part(part.places, *(array.transpose(back) for array in kept))
