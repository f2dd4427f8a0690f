"""One period of one calendar, with its exact days."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from amargah.persian.calendar import SolarDate, nowruz, solar_date
from amargah.persian.digits import to_persian_digits
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods.kinds import MONTHS_IN, NAMES, YEARS, Calendar, Frequency

ONE_DAY = timedelta(days=1)


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """The `ordinal`-th half, season, month or day (1 is the first) of `year`; a year has ordinal 1.

    Periods of both calendars sort together: by first day, then last day, Gregorian first when both are alike.
    Raises Invalid for a year outside 1100–1699 (Solar) or 1700–2299 (Gregorian), or an ordinal it does not have.
    """

    calendar: Calendar
    frequency: Frequency
    year: int
    ordinal: int = 1

    def __post_init__(self) -> None:
        if self.year not in YEARS[self.calendar]:
            raise _year_outside(self.calendar, self.year)
        if not 1 <= self.ordinal <= count_in_year(self.calendar, self.frequency, self.year):
            raise Invalid(
                Label(
                    to_persian_digits(f"سال {self.year} چنین دوره‌ای ندارد: شماره {self.ordinal}"),
                    f"the year {self.year} has no {self.frequency} number {self.ordinal}",
                )
            )

    def __lt__(self, other: "Period") -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[date, date, str]:
        return self.first_day, self.last_day, self.calendar

    @property
    def first_day(self) -> date:
        if self.frequency is Frequency.DAY:
            return month_start(self.calendar, self.year, 1) + ONE_DAY * (self.ordinal - 1)
        return month_start(self.calendar, self.year, (self.ordinal - 1) * MONTHS_IN[self.frequency] + 1)

    @property
    def last_day(self) -> date:
        if self.frequency is Frequency.DAY:
            return self.first_day
        return month_start(self.calendar, self.year, self.ordinal * MONTHS_IN[self.frequency] + 1) - ONE_DAY

    @property
    def id(self) -> str:
        """`1400`, `1400-H1`, `1400-Q3`, `1400-M09`, `1400-M09-D15`."""
        match self.frequency:
            case Frequency.YEAR:
                return str(self.year)
            case Frequency.HALF:
                return f"{self.year}-H{self.ordinal}"
            case Frequency.SEASON:
                return f"{self.year}-Q{self.ordinal}"
            case Frequency.MONTH:
                return f"{self.year}-M{self.ordinal:02}"
            case Frequency.DAY:
                month, day = self._month_and_day
                return f"{self.year}-M{month:02}-D{day:02}"

    def next(self) -> "Period":
        """The period of the same frequency that begins the day after this one ends."""
        if self.ordinal < count_in_year(self.calendar, self.frequency, self.year):
            return Period(self.calendar, self.frequency, self.year, self.ordinal + 1)
        return Period(self.calendar, self.frequency, self.year + 1)

    def previous(self) -> "Period":
        """The period of the same frequency that ends the day before this one begins."""
        if self.ordinal > 1:
            return Period(self.calendar, self.frequency, self.year, self.ordinal - 1)
        last = count_in_year(self.calendar, self.frequency, self.year - 1)
        return Period(self.calendar, self.frequency, self.year - 1, last)

    def label(self, language: str) -> str:
        """«پاییز ۱۴۰۰», "Autumn 1400"; Gregorian ones say so in Persian: «سه‌ماهه چهارم ۲۰۲۱ میلادی», "Q4 2021"."""
        if language == "en":
            return " ".join([*self._words(1), str(self.year)])
        era = ["میلادی"] if self.calendar is Calendar.GREGORIAN else []
        return to_persian_digits(" ".join([*self._words(0), str(self.year), *era]))

    @property
    def sdmx(self) -> str:
        """The exact days as an SDMX time range, first day and length: `2021-09-23/P90D`."""
        return f"{self.first_day.isoformat()}/P{(self.last_day - self.first_day).days + 1}D"

    def _words(self, column: int) -> list[str]:
        if self.frequency is Frequency.YEAR:
            return []
        if self.frequency is Frequency.DAY:
            month, day = self._month_and_day
            return [str(day), NAMES[self.calendar, Frequency.MONTH][month - 1][column]]
        return [NAMES[self.calendar, self.frequency][self.ordinal - 1][column]]

    @property
    def _month_and_day(self) -> tuple[int, int]:
        day = in_calendar(self.first_day, self.calendar)
        return day.month, day.day


def count_in_year(calendar: Calendar, frequency: Frequency, year: int) -> int:
    """How many periods of `frequency` a year has; for DAY 365 or 366."""
    if frequency is Frequency.DAY:
        return (month_start(calendar, year + 1, 1) - month_start(calendar, year, 1)).days
    return 12 // MONTHS_IN[frequency]


def in_calendar(day: date, calendar: Calendar) -> SolarDate | date:
    """The year, month and day that a (Gregorian) `day` has in `calendar`."""
    return solar_date(day) if calendar is Calendar.SOLAR else day


def month_start(calendar: Calendar, year: int, month: int) -> date:
    """The first day of a month; month 13 is the first of the next year."""
    if month == 13:
        year, month = year + 1, 1
    if calendar is Calendar.GREGORIAN:
        return date(year, month, 1)
    return nowruz(year) if month == 1 else SolarDate(year, month, 1).gregorian


def _year_outside(calendar: Calendar, year: int) -> Invalid:
    years = YEARS[calendar]
    name = Label("شمسی", "Solar") if calendar is Calendar.SOLAR else Label("میلادی", "Gregorian")
    return Invalid(
        Label(
            to_persian_digits(f"سال {name.fa} باید از {years[0]} تا {years[-1]} باشد، نه {year}"),
            f"a {name.en} year must be from {years[0]} to {years[-1]}, not {year}",
        )
    )
