"""The staff's inbox, the demo's accounts, and the address that says whether the office lives."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from amargah.office.people.public import acting, anyone, signed_in
from amargah.office.site.accounts import DEMO_PASSWORD, demo_accounts_by_role, sign_in_as
from amargah.office.site.inbox import inbox_of
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

NO_DEMO = Label("چنین صفحه‌ای نیست", "there is no such page")


@anyone
def root(request: HttpRequest) -> HttpResponse:
    return redirect("portal:home")


@anyone
def health(request: HttpRequest) -> HttpResponse:
    """Answers 200 while the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, since when, until when."""
    by = acting(request)
    return render(request, "site/desk.html", {"items": inbox_of(by) if by else (), "by": by})


@anyone
def demo_accounts(request: HttpRequest) -> HttpResponse:
    """The accounts of the demo, one for each role; only a demo has this page."""
    if not settings.DEMO:
        raise NotFound(NO_DEMO)
    context = {"accounts": demo_accounts_by_role(get_language()), "password": DEMO_PASSWORD}
    return render(request, "site/demo_accounts.html", context)


@anyone
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs in as one of the demo's accounts by a click; only a demo has this address."""
    if not (settings.DEMO and sign_in_as(request, request.POST.get("username", ""))):
        raise NotFound(NO_DEMO)
    return redirect(reverse("desk"))
