"""What people type for days, instants and periods, in their own digits; and what is refused in words."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from amargah.office.collection.forms import PeriodField, SolarDateField
from amargah.office.releases.forms import InstantField
from amargah.statcore.periods import parse_period


@pytest.fixture(autouse=True)
def persian():
    with override("fa"):
        yield


@pytest.mark.parametrize("text", ["۱۴۰۵/۰۹/۳۰", "1405/9/30", "١٤٠٥-٠٩-٣٠", " 1405.09.30 "])
def test_a_day_in_any_digits(text):
    assert SolarDateField().clean(text) == date(2026, 12, 21)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "فردا",
        "1405",
        "1405/13/01",
        "1405/12/30",
        "1405/09/31/1",
        "2026/12/21",
        "05/09/30",
        "1405//30",
        "1405/0/1",
    ],
)
def test_a_day_that_is_none(text):
    with pytest.raises(ValidationError) as refused:
        SolarDateField().clean(text)
    assert not any("Write the day" in message for message in refused.value.messages)


@pytest.mark.parametrize("text", ["9" * 40 + "/1/1", "1405/\0/1", "1405/1/" + "9" * 5000])
def test_a_day_from_a_machine(text):
    with pytest.raises(ValidationError):
        SolarDateField().clean(text)
    with pytest.raises(ValidationError):
        InstantField().clean(f"{text} 08:30")


@pytest.mark.parametrize(
    "text, second",
    [("۱۴۰۵/۰۹/۳۰ ۰۸:۳۰:۱۵", 15), ("1405/09/30 8:30", 0), ("١٤٠٥-٩-٣٠ ٠٨:٣٠:١٥", 15)],
)
def test_an_instant_is_meant_in_tehran(text, second):
    assert InstantField().clean(text) == datetime(2026, 12, 21, 5, 0, second, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1405/09/30",
        "1405/09/30 25:00",
        "1405/09/30 08",
        "1405/09/30 08:30:60",
        "2026/12/21 08:30",
        "1405/09/30 08:30:00:00",
    ],
)
def test_an_instant_that_is_none(text):
    with pytest.raises(ValidationError) as refused:
        InstantField().clean(text)
    assert not any("Write the instant" in message for message in refused.value.messages)


@pytest.mark.parametrize(
    "text, id", [("۱۳۹۵", "1395"), ("1400-Q3", "1400-Q3"), ("پاییز ۱۴۰۰", "1400-Q3"), ("آذر 1400", "1400-M09")]
)
def test_a_period_in_its_spellings(text, id):
    assert PeriodField().clean(text) == parse_period(id)


@pytest.mark.parametrize("text", ["", "1400-Q5", "1400-M13", "امسال", "\0"])
def test_a_period_that_is_none(text):
    with pytest.raises(ValidationError) as refused:
        PeriodField().clean(text)
    assert all(refused.value.messages)
