from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amargah.office.people.public import ROLE_LABELS, anyone
from amargah.office.workflow.diagrams import permission_rows
from amargah.office.workflow.registry import registered
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

NO_SUCH_PROCESS = Label("چنین فرایندی نیست.", "There is no such process.")


@anyone
@require_safe
def processes(request: HttpRequest) -> HttpResponse:
    """Every process of the office, as it runs."""
    return render(request, "workflow/processes.html", {"processes": registered()})


@anyone
@require_safe
def process(request: HttpRequest, process: str) -> HttpResponse:
    """One process: its states, and who may take which step within what time."""
    found = next((each for each in registered() if each.id == process), None)
    if found is None:
        raise NotFound(NO_SUCH_PROCESS)
    context = {
        "process": found,
        "rows": permission_rows(found),
        "roles": [ROLE_LABELS[role] for role in found.roles],
        "final": found.final,
    }
    return render(request, "workflow/process.html", context)
