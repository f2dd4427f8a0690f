"""The page of one table: filling it, reviewing it, moving it along."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from amargah.office.collection import queries
from amargah.office.collection.actions.reviews import answer_remark, move, remark
from amargah.office.collection.models import Assignment
from amargah.office.collection.permissions import AGENCY, EVERYONE
from amargah.office.collection.states import EDITABLE
from amargah.office.letters.public import letters_about
from amargah.office.people.public import ROLE_LABELS, Acting, ActingRequest, Role, allow, organisation
from amargah.office.ui.public import Mark, TableView, table_view
from amargah.office.workflow.public import due, history, subject_ref
from amargah.statcore.cubes import codes_at, index_at, linear
from amargah.statcore.entries import format_entry
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label
from amargah.statcore.tables import Table

LONGEST_NUMBER = 18
REVIEWERS = tuple(role for role in EVERYONE if role not in (Role.LIAISON, Role.AUDITOR))


@allow(*EVERYONE)
def assignment_list(request: ActingRequest) -> HttpResponse:
    rows = [
        (row, organisation(row.organisation_id), queries.state_label(row))
        for row in queries.assignments(by=request.acting)
    ]
    return render(request, "collection/assignments.html", {"rows": rows})


@allow(*EVERYONE)
def assignment_detail(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.assignment(id, by=request.acting)
    return render(request, "collection/assignment.html", page_of(row, request.acting))


@allow(*EVERYONE)
def findings(request: ActingRequest, id: int) -> HttpResponse:
    """What the rules say of the figures now, as a part of the page."""
    row = queries.assignment(id, by=request.acting)
    return render(request, "collection/findings.html", page_of(row, request.acting))


@allow(*EVERYONE)
@require_POST
def assignment_step(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.assignment(id, by=request.acting)
    revision = _number(request.POST.get("revision"))
    try:
        moved = move(
            row,
            step=request.POST.get("step", ""),
            by=request.acting,
            revision=revision,
            reason=words(request, "reason"),
        )
    except Invalid as problem:
        context = page_of(row, request.acting) | {"trouble": problem.detail}
        return render(request, "collection/assignment.html", context, status=422)
    messages.success(
        request, gettext("Done. The table is now: %s") % queries.state_label(moved).text(get_language())
    )
    return redirect("collection:assignment", id)


@allow(*EVERYONE)
def cell_detail(request: ActingRequest, id: int, place: int) -> HttpResponse:
    """Every save of one cell, and the remarks on it."""
    row = queries.assignment(id, by=request.acting)
    table = queries.table_for(row)
    if place >= table.structure.size:
        raise NotFound(Label("این خانه در جدول نیست", "there is no such cell in the table"))
    index = index_at(table.structure, place)
    decimals = table.structure.measure.decimals
    context = {
        "row": row,
        "place": place,
        "title": queries.title_of(row.design),
        "codes": _codes(table, index),
        "saves": [
            (save, format_entry(save.entry.value, save.entry.sign, decimals, get_language()))
            for save in queries.saves_of_cell(row, place)
        ],
        "remarks": [(item, role_label(item)) for item in queries.remarks(row) if item.cell == place],
        "may_remark": may_remark(row, request.acting),
    }
    return render(request, "collection/cell.html", context)


@allow(*REVIEWERS)
@require_POST
def remark_add(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.assignment(id, by=request.acting)
    cell = request.POST.get("cell", "")
    place = _number(cell) if cell else None
    if place is not None and place >= queries.table_for(row).structure.size:
        raise Invalid(Label("این خانه در جدول نیست", "there is no such cell in the table"))
    remark(row, text=words(request, "text"), cell=place, by=request.acting)
    messages.success(request, gettext("The remark was kept. The liaison sees it when you return the table."))
    return redirect("collection:assignment", id)


@allow(Role.LIAISON)
@require_POST
def remark_answer(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.assignment(id, by=request.acting)
    answer_remark(
        row,
        remark=_number(request.POST.get("remark")),
        text=words(request, "text"),
        by=request.acting,
    )
    return redirect("collection:assignment", id)


def page_of(row: Assignment, by: Acting) -> dict[str, Any]:
    """Everything the page shows; also what a refused upload shows again."""
    sheet = queries.sheet_of(row)
    said = queries.remarks(row)
    remarks = [(item, role_label(item), _codes_of(sheet.table, item.cell)) for item in said]
    fills = by.role is Role.LIAISON and row.state in EDITABLE and row.round.state == "open"
    return {
        "row": row,
        "title": queries.title_of(row.design),
        "round_title": queries.title_of(row.round),
        "state": queries.state_label(row),
        "agency": organisation(row.organisation_id),
        "letters": letters_about(subject_ref(row)),
        "sheet": sheet,
        "fills": fills,
        "view": _view(row, sheet, said),
        "findings": sheet.findings,
        "remarks": remarks,
        "may_remark": may_remark(row, by),
        "steps": queries.steps_of_table(row, by=by),
        "due": due(row) or row.round.due_at,
        "history": history(row)[::-1],
        "in_agency": by.role in AGENCY,
    }


def may_remark(row: Assignment, by: Acting) -> bool:
    return by.role in REVIEWERS and row.state in ("submitted", "endorsed", "verified")


def role_label(item: queries.Remark) -> Label:
    return ROLE_LABELS[Role(item.role)]


def _view(row: Assignment, sheet: queries.Sheet, said: Iterable[queries.Remark]) -> TableView:
    return table_view(
        sheet.table,
        sheet.cube,
        get_language(),
        notes=sheet.design.metadata.notes,
        cell_url=lambda index: reverse("collection:cell", args=[row.pk, linear(sheet.table.structure, index)]),
        marks=_marks(sheet, said),
    )


def _marks(sheet: queries.Sheet, said: Iterable[queries.Remark]) -> dict[tuple[int, ...], Mark]:
    language = get_language()
    marks = {}
    for item in said:
        if item.cell is not None:
            marks[index_at(sheet.table.structure, item.cell)] = Mark("note", item.text)
    for finding in sheet.marked:
        for place in finding.places:
            marks[sheet.table.index(place.row, place.column)] = Mark(
                finding.severity.value, finding.message.text(language)
            )
    return marks


def _codes(table: Table, index: tuple[int, ...]) -> list[tuple[Label, Label]]:
    """The words of a cell: dimension and code, in the order of the structure."""
    structure = table.structure
    return [
        (dimension.label, dimension.codelist.codes[dimension.codelist.position(code)].label)
        for dimension, code in zip(structure.dimensions, codes_at(structure, index), strict=True)
    ]


def _codes_of(table: Table, place: int | None) -> list[tuple[Label, Label]]:
    return [] if place is None else _codes(table, index_at(table.structure, place))


def words(request: HttpRequest, name: str) -> str:
    """What was written in a field, without the NUL that no database takes."""
    return request.POST.get(name, "").replace("\0", "").strip()


def _number(text: str | None) -> int:
    if text is None or not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise Invalid(Label("شماره نادرست است؛ صفحه را دوباره باز کنید", "bad number; open the page again"))
    return int(text)
