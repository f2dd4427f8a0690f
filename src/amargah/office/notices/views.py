from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.translation import get_language, get_language_from_path, override
from django.views.decorators.http import require_GET, require_POST

from amargah.office.notices import queries
from amargah.office.notices.actions import mark_read, open_notice
from amargah.office.people.public import anyone, person_of, signed_in


@signed_in
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    page = queries.notices_page(person, request.GET.get("page", "1"))
    context = {
        "page": page,
        "notices": [queries.notice_line(row) for row in page],
        "unread": queries.unread(person),
    }
    return render(request, "notices/notices.html", context)


@signed_in
@require_POST
def follow(request: HttpRequest, notice: int) -> HttpResponse:
    """Open a notice: it counts as read, and its link is in the language of the reader."""
    link = open_notice(person=person_of(request), notice=notice)
    return redirect(_in_language(link, get_language() or "fa") if link else "notices:notices")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_read(person=person_of(request))
    return redirect("notices:notices")


@anyone
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """What the demo would have sent; outside the demo there is no such page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "notices/outbox.html", {"outbox": queries.outbox()})


def _in_language(link: str, language: str) -> str:
    with override(get_language_from_path(link) or language):
        return translate_url(link, language)
