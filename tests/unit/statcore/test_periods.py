from datetime import date

import pytest

from amargah.statcore.errors import Invalid
from amargah.statcore.periods import Calendar, Frequency, Period, containing, overlapping, parse_period


def ids(periods):
    return [period.id for period in periods]


def test_autumn_1400_has_its_exact_days():
    autumn = Period(Calendar.SOLAR, Frequency.SEASON, 1400, 3)
    assert (autumn.first_day, autumn.last_day) == (date(2021, 9, 23), date(2021, 12, 21))
    assert autumn.sdmx == "2021-09-23/P90D"


def test_the_year_after_the_last_day_of_a_leap_year():
    esfand_30 = parse_period("1399-M12-D30")
    assert esfand_30.first_day == date(2021, 3, 20)
    assert esfand_30.next().id == "1400-M01-D01"
    assert esfand_30.next().previous() == esfand_30


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("1400", "1401", "1399"),
        ("1400-H1", "1400-H2", "1399-H2"),
        ("1400-Q4", "1401-Q1", "1400-Q3"),
        ("1400-M01", "1400-M02", "1399-M12"),
        ("1400-M01-D01", "1400-M01-D02", "1399-M12-D30"),
        ("2021-M01-D01", "2021-M01-D02", "2020-M12-D31"),
    ],
)
def test_neighbours(text, after, before):
    assert parse_period(text).next().id == after
    assert parse_period(text).previous().id == before


@pytest.mark.parametrize(
    ("period", "frequency", "expected"),
    [
        ("1400", Frequency.YEAR, ["2021", "2022"]),
        ("1400-Q3", Frequency.SEASON, ["2021-Q3", "2021-Q4"]),
        ("1400-M01-D01", Frequency.DAY, ["2021-M03-D21"]),
        ("1400-H1", Frequency.MONTH, [f"2021-M{month:02}" for month in range(3, 10)]),
    ],
)
def test_solar_periods_in_the_gregorian_calendar(period, frequency, expected):
    assert ids(overlapping(parse_period(period), Calendar.GREGORIAN, frequency)) == expected


def test_a_year_overlaps_its_own_seasons_exactly():
    assert ids(overlapping(parse_period("1400"), Calendar.SOLAR, Frequency.SEASON)) == [
        "1400-Q1",
        "1400-Q2",
        "1400-Q3",
        "1400-Q4",
    ]


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        (Frequency.YEAR, "1395"),
        (Frequency.HALF, "1395-H2"),
        (Frequency.SEASON, "1395-Q3"),
        (Frequency.MONTH, "1395-M08"),
        (Frequency.DAY, "1395-M08-D04"),
    ],
)
def test_the_period_that_contains_a_day(frequency, expected):
    assert containing(date(2016, 10, 25), Calendar.SOLAR, frequency).id == expected


def test_periods_of_both_calendars_sort_by_their_days():
    mixed = [parse_period(text) for text in ("1400", "2022", "2021", "1400-Q1", "2021-Q1", "1399-Q4")]
    assert ids(sorted(mixed)) == ["1399-Q4", "2021-Q1", "2021", "1400-Q1", "1400", "2022"]


def test_the_same_day_in_two_calendars_has_one_order():
    solar, gregorian = parse_period("1400-M01-D01"), parse_period("2021-M03-D21")
    assert solar != gregorian
    assert gregorian < solar
    assert not solar <= gregorian


@pytest.mark.parametrize(
    "text",
    [
        "",
        "بهار",
        "سیزدهم ۱۴۰۰",
        "1400-Q5",
        "1400-H3",
        "1400-M13",
        "1400-M12-D30",
        "۱۴۰۰/۱۳",
        "1400-Q0",
        "14000",
        "140",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(Invalid):
        parse_period(text)


@pytest.mark.parametrize("text", ["آذر ۲۰۲۱", "Autumn 2021", "December 1400", "۱۴۰۰ میلادی", "2021 SH"])
def test_calendars_that_contradict_are_refused(text):
    with pytest.raises(Invalid, match="different calendars"):
        parse_period(text)


@pytest.mark.parametrize(
    ("calendar", "year"), [(Calendar.SOLAR, 2021), (Calendar.GREGORIAN, 1400), (Calendar.SOLAR, 1)]
)
def test_years_outside_the_calendar_are_refused(calendar, year):
    with pytest.raises(Invalid, match="year must be from"):
        Period(calendar, Frequency.YEAR, year)


def test_refusals_speak_both_languages():
    with pytest.raises(Invalid) as refusal:
        parse_period("1400-M12-D30")
    assert refusal.value.detail.fa == "روز ۱۴۰۰/۱۲/۳۰ در تقویم نیست"
    assert refusal.value.detail.en == "the day 1400-12-30 is not in the calendar"
