"""Times of SDMX: those that data have, and those that a query may name besides."""

from datetime import date

import pytest

from amargah.exchange.sdmx.times import both_calendars, days_asked, period_asked
from amargah.statcore.errors import Invalid
from amargah.statcore.periods import parse_period


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-A1", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-S2", date(2019, 7, 1), date(2019, 12, 31)),
        ("2019-T1", date(2019, 1, 1), date(2019, 4, 30)),
        ("2019-T3", date(2019, 9, 1), date(2019, 12, 31)),
        ("2019-Q2", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019-M12", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-W01", date(2018, 12, 31), date(2019, 1, 6)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2019-D059", date(2019, 2, 28), date(2019, 2, 28)),
        ("2019-02-28T23:59:59.5+03:30", date(2019, 2, 28), date(2019, 2, 28)),
        ("2021-09-23/P10D", date(2021, 9, 23), date(2021, 10, 2)),
        ("2021-09-23T00:00:00/P90D", date(2021, 9, 23), date(2021, 12, 21)),
        ("1398-T1", date(2019, 3, 21), date(2019, 7, 22)),
        ("Tir 1400", date(2021, 6, 22), date(2021, 7, 22)),
    ],
)
def test_days_that_a_query_names(text, first, last):
    assert days_asked(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2019-T", "2019-T0", "2019-T4", "2019-W00", "2019-W53", "9999-W52", "2021-09-23/P0D", "T10:00"]
)
def test_days_that_are_none(text):
    with pytest.raises(Invalid):
        days_asked(text)


@pytest.mark.parametrize(
    ("period", "fa", "en"),
    [
        (
            "2021",
            "(۱۲ دی ۱۳۹۹ تا ۱۰ دی ۱۴۰۰؛ 2021-01-01 / 2021-12-31)",
            "2021 (1 January 2021 to 31 December 2021; 12 Dey 1399 to 10 Dey 1400 SH)",
        ),
        (
            "1400-Q3",
            "(۱ مهر ۱۴۰۰ تا ۳۰ آذر ۱۴۰۰؛ 2021-09-23 / 2021-12-21)",
            "Autumn 1400 (23 September 2021 to 21 December 2021; 1 Mehr 1400 to 30 Azar 1400 SH)",
        ),
        (
            "1399",
            "(۱ فروردین ۱۳۹۹ تا ۳۰ اسفند ۱۳۹۹؛ 2020-03-20 / 2021-03-20)",
            "1399 (20 March 2020 to 20 March 2021; 1 Farvardin 1399 to 30 Esfand 1399 SH)",
        ),
    ],
)
def test_names_of_periods_have_the_days_of_both_calendars_in_both_languages(period, fa, en):
    label = both_calendars(parse_period(period))
    assert label.fa.endswith(fa) and label.en == en


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("1400-01-01", "1400-M01-D01"),
        ("1400/01/01", "1400-M01-D01"),
        ("2021-A1", "2021"),
        ("2021-03-21T00:00", "2021-M03-D21"),
        ("2021-03-21/P1D", None),
        ("2021-W05", None),
        ("2021-T1", None),
    ],
)
def test_a_period_that_a_query_names_and_days_alone(text, period):
    assert period_asked(text) == (period and parse_period(period))
