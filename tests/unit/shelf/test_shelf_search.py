"""Finding datasets in Persian however it is typed, and in English."""

from datetime import timedelta

import pytest

from amargah.statcore.labels import Label
from released import metadata, released, stage


@pytest.fixture
def filled(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    prices = metadata(
        "شاخص بهای مصرف‌کننده", "Consumer price index", keywords=(Label("تورم", "inflation"), Label("گرانی", ""))
    )
    versions = (released(folder), released(folder, "CPI_ANNUAL", about=prices))
    stage(shelf, folder, "r1", clock(), *versions)
    return shelf


def found(shelf, text):
    return [hit.dataset for hit in shelf.search(text)]


@pytest.mark.parametrize(
    "text",
    [
        "جمعيت شهرستان",  # Arabic yeh, last word unfinished
        "جمعیت شهرستان‌ها",
        "جمعیت شهرستانها",  # without the half-space
        "جمعیت  شهرستان ها",
        "Population COUNT",
        "pop_county",
        "جمعیت، جنس!",
    ],
)
def test_a_title_however_typed(filled, text):
    assert found(filled, text)[0] == "POP_COUNTY"


@pytest.mark.parametrize("text", ["تورم", "مصرف كننده", "inflat", "گراني", "cpi"])
def test_keywords_and_codes(filled, text):
    assert found(filled, text) == ["CPI_ANNUAL"]


def test_labels_of_codes_are_found_and_titles_come_first(filled):
    assert set(found(filled, "بروجرد")) == {"POP_COUNTY", "CPI_ANNUAL"}
    assert found(filled, "جمعیت")[0] == "POP_COUNTY"
    assert filled.search("population")[0].score > filled.search("population")[1].score


@pytest.mark.parametrize("text", ["", "   ", "!؟*", "جمعیت فضانوردان", '"a* OR (', "x" * 5000, "\x00"])
def test_nothing_found_is_no_error(filled, text):
    assert found(filled, text) == []


def test_staged_words_are_not_found(filled, clock, tmp_path):
    secret = released(tmp_path / "cubes", "SECRET", about=metadata("بیکاری", "Unemployment"))
    before = filled.search("جمعیت")
    stage(filled, tmp_path / "cubes", "r2", clock() + timedelta(hours=1), secret)
    assert found(filled, "بیکاری") == found(filled, "secret") == []
    assert filled.search("جمعیت") == before
    clock.advance(timedelta(hours=1))
    assert found(filled, "بیکاری") == ["SECRET"]


def test_the_limit_is_kept(filled):
    assert len(filled.search("census", limit=1)) == 1
    assert len(filled.search("census", limit=20)) == 2
    assert filled.search("census", limit=0) == ()
