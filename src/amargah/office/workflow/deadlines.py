"""The working clock: a pure function of when it started, how long is allowed, and the calendar of the office.

It stands still on closed days. A deadline is a moment that can be worked out again by anyone, not a timer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from amargah.persian.calendar import TEHRAN, solar_date
from amargah.statcore.labels import Label

FRIDAY = 4
WEEKLY = Label("تعطیل هفتگی", "Weekly day off")
LONGEST_CLOSING = 60


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Closed weekdays (Monday is 0), holidays of every Solar Hijri year by (month, day), holidays of one date."""

    closed_weekdays: frozenset[int] = frozenset({FRIDAY})
    yearly: Mapping[tuple[int, int], Label] = field(default_factory=dict)
    dated: Mapping[date, Label] = field(default_factory=dict)

    def closure(self, day: date) -> Label | None:
        """Why the office is closed on `day`; None if it is open."""
        if day in self.dated:
            return self.dated[day]
        solar = solar_date(day)
        if (solar.month, solar.day) in self.yearly:
            return self.yearly[solar.month, solar.day]
        return WEEKLY if day.weekday() in self.closed_weekdays else None


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day that the clock did not count, and why."""

    day: date
    reason: Label


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A deadline with everything needed to check it by hand; both instants aware UTC."""

    started: datetime
    allowance: timedelta
    due: datetime
    closed: tuple[ClosedDay, ...]


def reckon(started: datetime, allowance: timedelta, calendar: WorkingCalendar) -> Reckoning:
    """When `allowance` of working time has passed since `started`; days are those of Tehran."""
    moment, left, closed = started.astimezone(TEHRAN), allowance, list[ClosedDay]()
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time(), TEHRAN)
        reason = calendar.closure(moment.date())
        if reason is not None:
            closed.append(ClosedDay(moment.date(), reason))
            _refuse_endless_closing(closed, calendar)
        elif (today := midnight.astimezone(UTC) - moment.astimezone(UTC)) >= left:
            return Reckoning(started.astimezone(UTC), allowance, moment.astimezone(UTC) + left, tuple(closed))
        else:
            left -= today
        moment = midnight


def _refuse_endless_closing(closed: list[ClosedDay], calendar: WorkingCalendar) -> None:
    first, last = closed[-LONGEST_CLOSING:][0].day, closed[-1].day
    if len(closed) >= LONGEST_CLOSING and (last - first).days == LONGEST_CLOSING - 1:
        raise ValueError(
            f"the calendar has no working day in the {LONGEST_CLOSING} days before {last}: {calendar}"
        )
