import math

import pytest

from amargah.persian.digits import format_number, parse_number, to_latin_digits, to_persian_digits


def test_digits_change_and_letters_stay():
    assert to_persian_digits("A1۲٣") == "A۱۲۳"
    assert to_latin_digits("A1۲٣") == "A123"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_only_finite_numbers_are_written(value):
    with pytest.raises(ValueError, match="finite"):
        format_number(value, 0, "fa")


def test_what_rounds_to_zero_has_no_sign():
    assert format_number(-0.04, 1, "en") == "0.0"
    assert format_number(-0.0, 0, "fa") == "۰"


def test_a_negative_number_keeps_its_minus_on_the_left_in_persian_text():
    assert format_number(-5, 0, "fa") == "\N{LEFT-TO-RIGHT MARK}\N{MINUS SIGN}۵"
    assert format_number(-5, 0, "en") == "-5"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "abc",
        "1e5",
        "inf",
        "nan",
        "1,23",
        "12,34,567",
        "1,234 567",
        "1.2.3",
        "5.",
        "--5",
        "½",
        "۱۲۳*",
    ],
)
def test_what_is_not_a_number_is_refused(text):
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


def test_a_number_beyond_any_measure_is_refused():
    with pytest.raises(ValueError, match="too large"):
        parse_number("9" * 400)
