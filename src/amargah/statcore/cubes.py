"""A cube: numbers, signs and origins over a structure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin
from amargah.statcore.structures import Structure

Values = npt.NDArray[np.float64]
Signs = npt.NDArray[np.uint8]
OriginNumbers = npt.NDArray[np.uint16]


@dataclass(frozen=True, eq=False)
class Cube:
    """Arrays of the shape of `structure`; `origin_numbers` point into `origins`.

    A cell without a number is NaN; its sign says why. A cell that is NaN and NORMAL does not exist.
    """

    structure: Structure
    values: Values
    signs: Signs
    origin_numbers: OriginNumbers
    origins: tuple[Origin, ...] = ()

    def __post_init__(self) -> None:
        for array in (self.values, self.signs, self.origin_numbers):
            if array.shape != self.structure.shape:
                raise Invalid(
                    Label(
                        f"شکل آرایه {array.shape} با ساختار {self.structure.shape} یکی نیست",
                        f"an array of shape {array.shape} does not fit the structure's {self.structure.shape}",
                    )
                )


def empty_cube(structure: Structure) -> Cube:
    """A cube in which no cell exists yet."""
    return Cube(
        structure,
        np.full(structure.shape, np.nan),
        np.zeros(structure.shape, np.uint8),
        np.zeros(structure.shape, np.uint16),
    )


def coordinate(structure: Structure, codes: Sequence[str]) -> tuple[int, ...]:
    """Array index of the cell at `codes`, one code a dimension in the structure's order; KeyError if unknown."""
    return tuple(
        dimension.codelist.position(code) for dimension, code in zip(structure.dimensions, codes, strict=True)
    )


def codes_at(structure: Structure, index: Sequence[int]) -> tuple[str, ...]:
    """The codes of the cell at array index `index`."""
    return tuple(
        dimension.codelist.codes[place].id for dimension, place in zip(structure.dimensions, index, strict=True)
    )


def linear(structure: Structure, index: Sequence[int]) -> int:
    """Place of the cell at `index` in row-major order, from 0; ValueError outside the structure."""
    return int(np.ravel_multi_index(tuple(index), structure.shape))


def index_at(structure: Structure, place: int) -> tuple[int, ...]:
    """Array index of the cell at the linear `place`; the inverse of `linear`."""
    return tuple(map(int, np.unravel_index(place, structure.shape)))
