"""What is shown in a cell can be typed again, in both languages."""

from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amargah.statcore.entries import Entry, format_entry, parse_entry
from amargah.statcore.errors import Invalid
from amargah.statcore.signs import MEANINGS, Sign

LANGUAGES = st.sampled_from(["fa", "en"])
BESIDE_NUMBERS = st.sampled_from([meaning.sign for meaning in MEANINGS if not meaning.replaces])
IN_PLACE_OF_NUMBERS = st.sampled_from([meaning.sign for meaning in MEANINGS if meaning.replaces])


@st.composite
def numbers(draw: st.DrawFn) -> tuple[float, int]:
    """A number that has exactly the given count of decimals, and that count."""
    decimals = draw(st.integers(0, 4))
    return draw(st.integers(-(10**15), 10**15)) / 10**decimals, decimals


@given(numbers(), BESIDE_NUMBERS, LANGUAGES)
def test_numbers_with_their_marks(number: tuple[float, int], sign: Sign, language: str) -> None:
    value, decimals = number
    assert parse_entry(format_entry(value, sign, decimals, language), decimals) == Entry(value, sign)


@given(IN_PLACE_OF_NUMBERS, LANGUAGES)
def test_signs_in_place_of_numbers(sign: Sign, language: str) -> None:
    again = parse_entry(format_entry(nan, sign, 0, language), 0)
    assert again.sign is sign
    assert isnan(again.value)


@given(numbers())
def test_a_number_of_a_sheet_is_the_number_that_is_typed(number: tuple[float, int]) -> None:
    value, decimals = number
    assert parse_entry(value, decimals) == parse_entry(f"{value:.{decimals}f}", decimals)


@given(st.text(max_size=12), st.integers(0, 3))
def test_any_text_is_taken_or_refused_in_words(text: str, decimals: int) -> None:
    try:
        entry = parse_entry(text, decimals)
    except Invalid as refusal:
        assert refusal.detail.fa
        assert refusal.detail.en
    else:
        again = parse_entry(format_entry(entry.value, entry.sign, decimals, "fa"), decimals)
        assert again == entry or isnan(again.value)
        assert again.sign is entry.sign


@given(st.integers(1, 9), st.integers(1, 5))
def test_one_decimal_too_many(digit: int, decimals: int) -> None:
    with pytest.raises(Invalid):
        parse_entry(f"0.{'0' * decimals}{digit}", decimals)
