"""What changed from one vintage of a dataset to the next: cells that came, cells that differ, cells that went.

Cells are the same cell when they have the same code in each dimension, wherever the codes stand in their lists.
When the dimensions themselves are others no cell is the same: everything went and everything came.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from amargah.statcore.cubes import Cube, Signs, Values, codes_at, index_at
from amargah.statcore.selections import Indices, resolve
from amargah.statcore.structures import Dimension, Structure

Figures = tuple[Values, Signs]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CellChanges:
    """Cells at the linear `places` (row-major, ascending within a piece) of `structure`, before and after.

    Where a cell did not or does not exist its number is NaN and its sign NORMAL.
    """

    structure: Structure
    places: Places
    old_values: Values
    old_signs: Signs
    new_values: Values
    new_signs: Signs

    def __len__(self) -> int:
        return len(self.places)

    def coordinates(self) -> tuple[npt.NDArray[np.intp], ...]:
        """Array index of every cell, one array a dimension: `cube.values[changes.coordinates()]`."""
        return np.unravel_index(self.places, self.structure.shape)

    def codes(self, number: int) -> tuple[str, ...]:
        """The codes of the cell that stands at `number` in this list."""
        return codes_at(self.structure, index_at(self.structure, int(self.places[number])))

    def first(self, most: int) -> "CellChanges":
        """The first `most` of them."""
        values, signs = self.old_values[:most], self.old_signs[:most]
        return CellChanges(
            self.structure, self.places[:most], values, signs, self.new_values[:most], self.new_signs[:most]
        )


@dataclass(frozen=True, eq=False)
class Revision:
    """`added` and `changed` stand in the structure `new`, `deleted` in `old`."""

    old: Structure
    new: Structure
    added: CellChanges
    changed: CellChanges
    deleted: CellChanges

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.deleted)


@dataclass(frozen=True, eq=False)
class Side:
    """One of the two that are compared: its structure, and numbers and signs of the part asked for."""

    structure: Structure
    figures: Callable[[Indices], Figures]


def compare(old: Cube, new: Cube) -> Revision:
    """What `new` added, changed and deleted against `old`. `gained` and `lost` say it of a part."""
    before, after = _side(old), _side(new)
    added, changed = gained(before, after, resolve(new.structure, {}))
    return Revision(old.structure, new.structure, added, changed, lost(before, after, resolve(old.structure, {})))


def gained(old: Side | None, new: Side, block: Indices) -> tuple[CellChanges, CellChanges]:
    """The cells at `block` of `new` that `old` (None: nothing was before) has not, and those that differ there."""
    before, after = _seen_from(new.structure, old, block), new.figures(block)
    was, is_ = _exists(*before), _exists(*after)
    places = _linear(new.structure, block)
    added = _chosen(new.structure, places, before, after, is_ & ~was)
    return added, _chosen(new.structure, places, before, after, is_ & was & _differs(before, after))


def lost(old: Side, new: Side, block: Indices) -> CellChanges:
    """The cells at `block` of `old` that `new` has no more."""
    before, after = old.figures(block), _seen_from(old.structure, new, block)
    gone = _exists(*before) & ~_exists(*after)
    return _chosen(old.structure, _linear(old.structure, block), before, after, gone)


def none_changed(structure: Structure) -> CellChanges:
    """No cell at all."""
    return joined(structure, ())


def joined(structure: Structure, parts: Iterable[CellChanges]) -> CellChanges:
    """The lists of `parts`, all of them in `structure`, one after the other."""
    found = list(parts)
    return CellChanges(
        structure,
        np.concatenate([np.empty(0, np.int64), *(part.places for part in found)]),
        np.concatenate([np.empty(0), *(part.old_values for part in found)]),
        np.concatenate([np.empty(0, np.uint8), *(part.old_signs for part in found)]),
        np.concatenate([np.empty(0), *(part.new_values for part in found)]),
        np.concatenate([np.empty(0, np.uint8), *(part.new_signs for part in found)]),
    )


def _side(cube: Cube) -> Side:
    def figures(indices: Indices) -> Figures:
        cells = np.ix_(*(np.asarray(places, np.intp) for places in indices))
        return cube.values[cells], cube.signs[cells]

    return Side(cube.structure, figures)


def _seen_from(structure: Structure, other: Side | None, block: Indices) -> Figures:
    """The cells at `block` of `structure` as `other` has them; where it has none, they do not exist."""
    shape = tuple(len(places) for places in block)
    values, signs = np.full(shape, np.nan), np.zeros(shape, np.uint8)
    if other is None or not _same_dimensions(structure, other.structure):
        return values, signs
    sought = {
        each.id: _sought(each, places, other.structure.dimension(each.id))
        for each, places in zip(structure.dimensions, block, strict=True)
    }
    there = tuple(sought[each.id].there for each in other.structure.dimensions)
    if not all(there):
        return values, signs
    found_values, found_signs = other.figures(there)
    order = [other.structure.axis(each.id) for each in structure.dimensions]
    cells = np.ix_(*(sought[each.id].here for each in structure.dimensions))
    values[cells] = found_values.transpose(order)
    signs[cells] = found_signs.transpose(order)
    return values, signs


def _same_dimensions(one: Structure, other: Structure) -> bool:
    return {each.id for each in one.dimensions} == {each.id for each in other.dimensions}


@dataclass(frozen=True, eq=False)
class _Sought:
    """Codes that both sides have: their places in the block, and in the other's list."""

    here: npt.NDArray[np.intp]
    there: tuple[int, ...]


def _sought(dimension: Dimension, places: Iterable[int], other: Dimension) -> _Sought:
    codes = [dimension.codelist.codes[place].id for place in places]
    both = [number for number, code in enumerate(codes) if code in other.codelist]
    return _Sought(np.array(both, np.intp), tuple(other.codelist.position(codes[number]) for number in both))


def _exists(values: Values, signs: Signs) -> Mask:
    exists: Mask = ~np.isnan(values) | (signs != 0)
    return exists


def _differs(before: Figures, after: Figures) -> Mask:
    same = (before[0] == after[0]) | (np.isnan(before[0]) & np.isnan(after[0]))
    differs: Mask = ~same | (before[1] != after[1])
    return differs


def _linear(structure: Structure, block: Indices) -> Callable[[Mask], Places]:
    """Linear places in `structure` of the cells that a mask over `block` picks."""
    along = [np.asarray(places, np.int64) for places in block]

    def places(mask: Mask) -> Places:
        index = tuple(codes[cells] for codes, cells in zip(along, np.nonzero(mask), strict=True))
        return np.asarray(np.ravel_multi_index(index, structure.shape), np.int64)

    return places


def _chosen(
    structure: Structure,
    places: Callable[[Mask], Places],
    before: Figures,
    after: Figures,
    mask: Mask,
) -> CellChanges:
    return CellChanges(structure, places(mask), before[0][mask], before[1][mask], after[0][mask], after[1][mask])
