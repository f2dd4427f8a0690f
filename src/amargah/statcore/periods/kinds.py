"""The two calendars and the lengths of time that figures are about."""

from enum import StrEnum

from amargah.persian.calendar import GREGORIAN_MONTHS, MONTHS, SEASONS


class Calendar(StrEnum):
    SOLAR = "solar"
    GREGORIAN = "gregorian"


class Frequency(StrEnum):
    """How long a period is. SEASON is a quarter of the calendar's year, HALF two of them."""

    YEAR = "year"
    HALF = "half"
    SEASON = "season"
    MONTH = "month"
    DAY = "day"


# The first year that an id may have in each calendar, and the first that it may not.
FIRST_SOLAR_YEAR, FIRST_GREGORIAN_YEAR, END_OF_YEARS = 1100, 1700, 2300
YEARS = {
    Calendar.SOLAR: range(FIRST_SOLAR_YEAR, FIRST_GREGORIAN_YEAR),
    Calendar.GREGORIAN: range(FIRST_GREGORIAN_YEAR, END_OF_YEARS),
}

# Months in a period of each frequency that is made of months.
MONTHS_IN = {Frequency.YEAR: 12, Frequency.HALF: 6, Frequency.SEASON: 3, Frequency.MONTH: 1}

HALVES = (("نیمه اول", "First half of"), ("نیمه دوم", "Second half of"))
QUARTERS = (("سه‌ماهه اول", "Q1"), ("سه‌ماهه دوم", "Q2"), ("سه‌ماهه سوم", "Q3"), ("سه‌ماهه چهارم", "Q4"))

# The words (Persian, English) that stand before the year, in order of the ordinal.
NAMES: dict[tuple[Calendar, Frequency], tuple[tuple[str, str], ...]] = {
    (Calendar.SOLAR, Frequency.HALF): HALVES,
    (Calendar.SOLAR, Frequency.SEASON): SEASONS,
    (Calendar.SOLAR, Frequency.MONTH): MONTHS,
    (Calendar.GREGORIAN, Frequency.HALF): HALVES,
    (Calendar.GREGORIAN, Frequency.SEASON): QUARTERS,
    (Calendar.GREGORIAN, Frequency.MONTH): GREGORIAN_MONTHS,
}


def calendar_of_year(year: int) -> Calendar:
    """The calendar that a year written without one belongs to."""
    return Calendar.SOLAR if year < FIRST_GREGORIAN_YEAR else Calendar.GREGORIAN
