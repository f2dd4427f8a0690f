"""The official calendar of Iran (Solar Hijri) and how dates and instants are written in both languages.

Nowruz is the day whose true noon in Tehran is the first after the March equinox. jdatetime counts by the 33-year
rule. The two were compared with the astronomical equinox for 1200–1500 and agree in every year; outside these
years the 33-year rule is what is meant. Before 1304, when the law gave the months their present lengths, dates
are those that the present calendar would have had.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jdatetime

from amargah.persian.digits import to_persian_digits

TEHRAN = ZoneInfo("Asia/Tehran")

MONTHS: tuple[tuple[str, str], ...] = (
    ("فروردین", "Farvardin"),
    ("اردیبهشت", "Ordibehesht"),
    ("خرداد", "Khordad"),
    ("تیر", "Tir"),
    ("مرداد", "Mordad"),
    ("شهریور", "Shahrivar"),
    ("مهر", "Mehr"),
    ("آبان", "Aban"),
    ("آذر", "Azar"),
    ("دی", "Dey"),
    ("بهمن", "Bahman"),
    ("اسفند", "Esfand"),
)
SEASONS: tuple[tuple[str, str], ...] = (
    ("بهار", "Spring"),
    ("تابستان", "Summer"),
    ("پاییز", "Autumn"),
    ("زمستان", "Winter"),
)
GREGORIAN_MONTHS: tuple[tuple[str, str], ...] = (
    ("ژانویه", "January"),
    ("فوریه", "February"),
    ("مارس", "March"),
    ("آوریل", "April"),
    ("مه", "May"),
    ("ژوئن", "June"),
    ("ژوئیه", "July"),
    ("اوت", "August"),
    ("سپتامبر", "September"),
    ("اکتبر", "October"),
    ("نوامبر", "November"),
    ("دسامبر", "December"),
)

# Nowruz of Solar year y falls in Gregorian year y + 621.
_GREGORIAN_OFFSET = 621


@dataclass(frozen=True, slots=True, order=True)
class SolarDate:
    """A day of the Solar Hijri calendar; ValueError for a day that does not exist (30 Esfand of a common year)."""

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= month_length(self.year, self.month):
            raise ValueError(f"no such Solar day: {self.year}/{self.month}/{self.day}")

    @property
    def gregorian(self) -> date:
        return nowruz(self.year) + timedelta(days=_days_before(self.month) + self.day - 1)


def solar_date(day: date) -> SolarDate:
    """The Solar date of a Gregorian one (for a datetime: of its own date, no zone is applied)."""
    year = day.year - _GREGORIAN_OFFSET
    passed = day.toordinal() - nowruz(year).toordinal()
    if passed < 0:
        year -= 1
        passed = day.toordinal() - nowruz(year).toordinal()
    month = passed // 31 + 1 if passed < 186 else (passed - 186) // 30 + 7
    return SolarDate(year, month, passed - _days_before(month) + 1)


@lru_cache(maxsize=2048)
def nowruz(year: int) -> date:
    """The first day of a Solar year. ValueError when the year is outside 1–9377."""
    first: date = jdatetime.date(year, 1, 1).togregorian()
    return first


def is_leap(year: int) -> bool:
    """Whether Esfand has 30 days in `year`."""
    return (nowruz(year + 1) - nowruz(year)).days == 366


def month_length(year: int, month: int) -> int:
    """Days of a Solar month, 29 to 31; `month` from 1 to 12."""
    if month <= 6:
        return 31
    return 30 if month < 12 or is_leap(year) else 29


def format_date(day: date, language: str) -> str:
    """«۱ فروردین ۱۴۰۵»; in English the Gregorian date, "21 March 2026"."""
    if language == "en":
        return f"{day.day} {GREGORIAN_MONTHS[day.month - 1][1]} {day.year}"
    solar = solar_date(day)
    return to_persian_digits(f"{solar.day} {MONTHS[solar.month - 1][0]} {solar.year}")


def format_short(day: date, language: str) -> str:
    """«۱۴۰۵/۰۱/۰۱»; in English "2026-03-21"."""
    if language == "en":
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    solar = solar_date(day)
    return to_persian_digits(f"{solar.year:04}/{solar.month:02}/{solar.day:02}")


def format_instant(instant: datetime, language: str) -> str:
    """Date and time of day in Tehran, seconds only when they are not zero. ValueError without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    local = instant.astimezone(TEHRAN)
    clock = local.strftime("%H:%M:%S" if local.second else "%H:%M")
    if language == "en":
        return f"{format_date(local, language)}, {clock} Tehran time"
    return f"{format_date(local, language)}، ساعت {to_persian_digits(clock)}"


def _days_before(month: int) -> int:
    return (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
