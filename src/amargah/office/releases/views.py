"""Pages of releases for the staff."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST

from amargah.office.audit.public import now
from amargah.office.catalogue.public import VersionRef
from amargah.office.people.public import ActingRequest, allow
from amargah.office.releases import queries
from amargah.office.releases.actions import arm, draft_release, withdraw
from amargah.office.releases.forms import ReleaseForm
from amargah.office.releases.models import Release
from amargah.office.releases.permissions import OFFICERS, READERS
from amargah.office.workflow.public import available, history
from amargah.persian.digits import format_number
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


@allow(*READERS)
def release_list(request: ActingRequest) -> HttpResponse:
    rows = [(row, queries.title_of(row), row.is_public(now())) for row in queries.releases(by=request.acting)]
    context = {"rows": rows, "may_release": request.acting.role in OFFICERS}
    return render(request, "releases/list.html", context)


@allow(*READERS)
def release_detail(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.release(id, by=request.acting)
    context = {
        "row": row,
        "title": queries.title_of(row),
        "items": queries.items(row),
        "public": row.is_public(now()),
        "steps": available(row, request.acting),
        "history": history(row)[::-1],
    }
    return render(request, "releases/release.html", context)


@allow(*OFFICERS)
def release_new(request: ActingRequest) -> HttpResponse:
    waiting = {version.id: version for version in queries.unreleased_versions(by=request.acting)}
    form = ReleaseForm(request.POST or None, offered=[(id, _title(found)) for id, found in waiting.items()])
    if request.method == "POST" and form.is_valid():
        try:
            row = _draft(request, form, waiting)
        except Invalid as problem:
            form.add_error(None, problem.detail.text(get_language()))
        else:
            return redirect("releases:release", row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "releases/new.html", {"form": form, "waiting": waiting}, status=status)


@allow(*OFFICERS)
@require_POST
def release_step(request: ActingRequest, id: int) -> HttpResponse:
    row = queries.release(id, by=request.acting)
    step = request.POST.get("step")
    if step == "arm":
        arm(row, by=request.acting)
        messages.success(request, gettext("Armed. It becomes public at its instant, by the clock."))
    elif step == "withdraw":
        withdraw(row, reason=request.POST.get("reason", "").replace("\0", ""), by=request.acting)
        messages.success(request, gettext("Withdrawn. Nothing of it was public."))
    else:
        raise Invalid(Label("چنین گامی نیست", "there is no such step"))
    return redirect("releases:release", id)


def _draft(request: ActingRequest, form: ReleaseForm, waiting: dict[int, VersionRef]) -> Release:
    data = form.cleaned_data
    return draft_release(
        title=Label(data["title_fa"], data["title_en"]),
        summary=Label(data["summary_fa"], data["summary_en"]),
        visible_from=data["visible_from"],
        versions=[waiting[id] for id in data["versions"]],
        reason=Label(data["reason_fa"], data["reason_en"]),
        by=request.acting,
    )


def _title(version: VersionRef) -> str:
    title = version.metadata.title.text(get_language())
    return gettext("%(title)s (%(dataset)s, version %(number)s)") % {
        "title": title,
        "dataset": version.dataset,
        "number": format_number(version.number, 0, get_language()),
    }
