"""Files that must be refused before anything interprets them: quickly, in little memory, with plain words."""

import csv
import io
import random
import struct
import subprocess
import sys
import time
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from workbook_surgery import SHEET, closed, opened, replaced

from amargah.exchange.documents import encode
from amargah.exchange.xlsx import read_template, write_template
from amargah.statcore.cubes import empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.tables import Table

MEGABYTE = 1024 * 1024
SECONDS = 5
DTD = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><x>&i;</x>"
)


@pytest.fixture
def table(structure):
    return Table(structure, ("COUNTY",), ("TIME", "SEX"))


@pytest.fixture
def template(table, structure):
    return write_template(table, empty_cube(structure), signature="s", language="fa", lines=("عنوان",))


def refusal(data, table):
    """The refusal in English, which must come within the time that the platform grants."""
    started = time.process_time()
    with pytest.raises(Invalid) as caught:
        read_template(data, table, signature="s")
    assert time.process_time() - started < SECONDS
    assert caught.value.detail.fa
    return caught.value.detail.en


def with_part(data, name, content):
    return closed(opened(data) | {name: content if isinstance(content, bytes) else content.encode()})


@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "not an Excel"),
        (b"COUNTY,T\r\n1501,12\r\n", "not an Excel"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "not an Excel"),
        (b"%PDF-1.7 polyglot PK\x03\x04", "not an Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "encrypted or an old xls"),
        (b"PK\x03\x04", "cut short"),
        (b"PK\x03\x04" + bytes(11 * MEGABYTE), "10 MB"),
        (b"PK\x03\x04" + bytes(50 * MEGABYTE), "10 MB"),
    ],
    ids=["nothing", "csv", "html", "polyglot", "encrypted", "stub", "11 MB", "50 MB"],
)
def test_what_is_no_workbook(data, words, table):
    assert words in refusal(data, table)


def test_a_renamed_csv(table):
    target = io.StringIO()
    csv.writer(target).writerows([["1501", n] for n in range(100)])
    assert "not an Excel" in refusal(target.getvalue().encode(), table)


def test_something_in_front_of_the_workbook(template, table):
    assert "not an Excel" in refusal(b"GIF89a" + template, table)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_that_was_cut_short(template, table, share):
    assert "cut short" in refusal(template[: int(len(template) * share)], table)


def test_another_kind_of_archive(table):
    assert "not an Excel" in refusal(closed({"word/document.xml": b"<x/>"}), table)


