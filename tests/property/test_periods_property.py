"""Periods of 1300–1500 against convertdate, which shares nothing with the library behind `amargah.persian`.

convertdate computes the March equinox astronomically (Meeus) and compares it with the true noon of the meridian
52.5° east: that is the definition of the official calendar of Iran. jdatetime, used in `amargah.persian`, counts
by the 33-year rule. That they agree in every year is therefore evidence, not an echo. (Before 1277 convertdate
itself errs by a day in a few years: its equation of time wraps to six hours. 1300–1500 is not touched by this.)
"""

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from convertdate import gregorian, persian
from hypothesis import given, settings
from hypothesis import strategies as st

from amargah.persian.calendar import MONTHS, is_leap, month_length
from amargah.statcore.periods import Calendar, Frequency, Period, containing, overlapping, parse_period

YEARS = range(1300, 1501)
ONE_DAY = timedelta(days=1)
ALL_DAYS = st.dates(date(1921, 3, 21), date(2122, 3, 20))
CALENDARS, FREQUENCIES = st.sampled_from(Calendar), st.sampled_from(Frequency)
PERIODS = st.builds(containing, ALL_DAYS, CALENDARS, FREQUENCIES)
SEVERAL = settings(max_examples=10, deadline=None)


@cache
def astronomical_nowruz(year):
    # The equinox is given as the noon before it; the day that begins half a day later is Nowruz.
    return date(*gregorian.from_jd(persian.equinox_jd(year + 621) + 0.5))


def solar_periods(frequency):
    """Every period of that frequency from 1300 to 1500, made without asking for a successor."""
    count = {Frequency.YEAR: 1, Frequency.HALF: 2, Frequency.SEASON: 4, Frequency.MONTH: 12}[frequency]
    return [Period(Calendar.SOLAR, frequency, year, ordinal + 1) for year in YEARS for ordinal in range(count)]


def test_years_begin_and_end_where_astronomy_says():
    for year in YEARS:
        period = Period(Calendar.SOLAR, Frequency.YEAR, year)
        begins, ends = astronomical_nowruz(year), astronomical_nowruz(year + 1) - ONE_DAY
        assert (period.first_day, period.last_day) == (begins, ends)
        assert is_leap(year) == ((ends - begins).days == 365)


def test_esfand_has_a_thirtieth_day_exactly_in_leap_years():
    for year in YEARS:
        last = Period(Calendar.SOLAR, Frequency.MONTH, year, 12).last_day
        assert last == astronomical_nowruz(year + 1) - ONE_DAY
        leap = (astronomical_nowruz(year + 1) - astronomical_nowruz(year)).days == 366
        assert containing(last, Calendar.SOLAR, Frequency.DAY).id == f"{year}-M12-D{30 if leap else 29}"


@SEVERAL
@given(year=st.sampled_from(YEARS), month=st.integers(1, 12))
def test_months_against_the_conversions_of_convertdate(year, month):
    period = Period(Calendar.SOLAR, Frequency.MONTH, year, month)
    length = persian.month_length(year, month)
    assert period.first_day == date(*persian.to_gregorian(year, month, 1))
    assert (period.last_day - period.first_day).days + 1 == month_length(year, month) == length
    assert MONTHS[month - 1][1].casefold() == persian.MONTHS[month - 1].casefold()


@SEVERAL
@given(day=ALL_DAYS)
def test_days_against_the_conversions_of_convertdate(day):
    year, month, in_month = persian.from_gregorian(day.year, day.month, day.day)
    assert containing(day, Calendar.SOLAR, Frequency.DAY).id == f"{year}-M{month:02}-D{in_month:02}"


@pytest.mark.deep
def test_every_season_against_the_conversions_of_convertdate():
    for period in solar_periods(Frequency.SEASON):
        assert period.first_day == date(*persian.to_gregorian(period.year, period.ordinal * 3 - 2, 1))


@pytest.mark.parametrize("frequency", [Frequency.YEAR, Frequency.HALF, Frequency.SEASON, Frequency.MONTH])
def test_each_period_begins_the_day_after_the_one_before_it(frequency):
    for earlier, later in pairwise(solar_periods(frequency)):
        assert later.first_day == earlier.last_day + ONE_DAY
        assert (earlier.next(), later.previous()) == (later, earlier)


@pytest.mark.parametrize("frequency", [Frequency.YEAR, Frequency.HALF, Frequency.SEASON, Frequency.MONTH])
def test_every_id_and_label_is_read_back(frequency):
    for period in solar_periods(frequency):
        assert {parse_period(text) for text in (period.id, period.label("fa"), period.label("en"))} == {period}


@given(period=PERIODS)
def test_ids_and_labels_of_both_calendars_are_read_back(period):
    assert {parse_period(text) for text in (period.id, period.label("fa"), period.label("en"))} == {period}


@given(period=PERIODS)
def test_neighbours_touch(period):
    assert period.next().first_day == period.last_day + ONE_DAY
    assert period.previous().last_day == period.first_day - ONE_DAY
    assert period.next().previous() == period.previous().next() == period


@given(period=PERIODS, calendar=CALENDARS)
def test_a_conversion_covers_the_period_and_nothing_apart(period, calendar):
    parts = overlapping(period, calendar, Frequency.MONTH)
    assert parts[0].first_day <= period.first_day <= parts[0].last_day
    assert parts[-1].first_day <= period.last_day <= parts[-1].last_day
    assert all(later == earlier.next() for earlier, later in pairwise(parts))


@given(period=PERIODS, calendar=CALENDARS, frequency=FREQUENCIES)
def test_overlapping_works_both_ways(period, calendar, frequency):
    for part in overlapping(period, calendar, frequency)[:3]:
        assert period in overlapping(part, period.calendar, period.frequency)


@given(day=ALL_DAYS)
def test_a_day_is_one_day_in_both_calendars(day):
    (gregorian_day,) = overlapping(
        containing(day, Calendar.SOLAR, Frequency.DAY), Calendar.GREGORIAN, Frequency.DAY
    )
    assert gregorian_day.first_day == gregorian_day.last_day == day


@given(one=PERIODS, other=PERIODS)
def test_order_is_the_order_of_days(one, other):
    if one.first_day != other.first_day:
        assert (one < other) is (one.first_day < other.first_day)
    elif one.last_day != other.last_day:
        assert (one < other) is (one.last_day < other.last_day)
    assert [one < other, one == other, one > other].count(True) == 1


@given(period=PERIODS)
def test_the_range_for_sdmx_is_the_period(period):
    begins, length = period.sdmx.split("/")
    assert date.fromisoformat(begins) == period.first_day
    assert period.first_day + timedelta(days=int(length[1:-1]) - 1) == period.last_day
