"""TIMEVAL: the time scale of a table and its periods, `TLIST(Q1,"14001"-"14034")` or `TLIST(A1),"1395","1400"`.

The specification's forms name a year and an ordinal in it, which Solar Hijri periods have as well.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from amargah.exchange.px.wording import joined
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Frequency, Period, parse_period
from amargah.statcore.periods.kinds import calendar_of_year

SCALES = {"A1": Frequency.YEAR, "H1": Frequency.HALF, "Q1": Frequency.SEASON, "M1": Frequency.MONTH}
WEEKS = "W1"
_SCALE_OF = {frequency: scale for scale, frequency in SCALES.items()}
_DIGITS = {Frequency.YEAR: 0, Frequency.HALF: 1, Frequency.SEASON: 1, Frequency.MONTH: 2}
_QUARTER = re.compile(r"([0-9]{4})[KT]([1-4])")
_YEAR_FIRST = re.compile(r"([0-9]{4}) ([^\W\d_]+)")
_MOST_PERIODS = 20_000


def timeval(codes: Sequence[str]) -> str | None:
    """The value of TIMEVAL for period ids; None when the specification has no way to say it (days, mixtures)."""
    periods = periods_of(codes)
    if periods is None or len({(period.calendar, period.frequency) for period in periods}) > 1:
        return None
    scale = _SCALE_OF.get(periods[0].frequency)
    if scale is None or any(later <= earlier for earlier, later in pairwise(periods)):
        return None
    told = [f'"{_told(period)}"' for period in periods]
    if len(told) > 1 and all(earlier.next() == later for earlier, later in pairwise(periods)):
        return f"TLIST({scale},{told[0]}-{told[-1]})"
    return joined([f"TLIST({scale})", *told])


def periods_of(texts: Sequence[str]) -> tuple[Period, ...] | None:
    """The periods that the texts name; None unless every one does."""
    try:
        return tuple(parse_period(_usual(text)) for text in texts)
    except Invalid:
        return None


def period_told(scale: str, text: str) -> Period:
    """The period that TIMEVAL writes as `text`, such as 20133 on the scale Q1. Invalid when it is none."""
    frequency = SCALES[scale]
    match = re.fullmatch(rf"([0-9]{{4}})([0-9]{{{_DIGITS[frequency]}}})", text)
    if match is None:
        raise Invalid(
            Label(
                f"TIMEVAL: «{text}» دوره‌ای از مقیاس {scale} نیست؛ سال چهاررقمی و شماره دوره را بنویسید",
                f"TIMEVAL: {text!r} is no period of the scale {scale}; "
                f"write the year with four digits and {_DIGITS[frequency]} for the period",
            )
        )
    year = int(match[1])
    return Period(calendar_of_year(year), frequency, year, int(match[2] or 1))


def periods_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from the first to the last. Invalid when the last is the earlier one, or they are too many."""
    if (first.calendar, first.frequency) != (last.calendar, last.frequency) or last < first:
        raise Invalid(
            Label(
                f"TIMEVAL: پایان بازه ({last.id}) پیش از آغاز آن ({first.id}) است",
                f"TIMEVAL: the range ends ({last.id}) before it begins ({first.id})",
            )
        )
    found = [first]
    while found[-1] != last and len(found) < _MOST_PERIODS:
        found.append(found[-1].next())
    return tuple(found)


def _usual(text: str) -> str:
    """The spelling of other offices, such as `2021K1`, `2021T1` and `2021 January`, as it is usual here."""
    quarter = _QUARTER.fullmatch(text.strip())
    if quarter:
        return f"{quarter[1]}Q{quarter[2]}"
    turned = _YEAR_FIRST.fullmatch(text.strip())
    return f"{turned[2]} {turned[1]}" if turned else text


def _told(period: Period) -> str:
    digits = _DIGITS[period.frequency]
    return f"{period.year}{period.ordinal:0{digits}}" if digits else str(period.year)
