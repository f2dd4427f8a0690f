"""Rows of what a vintage added, changed and deleted, as CSV and as JSON, a piece at a time."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from typing import Any

import numpy as np
import orjson

from amargah.exchange.csv import BYTE_ORDER_MARK
from amargah.exchange.inert import inert
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.revisions import CellChanges, Revision
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Structure

_ROWS = 4096  # told at once
_REPLACES = np.array([meaning.replaces for meaning in MEANINGS])
_STATUS = tuple(meaning.status if meaning.sign else None for meaning in MEANINGS)


class Change(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of cells that a vintage added, changed and deleted."""

    added: int
    changed: int
    deleted: int


@dataclass(frozen=True, slots=True)
class Row:
    """One cell; a number is None where none is published, a status is None for a normal figure or no cell."""

    change: Change
    structure: Structure
    codes: tuple[str, ...]
    old: float | None
    old_status: str | None
    new: float | None
    new_status: str | None

    @property
    def difference(self) -> float | None:
        """New less old, as one would reckon with the digits that are written."""
        if self.old is None or self.new is None:
            return None
        return float(Decimal(repr(self.new)) - Decimal(repr(self.old)))


def totals(parts: Iterable[Revision]) -> Totals:
    """How many cells `parts` tell of."""
    added = changed = deleted = 0
    for part in parts:
        added, changed, deleted = added + len(part.added), changed + len(part.changed), deleted + len(part.deleted)
    return Totals(added, changed, deleted)


def csv_rows(structures: tuple[Structure, Structure], parts: Iterable[Revision]) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, CRLF: the change, the code of every dimension, old, new, difference.

    A dimension that only one of the two structures has is empty for the cells of the other.
    """
    dimensions = tuple(dict.fromkeys(each.id for structure in structures for each in structure.dimensions))
    told = ("change", *map(inert, dimensions), "old_value", "old_status", "new_value", "new_status", "difference")
    yield BYTE_ORDER_MARK + _lines([told])
    for rows in _batches(parts):
        yield _lines(_csv_fields(row, dimensions) for row in rows)


def json_rows(parts: Iterable[Revision]) -> Iterator[bytes]:
    """The members of a JSON array, commas between them."""
    first = True
    for rows in _batches(parts):
        piece = b",".join(orjson.dumps(_told(row)) for row in rows)
        yield piece if first else b"," + piece
        first = False


def _batches(parts: Iterable[Revision]) -> Iterator[list[Row]]:
    for part in parts:
        for change in Change:
            changes: CellChanges = getattr(part, change.value)
            for start in range(0, len(changes), _ROWS):
                yield list(_rows(change, changes, slice(start, start + _ROWS)))


def _rows(change: Change, changes: CellChanges, here: slice) -> Iterator[Row]:
    structure = changes.structure
    places = np.unravel_index(changes.places[here], structure.shape)
    codes = (
        [dimension.codelist.codes[place].id for place in along.tolist()]
        for dimension, along in zip(structure.dimensions, places, strict=True)
    )
    old = _figures(changes.old_values[here], changes.old_signs[here])
    new = _figures(changes.new_values[here], changes.new_signs[here])
    for cell, (value, status), (now, now_status) in zip(zip(*codes, strict=True), old, new, strict=True):
        yield Row(change, structure, cell, value, status, now, now_status)


def _figures(values: Values, signs: Signs) -> Iterator[tuple[float | None, str | None]]:
    hidden = np.isnan(values) | _REPLACES[signs]
    for value, sign, none in zip(values.tolist(), signs.tolist(), hidden.tolist(), strict=True):
        yield None if none else value, _STATUS[sign]


def _told(row: Row) -> dict[str, Any]:
    return {
        "change": row.change.value,
        "cell": dict(zip((each.id for each in row.structure.dimensions), row.codes, strict=True)),
        "old": {"value": row.old, "status": row.old_status},
        "new": {"value": row.new, "status": row.new_status},
        "difference": row.difference,
    }


def _csv_fields(row: Row, dimensions: tuple[str, ...]) -> tuple[str, ...]:
    codes = dict(zip((each.id for each in row.structure.dimensions), row.codes, strict=True))
    numbers = (row.old, row.old_status, row.new, row.new_status, row.difference)
    return (row.change.value, *(inert(codes.get(id, "")) for id in dimensions), *map(_text, numbers))


def _text(value: float | str | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else orjson.dumps(value).decode().removesuffix(".0")


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()
