"""Moving a table along: submitting, returning with remarks, approving."""

import numpy as np
from django.db import transaction

from amargah.office.audit.public import append, now
from amargah.office.catalogue.public import record_version
from amargah.office.collection.conflicts import moved_on, saved_since
from amargah.office.collection.models import Assignment, Comment
from amargah.office.collection.origins import origin_of
from amargah.office.collection.queries import Sheet, sheet_of
from amargah.office.collection.states import EDITABLE
from amargah.office.letters.public import letters_about
from amargah.office.people.public import Acting, organisation
from amargah.office.workflow.public import history, perform, subject_ref
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Conflict, Invalid
from amargah.statcore.labels import Label


@transaction.atomic
def move(row: Assignment, *, step: str, by: Acting, revision: int, reason: str = "") -> Assignment:
    """Takes `step` of the return process for the figures as they were at `revision`.

    The manager's approval is remembered with its revision; the head's approval writes the version down.
    """
    if step not in {transition.name for transition in row.PROCESS.transitions}:
        raise Invalid(Label("چنین گامی نیست", "there is no such step"))
    _unchanged(row, revision)
    moved = perform(row, step, by=by, reason=reason, changes={"revision": revision})
    if step == "endorse":
        moved.endorsed_revision = revision
        moved.save(update_fields=["endorsed_revision"])
    if step == "approve":
        _write_down(moved, by)
    return moved


@transaction.atomic
def remark(row: Assignment, *, text: str, cell: int | None, by: Acting) -> None:
    """A reviewer's remark on a cell (linear index) or on the whole table."""
    locked = Assignment.objects.select_for_update().get(pk=row.pk)
    if locked.state in EDITABLE or locked.state == "approved":
        raise Conflict(Label("اکنون نوبت بازبینی این جدول نیست", "this table is not under review now"))
    if Comment.objects.filter(assignment=row, cell=cell, text=text.strip(), person=by.person).exists():
        raise Conflict(Label("همین توضیح را پیش‌تر نوشته‌اید", "you have written this very remark already"))
    _say(locked, text=text, cell=cell, answers=None, by=by)


@transaction.atomic
def answer_remark(row: Assignment, *, remark: int, text: str, by: Acting) -> None:
    """The liaison's answer to a remark."""
    locked = Assignment.objects.select_for_update().get(pk=row.pk)
    if locked.state not in EDITABLE:
        raise moved_on(locked)
    if not Comment.objects.filter(pk=remark, assignment=row, answers__isnull=True).exists():
        raise Invalid(Label("چنین توضیحی نیست", "there is no such remark"))
    if Comment.objects.filter(answers=remark).exists():
        raise Conflict(Label("به این توضیح پاسخ داده شده است", "this remark has been answered already"))
    _say(locked, text=text, cell=None, answers=remark, by=by)


def _say(row: Assignment, *, text: str, cell: int | None, answers: int | None, by: Acting) -> None:
    if not text.strip():
        raise Invalid(Label("متن را بنویسید", "write the text"), field="text")
    Comment.objects.create(
        assignment=row,
        cell=cell,
        text=text.strip(),
        answers_id=answers,
        person_id=by.person,
        organisation_id=by.organisation.id,
        role=by.role.value,
        at=now(),
    )
    append(
        verb="assignment.answer" if answers else "assignment.remark",
        actor=by.actor,
        subject=subject_ref(row),
        reason=text.strip(),
        changes={"cell": cell},
    )


def _unchanged(row: Assignment, revision: int) -> None:
    """What is approved is what was read: an edit between reading and approving is a conflict."""
    current = Assignment.objects.select_for_update().get(pk=row.pk)
    if current.revision != revision:
        raise saved_since(current)


def _write_down(row: Assignment, by: Acting) -> None:
    sheet = sheet_of(row)
    record_version(
        dataset=sheet.design.code,
        organisation=row.round.organisation_id,
        cube=_with_origin(sheet, row),
        metadata=sheet.design.metadata,
        stub=sheet.table.stub,
        header=sheet.table.header,
        by=by,
    )


def _with_origin(sheet: Sheet, row: Assignment) -> Cube:
    origin = origin_of(
        id=f"{sheet.design.code}/{row.round.period}/{row.pk}",
        source=organisation(row.organisation_id).label,
        letter=next(iter(letters_about(subject_ref(row))), None),
        rules=sheet.design.rules,
        report=sheet.report,
        explanations=sheet.explanations,
        history=history(row),
    )
    cube = sheet.cube
    return Cube(cube.structure, cube.values, cube.signs, np.zeros(cube.structure.shape, np.uint16), (origin,))
