"""The two ways in which the cells of a version lie on disk, behind one interface."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from operator import itemgetter
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from amargah.statcore.cubes import OriginNumbers, Signs, Values
from amargah.statcore.selections import Indices

Arrays = tuple[Values, Signs, OriginNumbers]
Figures = tuple[Values, Signs]
_SLAB = 1 << 20  # cells looked at at once


class Cells(Protocol):
    """Numbers, signs and origin numbers, each of the shape of what is asked for."""

    def part(self, indices: Indices) -> Arrays:
        """The cells at the product of `indices`, one tuple of places a dimension."""
        ...

    def figures(self, indices: Indices) -> Figures:
        """Numbers and signs of `part`, for who does not ask where they come from."""
        ...

    def whole(self) -> Arrays:
        """Every cell."""
        ...

    def occupied(self) -> Indices:
        """The places along each axis at which there is any cell."""
        ...


@dataclass(frozen=True, eq=False)
class DenseCells:
    """Three arrays of the shape of the structure, in row-major order."""

    values: Values
    signs: Signs
    origin_numbers: OriginNumbers

    def part(self, indices: Indices) -> Arrays:
        cut = _cut(indices)
        return cut(self.values), cut(self.signs), cut(self.origin_numbers)

    def figures(self, indices: Indices) -> Figures:
        cut = _cut(indices)
        return cut(self.values), cut(self.signs)

    def whole(self) -> Arrays:
        return self.values, self.signs, self.origin_numbers

    def occupied(self) -> Indices:
        found = [np.zeros(length, np.bool_) for length in self.values.shape]
        rows = max(1, _SLAB // max(1, prod(self.values.shape[1:])))
        axes = range(self.values.ndim)
        for start in range(0, len(self.values), rows):
            slab = slice(start, start + rows)
            exists = ~np.isnan(self.values[slab]) | (self.signs[slab] != 0)
            for axis in axes:
                along = exists.any(axis=tuple(other for other in axes if other != axis))
                found[axis][slab if axis == 0 else slice(None)] |= along
        return _marked(found)


@dataclass(frozen=True, eq=False)
class SparseCells:
    """Existing cells only, sorted by their linear place in the cube."""

    shape: tuple[int, ...]
    keys: npt.NDArray[np.int64]
    values: Values
    signs: Signs
    origin_numbers: OriginNumbers

    def part(self, indices: Indices) -> Arrays:
        wanted = self._linear(indices)
        places = np.searchsorted(self.keys, wanted.reshape(-1))
        places[places == len(self.keys)] = 0
        found = self.keys[places] == wanted.reshape(-1) if len(self.keys) else np.zeros(wanted.size, np.bool_)
        return self._filled(wanted.shape, found, places[found])

    def figures(self, indices: Indices) -> Figures:
        values, signs, _ = self.part(indices)
        return values, signs

    def whole(self) -> Arrays:
        return self._filled(self.shape, self.keys, slice(None))

    def occupied(self) -> Indices:
        found = [np.zeros(length, np.bool_) for length in self.shape]
        for start in range(0, len(self.keys), _SLAB):
            places = np.unravel_index(self.keys[start : start + _SLAB], self.shape)
            for along, at in zip(found, places, strict=True):
                along[at] = True
        return _marked(found)

    def _linear(self, indices: Indices) -> npt.NDArray[np.int64]:
        linear = np.zeros((1,) * len(indices), np.int64)
        for axis, places in enumerate(indices):
            stride = prod(self.shape[axis + 1 :])
            along = np.asarray(places, np.int64) * stride
            linear = linear + along.reshape([-1 if other == axis else 1 for other in range(len(indices))])
        return linear

    def _filled(self, shape: tuple[int, ...], cells: Any, places: Any) -> Arrays:
        values, signs, origin_numbers = (
            np.full(prod(shape), np.nan),
            np.zeros(prod(shape), np.uint8),
            np.zeros(prod(shape), np.uint16),
        )
        values[cells] = self.values[places]
        signs[cells] = self.signs[places]
        origin_numbers[cells] = self.origin_numbers[places]
        return values.reshape(shape), signs.reshape(shape), origin_numbers.reshape(shape)


def _marked(found: list[npt.NDArray[np.bool_]]) -> Indices:
    return tuple(tuple(np.flatnonzero(along).tolist()) for along in found)


def _cut(indices: Indices) -> Callable[[Any], Any]:
    """Takes the part at `indices` out of an array. Runs are cut off as views, only scattered places gathered."""
    runs = tuple([_run(places) for places in indices])
    scattered = [axis for axis, run in enumerate(runs) if run is None]
    if not scattered:
        return itemgetter(runs)
    near = tuple(slice(None) if run is None else run for run in runs)
    if len(scattered) == 1:  # `take` is several times as fast as an index of arrays
        axis = scattered[0]
        places = np.asarray(indices[axis])
        return lambda array: array[near].take(places, axis)
    far = np.ix_(
        *(
            np.asarray(places) if run is None else np.arange(len(places))
            for places, run in zip(indices, runs, strict=True)
        )
    )
    return lambda array: array[near][far]


def _run(places: tuple[int, ...]) -> slice | None:
    """The slice that `places` are, when they are consecutive."""
    if not places:
        return None
    first, end = places[0], places[0] + len(places)
    if len(places) > 1 and (places[-1] != end - 1 or places != tuple(range(first, end))):
        return None
    return slice(first, end)
