"""Characters that would break XML documents later are refused where they stand in a message."""

import json

import pytest
from sdmx_messages import CSV_1, EVERY, GENERIC, JSON_2, SPECIFIC

from amargah.exchange.sdmx import read_data
from amargah.statcore.errors import Invalid

FORBIDDEN = ["\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\ufffe", "\uffff"]
PRETTY = json.dumps(json.loads(JSON_2), indent=1, ensure_ascii=False)


def refused(data):
    with pytest.raises(Invalid) as error:
        read_data(data)
    assert error.value.detail.fa and error.value.detail.en
    return error.value.detail.en, error.value.context["line"]


@pytest.mark.parametrize("character", FORBIDDEN)
@pytest.mark.parametrize("format", EVERY)
def test_a_control_character_is_refused(format, character):
    said, _ = refused(EVERY[format].replace("1502", f"15{character}02").encode())
    assert f"U+{ord(character):04X} may not stand in the file; take it out" in said


def test_its_line_is_told():
    assert refused(CSV_1.replace("1502", "15\x0102").encode())[1] == 4
    assert refused(GENERIC.replace('"1502"', '"15\x0102"').encode())[1] == 21


@pytest.mark.parametrize(
    "escape", [r"\u0000", r"\u0008", r"\b", r"\f", r"\u001F", r"\u007f", r"\uFFFE", r"\\\uffff"]
)
def test_an_escape_in_json_is_no_way_around(escape):
    said, line = refused(PRETTY.replace("Borujerd", f"Boru{escape}jerd").encode())
    assert "may not stand in the file" in said
    assert line == PRETTY.split("Borujerd")[0].count("\n") + 1


@pytest.mark.parametrize("surrogate", [r"\ud83d", r"\ude00", r"\ud83d\ud83d"])
def test_a_lone_surrogate_in_json_is_refused_on_its_line(surrogate):
    _, line = refused(PRETTY.replace("Borujerd", f"Boru{surrogate} and more").encode())
    assert line == PRETTY.split("Borujerd")[0].count("\n") + 1


def test_a_lone_surrogate_in_bytes_is_no_utf_8():
    assert refused(CSV_1.encode().replace(b"1502", b"15\xed\xa0\xbd02"))[1] == 4


@pytest.mark.parametrize("reference", ["&#127;", "&#x7F;", "&#x07f;", "&#1;", "&#xFFFE;", "&#xD83D;"])
def test_a_reference_in_xml_is_no_way_around(reference):
    text = SPECIFIC.replace('SEX="M"', f'SEX="M{reference}"', 1)
    assert refused(text.encode())[1] == text.split(reference)[0].count("\n") + 1


@pytest.mark.parametrize("escape", [r"\\b", r"\\u0001", r"\t", r"\n", r"\u200c", r"\ud83d\ude00"])
def test_other_escapes_are_no_control_characters(escape):
    name = read_data(PRETTY.replace("Borujerd", f"Boru{escape}jerd").encode()).structure.dimension("COUNTY")
    assert name.codelist.codes[1].label.en == json.loads(f'"Boru{escape}jerd"')
