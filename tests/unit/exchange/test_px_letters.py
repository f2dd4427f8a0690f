"""Letters that no document may hold are neither read nor written."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from px_files import SMALL, line_of, spoiled

from amargah.exchange.px import read_px, write_px
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


def refusal(data):
    with pytest.raises(Invalid) as caught:
        read_px(data)
    return caught.value


CONTROLS = [chr(place) for place in range(32) if chr(place) not in "\t\n\r"] + ["\x7f", "\ufffe", "\uffff"]


@pytest.mark.parametrize("letter", CONTROLS, ids=lambda letter: f"U+{ord(letter):04X}")
def test_a_letter_that_xml_cannot_hold(letter):
    error = refusal(spoiled("Persons by region", f"Per{letter}sons by region"))
    assert error.context["line"] == line_of("TITLE=")
    name = f"U+{ord(letter):04X}"
    assert f"TITLE: the control character {name} stands here; remove it" in error.detail.en
    assert f"TITLE: نویسهٔ کنترلی {name} اینجا آمده است؛ آن را پاک کنید" in error.detail.fa


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"Norr","Syd"', '"Norr",\n"S\x02yd"', 'VALUES[sv]("region")'),
        ('"01","02"', '"01",\n"0\x022"', "CODES"),
        ('STUB="region"', 'STUB=\n"reg\x02ion"', "STUB"),
        ('NOTE="A note"', 'NOTE="A note"\n"of \x7ftwo lines"', "NOTE"),
        ('NOTE="A note"', 'OWN-WORD=\n"\x02"', "NOTE"),
        ('PRECISION("region",', 'PRECISION("region",\n"\x02",', "PRECISION"),
    ],
)
def test_it_is_found_on_its_line_wherever_it_stands(old, new, where):
    error = refusal(spoiled(old, new))
    assert error.context["line"] == line_of(where) + 1
    assert "control character" in error.detail.en


@pytest.mark.parametrize("page", ["windows-1252", "iso-8859-1", "cp437"])
def test_it_is_refused_in_every_code_page(page):
    text = SMALL.replace("utf-8", page).replace("A note", "A\x1bnote")
    assert "U+001B" in refusal(text.encode(page)).detail.en


def test_half_a_letter():
    text = SMALL.replace("A note", "A \ud800 note")
    error = refusal(text.encode("utf-8", "surrogatepass"))
    assert error.context["line"] == line_of("NOTE")
    assert "0xed is no letter of utf-8" in error.detail.en


def test_tabs_and_directions_of_writing_stay():
    text = "A\tno\u200cte \u2067of\u2069 \U0001f600"
    assert read_px(spoiled("A note", text)).metadata.notes[0].en == text


def test_what_is_written_has_none_of_them(cube, metadata):
    label = Label("ع\x02\x7f", "T\uffff\ufffe")
    parts = write_px(
        cube,
        replace(metadata, title=label),
        dataset="D",
        table=((), ()),
        updated=datetime(2026, 3, 21, 9, tzinfo=UTC),
    )
    title = read_px(b"".join(parts)).metadata.title
    assert title == Label("ع  ", "T  ")
