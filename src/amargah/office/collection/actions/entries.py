"""Entering figures: from the grid, from Excel. Every save is a new revision; none is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from amargah.exchange.xlsx import CellProblem, Reading, layout, read_template
from amargah.office.audit.public import append, now
from amargah.office.collection.conflicts import moved_on, round_closed, saved_since
from amargah.office.collection.figures import changes_between
from amargah.office.collection.models import Assignment, Explanation, Revision
from amargah.office.collection.queries import cube_of, table_for
from amargah.office.collection.states import EDITABLE
from amargah.office.people.public import Acting, Role
from amargah.office.workflow.public import subject_ref
from amargah.statcore.cubes import linear
from amargah.statcore.entries import Entry, parse_entry
from amargah.statcore.errors import Forbidden, Invalid
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.tables import Table


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What was typed at (row, column); `entry` or, when it could not be taken, `problem`."""

    row: int
    column: int
    text: str
    entry: Entry | None
    problem: Label | None


@transaction.atomic
def save_cells(
    row: Assignment, *, revision: int, typed: Mapping[tuple[int, int], str], by: Acting
) -> tuple[int, tuple[TypedCell, ...]]:
    """Keeps the cells that can be read and names the trouble with the others; gives the new revision number.

    Conflict when somebody saved after `revision`, or when the table is no longer in the liaison's hands.
    """
    row = _locked(row, revision, by)
    table = table_for(row)
    cells = tuple(_read(table, place, text) for place, text in typed.items())
    entries = {
        linear(table.structure, table.index(cell.row, cell.column)): cell.entry for cell in cells if cell.entry
    }
    return _store(row, table, entries, "grid", by), cells


def upload_template(
    row: Assignment, *, revision: int, data: bytes, keep: bool, by: Acting
) -> tuple[CellProblem, ...]:
    """Reads a filled template; stored as one revision if `keep` and nothing is wrong, else not at all.

    The file is read before anything is locked: a slow file keeps nobody else from saving.
    """
    _check_enterable(row, revision, by)
    reading = read_template(data, table_for(row), signature=row.signature)
    if keep and not reading.problems:
        _keep(row, revision, reading, by)
    return reading.problems


@transaction.atomic
def _keep(row: Assignment, revision: int, reading: Reading, by: Acting) -> None:
    row = _locked(row, revision, by)
    values, signs = reading.values.reshape(-1), reading.signs.reshape(-1)
    entries = {
        place: Entry(float(value), Sign(int(sign)))
        for place, (value, sign) in enumerate(zip(values, signs, strict=True))
    }
    _store(row, table_for(row), entries, "excel", by)


@transaction.atomic
def explain_warning(row: Assignment, *, rule: str, text: str, by: Acting) -> None:
    """Says why a warning of `rule` is right all the same."""
    row = _locked(row, row.revision, by)
    if not text.strip():
        raise Invalid(Label("توضیح را بنویسید", "write the explanation"), field="text")
    Explanation.objects.update_or_create(
        assignment=row, rule=rule, defaults={"text": text.strip(), "person_id": by.person, "at": now()}
    )
    append(
        verb="assignment.explain",
        actor=by.actor,
        subject=subject_ref(row),
        reason=text.strip(),
        changes={"rule": rule},
    )


def _locked(row: Assignment, revision: int, by: Acting) -> Assignment:
    # The round is locked too: one that closes meanwhile waits, or is seen closed.
    locked = Assignment.objects.select_for_update().select_related("round", "design").get(pk=row.pk)
    _check_enterable(locked, revision, by)
    return locked


def _check_enterable(row: Assignment, revision: int, by: Acting) -> None:
    if by.role is not Role.LIAISON:
        raise Forbidden(Label("ورود داده با رابط آماری است", "figures are entered by the liaison"))
    if row.state not in EDITABLE:
        raise moved_on(row)
    if row.round.state != "open":
        raise round_closed()
    if row.revision != revision:
        raise saved_since(row)


def _read(table: Table, place: tuple[int, int], text: str) -> TypedCell:
    rows, columns = table.shape
    if not (0 <= place[0] < rows and 0 <= place[1] < columns):
        raise Invalid(Label("این خانه در جدول نیست", "there is no such cell in the table"), cell=place)
    try:
        return TypedCell(*place, text, parse_entry(text, layout(table).decimals_at(*place)), None)
    except Invalid as problem:
        return TypedCell(*place, text, None, problem.detail)


def _store(row: Assignment, table: Table, entries: Mapping[int, Entry], via: str, by: Acting) -> int:
    changes = changes_between(cube_of(row, table), entries)
    if not changes:
        return row.revision
    row.revision += 1
    row.save(update_fields=["revision"])
    Revision.objects.create(
        assignment=row,
        number=row.revision,
        changes=changes,
        via=via,
        person_id=by.person,
        organisation_id=by.organisation.id,
        role=by.role.value,
        at=now(),
    )
    append(
        verb="assignment.enter",
        actor=by.actor,
        subject=subject_ref(row),
        changes={"revision": row.revision, "cells": len(changes), "via": via},
    )
    return row.revision
