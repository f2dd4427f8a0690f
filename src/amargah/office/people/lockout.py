"""Whom axes locks out, and what they see."""

from collections.abc import Mapping

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amargah.office.people.models import Person


def account_name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """The user name behind what was typed, so that a user name and its e-mail address are locked as one."""
    given = credentials or {}
    typed = given.get("username") or given.get("email") or request.POST.get("login", "")
    name = typed.strip()
    person = Person.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first()
    return person.username if person else name.lower()


def locked_page(
    request: HttpRequest, _response: HttpResponse | None = None, _credentials: Mapping[str, str] | None = None
) -> HttpResponse:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "people/locked.html", {"minutes": minutes}, status=429)
