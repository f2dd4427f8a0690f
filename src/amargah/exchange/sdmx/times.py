"""Periods as SDMX writes them.

SDMX knows the ISO calendar only, so a Solar Hijri period is written as the exact days that it has: autumn 1400 is
`2021-09-23/P90D`. Gregorian periods have their own forms: `2021`, `2021-S1`, `2021-Q4`, `2021-12`, `2021-12-06`.
"""

import re
from datetime import date, timedelta

from amargah.persian.calendar import MONTHS, format_date, solar_date
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Calendar, Frequency, Period, containing, parse_period

_RANGE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T00:00:00)?/P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?(?:(?P<days>\d{1,6})D)?"
)
_REPORTING = re.compile(r"(?P<year>\d{4})-(?:(?P<kind>[ASQM])(?P<ordinal>\d{1,2})|D(?P<day>\d{3}))")
_TRIMESTER = re.compile(r"(\d{4})-T([1-3])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_TIME_OF_DAY = re.compile(r"(?<=\d)T\d{2}:.*")
_FREQUENCIES = {"A": Frequency.YEAR, "S": Frequency.HALF, "Q": Frequency.SEASON, "M": Frequency.MONTH}


def to_time(period: Period) -> str:
    """The value of TIME_PERIOD for `period`."""
    if period.calendar is Calendar.SOLAR:
        return period.sdmx
    match period.frequency:
        case Frequency.HALF:
            return f"{period.year}-S{period.ordinal}"
        case Frequency.MONTH:
            return f"{period.year}-{period.ordinal:02}"
        case Frequency.DAY:
            return period.first_day.isoformat()
    return period.id


def from_time(text: str) -> Period:
    """The period that a TIME_PERIOD names: the inverse of `to_time`.

    Reads every ISO and reporting form of SDMX, ranges whose days are those of a period of either calendar (the
    Solar one first), and our own ids. Invalid for everything else.
    """
    found = _range(text) or _reporting(text)
    return found or parse_period(text.removesuffix("T00:00:00"))


def days_asked(text: str) -> tuple[date, date]:
    """First and last day of what `startPeriod`, `endPeriod` or a filter names; a time of day is cut off.

    Besides periods that data can have: any range of days, trimesters (`2021-T1`) and weeks (`2021-W05`).
    """
    for form, days in _DAYS_ALONE:
        if match := form.fullmatch(text):
            return days(match)
    period = _period_asked(text)
    return period.first_day, period.last_day


def period_asked(text: str) -> Period | None:
    """The period of one calendar that `text` names, as `days_asked` reads it; None when it names days alone."""
    return None if any(form.fullmatch(text) for form, _ in _DAYS_ALONE) else _period_asked(text)


def both_calendars(period: Period) -> Label:
    """The name of a period with its exact days in both calendars, for readers who know only one of them."""
    days = (period.first_day, period.last_day)
    fa = (" تا ".join(format_date(day, "fa") for day in days), " / ".join(day.isoformat() for day in days))
    en = (" to ".join(format_date(day, "en") for day in days), " to ".join(map(_solar_in_english, days)))
    return Label(f"{period.label('fa')} ({fa[0]}؛ {fa[1]})", f"{period.label('en')} ({en[0]}; {en[1]} SH)")


def _solar_in_english(day: date) -> str:
    solar = solar_date(day)
    return f"{solar.day} {MONTHS[solar.month - 1][1]} {solar.year}"


def _period_asked(text: str) -> Period:
    return from_time(text if "/" in text else _TIME_OF_DAY.sub("", text))


def _range(text: str) -> Period | None:
    match = _RANGE.fullmatch(text)
    if match is None:
        return None
    first, last = _days(match)
    for calendar in Calendar:
        for frequency in Frequency:
            period = containing(first, calendar, frequency)
            if (period.first_day, period.last_day) == (first, last):
                return period
    raise Invalid(
        Label(
            f"روزهای «{text}» روزهای هیچ دوره‌ای از دو تقویم نیست",
            f"the days of {text!r} are those of no period of either calendar",
        ),
        time=text,
    )


def _reporting(text: str) -> Period | None:
    """`2021-A1`, `2021-S2`, `2021-Q4`, `2021-M12`, `2021-D340`."""
    match = _REPORTING.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"])
    calendar = parse_period(match["year"]).calendar
    if match["day"]:
        return Period(calendar, Frequency.DAY, year, int(match["day"]))
    return Period(calendar, _FREQUENCIES[match["kind"]], year, int(match["ordinal"]))


def _days(match: re.Match[str]) -> tuple[date, date]:
    try:
        first = date.fromisoformat(match[1])
        months = 12 * int(match["years"] or 0) + int(match["months"] or 0)
        end = _months_later(first, months) + timedelta(days=int(match["days"] or 0))
    except (ValueError, OverflowError) as error:
        raise _no_range(match[0]) from error
    if end <= first:
        raise _no_range(match[0])
    return first, end - timedelta(days=1)


def _days_of_trimester(match: re.Match[str]) -> tuple[date, date]:
    last = 4 * int(match[2])
    first_month, last_month = (parse_period(f"{match[1]}-{month:02}") for month in (last - 3, last))
    return first_month.first_day, last_month.last_day


def _days_of_week(match: re.Match[str]) -> tuple[date, date]:
    """Weeks are those of ISO 8601."""
    try:
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return first, first + timedelta(days=6)
    except (ValueError, OverflowError) as error:
        raise _no_range(match[0]) from error


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)


def _no_range(text: str) -> Invalid:
    return Invalid(
        Label(
            f"بازهٔ «{text}» خوانده نمی‌شود؛ مانند \u20662021-09-23/P90D\u2069 بنویسید",
            f"the range {text!r} cannot be read; write for example 2021-09-23/P90D",
        ),
        time=text,
    )


# Forms that name days and no period of a calendar.
_DAYS_ALONE = ((_RANGE, _days), (_TRIMESTER, _days_of_trimester), (_WEEK, _days_of_week))
