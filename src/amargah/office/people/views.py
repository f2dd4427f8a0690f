from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amargah.dataplane.fair_use import KEY_HEADER
from amargah.office.people.fair_use import limits_of_readers
from amargah.office.people.forms import KeyName
from amargah.office.people.keys import MOST, MadeKey, keys_of, make_key, revoke_key
from amargah.office.people.permissions import signed_in
from amargah.office.people.queries import SESSION_KEY, acting, mandates_of, person_of, profile_of
from amargah.office.people.sessions import end_other_sessions, end_session, sessions_of
from amargah.statcore.errors import Conflict, Forbidden, Invalid
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


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of who asks; a new one is shown in the answer to its making, and never again."""
    form = KeyName(request.POST or None)
    made = _made(request, form) if request.method == "POST" else None
    without, with_key = limits_of_readers()
    context = {
        "form": KeyName() if made else form,
        "made": made,
        "keys": keys_of(person_of(request)),
        "most": MOST,
        "without": without,
        "with_key": with_key,
        "header": KEY_HEADER,
        "example": f"{settings.SITE_URL}/data",
    }
    return render(request, "people/keys.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    revoke_key(person=person_of(request), key=key)
    messages.success(request, _("The key is revoked and opens nothing any more."))
    return redirect("people:keys")


def _made(request: HttpRequest, form: KeyName) -> MadeKey | None:
    if not form.is_valid():
        return None
    try:
        return make_key(person=person_of(request), name=form.cleaned_data["name"])
    except (Invalid, Conflict) as problem:
        form.add_error("name", problem.detail.text(get_language() or "fa"))
        return None


def _ended(request: HttpRequest, text: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("account_login")
    messages.success(request, text)
    return redirect("people:sessions")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else ""
