"""What one vintage changed against the one before it, as a page tells it: exact totals, and the first cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse

from amargah.office.portal.figures import Figure, decimals_at, figure
from amargah.persian.digits import format_number
from amargah.shelf import Dataset, Shelf, Vintage
from amargah.statcore.cubes import codes_at, index_at
from amargah.statcore.labels import Label
from amargah.statcore.revisions import CellChanges, Revision, joined
from amargah.statcore.structures import Structure

MOST_SHOWN = 500


class Kind(StrEnum):
    CHANGED = "changed"
    DELETED = "deleted"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """`old` and `new` are None where the cell did not or does not exist; `more` is the direction of a change."""

    kind: Kind
    place: tuple[Label, ...]
    url: str
    old: Figure | None
    new: Figure | None
    difference: str = ""
    more: bool = False


@dataclass(frozen=True, slots=True)
class CodeChange:
    """Codes of one dimension that came or went."""

    dimension: Label
    added: tuple[Label, ...]
    dropped: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """Numbers of cells of each kind are exact; `rows` has the first `MOST_SHOWN` of them.

    `restructured`: the dimensions are others, so that no cell of before is one of now.
    """

    vintage: Vintage
    before: Vintage | None
    added: int
    changed: int
    deleted: int
    rows: tuple[ChangedCell, ...]
    codes: tuple[CodeChange, ...]
    restructured: bool

    @property
    def total(self) -> int:
        return self.added + self.changed + self.deleted


@dataclass(frozen=True)
class _Counted:
    """Totals, and of each kind as many cells as a page could show."""

    totals: dict[Kind, int]
    first: dict[Kind, CellChanges]
    old: Structure
    new: Structure


def revision_page(shelf: Shelf, dataset: Dataset, vintage: Vintage, language: str) -> RevisionPage:
    """Against the vintage before; the first vintage added everything that it has."""
    counted = _counted(shelf, dataset, vintage)
    address = reverse("portal:cell", kwargs={"dataset": dataset.id})
    rows: list[ChangedCell] = []
    for kind in Kind:
        changes = counted.first[kind].first(MOST_SHOWN - len(rows))
        rows.extend(_rows(kind, changes, f"{address}?vintage={vintage.number}", language))
    restructured = _dimension_ids(counted.old) != _dimension_ids(counted.new)
    return RevisionPage(
        vintage=vintage,
        before=dataset.vintage(vintage.number - 1) if vintage.number > 1 else None,
        added=counted.totals[Kind.ADDED],
        changed=counted.totals[Kind.CHANGED],
        deleted=counted.totals[Kind.DELETED],
        rows=tuple(rows),
        codes=() if restructured else tuple(_code_changes(counted.old, counted.new)),
        restructured=restructured,
    )


def revision_files(dataset: Dataset, vintage: Vintage, language: str) -> tuple[tuple[str, str], ...]:
    """(format, address) of the files in which every changed cell stands."""
    address, query = f"/data/{dataset.id}/revisions/{vintage.number}", urlencode({"lang": language})
    return tuple((end.upper(), f"{address}.{end}?{query}") for end in ("csv", "json"))


def _counted(shelf: Shelf, dataset: Dataset, vintage: Vintage) -> _Counted:
    parts = shelf.revision_parts(dataset, vintage)
    head = next(parts)
    totals = {kind: len(_of_kind(head, kind)) for kind in Kind}
    first = {kind: _of_kind(head, kind) for kind in Kind}
    for part in parts:
        for kind in Kind:
            changes = _of_kind(part, kind)
            totals[kind] += len(changes)
            wanted = changes.first(MOST_SHOWN - len(first[kind]))
            first[kind] = joined(changes.structure, (first[kind], wanted))
    return _Counted(totals, first, head.old, head.new)


def _of_kind(revision: Revision, kind: Kind) -> CellChanges:
    changes: CellChanges = getattr(revision, kind)
    return changes


def _rows(kind: Kind, changes: CellChanges, address: str, language: str) -> Iterator[ChangedCell]:
    structure = changes.structure
    for number in range(len(changes)):
        index = index_at(structure, int(changes.places[number]))
        decimals = decimals_at(structure, index)
        old = figure(float(changes.old_values[number]), int(changes.old_signs[number]), decimals, language)
        new = figure(float(changes.new_values[number]), int(changes.new_signs[number]), decimals, language)
        difference = (new.value or 0.0) - (old.value or 0.0)
        told = old.value is not None and new.value is not None and difference != 0
        ids = dict(zip((each.id for each in structure.dimensions), codes_at(structure, index), strict=True))
        yield ChangedCell(
            kind,
            tuple(
                dimension.codelist.codes[place].label
                for dimension, place in zip(structure.dimensions, index, strict=True)
                if len(dimension) > 1
            ),
            f"{address}&{urlencode(ids)}",
            None if kind is Kind.ADDED else old,
            None if kind is Kind.DELETED else new,
            format_number(abs(difference), decimals, language) if told else "",
            difference > 0,
        )


def _dimension_ids(structure: Structure) -> set[str]:
    return {dimension.id for dimension in structure.dimensions}


def _code_changes(old: Structure, new: Structure) -> Iterator[CodeChange]:
    for now in new.dimensions:
        before = old.dimension(now.id)
        added = tuple(code.label for code in now.codelist if code.id not in before.codelist)
        dropped = tuple(code.label for code in before.codelist if code.id not in now.codelist)
        if added or dropped:
            yield CodeChange(now.label, added, dropped)
