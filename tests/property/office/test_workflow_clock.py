from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from amargah.office.workflow.deadlines import TEHRAN, WorkingCalendar, reckon
from amargah.statcore.labels import Label

FEAST = Label("جشن", "Feast")
INSTANTS = st.integers(0, 12 * 365 * 24 * 60).map(
    lambda m: datetime(2023, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)
ALLOWANCES = st.timedeltas(timedelta(minutes=1), timedelta(days=40))
CALENDARS = st.builds(
    WorkingCalendar,
    closed_weekdays=st.frozensets(st.integers(0, 6), max_size=4),
    dated=st.dictionaries(st.dates(date(2023, 1, 1), date(2035, 1, 1)), st.just(FEAST), max_size=20),
)


@given(INSTANTS, ALLOWANCES, CALENDARS)
def test_working_time_between_start_and_due_is_the_allowance(started, allowance, calendar):
    reckoning = reckon(started, allowance, calendar)
    assert _working_time(started, reckoning.due, calendar) == allowance


@given(INSTANTS, ALLOWANCES, ALLOWANCES, CALENDARS)
def test_more_time_is_never_due_earlier(started, one, other, calendar):
    first, second = sorted((one, other))
    assert reckon(started, first, calendar).due <= reckon(started, second, calendar).due


@given(INSTANTS, ALLOWANCES, CALENDARS)
def test_a_deadline_in_two_parts_is_the_same_deadline(started, allowance, calendar):
    half = reckon(started, allowance / 2, calendar).due
    assert reckon(half, allowance - allowance / 2, calendar).due == reckon(started, allowance, calendar).due


def _working_time(start: datetime, end: datetime, calendar: WorkingCalendar) -> timedelta:
    total, day = timedelta(0), start.astimezone(TEHRAN).date()
    while day <= end.astimezone(TEHRAN).date():
        opens = datetime(day.year, day.month, day.day, tzinfo=TEHRAN)
        if calendar.closure(day) is None:
            total += max(timedelta(0), min(end, opens + timedelta(days=1)) - max(start, opens))
        day += timedelta(days=1)
    return total
