"""Times of SDMX: those that data have, and those that a query may name besides."""

from datetime import date

import pytest

from amargah.exchange.sdmx.times import days_asked
from amargah.statcore.errors import Invalid


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
