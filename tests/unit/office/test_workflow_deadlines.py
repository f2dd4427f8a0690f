"""The working clock stands still on Fridays and holidays, and says so."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from amargah.office.workflow.deadlines import WEEKLY, WorkingCalendar, reckon
from amargah.statcore.labels import Label

TEHRAN = ZoneInfo("Asia/Tehran")
NOWRUZ = Label("نوروز", "Nowruz")
OFFICE = WorkingCalendar(yearly={(1, day): NOWRUZ for day in (1, 2, 3, 4)})
THURSDAYS_OFF = WorkingCalendar(closed_weekdays=frozenset({3, 4}))


def tehran(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=TEHRAN)


@pytest.mark.parametrize(
    ("started", "days", "due"),
    [
        (tehran(2026, 5, 2, 10, 30), 2, tehran(2026, 5, 4, 10, 30)),  # Saturday to Monday
        (tehran(2026, 5, 6, 10, 30), 2, tehran(2026, 5, 9, 10, 30)),  # Wednesday over Friday to Saturday
        (
            tehran(2026, 5, 8, 10, 30),
            1,
            tehran(2026, 5, 10),
        ),  # begun on Friday: counts from Saturday's first minute
        (
            tehran(2026, 3, 19, 9),
            1,
            tehran(2026, 3, 25, 9),
        ),  # Thursday before Nowruz, then Friday, then 1-4 Farvardin
    ],
)
def test_days_off_are_not_counted(started, days, due):
    assert reckon(started, timedelta(days=days), OFFICE).due == due


def test_the_last_minute_of_a_working_day_is_still_that_day():
    assert reckon(tehran(2026, 5, 7), timedelta(days=1), OFFICE).due == tehran(2026, 5, 8)


def test_thursday_is_off_where_the_office_closes():
    started = tehran(2026, 5, 6, 10)
    assert reckon(started, timedelta(days=1), THURSDAYS_OFF).due == tehran(2026, 5, 9, 10)
    assert reckon(started, timedelta(days=1), OFFICE).due == tehran(2026, 5, 7, 10)


def test_hours_run_through_working_days_only():
    assert reckon(tehran(2026, 5, 7, 20), timedelta(hours=6), OFFICE).due == tehran(2026, 5, 9, 2)


def test_a_dated_holiday_is_named_in_the_reckoning():
    feast = Label("عید قربان", "Eid al-Adha")
    calendar = WorkingCalendar(dated={date(2026, 5, 27): feast})
    reckoning = reckon(tehran(2026, 5, 26, 12), timedelta(days=3), calendar)
    assert reckoning.due == tehran(2026, 5, 31, 12)
    assert [(each.day, each.reason) for each in reckoning.closed] == [
        (date(2026, 5, 27), feast),
        (date(2026, 5, 29), WEEKLY),
    ]


def test_the_day_is_the_day_of_tehran():
    friday_in_tehran = datetime(2026, 5, 7, 21, 0, tzinfo=UTC)
    assert reckon(friday_in_tehran, timedelta(hours=1), OFFICE).due == tehran(2026, 5, 9, 1)


def test_the_hour_that_was_skipped_in_spring_2022_is_not_counted():
    reckoning = reckon(tehran(2022, 3, 21, 12), timedelta(days=1), WorkingCalendar())
    assert reckoning.due - tehran(2022, 3, 21, 12).astimezone(UTC) == timedelta(days=1)


def test_a_calendar_without_working_days_is_refused():
    with pytest.raises(ValueError, match="no working day"):
        reckon(tehran(2026, 5, 2), timedelta(days=1), WorkingCalendar(closed_weekdays=frozenset(range(7))))
