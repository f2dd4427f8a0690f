"""From days to periods, and from a period to those of another calendar or frequency."""

from datetime import date

from amargah.statcore.periods.kinds import MONTHS_IN, Calendar, Frequency
from amargah.statcore.periods.period import Period, in_calendar, month_start


def containing(day: date, calendar: Calendar, frequency: Frequency) -> Period:
    """The period in which a (Gregorian) `day` lies. Raises Invalid when its year is outside the calendar's."""
    place = in_calendar(day, calendar)
    if frequency is Frequency.DAY:
        return Period(calendar, frequency, place.year, (day - month_start(calendar, place.year, 1)).days + 1)
    return Period(calendar, frequency, place.year, (place.month - 1) // MONTHS_IN[frequency] + 1)


def overlapping(period: Period, calendar: Calendar, frequency: Frequency) -> tuple[Period, ...]:
    """The periods of that calendar and frequency that share at least one day with `period`, in order.

    The year 1400 overlaps 2021 and 2022; in its own calendar it overlaps its four seasons exactly.
    """
    first = containing(period.first_day, calendar, frequency)
    last = containing(period.last_day, calendar, frequency)
    found = [first]
    while found[-1] != last:
        found.append(found[-1].next())
    return tuple(found)
