from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amargah.office.letters import queries
from amargah.office.letters.forms import VerifyForm
from amargah.office.letters.permissions import READERS
from amargah.office.letters.verification import grouped
from amargah.office.people.public import ActingRequest, allow, anyone

BOXES = {"received": queries.received, "sent": queries.sent}


@allow(*READERS)
@require_safe
def letters(request: ActingRequest, box: str) -> HttpResponse:
    """Letters to, or from, the organisations of the mandate."""
    page = BOXES[box](request.acting, request.GET.get("page"))
    return render(request, "letters/letters.html", {"page": page, "box": box})


@allow(*READERS)
@require_safe
def letter(request: ActingRequest, letter: int) -> HttpResponse:
    """One letter on its letterhead."""
    text = queries.letter(request.acting, letter)
    return render(request, "letters/letter.html", {"letter": text, "code": grouped(text.verification_code)})


@anyone
@never_cache
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Whether a printed letter is ours: number, date, sender, receiver and subject, to whoever holds its code."""
    form = VerifyForm(request.GET or None)
    asked = form.is_valid()
    found = queries.verified(form.cleaned_data["code"]) if asked else None
    return render(request, "letters/verify.html", {"form": form, "asked": asked, "letter": found})
