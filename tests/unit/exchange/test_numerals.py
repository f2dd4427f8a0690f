"""Numbers as text: exact, and of one form."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amargah.exchange.numerals import decimals_of, json_numbers, number_texts

FIGURES = st.one_of(
    st.just(math.nan),
    st.integers(-(2**53), 2**53).map(float),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
)


@given(st.lists(FIGURES, max_size=20), st.integers(1, 40))
def test_every_number_reads_back_as_itself(figures, times):
    values = np.array(figures * times) + 0.0
    read = json.loads(b"[" + json_numbers(values) + b"]")
    assert [math.nan if each is None else float(each) for each in read] == pytest.approx(
        values.tolist(), rel=0, abs=0, nan_ok=True
    )


@pytest.mark.parametrize("times", [1, 400])
def test_whole_numbers_have_no_fraction(times):
    values = np.array([1.0, -3.0, math.nan, 2.0**53] * times)
    assert json_numbers(values) == b",".join([b"1,-3,null,9007199254740992"] * times)


def test_one_fraction_among_many_whole_numbers():
    values = np.arange(1000.0)
    values[999] = 0.1
    assert json_numbers(values).endswith(b",997,998,0.1")


def test_texts_of_nothing_and_of_missing_numbers():
    assert number_texts(np.array([])) == []
    assert number_texts(np.array([math.nan])) == [b""]
    assert number_texts(np.array([math.nan, 2.5, math.nan])) == [b"", b"2.5", b""]


@pytest.mark.parametrize(
    ("values", "decimals"),
    [([], 0), ([1, math.nan, -20], 0), ([0.5, 1], 1), ([2.25, -4.125], 3), ([1e300, 0.1], 1), ([1 / 3], 15)],
)
def test_decimals_are_as_few_as_tell_every_number(values, decimals):
    assert decimals_of(np.array(values, float)) == decimals
