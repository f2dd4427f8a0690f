"""The figures of an assignment, folded from its revisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.entries import Entry
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Structure

Changes = Mapping[str, tuple[float | None, int]]


@dataclass(frozen=True, slots=True)
class Save:
    """One revision: who saved what, when and by which way. `person` stays inside the office."""

    number: int
    changes: Changes
    via: str
    at: datetime
    person: Label
    organisation: Label


@dataclass(frozen=True, slots=True)
class CellSave:
    """What one save made of one cell."""

    number: int
    entry: Entry
    via: str
    at: datetime
    person: Label
    organisation: Label


def fold(structure: Structure, revisions: Iterable[Changes]) -> Cube:
    """The cube after all `revisions`, the oldest first."""
    cube = empty_cube(structure)
    values, signs = cube.values.reshape(-1), cube.signs.reshape(-1)
    for changes in revisions:
        places = np.fromiter((int(place) for place in changes), np.int64, len(changes))
        values[places] = [np.nan if value is None else value for value, _ in changes.values()]
        signs[places] = [sign for _, sign in changes.values()]
    return cube


def changes_between(old: Cube, new: Mapping[int, Entry]) -> dict[str, tuple[float | None, int]]:
    """Only the entries that differ from `old`, as a revision stores them; keys are linear indices."""
    values, signs = old.values.reshape(-1), old.signs.reshape(-1)
    return {
        str(place): (None if np.isnan(entry.value) else entry.value, int(entry.sign))
        for place, entry in new.items()
        if not (_same(float(values[place]), entry.value) and signs[place] == entry.sign)
    }


def cell_history(place: int, saves: Iterable[Save]) -> tuple[CellSave, ...]:
    """Every save that touched the cell at linear index `place`, the oldest first."""
    return tuple(
        CellSave(save.number, _entry(save.changes[str(place)]), save.via, save.at, save.person, save.organisation)
        for save in saves
        if str(place) in save.changes
    )


def _entry(stored: tuple[float | None, int]) -> Entry:
    value, sign = stored
    return Entry(float("nan") if value is None else value, Sign(sign))


def _same(left: float, right: float) -> bool:
    return left == right or (np.isnan(left) and np.isnan(right))
