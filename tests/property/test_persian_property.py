import math
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from amargah.persian.calendar import SolarDate, solar_date
from amargah.persian.digits import format_number, parse_number, to_latin_digits, to_persian_digits
from amargah.persian.folding import fold, sort_key

LANGUAGES = st.sampled_from(["fa", "en"])
WORDS = st.text(max_size=30)
PERSIAN = st.text(alphabet="ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهییيىكةۀأإؤئ\u0651\u0640\u200c ۰٤5a", max_size=20)


@given(value=st.integers(-(10**12), 10**12), decimals=st.integers(0, 3), language=LANGUAGES)
def test_what_is_written_is_read_back(value, decimals, language):
    number = value / 10**decimals
    assert parse_number(format_number(number, decimals, language)) == number


@given(text=WORDS)
def test_only_value_errors_come_from_reading(text):
    try:
        number = parse_number(text)
    except ValueError:
        return
    assert any(digit in to_latin_digits(text) for digit in "0123456789")
    assert math.isfinite(number)


@given(text=WORDS)
def test_latin_digits_do_not_care_what_they_were(text):
    assert to_latin_digits(to_persian_digits(text)) == to_latin_digits(text)


@given(text=WORDS | PERSIAN)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(text=PERSIAN)
def test_a_folded_text_sorts_where_the_text_does_but_for_the_hat_of_alef(text):
    bare = text.replace("آ", "ا").replace("\u200c", "")
    assert sort_key(fold(bare)) == sort_key(bare)


def test_days_follow_each_other_and_convert_both_ways():
    start = date(1821, 3, 21)
    days = [start + timedelta(days=count) for count in range(300 * 366)]
    solar = [solar_date(day) for day in days]
    assert all(earlier < later for earlier, later in pairwise(solar))
    assert [place.gregorian for place in solar] == days
    assert solar[0] == SolarDate(1200, 1, 1)
