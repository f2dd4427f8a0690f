"""Who may see what: access of views, scope of mandates."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse

from amargah.office.people.queries import SIGN_IN, acting, mandates_of
from amargah.office.people.records import Acting, OrganisationRef
from amargah.office.people.roles import ROLE_LABELS, Role
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label

View = Callable[..., HttpResponseBase]


class Audience(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MANDATES = "mandates"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its reader; `roles` counts for `MANDATES` only."""

    roles: tuple[Role, ...] = ()
    audience: Audience = Audience.MANDATES


PUBLIC = Access(audience=Audience.PUBLIC)
SIGNED_IN = Access(audience=Audience.SIGNED_IN)

NO_MANDATE = Label(
    "اکنون هیچ سمتی در سامانه ندارید. از راهبر سامانه بخواهید برایتان سمت تعریف کند.",
    "You hold no mandate now. Ask the administrator for one.",
)


def allow(*roles: Role) -> Callable[[View], View]:
    """Open a view to people who act in one of `roles`, and tell the view who acts in `request.acting`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            by = acting(request)
            if by is None:
                raise Forbidden(NO_MANDATE)
            if by.role not in roles:
                raise Forbidden(_other_role(by, roles))
            return view(request, *args, **kwargs)

        return _marked(guarded, Access(roles))

    return decorate


def signed_in(view: View) -> View:
    """Open a view to everybody who has signed in, with or without a mandate."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        acting(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, SIGNED_IN)


def anyone(view: View) -> View:
    """Mark a view as public."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _marked(opened, PUBLIC)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, or what a script understands in its place."""
    sign_in = reverse("account_login")
    if "HX-Request" in request.headers:
        return HttpResponse(status=401, headers={"HX-Redirect": sign_in})
    if _wants_json(request):
        body = {"title": SIGN_IN.en, "detail": SIGN_IN.fa, "sign_in": sign_in}
        return JsonResponse(body, status=401, json_dumps_params={"ensure_ascii": False})
    return redirect_to_login(request.get_full_path(), sign_in)


def within(by: Acting, field: str = "organisation") -> Q:
    """Rows whose `field` (a foreign key to an organisation; "" for the organisations themselves) `by` may see."""
    lookup = f"{field}__path__startswith" if field else "path__startswith"
    return Q(**{lookup: by.organisation.path})


def sees(by: Acting, organisation: OrganisationRef) -> bool:
    """Whether `organisation` is in the subtree of the mandate."""
    return organisation.path.startswith(by.organisation.path)


def _marked(view: View, access: Access) -> View:
    vars(view)["access"] = access
    return view


def _wants_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json" or not request.accepts("text/html")


def _other_role(by: Acting, roles: tuple[Role, ...]) -> Label:
    fa = "، ".join(ROLE_LABELS[role].fa for role in roles)
    en = ", ".join(ROLE_LABELS[role].en for role in roles)
    if any(other.role in roles for other in mandates_of(by.person)):
        return Label(
            f"این صفحه برای نقش «{fa}» است. نخست سمت خود را عوض کنید.",
            f"This page is for: {en}. Switch to that mandate first.",
        )
    return Label(f"این صفحه برای نقش «{fa}» است.", f"This page is for: {en}.")
