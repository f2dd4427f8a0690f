"""Filters and tags of every page: digits, dates and labels in the active language, and the components."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from amargah.office.ui.tables import TableView, ViewCell
from amargah.persian.calendar import format_date, format_instant, format_short
from amargah.persian.digits import format_number, to_persian_digits
from amargah.statcore.labels import Label

register = template.Library()
TEHRAN = ZoneInfo("Asia/Tehran")
KILO = 1024

# The tone says in shape and colour what the words of a state say; a code that is not here is neutral.
TONES = {
    "attention": {"returned", "late", "overdue", "due", "waiting", "warning", "temporary_failure", "paused"},
    "problem": {"rejected", "failed", "error", "cancelled", "withdrawn", "permanent_failure", "locked"},
    "active": {
        "submitted",
        "endorsed",
        "verified",
        "open",
        "in_review",
        "entry",
        "assigned",
        "sending",
        "armed",
        "reviewed",
        "current",
    },
    "done": {"approved", "accepted", "released", "published", "delivered", "done", "closed", "final"},
}


def _language() -> str:
    return "en" if (get_language() or "fa").startswith("en") else "fa"


@register.filter
def digits(value: object) -> str:
    """`value` as text, with the digits of the active language."""
    return to_persian_digits(str(value)) if _language() == "fa" else str(value)


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """A grouped number with so many decimals; nothing for None."""
    return "" if value is None else format_number(value, decimals, _language())


@register.filter
def shdate(value: date | None) -> str:
    """«۱ فروردین ۱۴۰۵», in English the Gregorian date."""
    return "" if value is None else format_date(_day(value), _language())


@register.filter
def shshort(value: date | None) -> str:
    """«۱۴۰۵/۰۱/۰۱», in English 2026-03-21."""
    return "" if value is None else format_short(_day(value), _language())


@register.filter
def shdatetime(value: datetime | None) -> str:
    """Date and time of an aware instant, in Tehran."""
    return "" if value is None else format_instant(value, _language())


def _day(value: date) -> date:
    return value.astimezone(TEHRAN).date() if isinstance(value, datetime) else value


@register.filter
def label(value: Label | str | None) -> str:
    """The words of a label in the active language; text passes as it is."""
    if isinstance(value, Label):
        return value.text(_language())
    return value or ""


@register.filter
def size(value: int) -> str:
    """A file size from bytes: «۱۲٫۳ کیلوبایت»."""
    if value < KILO:
        return number(value) + " " + gettext("bytes")
    if value < KILO * KILO:
        return number(value / KILO, 1) + " " + gettext("KB")
    return number(value / KILO / KILO, 1) + " " + gettext("MB")


@register.inclusion_tag("ui/components/status.html")
def status(code: str, text: Label | str) -> dict[str, str]:
    """A state in words, with the shape of its tone."""
    tone = next((tone for tone, codes in TONES.items() if code == tone or code in codes), "neutral")
    return {"tone": tone, "text": label(text)}


@register.inclusion_tag("ui/components/icon.html")
def icon(name: str) -> dict[str, str]:
    """One stroke icon of icons.svg, hidden from screen readers: words always stand beside it."""
    return {"name": name}


@register.inclusion_tag("ui/components/data_table.html")
def data_table(view: TableView) -> dict[str, TableView]:
    """A table of figures with title, unit, frozen head and stub, legend of signs, source and notes."""
    return {"view": view}


@register.simple_tag
def data_cell(cell: ViewCell) -> SafeString:
    """One cell of a table of figures; no white space between number and sign, or the columns would not align."""
    number = format_html('<bdi class="num" dir="ltr">{}</bdi>', cell.number) if cell.number else ""
    body = format_html("{}{}", number, _sign(cell))
    if cell.url:
        body = format_html('<a href="{}">{}</a>', cell.url, body)
    if cell.mark is None:
        return format_html("<td>{}</td>", body)
    mark = render_to_string("ui/components/mark.html", {"mark": cell.mark})
    return format_html('<td class="marked">{}{}</td>', mark, body)


def _sign(cell: ViewCell) -> str:
    if not cell.sign:
        return ""
    classes = "sign" if cell.number else "sign sign-alone"
    return format_html('<abbr class="{}" title="{}">{}</abbr>', classes, cell.meaning, cell.sign)


@register.inclusion_tag("ui/components/data_grid.html", takes_context=True)
def data_grid(
    context: template.Context, view: TableView, save_url: str, revision: int, owner: object = ""
) -> dict[str, object]:
    """The same table with an input in every cell, enhanced by grid.js."""
    return {"view": view, "save_url": save_url, "revision": revision, "owner": owner}


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Label, hint, errors and input of one form field, joined for screen readers."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "single_checkbox": kind == "checkbox" and not bound.use_fieldset}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, object]:
    """Every error of the form at the top of the page, each linked to its field."""
    return {"problems": tuple(_problems(form))}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary; without a target it concerns the form as a whole."""

    text: str
    target: str = ""


def _problems(form: BaseForm) -> Iterator[Problem]:
    for text in form.non_field_errors():
        yield Problem(str(text))
    for bound in form:
        for text in bound.errors:
            yield Problem(f"{bound.label}: {text}", _target(bound))


def _target(bound: BoundField) -> str:
    if bound.is_hidden:
        return ""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label
