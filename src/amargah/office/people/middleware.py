from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from amargah.office.people.permissions import PUBLIC
from amargah.office.people.queries import acting
from amargah.office.ui.public import render_error
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label

SET_UP_FIRST = Label(
    "نخست ورود دومرحله‌ای را برای حساب خود راه بیندازید.", "Set up two-step sign-in for your account first."
)
# What a person needs in order to set up the second factor, or to leave.
OPEN = ("account_", "mfa_", "set_language")


class SecondFactor:
    """Where the installation requires it, leads whoever holds a mandate to setting up two-step sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if not settings.MFA_REQUIRED or _open(request, view) or not _missing(request):
            return None
        if request.method == "GET" and "HX-Request" not in request.headers and request.accepts("text/html"):
            return redirect("mfa_activate_totp")
        return render_error(request, Forbidden(SET_UP_FIRST))


def _open(request: HttpRequest, view: Callable[..., HttpResponseBase]) -> bool:
    name = (request.resolver_match.url_name if request.resolver_match else "") or ""
    return getattr(view, "access", None) == PUBLIC or name.startswith(OPEN)


def _missing(request: HttpRequest) -> bool:
    return request.user.is_authenticated and acting(request) is not None and not is_mfa_enabled(request.user)
