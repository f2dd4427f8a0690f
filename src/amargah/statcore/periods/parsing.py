"""Reading the name of a period as people and files write it."""

import re
from datetime import date

from amargah.persian.calendar import SolarDate
from amargah.persian.digits import to_persian_digits
from amargah.persian.folding import fold
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods.conversion import containing
from amargah.statcore.periods.kinds import HALVES, NAMES, QUARTERS, Calendar, Frequency, calendar_of_year
from amargah.statcore.periods.period import Period

# All patterns read folded text: Latin digits, small letters, single spaces.
_ID = re.compile(
    r"""
    (?P<year> [0-9]{4} )
    (?: [ -]? (?:
        h(?P<half> [0-9] )
        | q(?P<season> [0-9] )
        | m(?P<month> [0-9]{1,2} ) (?: -d(?P<day> [0-9]{1,2} ) )?
    ) )?
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"(?P<year>[0-9]{4})([-/])(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?")
_WORDS = re.compile(r"(?:(?P<day>[0-9]{1,2}) )?(?P<name>[^0-9].*?) (?P<year>[0-9]{4})")
_ERA = re.compile(r" (?P<era>میلادی|(?:هجری )?شمسی|(?:هجری )?خورشیدی|ad|ce|sh)$")
# «سال ۱۴۰۰», «فصل پاییز», «آذر ماه» and «آذرماه» say the same without these nouns.
_NOUN = re.compile(r"\b(?:سال|فصل) | ?ماه(?= )")

_GREGORIAN_ERAS = {"میلادی", "ad", "ce"}
_ORDINALS = {"اول": 1, "نخست": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}


def _spellings() -> dict[str, tuple[Calendar | None, Frequency, int]]:
    """Folded words before a year → calendar (None when the year decides), frequency, ordinal."""
    known: dict[str, tuple[Calendar | None, Frequency, int]] = {}
    for (calendar, frequency), names in NAMES.items():
        owner = None if names in (HALVES, QUARTERS) else calendar
        for ordinal, words in enumerate(names, start=1):
            known |= {fold(word): (owner, frequency, ordinal) for word in words}
    for word, ordinal in _ORDINALS.items():
        known[f"سه ماهه {word}"] = known[f"{word} quarter of"] = (None, Frequency.SEASON, ordinal)
        known[f"شش ماهه {word}"] = known[f"نیمه {word}"] = (None, Frequency.HALF, ordinal)
    return known | {"fall": (Calendar.SOLAR, Frequency.SEASON, 3)}


_SPELLINGS = _spellings()


def parse_period(text: str) -> Period:
    """The period that `text` names: an id, a label in either language, or a date like ۱۴۰۰/۰۹ or 2021-12-06.

    Any digits; letters typed on an Arabic keyboard; «پاییز ۱۴۰۰», «فصل پاییز سال ۱۴۰۰» and «سه ماهه سوم ۱۴۰۰»
    are one. Years under 1700 are Solar. Raises Invalid when nothing is named, or the calendars contradict.
    """
    words = fold(text)
    era = _ERA.search(words)
    plain = _NOUN.sub("", _ERA.sub("", words)).strip()
    period = _from_id(plain) or _from_date(plain) or _from_words(plain)
    if period is None:
        raise _not_a_period(text)
    if era and (era["era"] in _GREGORIAN_ERAS) is not (period.calendar is Calendar.GREGORIAN):
        raise _contradiction(text)
    return period


def _from_id(text: str) -> Period | None:
    match = _ID.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"])
    if match["day"]:
        return _day(year, int(match["month"]), int(match["day"]))
    for frequency in (Frequency.HALF, Frequency.SEASON, Frequency.MONTH):
        if match[frequency]:
            return Period(calendar_of_year(year), frequency, year, int(match[frequency]))
    return Period(calendar_of_year(year), Frequency.YEAR, year)


def _from_date(text: str) -> Period | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month = int(match["year"]), int(match["month"])
    if match["day"]:
        return _day(year, month, int(match["day"]))
    return Period(calendar_of_year(year), Frequency.MONTH, year, month)


def _from_words(text: str) -> Period | None:
    match = _WORDS.fullmatch(text)
    if match is None or match["name"] not in _SPELLINGS:
        return None
    owner, frequency, ordinal = _SPELLINGS[match["name"]]
    year = int(match["year"])
    calendar = calendar_of_year(year)
    if owner not in (None, calendar):
        raise _contradiction(text)
    if match["day"] is None:
        return Period(calendar, frequency, year, ordinal)
    return _day(year, ordinal, int(match["day"])) if frequency is Frequency.MONTH else None


def _day(year: int, month: int, day: int) -> Period:
    calendar = calendar_of_year(year)
    try:
        found = SolarDate(year, month, day).gregorian if calendar is Calendar.SOLAR else date(year, month, day)
    except ValueError as error:
        raise Invalid(
            Label(
                to_persian_digits(f"روز {year}/{month}/{day} در تقویم نیست"),
                f"the day {year}-{month}-{day} is not in the calendar",
            )
        ) from error
    return containing(found, calendar, Frequency.DAY)


def _not_a_period(text: str) -> Invalid:
    return Invalid(
        Label(
            f"«{text}» نام هیچ دوره‌ای نیست. مانند «۱۴۰۰»، «پاییز ۱۴۰۰»، «آذر ۱۴۰۰» یا "
            "«\u20661400-Q3\u2069» بنویسید.",
            f"“{text}” names no period; write for example 1400, Autumn 1400, Azar 1400 or 1400-Q3",
        )
    )


def _contradiction(text: str) -> Invalid:
    return Invalid(
        Label(
            f"در «{text}» سال از یک تقویم است و نام دوره از تقویم دیگر. هر دو را شمسی یا هر دو را میلادی بنویسید.",
            f"in “{text}” the year and the words belong to different calendars; write both in one",
        )
    )
