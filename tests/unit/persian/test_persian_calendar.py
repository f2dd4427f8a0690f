from datetime import UTC, date, datetime

import pytest

from amargah.persian.calendar import SolarDate, format_date, format_instant, format_short, is_leap, solar_date

NOWRUZ_1405 = date(2026, 3, 21)


@pytest.mark.parametrize(
    ("solar", "gregorian"),
    [
        (SolarDate(1300, 1, 1), date(1921, 3, 21)),
        (SolarDate(1357, 11, 22), date(1979, 2, 11)),
        (SolarDate(1395, 8, 4), date(2016, 10, 25)),
        (SolarDate(1399, 12, 30), date(2021, 3, 20)),
        (SolarDate(1400, 7, 1), date(2021, 9, 23)),
        (SolarDate(1403, 12, 30), date(2025, 3, 20)),
        (SolarDate(1405, 1, 1), NOWRUZ_1405),
    ],
)
def test_known_days(solar, gregorian):
    assert solar.gregorian == gregorian
    assert solar_date(gregorian) == solar


def test_the_five_year_leap_step_of_1408():
    assert [year for year in range(1395, 1413) if is_leap(year)] == [1395, 1399, 1403, 1408, 1412]


@pytest.mark.parametrize("day", [(1400, 12, 30), (1400, 7, 31), (1400, 13, 1), (1400, 0, 1), (1400, 1, 0)])
def test_days_that_do_not_exist(day):
    with pytest.raises(ValueError, match="no such Solar day"):
        SolarDate(*day)


def test_dates_in_both_languages():
    assert format_date(NOWRUZ_1405, "fa") == "۱ فروردین ۱۴۰۵"
    assert format_date(NOWRUZ_1405, "en") == "21 March 2026"
    assert format_short(NOWRUZ_1405, "fa") == "۱۴۰۵/۰۱/۰۱"
    assert format_short(NOWRUZ_1405, "en") == "2026-03-21"


def test_instants_are_shown_in_tehran():
    late = datetime(2026, 3, 20, 21, 0, tzinfo=UTC)
    assert format_instant(late, "fa") == "۱ فروردین ۱۴۰۵، ساعت ۰۰:۳۰"
    assert format_instant(late.replace(second=7), "en") == "21 March 2026, 00:30:07 Tehran time"


def test_summer_time_of_the_years_that_had_it():
    assert format_instant(datetime(2021, 7, 1, 8, 0, tzinfo=UTC), "en") == "1 July 2021, 12:30 Tehran time"
    assert format_instant(datetime(2023, 7, 1, 8, 0, tzinfo=UTC), "en") == "1 July 2023, 11:30 Tehran time"


def test_an_instant_without_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        format_instant(datetime(2026, 3, 21, 9, 0), "fa")  # noqa: DTZ001 — the mistake under test