@pytest.mark.parametrize("part", ["docProps/app.xml", "xl/sharedStrings.xml", SHEET, "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("document", [DTD, LAUGHS], ids=["external", "laughs"])
def test_document_types_and_entities(template, table, part, document):
    assert f"entities in {part}" in refusal(with_part(template, part, document), table)


def test_a_document_type_in_another_encoding(template, table):
    document = DTD.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")
    assert "entities" in refusal(with_part(template, "docProps/app.xml", document), table)


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a></b>", b"\xff\xfe\x00", b"<a>\x00</a>"])
def test_xml_that_is_not_well_formed(template, table, content):
    assert "damaged" in refusal(with_part(template, SHEET, content), table)


def test_macros(template, table):
    assert "macros" in refusal(with_part(template, "xl/vbaProject.bin", b"x"), table)


def test_a_bomb_that_tells_its_size(template, table):
    zeros = bytes(200 * MEGABYTE)
    assert "unpacked" in refusal(with_part(template, "xl/media/image1.png", zeros), table)


def lying(data, part, size):
    """The archive whose directory says that `part` unpacks to `size` bytes."""
    place = data.rindex(part.encode()) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    return data[: place + 24] + struct.pack("<L", size) + data[place + 28 :]


def test_a_bomb_that_lies_about_its_size(template, table):
    bomb = with_part(template, "xl/theme/theme1.xml", b"<a>" + b" " * (100 * MEGABYTE) + b"</a>")
    assert "damaged" in refusal(lying(bomb, "xl/theme/theme1.xml", 1000), table)


def test_many_small_parts_that_are_large_together(template, table):
    parts = {f"xl/worksheets/extra{n}.xml": b"<a>" + b" " * MEGABYTE + b"</a>" for n in range(80)}
    assert "unpacked" in refusal(closed(opened(template) | parts), table)


def test_too_many_parts(template, table):
    parts = {f"x/{n}.txt": b"" for n in range(5_000)}
    assert "not built like a workbook" in refusal(closed(opened(template) | parts, ZIP_STORED), table)


@pytest.mark.filterwarnings("ignore:Duplicate name:UserWarning")
def test_two_parts_of_one_name(template, table):
    target = io.BytesIO(template)
    with ZipFile(target, "a", ZIP_DEFLATED) as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    assert "not built like a workbook" in refusal(target.getvalue(), table)


MANY = 1_400_000
FLOODS = {
    "strings": ("xl/sharedStrings.xml", "<sst>", "<si/>", MANY, "</sst>"),
    "deep": ("xl/sharedStrings.xml", "", "<a>", MANY, ""),
    "more than may be": ("xl/sharedStrings.xml", "<a>", "<a/>", 2 * MANY, "</a>"),
    "cells": (SHEET, "<worksheet><sheetData>", "<c/>", MANY, "</sheetData></worksheet>"),
    "merged": (SHEET, "<worksheet>", '<mergeCell ref="A1:B1"/>', MANY, "</worksheet>"),
    "formulas": (SHEET, "<worksheet><row><c>", "<f/>", MANY, "</c></row></worksheet>"),
    "spaces": ("xl/theme/theme1.xml", "<a>", " ", 63 * MEGABYTE, "</a>"),
}
READ = """
import sys, time
from pathlib import Path
from amargah.exchange.documents import decode
from amargah.exchange.xlsx import read_template
from amargah.statcore.errors import Invalid
from amargah.statcore.tables import Table
data, table = Path(sys.argv[1]).read_bytes(), decode(Path(sys.argv[2]).read_bytes(), Table)
started = time.process_time()
try:
    read_template(data, table, signature="s")
except Invalid:
    pass
seconds = time.process_time() - started
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(seconds, int(peak.split()[1]) // 1024)
"""


@pytest.mark.parametrize("flood", FLOODS)
def test_floods_need_little_time_and_memory(template, table, flood, tmp_path):
    part, head, unit, count, tail = FLOODS[flood]
    (tmp_path / "book").write_bytes(with_part(template, part, head + unit * count + tail))
    (tmp_path / "table").write_bytes(encode(table))
    command = [sys.executable, "-c", READ, str(tmp_path / "book"), str(tmp_path / "table")]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    seconds, megabytes = answer.stdout.split()
    assert float(seconds) < SECONDS
    assert int(megabytes) < 512


def test_a_tag_without_end(template, table):
    flood = b"".join(b' a%d=""' % n for n in range(1_000_000))
    assert "unpacked" in refusal(with_part(template, SHEET, b"<c" + flood + b"/>"), table)


def test_a_long_text_is_no_flood(template, table):
    text = "متن" * 10_000
    kept = replaced(template, "xl/sharedStrings.xml", ">عنوان<", f">{text}<")
    assert read_template(kept, table, signature="s").problems == ()


def test_a_cell_at_the_far_corner(template, table):
    far = replaced(template, SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576"/></row></sheetData>')
    assert "XFD1048576" in refusal(far, table)


@pytest.mark.parametrize("address", ["", "1A", "A0", "AAAA1", "A99999999", "a1", "A1:B2"])
def test_addresses_that_are_none(template, table, address):
    odd = replaced(template, SHEET, "</sheetData>", f'<row><c r="{address}"><v>1</v></c></row></sheetData>')
    assert refusal(odd, table)


def test_a_claim_of_a_huge_sheet_is_not_believed(template, table):
    claimed = replaced(template, SHEET, '<dimension ref="A1:E12"/>', '<dimension ref="A1:XFD1048576"/>')
    assert read_template(claimed, table, signature="s").problems == ()


def test_too_many_sheets(template, table):
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n + 9}" r:id="rId1"/>' for n in range(30))
    assert "20 sheets" in refusal(replaced(template, "xl/workbook.xml", "</sheets>", f"{sheets}</sheets>"), table)


def test_a_workbook_whose_sheets_lead_nowhere(template, table):
    assert refusal(replaced(template, "xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml", "../../etc/x"), table)


def test_random_damage_is_an_answer_and_never_a_crash(template, table):
    chance = random.Random(1395)
    for _ in range(150):
        parts = opened(template)
        name = chance.choice(sorted(parts))
        content = bytearray(parts[name])
        for _ in range(chance.randint(1, 4)):
            content[chance.randrange(len(content))] = chance.choice(b'<>"/=0123456789AZar\x00')
        try:
            read_template(closed(parts | {name: bytes(content)}), table, signature="s")
        except Invalid as error:
            assert error.detail.fa
