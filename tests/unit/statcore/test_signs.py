"""The official signs are complete, and none can be taken for another."""

import pytest

from amargah.statcore.labels import Label
from amargah.statcore.signs import BY_STATUS, BY_SYMBOL, MEANINGS, Sign, meaning_of


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_has_its_meaning(sign: Sign) -> None:
    meaning = meaning_of(sign)
    assert meaning.sign is sign
    assert meaning.label.fa
    assert meaning.label.en


def test_symbols_and_statuses_are_unique() -> None:
    assert len(BY_STATUS) == len(MEANINGS) == len(Sign)
    assert len(BY_SYMBOL) == len(Sign) - 1


def test_the_marks_of_unsettled_figures_keep_the_number() -> None:
    kept = {meaning.sign for meaning in MEANINGS if not meaning.replaces}
    assert kept == {Sign.NORMAL, Sign.PROVISIONAL, Sign.ESTIMATED}


def test_a_byte_that_is_no_sign() -> None:
    with pytest.raises(ValueError, match="99"):
        meaning_of(99)


@pytest.mark.parametrize(
    ("label", "language", "text"),
    [
        (Label("جمعیت", "Population"), "fa", "جمعیت"),
        (Label("جمعیت", "Population"), "en", "Population"),
        (Label("جمعیت", ""), "en", "جمعیت"),
        (Label("", "Population"), "fa", "Population"),
    ],
)
def test_labels_fall_back_to_the_other_language(label: Label, language: str, text: str) -> None:
    assert label.text(language) == text
