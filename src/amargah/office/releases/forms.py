"""The form of a new release."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amargah.persian.calendar import SolarDate
from amargah.persian.digits import to_latin_digits


class InstantField(forms.CharField):
    """A second in Tehran, ۱۴۰۵/۰۹/۳۰ ۰۸:۳۰:۰۰, kept as an aware instant."""

    def clean(self, value: str) -> Any:
        text = to_latin_digits(super().clean(value)).replace("-", "/")
        try:
            day, _space, clock = text.partition(" ")
            solar = SolarDate(*map(int, day.split("/")))
            if not 1300 <= solar.year < 1500:
                raise ValueError(day)
            return datetime.combine(solar.gregorian, _clock(clock), ZoneInfo(settings.TIME_ZONE))
        except (TypeError, ValueError):
            message = gettext(
                "Write the instant as year/month/day hour:minute:second, for example 1405/09/30 08:30:00."
            )
            raise forms.ValidationError(message) from None


def _clock(text: str) -> time:
    """Hour and minute, the second if it is not the full minute. ValueError for anything else."""
    parts = [int(part) for part in text.split(":")]
    if len(parts) not in (2, 3):
        raise ValueError(text)
    hour, minute, second = [*parts, 0][:3]
    return time(hour, minute, second)


class ReleaseForm(forms.Form):
    """What is released, when, and what is said of it."""

    title_fa = forms.CharField(label=_("Title in Persian"), max_length=300)
    title_en = forms.CharField(label=_("Title in English"), max_length=300)
    summary_fa = forms.CharField(
        label=_("Headline sentences in Persian"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    summary_en = forms.CharField(
        label=_("Headline sentences in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    visible_from = InstantField(
        label=_("Instant of release (Tehran time)"), help_text=_("For example 1405/09/30 08:30:00")
    )
    versions = forms.TypedMultipleChoiceField(
        label=_("Approved versions"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one version.")},
    )
    reason_fa = forms.CharField(label=_("Reason of this version, in Persian"), max_length=300)
    reason_en = forms.CharField(label=_("Reason of this version, in English"), max_length=300)

    def __init__(self, *args: Any, offered: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["versions"]).choices = list(offered)
