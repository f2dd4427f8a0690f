"""Entering figures: the grid's saves, the Excel template down and up, explanations of warnings."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from amargah.exchange.xlsx import MOST_BYTES, CellProblem, write_template
from amargah.office.collection import queries
from amargah.office.collection.actions.entries import (
    TypedCell,
    explain_warning,
    save_cells,
    upload_template,
)
from amargah.office.collection.forms import UploadForm
from amargah.office.collection.models import Assignment
from amargah.office.collection.permissions import AGENCY
from amargah.office.collection.views.assignments import page_of, words
from amargah.office.people.public import ActingRequest, Role, allow, organisation
from amargah.statcore.entries import format_entry
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CHANGES = 5_000
NO_FILE = Label("پروندهٔ اکسل را برگزینید و دوباره بفرستید", "choose the Excel file and send it again")
EMPTY_FILE = Label(
    "این پروندهٔ اکسل خالی است؛ قالب پرشده را برگزینید", "this file is empty; choose the filled template"
)


@allow(Role.LIAISON)
@require_POST
def cells_save(request: ActingRequest, id: int) -> HttpResponse:
    """The autosave of the grid: keeps what can be read, and says what the rules say now."""
    row = queries.assignment(id, by=request.acting)
    revision, typed = _changes(request)
    number, cells = save_cells(row, revision=revision, typed=typed, by=request.acting)
    row.refresh_from_db()
    sheet = queries.sheet_of(row)
    language, decimals = get_language(), sheet.table.structure.measure.decimals
    return JsonResponse(
        {
            "revision": number,
            "cells": [_cell(cell, decimals, language) for cell in cells],
            "findings": [
                {
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "message": finding.message.text(language),
                    "cells": [[place.row, place.column] for place in finding.places],
                }
                for finding in sheet.marked
            ],
        }
    )


@allow(*AGENCY)
def template_download(request: ActingRequest, id: int) -> HttpResponse:
    """The Excel template with what has been entered so far."""
    row = queries.assignment(id, by=request.acting)
    sheet, language = queries.sheet_of(row), get_language()
    data = write_template(
        sheet.table,
        sheet.cube,
        signature=row.signature,
        language=language,
        lines=(
            queries.title_of(row.design).text(language),
            queries.title_of(row.round).text(language),
            organisation(row.organisation_id).label.text(language),
        ),
        guidance=[text for text in (sheet.design.guidance.text(language),) if text],
    )
    return HttpResponse(
        data,
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{row.design.code}-{row.round.period}.xlsx"'},
    )


@allow(Role.LIAISON)
@require_POST
def template_upload(request: ActingRequest, id: int) -> HttpResponse:
    """A filled template. «Check only» stores nothing; nor does a file with a cell that cannot be read."""
    row = queries.assignment(id, by=request.acting)
    keep = "check" not in request.POST
    try:
        problems = _read_upload(row, request, keep=keep)
    except Invalid as refusal:
        context = page_of(row, request.acting) | {"unread": refusal.detail}
        return render(request, "collection/assignment.html", context, status=refusal.status)
    if problems or not keep:
        context = page_of(row, request.acting) | {"problems": problems, "checked": True}
        return render(request, "collection/assignment.html", context, status=422 if problems else 200)
    messages.success(request, gettext("The file was read and its figures were stored."))
    return redirect("collection:assignment", id)


@allow(Role.LIAISON)
@require_POST
def warning_explain(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.assignment(id, by=request.acting)
    rules = {rule.id for rule in queries.design_of(row.design).rules}
    if request.POST.get("rule") not in rules:
        raise Invalid(Label("چنین قاعده‌ای نیست", "there is no such rule"))
    explain_warning(row, rule=request.POST["rule"], text=words(request, "text"), by=request.acting)
    return redirect("collection:assignment", id)


def _read_upload(row: Assignment, request: ActingRequest, *, keep: bool) -> tuple[CellProblem, ...]:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid(EMPTY_FILE if form.has_error("file", "empty") else NO_FILE)
    return upload_template(
        row,
        revision=form.cleaned_data["revision"],
        data=form.cleaned_data["file"].read(MOST_BYTES + 1),
        keep=keep,
        by=request.acting,
    )


def _changes(request: ActingRequest) -> tuple[int, dict[tuple[int, int], str]]:
    try:
        body = json.loads(request.body)
        typed = {(int(c["row"]), int(c["column"])): str(c["text"]) for c in body["changes"]}
        revision = int(body["revision"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise Invalid(Label("درخواست ذخیره خوانا نیست", "the save request cannot be read")) from None
    if len(typed) > MAX_CHANGES:
        raise Invalid(Label(f"در هر ذخیره حداکثر {MAX_CHANGES} خانه", f"at most {MAX_CHANGES} cells in one save"))
    return revision, typed


def _cell(cell: TypedCell, decimals: int, language: str) -> dict[str, Any]:
    shown = format_entry(cell.entry.value, cell.entry.sign, decimals, language) if cell.entry else cell.text
    problem = cell.problem.text(language) if cell.problem else None
    return {"row": cell.row, "column": cell.column, "text": shown, "problem": problem}
