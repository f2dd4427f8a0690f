from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from amargah.office.people.permissions import signed_in
from amargah.office.people.queries import SESSION_KEY, acting, mandates_of, person_of, profile_of
from amargah.office.people.sessions import end_other_sessions, end_session, sessions_of
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label

NOT_YOUR_MANDATE = Label(
    "این سمت از آنِ شما نیست یا پایان یافته است.", "This mandate is not yours, or it has ended."
)


@signed_in
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    person = profile_of(person_of(request))
    return render(request, "people/profile.html", {"person": person, "mandates": mandates_of(person.id)})


@signed_in
@require_GET
def mandates(request: HttpRequest) -> HttpResponse:
    context = {"mandates": mandates_of(person_of(request)), "by": acting(request), "next": _next(request)}
    return render(request, "people/mandates.html", context)


@signed_in
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("mandate", "")
    chosen = next((each for each in mandates_of(person_of(request)) if str(each.mandate) == wanted), None)
    if chosen is None:
        raise Forbidden(NOT_YOUR_MANDATE)
    request.session[SESSION_KEY] = chosen.mandate
    return redirect(_next(request) or "people:mandates")


@signed_in
@require_GET
def sessions(request: HttpRequest) -> HttpResponse:
    return render(request, "people/sessions.html", {"sessions": sessions_of(request)})


@signed_in
@require_POST
def end(request: HttpRequest, session: int) -> HttpResponse:
    end_session(request, session)
    return _ended(request, _("The session has ended."))


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    end_other_sessions(request)
    return _ended(request, _("Your other sessions have ended."))


def _ended(request: HttpRequest, text: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("account_login")
    messages.success(request, text)
    return redirect("people:sessions")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""
