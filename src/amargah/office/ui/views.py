"""The style guide: every component in every state, for those who build pages."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from amargah.office.ui.forms import SpecimenForm
from amargah.office.ui.specimens import specimen_frame, specimen_history, specimen_inbox, specimen_table
from amargah.statcore.labels import Label

COLOURS = (
    ("paper", "paper-low", "ink", "ink-quiet", "hairline", "rule"),
    ("firoozeh", "firoozeh-wash", "saffron", "saffron-wash", "pomegranate", "pomegranate-wash"),
    tuple(f"data-{place}" for place in range(1, 9)),
    tuple(f"sequence-{place}" for place in range(1, 8)),
)
STATES = (
    ("draft", Label("پیش‌نویس", "Draft")),
    ("submitted", Label("فرستاده‌شده", "Submitted")),
    ("approved", Label("تأییدشده", "Approved")),
    ("returned", Label("برگشت‌خورده", "Returned")),
    ("late", Label("دیرکرد", "Late")),
    ("locked", Label("بسته", "Locked")),
)


def styleguide(request: HttpRequest) -> HttpResponse:
    """Shown in the demo only; `?frame=desk` shows it in the frame of the staff."""
    if not settings.DEMO:
        raise Http404
    language = get_language() or "fa"
    context = _specimens(language) | {
        "frame": "ui/desk.html" if "desk" in request.GET.get("frame", "") else "ui/page.html"
    }
    return render(request, "ui/styleguide.html", specimen_frame(language) | context)


def _specimens(language: str) -> dict[str, Any]:
    return {
        "wide_table": specimen_table(language),
        "deep_table": specimen_table(language, deep=True),
        "marked_table": specimen_table(language, marked=True),
        "history": specimen_history(language),
        "form": SpecimenForm(),
        "wrong_form": _wrong_form(),
        "page": Paginator(range(95), 10).page(4),
        "details": (
            (Label("دستگاه متولی", "Custodian"), Label("مرکز آمار ایران", "Statistical Centre of Iran")),
            (Label("دوره", "Period"), Label("سرشماری ۱۳۹۵", "Census 1395 (2016)")),
            (Label("واحد", "Unit"), Label("نفر", "persons")),
        ),
        "headlines": _headlines(language),
        "colours": COLOURS,
        "states": STATES,
        "inbox": specimen_inbox(language),
    }


def _wrong_form() -> SpecimenForm:
    form = SpecimenForm({"unit": "نفر", "deadline": "1405/13/40"})
    form.is_valid()
    return form


def _headlines(language: str) -> tuple[dict[str, str], ...]:
    figures = (
        ("79,926,270", "۷۹٬۹۲۶٬۲۷۰", Label("نفر جمعیت کشور، سرشماری ۱۳۹۵", "people, census of 1395 (2016)"), ""),
        ("1.24%", "۱٫۲۴٪", Label("رشد سالانه ۱۳۹۰ تا ۱۳۹۵", "growth a year, 1390–1395"), "▼"),
        ("31", "۳۱", Label("استان", "provinces"), ""),
    )
    less = Label("کمتر از دوره پیش", "less than the period before").text(language)
    return tuple(
        {
            "value": english if language == "en" else persian,
            "label": words.text(language),
            "change": f"{arrow} {less}" if arrow else "",
        }
        for english, persian, words, arrow in figures
    )
