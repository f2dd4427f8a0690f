"""Pages of the table designer."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from amargah.office.catalogue.public import shared_codelists
from amargah.office.collection import queries
from amargah.office.collection.actions.designs import (
    change_design,
    create_design,
    finalise_design,
    renew_design,
)
from amargah.office.collection.design import Design, table_of
from amargah.office.collection.forms import DesignForm, RuleForms, initial_of, rule_initial
from amargah.office.collection.models import TableDesign
from amargah.office.collection.permissions import EXPERTS, OFFICE
from amargah.office.collection.policies import SAMPLE_PERIOD
from amargah.office.people.public import ActingRequest, allow, organisation, organisations_under
from amargah.office.ui.public import TableView, table_view
from amargah.office.workflow.public import available, history
from amargah.statcore.cubes import empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.rules import Rule, describe, likely_total, not_negative, sum_rule
from amargah.statcore.tables import Table


@allow(*OFFICE)
def design_list(request: ActingRequest) -> HttpResponse:
    rows = [(row, organisation(row.custodian_id)) for row in queries.designs(by=request.acting)]
    context = {"rows": rows, "may_design": request.acting.role in EXPERTS}
    return render(request, "collection/designs.html", context)


@allow(*OFFICE)
def design_detail(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.design(id, by=request.acting)
    form = queries.design_of(row)
    structure = table_of(form, SAMPLE_PERIOD).structure
    context = {
        "row": row,
        "title": queries.title_of(row),
        "design": form,
        "custodian": organisation(row.custodian_id),
        "view": _preview(form),
        "rules": [(rule, describe(rule, structure, get_language())) for rule in form.rules],
        "steps": available(row, request.acting),
        "history": history(row)[::-1],
        "may_design": request.acting.role in EXPERTS,
    }
    return render(request, "collection/design.html", context)


@allow(*EXPERTS)
def design_new(request: ActingRequest) -> HttpResponse:
    return _edit(request, None)


@allow(*EXPERTS)
def design_edit(request: ActingRequest, id: int) -> HttpResponse:
    return _edit(request, queries.design(id, by=request.acting))


@allow(*EXPERTS)
@require_POST
def design_preview(request: ActingRequest) -> HttpResponse:
    """The table as it would look, for the page that is being filled; a sentence while it cannot be drawn."""
    form, rules = _forms(request, None)
    context = _drawn(form, rules)
    return render(request, "collection/design_preview.html", context)


@allow(*EXPERTS)
@require_POST
def design_rule(request: ActingRequest) -> HttpResponse:
    """The rule forms with one more: empty, or made for the chosen dimension by the assistant."""
    form, rules = _forms(request, None)
    rules.is_valid()
    kept = [_typed(rule) for rule in rules.forms if not rule.data.get(rule.add_prefix("DELETE"))]
    kept.append(_suggested(form, request.POST.get("assistant", "")))
    context = {"rules": RuleForms(initial=kept, prefix="rules"), "assistants": _assistants()}
    return render(request, "collection/design_rules.html", context)


@allow(*EXPERTS)
@require_POST
def design_step(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.design(id, by=request.acting)
    if request.POST.get("step") == "renew":
        row = renew_design(row, by=request.acting)
        return redirect("collection:design_edit", row.pk)
    finalise_design(row, by=request.acting)
    messages.success(request, gettext("The table is final and can be collected."))
    return redirect("collection:design", row.pk)


def _edit(request: ActingRequest, row: TableDesign | None) -> HttpResponse:
    form, rules = _forms(request, row)
    if request.method == "POST" and form.is_valid() and rules.is_valid():
        try:
            saved = _save(request, row, form, rules)
        except Invalid as problem:
            form.add_error(_field(form, problem), problem.detail.text(get_language()))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("collection:design", saved.pk)
    context = {"form": form, "rules": rules, "row": row, "assistants": _assistants()} | (
        _drawn(form, rules) if form.is_bound else _of(row)
    )
    status = 422 if request.method == "POST" else 200
    return render(request, "collection/design_edit.html", context, status=status)


def _assistants() -> list[tuple[str, str]]:
    return [
        ("total:header", gettext("Header: total equals its parts")),
        ("total:stub", gettext("Stub: total equals its parts")),
        ("not_negative", gettext("No negative number")),
        ("", gettext("Another rule")),
    ]


def _save(request: ActingRequest, row: TableDesign | None, form: DesignForm, rules: Any) -> TableDesign:
    design = form.design(_rules(rules))
    custodian = organisation(form.cleaned_data["custodian"])
    if row is None:
        return create_design(design=design, custodian=custodian, by=request.acting)
    return change_design(row, design=design, custodian=custodian, by=request.acting)


def _forms(request: ActingRequest, row: TableDesign | None) -> tuple[DesignForm, Any]:
    form = partial(
        DesignForm,
        codelists=shared_codelists(by=request.acting),
        agencies=organisations_under(request.acting.organisation.path, kind="agency"),
        language=get_language(),
    )
    if request.method == "POST":
        return form(request.POST), RuleForms(request.POST, prefix="rules")
    if row is None:
        return form(), RuleForms(prefix="rules")
    design = queries.design_of(row)
    rules = RuleForms(initial=rule_initial(design.rules), prefix="rules")
    return form(initial=initial_of(design, row.custodian_id)), rules


def _rules(rules: Any) -> tuple[Any, ...]:
    kept = [form for form in rules.forms if not form.cleaned_data.get("DELETE")]
    return tuple(form.rule(number) for number, form in enumerate(kept, start=1))


def _drawn(form: DesignForm, rules: Any) -> dict[str, Any]:
    if not (form.is_valid() and rules.is_valid()):
        return {"view": None, "trouble": gettext("The preview appears here once the fields above are filled.")}
    try:
        return {"view": _preview(form.design(_rules(rules))), "trouble": ""}
    except Invalid as problem:
        return {"view": None, "trouble": problem.detail.text(get_language())}


def _of(row: TableDesign | None) -> dict[str, Any]:
    if row is None:
        return {"view": None, "trouble": gettext("The preview appears here once the fields above are filled.")}
    return {"view": _preview(queries.design_of(row)), "trouble": ""}


def _preview(design: Design) -> TableView:
    """The table without a period: that comes with the round."""
    table = table_of(design, SAMPLE_PERIOD)
    view = table_view(table, empty_cube(table.structure), get_language(), notes=design.metadata.notes)
    return replace(view, page=())


def _typed(form: Any) -> dict[str, Any]:
    return {name: form.data.get(form.add_prefix(name), "") for name in form.fields if name != "DELETE"}


def _suggested(form: DesignForm, wish: str) -> dict[str, Any]:
    """`wish` is what the assistant's button asks: "not_negative", "total:stub" or "total:header"."""
    empty: dict[str, Any] = {"tolerance": 0}
    if not wish or not form.is_valid():
        return empty
    try:
        rule = _assistance(table_of(form.design(()), SAMPLE_PERIOD), wish)
    except Invalid:
        return empty
    return rule_initial([rule])[0] if rule else empty


def _assistance(table: Table, wish: str) -> Rule | None:
    if wish == "not_negative":
        return not_negative(table.structure)
    kind, _, side = wish.partition(":")
    id = {"stub": table.stub, "header": table.header}.get(side, ("",))[-1]
    if kind != "total" or not id:
        return None
    total = likely_total(table.structure.dimension(id))
    return sum_rule(table.structure, id, total) if total else None


def _field(form: DesignForm, problem: Invalid) -> str | None:
    name = problem.context.get("field")
    return str(name) if name in form.fields else None
