"""Reads of collection, within the reach of the one who asks."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from amargah.exchange.documents import decode
from amargah.office.catalogue.public import latest_version
from amargah.office.collection.design import Design, table_of
from amargah.office.collection.figures import CellSave, Save, cell_history, fold
from amargah.office.collection.models import (
    Assignment,
    Comment,
    Explanation,
    Revision,
    Round,
    TableDesign,
)
from amargah.office.collection.permissions import AGENCY
from amargah.office.collection.records import WaitingTable
from amargah.office.collection.validation import (
    COMPULSORY,
    PlacedFinding,
    blank_finding,
    place_findings,
    report_on,
)
from amargah.office.people.public import Acting, OrganisationRef, Role, organisation, within
from amargah.office.workflow.public import Transition, available, due, history
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.rules import Report
from amargah.statcore.tables import Table

Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True)
class Sheet:
    """An assignment's table with its figures and what the rules say of them."""

    design: Design
    table: Table
    cube: Cube
    report: Report
    findings: tuple[PlacedFinding, ...]
    explanations: dict[str, str]

    @property
    def marked(self) -> tuple[PlacedFinding, ...]:
        """The findings that colour cells: a blank cell is seen to be blank, and nobody's mistake yet."""
        return tuple(finding for finding in self.findings if finding.rule != COMPULSORY)


@dataclass(frozen=True, slots=True)
class Remark:
    """A reviewer's remark on a cell (linear index; None: the whole table) and the answers to it."""

    id: int
    cell: int | None
    text: str
    organisation: OrganisationRef
    role: str
    at: datetime
    answers: tuple["Remark", ...] = ()


def design_of(row: TableDesign) -> Design:
    return decode(json.dumps(row.document).encode(), Design)


def title_of(row: TableDesign | Round) -> Label:
    return Label(row.title_fa, row.title_en)


def period_of(row: Round) -> Label:
    period = parse_period(row.period)
    return Label(period.label("fa"), period.label("en"))


def designs(*, by: Acting) -> QuerySet[TableDesign]:
    """Designs in reach: those of organisations under one's own."""
    return TableDesign.objects.filter(within(by, "organisation")).order_by("code", "-number")


def design(id: int, *, by: Acting) -> TableDesign:
    return _found(designs(by=by).filter(pk=id).first())


def rounds(*, by: Acting) -> QuerySet[Round]:
    return Round.objects.filter(within(by, "organisation")).order_by("-due_at", "-pk")


def round_(id: int, *, by: Acting) -> Round:
    return _found(rounds(by=by).filter(pk=id).first())


def assignments(*, by: Acting) -> QuerySet[Assignment]:
    """An agency sees its own tables; an office sees those of the rounds and agencies under it."""
    mine = within(by, "organisation")
    reach = mine if by.role in AGENCY else mine | within(by, "round__organisation")
    return Assignment.objects.select_related("round", "design").filter(reach).order_by("round__due_at", "pk")


def assignment(id: int, *, by: Acting) -> Assignment:
    """NotFound also when it is out of reach: nobody learns what others have."""
    return _found(assignments(by=by).filter(pk=id).first())


def assignments_of_round(row: Round, *, by: Acting) -> QuerySet[Assignment]:
    return assignments(by=by).filter(round=row)


def waiting_rows(*, by: Acting) -> QuerySet[Assignment]:
    """What a mandate can move on now; the process itself says which states those are."""
    states = {
        state
        for transition in Assignment.PROCESS.transitions
        if by.role in transition.roles
        for state in transition.source
    }
    rows = assignments(by=by).filter(state__in=states)
    if by.role is Role.LIAISON:
        return rows.filter(round__state="open")
    return rows if by.role in AGENCY else rows.filter(round__organisation=by.organisation.id)


def waiting(*, by: Acting) -> tuple[WaitingTable, ...]:
    """The inbox of a mandate, the most pressing first."""
    found = [_waiting(row) for row in waiting_rows(by=by)]
    return tuple(sorted(found, key=lambda item: item.due))


def steps_of_round(row: Round, *, by: Acting) -> tuple[Transition, ...]:
    """What may be offered: a round is moved by the office that planned it; others look on."""
    return available(row, by) if row.organisation_id == by.organisation.id else ()


def steps_of_table(row: Assignment, *, by: Acting) -> tuple[Transition, ...]:
    """What may be offered: the agency's steps, or those of the office that collects.

    Answering alone is offered only for the figures that the agency's manager approved.
    """
    if by.role is Role.LIAISON and row.round.state != "open":
        return ()
    if by.role not in AGENCY and row.round.organisation_id != by.organisation.id:
        return ()
    untouched = row.endorsed_revision == row.revision
    return tuple(step for step in available(row, by) if step.name != "answer" or untouched)


def state_label(row: Assignment) -> Label:
    return row.PROCESS.state(row.state).label


def _waiting(row: Assignment) -> WaitingTable:
    return WaitingTable(
        row.pk,
        title_of(row.design),
        organisation(row.organisation_id).label,
        row.state,
        state_label(row),
        history(row)[-1].at,
        due(row) or row.round.due_at,
    )


def revisions(row: Assignment) -> tuple[Save, ...]:
    """Every save, the oldest first, with the names that the office may see."""
    rows = Revision.objects.filter(assignment=row).select_related("person", "organisation")
    return tuple(
        Save(
            save.number,
            save.changes,
            save.via,
            save.at,
            Label(save.person.name_fa, save.person.name_en),
            Label(save.organisation.name_fa, save.organisation.name_en),
        )
        for save in rows
    )


def cube_of(row: Assignment, table: Table) -> Cube:
    changes = Revision.objects.filter(assignment=row).order_by("number").values_list("changes", flat=True)
    return fold(table.structure, changes)


def table_for(row: Assignment) -> Table:
    return table_of(design_of(row.design), parse_period(row.round.period))


def sheet_of(row: Assignment) -> Sheet:
    """The figures as they stand, checked."""
    form = design_of(row.design)
    table = table_of(form, parse_period(row.round.period))
    cube = cube_of(row, table)
    before = latest_version(form.code)
    report = report_on(form.rules, cube, before.cube().cube() if before else None)
    explanations = dict(Explanation.objects.filter(assignment=row).values_list("rule", "text"))
    blank = blank_finding(table, cube)
    findings = place_findings(table, report, explanations)
    return Sheet(form, table, cube, report, ((blank, *findings) if blank else findings), explanations)


def saves_of_cell(row: Assignment, place: int) -> tuple[CellSave, ...]:
    return cell_history(place, revisions(row))


def remarks(row: Assignment) -> tuple[Remark, ...]:
    """Remarks in order, each with its answers."""
    rows = list(Comment.objects.filter(assignment=row))
    return tuple(
        _remark(comment, [answer for answer in rows if answer.answers_id == comment.pk])
        for comment in rows
        if comment.answers_id is None
    )


def _remark(row: Comment, answers: list[Comment]) -> Remark:
    return Remark(
        row.pk,
        row.cell,
        row.text,
        organisation(row.organisation_id),
        row.role,
        row.at,
        tuple(_remark(answer, []) for answer in answers),
    )


def _found(row: Found | None) -> Found:
    if row is None:
        raise NotFound(Label("چنین چیزی نیست، یا در حوزهٔ شما نیست", "there is no such thing within your reach"))
    return row
