"""Bytes that are letters of another code page than the one that the file names."""

import pytest
from px_files import SMALL, line_of

from amargah.exchange.px import read_px
from amargah.statcore.errors import Invalid

PERSIAN = SMALL.replace("North", "استان تهران").replace("South", "یزد")


def refusal(data):
    with pytest.raises(Invalid) as caught:
        read_px(data)
    return caught.value


@pytest.mark.parametrize("page", ["windows-1252", "iso-8859-1", "windows-1256", "cp437", "ibm850", "us-ascii"])
def test_letters_of_utf8_under_the_name_of_another_page(page):
    error = refusal(PERSIAN.replace("utf-8", page).encode())
    assert error.context["line"] == line_of("CODEPAGE")
    assert f"the file's letters are UTF-8, not {page!r}" in error.detail.en
    assert 'CODEPAGE="utf-8"' in error.detail.en
    assert f"حرف‌های فایل UTF-8 است و نه «{page}»" in error.detail.fa
    assert 'CODEPAGE="utf-8"' in error.detail.fa


def test_two_different_letters_are_no_chance():
    text = SMALL.replace("utf-8", "windows-1252").replace("år", "year").replace("North", "Håböle")
    assert "are UTF-8" in refusal(text.encode()).detail.en


def test_one_letter_may_be_one_by_chance():
    """É and ’ of windows-1252 are the bytes of ɒ in UTF-8."""
    text = SMALL.replace("utf-8", "windows-1252").replace("år", "year").replace("A note", "L’ÉTÉ’S ÉTÉ’S")
    assert read_px(text.encode("cp1252")).metadata.notes[0].en == "L’ÉTÉ’S ÉTÉ’S"


@pytest.mark.parametrize(
    ("page", "encoding", "name"),
    [
        ("windows-1252", "cp1252", "Örebro, Malmö"),
        ("windows-1256", "cp1256", "گيلان و يزد"),
        ("windows-1251", "cp1251", "Москва"),
        ("windows-1253", "cp1253", "Αθήνα"),
        ("windows-874", "cp874", "กรุงเทพ"),
        ("iso-8859-15", "iso-8859-15", "Häme"),
        ("cp850", "cp850", "Zürich"),
    ],
)
def test_letters_of_the_page_that_is_named(page, encoding, name):
    text = SMALL.replace("utf-8", page).replace("år", "year").replace("North", name)
    read = read_px(text.encode(encoding))
    assert read.cube.structure.dimensions[0].codelist.codes[0].label.en == name


def test_the_byte_order_mark_tells_more_than_the_name():
    text = PERSIAN.replace("utf-8", "windows-1252")
    region = read_px(text.encode("utf-8-sig")).cube.structure.dimensions[0]
    assert region.codelist.codes[1].label.en == "یزد"
