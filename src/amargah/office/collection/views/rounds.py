"""Pages of collection rounds."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from amargah.office.collection import queries
from amargah.office.collection.actions.rounds import close_round, open_round, plan_round, reopen_round
from amargah.office.collection.forms import RoundForm, end_of
from amargah.office.collection.models import Round
from amargah.office.collection.permissions import EXPERTS, OFFICE
from amargah.office.people.public import ActingRequest, allow, organisation
from amargah.office.workflow.public import history
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

STEPS = {"open": open_round, "close": close_round, "reopen": reopen_round}


@allow(*OFFICE)
def round_list(request: ActingRequest) -> HttpResponse:
    found = queries.rounds(by=request.acting)
    rows = [(row, organisation(row.organisation_id), queries.period_of(row)) for row in found]
    context = {"rows": rows, "may_plan": request.acting.role in EXPERTS}
    return render(request, "collection/rounds.html", context)


@allow(*OFFICE)
def round_detail(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.round_(id, by=request.acting)
    found = queries.assignments_of_round(row, by=request.acting)
    context = {
        "row": row,
        "title": queries.title_of(row),
        "period": queries.period_of(row),
        "assignments": [(item, organisation(item.organisation_id), queries.state_label(item)) for item in found],
        "tables": row.designs.all(),
        "steps": queries.steps_of_round(row, by=request.acting),
        "history": history(row)[::-1],
    }
    return render(request, "collection/round.html", context)


@allow(*EXPERTS)
def round_new(request: ActingRequest) -> HttpResponse:
    ready = queries.designs(by=request.acting).filter(
        state="final", organisation_id=request.acting.organisation.id
    )
    tables = [(row.pk, queries.title_of(row).text(get_language())) for row in ready]
    form = RoundForm(request.POST or None, tables=tables)
    if request.method == "POST" and form.is_valid():
        try:
            row = _plan(request, form)
        except Invalid as problem:
            form.add_error(None, problem.detail.text(get_language()))
        else:
            return redirect("collection:round", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "collection/round_new.html", {"form": form, "tables": tables}, status=status)


@allow(*EXPERTS)
@require_POST
def round_step(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.round_(id, by=request.acting)
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Invalid(Label("چنین گامی نیست", "there is no such step"))
    step(row, by=request.acting)
    messages.success(request, gettext("Done."))
    return redirect("collection:round", id)


def _plan(request: ActingRequest, form: RoundForm) -> Round:
    data, zone = form.cleaned_data, ZoneInfo(settings.TIME_ZONE)
    return plan_round(
        title=Label(data["title_fa"], data["title_en"]),
        period=data["period"],
        due_at=end_of(data["due_on"], zone),
        closes_at=end_of(data["closes_on"], zone),
        designs=queries.designs(by=request.acting).filter(pk__in=data["designs"]),
        by=request.acting,
    )
