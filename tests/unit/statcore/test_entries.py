"""What a person types in a cell, and what is shown there."""

from math import isnan, nan

import pytest

from amargah.statcore.entries import BLANK, Entry, format_entry, parse_entry
from amargah.statcore.errors import Invalid
from amargah.statcore.signs import Sign

NUMBERS = [
    # typed          decimals  value
    ("123", 0, 123.0),
    ("۱۲۳", 0, 123.0),
    ("١٢٣", 0, 123.0),
    (" ۱٬۲۳۴٬۵۶۷ ", 0, 1234567.0),
    ("1,234.50", 1, 1234.5),
    ("۱۲٫۵", 1, 12.5),
    ("۱۲/۵", 1, 12.5),
    ("−۷", 0, -7.0),
    ("\u200e−۷\u200f", 0, -7.0),
    ("-0", 0, 0.0),
    (42, 0, 42.0),
    (0.1 + 0.2, 1, 0.3),
    (1234.0, 0, 1234.0),
]

SIGNS = [
    ("-", Sign.NOT_COLLECTED),
    ("–", Sign.NOT_COLLECTED),
    ("...", Sign.NOT_AVAILABLE),
    ("…", Sign.NOT_AVAILABLE),
    ("×", Sign.NOT_APPLICABLE),
    ("x", Sign.NOT_APPLICABLE),
    ("××", Sign.NOT_CALCULABLE),
    ("//", Sign.NEGLIGIBLE),
    ("(c)", Sign.CONFIDENTIAL),
]

REFUSED = [
    # typed            decimals  English                       Persian
    ("abc", 0, "is not a number", "عدد نیست"),
    ("1e5", 0, "is not a number", "عدد نیست"),
    ("=A1", 0, "is not a number", "عدد نیست"),
    ("12,34", 0, "is not a number", "عدد نیست"),
    ("5***", 0, "is not a number", "عدد نیست"),
    (True, 0, "is not a number", "عدد نیست"),
    (float("inf"), 0, "is not a number", "عدد نیست"),
    ("*", 0, "write the number before it", "عدد را پیش از آن بنویسید"),
    ("1.5", 0, "must be a whole number", "باید عدد صحیح باشد"),
    (1.5, 0, "must be a whole number", "باید عدد صحیح باشد"),
    ("۱٫۲۵", 1, "more than 1 decimal place;", "بیش از ۱ رقم اعشار"),
    ("1.2345", 2, "more than 2 decimal places;", "بیش از ۲ رقم اعشار"),
    ("1.00000000001", 2, "more than 2 decimal places;", "بیش از ۲ رقم اعشار"),
    ("99999999999999999", 0, "a larger unit", "واحد بزرگ‌تری"),
]


@pytest.mark.parametrize(("typed", "decimals", "value"), NUMBERS)
def test_numbers(typed: str | float, decimals: int, value: float) -> None:
    assert parse_entry(typed, decimals) == Entry(value, Sign.NORMAL)


@pytest.mark.parametrize(("typed", "sign"), SIGNS)
def test_signs_in_place_of_a_number(typed: str, sign: Sign) -> None:
    entry = parse_entry(typed, 0)
    assert isnan(entry.value)
    assert entry.sign is sign


@pytest.mark.parametrize(
    ("typed", "sign"),
    [("۱۲۳*", Sign.PROVISIONAL), ("123 **", Sign.ESTIMATED), ("*", None), ("**", None)],
)
def test_marks_stand_beside_a_number(typed: str, sign: Sign | None) -> None:
    if sign is None:
        with pytest.raises(Invalid):
            parse_entry(typed, 0)
    else:
        assert parse_entry(typed, 0) == Entry(123.0, sign)


@pytest.mark.parametrize("typed", [None, "", "   ", "\u200f", nan])
def test_nothing_is_blank(typed: str | float | None) -> None:
    assert parse_entry(typed, 0) is BLANK


@pytest.mark.parametrize(("typed", "decimals", "english", "persian"), REFUSED)
def test_refusals_say_what_to_change(typed: str | float, decimals: int, english: str, persian: str) -> None:
    with pytest.raises(Invalid) as refusal:
        parse_entry(typed, decimals)
    assert english in refusal.value.detail.en
    assert persian in refusal.value.detail.fa


@pytest.mark.parametrize(
    ("value", "sign", "decimals", "persian", "english"),
    [
        (1234.5, Sign.NORMAL, 1, "۱٬۲۳۴٫۵", "1,234.5"),
        (1234.0, Sign.PROVISIONAL, 0, "۱٬۲۳۴*", "1,234*"),
        (7.0, Sign.ESTIMATED, 2, "۷٫۰۰**", "7.00**"),
        (nan, Sign.NOT_AVAILABLE, 0, "...", "..."),
        (nan, Sign.NORMAL, 0, "", ""),
        (5.0, Sign.CONFIDENTIAL, 0, "(c)", "(c)"),
    ],
)
def test_what_is_shown(value: float, sign: Sign, decimals: int, persian: str, english: str) -> None:
    assert format_entry(value, sign, decimals, "fa") == persian
    assert format_entry(value, sign, decimals, "en") == english
