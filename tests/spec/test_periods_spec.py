"""Every kind of period: its id, its labels, its days; and the other ways in which people write it."""

import pytest

from amargah.statcore.periods import parse_period

PERIODS = [
    # id              Persian                          English                     first day     last day
    ("1400", "۱۴۰۰", "1400", "2021-03-21", "2022-03-20"),
    ("1399", "۱۳۹۹", "1399", "2020-03-20", "2021-03-20"),
    ("1400-H1", "نیمه اول ۱۴۰۰", "First half of 1400", "2021-03-21", "2021-09-22"),
    ("1400-H2", "نیمه دوم ۱۴۰۰", "Second half of 1400", "2021-09-23", "2022-03-20"),
    ("1400-Q1", "بهار ۱۴۰۰", "Spring 1400", "2021-03-21", "2021-06-21"),
    ("1400-Q2", "تابستان ۱۴۰۰", "Summer 1400", "2021-06-22", "2021-09-22"),
    ("1400-Q3", "پاییز ۱۴۰۰", "Autumn 1400", "2021-09-23", "2021-12-21"),
    ("1400-Q4", "زمستان ۱۴۰۰", "Winter 1400", "2021-12-22", "2022-03-20"),
    ("1400-M09", "آذر ۱۴۰۰", "Azar 1400", "2021-11-22", "2021-12-21"),
    ("1399-M12", "اسفند ۱۳۹۹", "Esfand 1399", "2021-02-19", "2021-03-20"),
    ("1400-M09-D15", "۱۵ آذر ۱۴۰۰", "15 Azar 1400", "2021-12-06", "2021-12-06"),
    ("2021", "۲۰۲۱ میلادی", "2021", "2021-01-01", "2021-12-31"),
    ("2021-H1", "نیمه اول ۲۰۲۱ میلادی", "First half of 2021", "2021-01-01", "2021-06-30"),
    ("2021-Q4", "سه‌ماهه چهارم ۲۰۲۱ میلادی", "Q4 2021", "2021-10-01", "2021-12-31"),
    ("2020-M02", "فوریه ۲۰۲۰ میلادی", "February 2020", "2020-02-01", "2020-02-29"),
    ("2021-M12-D06", "۶ دسامبر ۲۰۲۱ میلادی", "6 December 2021", "2021-12-06", "2021-12-06"),
]

RANGES = [
    ("1400", "2021-03-21/P365D"),
    ("1399", "2020-03-20/P366D"),
    ("1400-Q3", "2021-09-23/P90D"),
    ("1400-M01", "2021-03-21/P31D"),
    ("1400-M09-D15", "2021-12-06/P1D"),
    ("2021-Q4", "2021-10-01/P92D"),
]

OTHER_SPELLINGS = [
    # written                     is
    ("۱۴۰۰-Q3", "1400-Q3"),
    ("1400q3", "1400-Q3"),
    ("1400 Q3", "1400-Q3"),
    ("Q3 1400", "1400-Q3"),
    ("فصل پاییز سال ۱۴۰۰", "1400-Q3"),
    ("پائيز ۱۴۰۰", "1400-Q3"),
    ("سه ماهه سوم ١٤٠٠", "1400-Q3"),
    ("fall 1400", "1400-Q3"),
    ("سال ۱۴۰۰", "1400"),
    ("۱۴۰۰ هجری شمسی", "1400"),
    ("شش‌ماهه دوم ۱۴۰۰", "1400-H2"),
    ("نیمه نخست سال ۱۴۰۰", "1400-H1"),
    ("آذرماه ۱۴۰۰", "1400-M09"),
    ("آذر ماه سال ۱۴۰۰", "1400-M09"),
    ("azar 1400", "1400-M09"),
    ("۱۴۰۰/۰۹", "1400-M09"),
    ("1400-9", "1400-M09"),
    ("1400-M9", "1400-M09"),
    ("۱۴۰۰/۹/۱۵", "1400-M09-D15"),
    ("2021-12-06", "2021-M12-D06"),
    ("2021-12", "2021-M12"),
    ("سه ماهه چهارم سال 2021", "2021-Q4"),
    ("2021 AD", "2021"),
]


@pytest.mark.parametrize(("id", "persian", "english", "first", "last"), PERIODS)
def test_a_period(id, persian, english, first, last):
    period = parse_period(id)
    assert (period.id, period.label("fa"), period.label("en")) == (id, persian, english)
    assert (period.first_day.isoformat(), period.last_day.isoformat()) == (first, last)


@pytest.mark.parametrize(("id", "range"), RANGES)
def test_the_range_for_sdmx(id, range):
    assert parse_period(id).sdmx == range


@pytest.mark.parametrize(("written", "id"), OTHER_SPELLINGS)
def test_other_spellings(written, id):
    assert parse_period(written).id == id
