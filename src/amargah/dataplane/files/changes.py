"""Rows of what a vintage added, changed and deleted, as CSV and as JSON, a piece at a time.

A number is empty (null) where none is published, a status for a normal figure and where there is no cell.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from io import StringIO
from itertools import chain, repeat

import numpy as np
import orjson

from amargah.exchange.csv import BYTE_ORDER_MARK
from amargah.exchange.inert import inert
from amargah.exchange.numerals import json_numbers
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.revisions import CellChanges, Revision
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Dimension, Structure

_ROWS = 4096  # told at once
_REPLACES = np.array([meaning.replaces for meaning in MEANINGS])
_STATUSES = tuple(meaning.status if meaning.sign else None for meaning in MEANINGS)
_CSV_STATUSES = tuple((status or "").encode() for status in _STATUSES)
_JSON_STATUSES = tuple(orjson.dumps(status) for status in _STATUSES)
_NOTHING = b"null"

Columns = Sequence[Iterable[bytes]]


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


@dataclass(frozen=True)
class _Batch:
    """Few cells of one kind: the place of their codes along each dimension, numbers as they are published."""

    change: Change
    structure: Structure
    places: tuple[list[int], ...]
    old: Values
    old_signs: list[int]
    new: Values
    new_signs: list[int]

    def numbers(self) -> tuple[list[bytes], list[bytes], list[bytes]]:
        """Old, new and difference as JSON writes them."""
        return _texts(self.old), _texts(self.new), _texts(_differences(self.old, self.new))


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
    yield BYTE_ORDER_MARK + b",".join(map(_field, told)) + b"\r\n"
    for batch in _batches(parts):
        yield b"\r\n".join(map(b",".join, zip(*_csv_columns(batch, dimensions), strict=False))) + b"\r\n"


def json_rows(parts: Iterable[Revision]) -> Iterator[bytes]:
    """The members of a JSON array, commas between them."""
    first = True
    for batch in _batches(parts):
        rows = b",".join(map(b"".join, zip(*_json_columns(batch), strict=False)))
        yield rows if first else b"," + rows
        first = False


def _batches(parts: Iterable[Revision]) -> Iterator[_Batch]:
    for part in parts:
        for change in Change:
            changes: CellChanges = getattr(part, change.value)
            for start in range(0, len(changes), _ROWS):
                yield _batch(change, changes, slice(start, start + _ROWS))


def _batch(change: Change, changes: CellChanges, here: slice) -> _Batch:
    places = np.unravel_index(changes.places[here], changes.structure.shape)
    old, new = changes.old_signs[here], changes.new_signs[here]
    return _Batch(
        change,
        changes.structure,
        tuple(along.tolist() for along in places),
        _published(changes.old_values[here], old),
        old.tolist(),
        _published(changes.new_values[here], new),
        new.tolist(),
    )


def _published(values: Values, signs: Signs) -> Values:
    """A number under a sign that stands in its place is not told."""
    return np.where(_REPLACES[signs], np.nan, values)


def _differences(old: Values, new: Values) -> Values:
    """New less old, as one would reckon with the digits that are written."""
    found: Values = new - old
    with np.errstate(invalid="ignore"):
        broken = np.flatnonzero((np.trunc(old) != old) | (np.trunc(new) != new))
    for place in broken[~np.isnan(found[broken])].tolist():
        found[place] = float(Decimal(repr(float(new[place]))) - Decimal(repr(float(old[place]))))
    return found


def _csv_columns(batch: _Batch, dimensions: Sequence[str]) -> Columns:
    old, new, difference = ([b"" if each == _NOTHING else each for each in texts] for texts in batch.numbers())
    return (
        repeat(batch.change.value.encode()),
        *(_codes(batch, id) for id in dimensions),
        old,
        (_CSV_STATUSES[sign] for sign in batch.old_signs),
        new,
        (_CSV_STATUSES[sign] for sign in batch.new_signs),
        difference,
    )


def _codes(batch: _Batch, id: str) -> Iterable[bytes]:
    if not batch.structure.has(id):
        return repeat(b"")
    codes = batch.structure.dimension(id).codelist.codes
    places = batch.places[batch.structure.axis(id)]
    texts = {place: _field(inert(codes[place].id)) for place in set(places)}
    return (texts[place] for place in places)


def _json_columns(batch: _Batch) -> Columns:
    old, new, difference = batch.numbers()
    return (
        repeat(b'{"change":"%s","cell":{' % batch.change.value.encode()),
        *chain.from_iterable(_members(batch)),
        repeat(b'},"old":{"value":'),
        old,
        repeat(b',"status":'),
        (_JSON_STATUSES[sign] for sign in batch.old_signs),
        repeat(b'},"new":{"value":'),
        new,
        repeat(b',"status":'),
        (_JSON_STATUSES[sign] for sign in batch.new_signs),
        repeat(b'},"difference":'),
        difference,
        repeat(b"}"),
    )


def _members(batch: _Batch) -> Iterator[Columns]:
    """`"COUNTY":"1501",` and so on, a column a dimension."""
    for axis, dimension in enumerate(batch.structure.dimensions):
        yield repeat(b"," if axis else b""), _member(dimension, batch.places[axis])


def _member(dimension: Dimension, places: list[int]) -> Iterable[bytes]:
    name = orjson.dumps(dimension.id) + b":"
    texts = {place: name + orjson.dumps(dimension.codelist.codes[place].id) for place in set(places)}
    return (texts[place] for place in places)


def _texts(values: Values) -> list[bytes]:
    return json_numbers(values).split(b",")


def _field(text: str) -> bytes:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow([text])
    return b"" if text == "" else line.getvalue().encode()
