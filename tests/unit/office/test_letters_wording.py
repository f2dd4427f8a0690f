import pytest

from amargah.office.letters.verification import ALPHABET, LENGTH, grouped, new_code, typed
from amargah.office.letters.wording import written
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

WORDS = Label("ارقام {table_title} تا {due}", "Figures of {table_title} by {due}")
TITLE = Label("جمعیت", "Population")


def test_values_stand_in_their_language():
    due = Label("۱ خرداد ۱۴۰۵", "22 May 2026")
    assert written(WORDS, {"table_title": TITLE, "due": due, "unused": TITLE}) == Label(
        "ارقام جمعیت تا ۱ خرداد ۱۴۰۵", "Figures of Population by 22 May 2026"
    )


def test_missing_values_are_all_named():
    with pytest.raises(Invalid) as refused:
        written(WORDS, {})
    assert refused.value.context["missing"] == ["due", "table_title"]
    assert "due، table_title" in refused.value.detail.fa


def test_a_value_is_never_read_as_words_of_the_template():
    tricky = Label("{due} {0.__class__} {table_title.fa}", "")
    assert written(Label("«{table_title}»", ""), {"table_title": tricky}).fa == f"«{tricky.fa}»"


def test_codes_are_long_and_never_alike():
    codes = {new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)


@pytest.mark.parametrize(
    "text", ["7KQ2-M0XA-19BD-0000", "7kq2m0xa19bd0000", " ۷KQ2 MOXA ۱۹BD oooo ", "7KQ2–M0XA–l9BD–0000"]
)
def test_a_code_is_understood_however_it_is_typed(text):
    assert typed(text) == "7KQ2M0XA19BD0000"


def test_a_code_is_printed_in_fours():
    assert grouped("7KQ2M0XA19BD0000") == "7KQ2-M0XA-19BD-0000"
    assert typed(grouped("7KQ2M0XA19BD0000")) == "7KQ2M0XA19BD0000"
