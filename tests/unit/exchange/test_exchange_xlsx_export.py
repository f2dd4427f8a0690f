import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
import pytest
from python_calamine import CalamineWorkbook
from workbook_surgery import SHEET, opened

from amargah.exchange.xlsx import Listed, export, lists, write_dataset, write_list
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.selections import narrowed, resolve
from amargah.statcore.structures import Code, Codelist, Dimension, Role
from amargah.statcore.tables import Table


@pytest.fixture
def table(structure):
    return Table(structure, ("COUNTY",), ("SEX", "TIME"))


def sheets(data):
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def test_a_table_as_it_is_printed(cube, table, metadata):
    rows = sheets(write_dataset(cube, table, metadata, language="fa", lines=("منبع: مرکز آمار",)))["جدول"]
    assert rows[0][0] == "جمعیت شهرستان‌ها بر حسب جنس"
    assert rows[1][0] == "واحد: نفر"
    assert rows[2][0] == "منبع: مرکز آمار"
    assert rows[6] == ["کد", "شهرستان", "مرد و زن", "مرد", "زن"]
    assert rows[9:] == [
        ["1501", "خرم‌آباد", 1000, 1001, 1002],
        ["1502", "بروجرد", "...", "", 1005],
        ["1503", "الیگودرز", 1006, 1007, 1008],
    ]


def test_a_number_with_a_sign_stays_a_number(cube, table, metadata):
    styles = opened(write_dataset(cube, table, metadata, language="en"))["xl/styles.xml"].decode()
    assert "#,##0&quot;*&quot;" in styles


@pytest.mark.parametrize("laid_out", [True, False])
def test_a_number_keeps_its_last_digit(cube, table, metadata, laid_out):
    values = np.array([0.1 + 0.2, 5.960464477539063e-08, 1e22, -12.0]).repeat(3)[:9].reshape(cube.values.shape)
    exact = replace(cube, values=values, signs=np.zeros_like(cube.signs))
    rows = sheets(write_dataset(exact, table if laid_out else None, metadata, language="en"))["Table"]
    found = [cell for row in rows for cell in row if isinstance(cell, float)]
    assert found == values.reshape(-1).tolist()


def test_without_a_table_one_row_a_cell_that_exists(cube, metadata):
    rows = sheets(write_dataset(cube, None, metadata, language="en"))["Table"]
    assert rows[5] == ["COUNTY", "County", "SEX", "Sex", "TIME", "Year", "Value", "Sign"]
    assert len(rows[6:]) == 8
    assert rows[6][-2:] == [1000, ""]
    assert rows[-1][-2:] == [1008, "Provisional"]


@pytest.mark.parametrize(
    "language, name, note", [("fa", "فراداده", "مرزهای کنونی"), ("en", "Metadata", "Present boundaries")]
)
def test_what_must_be_known_stands_on_a_sheet_of_its_own(cube, table, metadata, language, name, note):
    facts = sheets(write_dataset(cube, table, metadata, language=language))[name]
    texts = [text for _, text in facts]
    assert note in texts
    assert metadata.source.text(language) in texts
    assert ["...", Label("آمار در دسترس نیست", "Not available").text(language)] in facts


@pytest.mark.parametrize("laid_out", [True, False])
def test_live_text_stays_text(cube, metadata, laid_out):
    first, *rest = cube.structure.dimensions
    live = Code("1501", Label("=HYPERLINK(1)", ""))
    first = Dimension(first.id, Label("@x", ""), Codelist("CL", first.label, (live, *first.codelist.codes[1:])))
    structure = replace(cube.structure, dimensions=(first, *rest))
    table = Table(structure, ("COUNTY",), ("SEX", "TIME")) if laid_out else None
    titled = replace(metadata, title=Label("+cmd", ""))
    data = write_dataset(replace(cube, structure=structure), table, titled, language="fa")
    parts = opened(data)
    assert "<f>" not in parts[SHEET].decode()
    assert 'quotePrefix="1"' in parts["xl/styles.xml"].decode()
    assert "=HYPERLINK(1)" in [text for row in sheets(data)["جدول"] for text in row]


def with_many(structure, sizes):
    label = Label("ش", "C")
    dimensions = (
        replace(each, codelist=Codelist("CL", label, tuple(Code(str(n), label) for n in range(1390, 1390 + size))))
        for each, size in zip(structure.dimensions, sizes, strict=True)
    )
    large = replace(structure, dimensions=tuple(dimensions))
    return Cube(large, np.ones(large.shape), *(np.zeros(large.shape, kind) for kind in (np.uint8, np.uint16)))


def test_what_is_too_large_for_a_layout_is_listed(structure, metadata):
    cube = with_many(structure, (400, 260, 1))
    table = Table(cube.structure, ("COUNTY",), ("SEX", "TIME"))
    rows = sheets(write_dataset(cube, table, metadata, language="fa"))["جدول"]
    assert len(rows[6:]) == 104_000
    assert rows[-1][0::2] == ["1789", "1649", "1390", 1]


def test_what_a_sheet_cannot_hold_is_sent_elsewhere(structure, metadata):
    with pytest.raises(Invalid, match=r"1,050,000 rows .* holds 1,048,570; .* CSV or Parquet"):
        write_dataset(with_many(structure, (700, 750, 2)), None, metadata, language="fa")


def test_a_list_of_parts_is_that_of_the_whole(cube, metadata):
    parts = [part_of(cube, place) for place in range(3)]
    written = BytesIO()
    created = datetime(2026, 3, 21, tzinfo=UTC)
    write_list(written, Listed(cube.structure, lambda: parts, metadata, "en", ("Source",), created))
    assert written.getvalue() == write_dataset(
        cube, None, metadata, language="en", lines=("Source",), created=created
    )


def part_of(cube, place):
    every = resolve(cube.structure, {})
    here = slice(place, place + 1)
    return Cube(
        narrowed(cube.structure, ((place,), *every[1:])),
        cube.values[here],
        cube.signs[here],
        cube.origin_numbers[here],
    )


def test_the_list_of_a_large_cube_is_made_piece_by_piece(cube, metadata, monkeypatch):
    made = {"language": "fa", "created": datetime(2026, 3, 21, tzinfo=UTC)}
    whole, sizes, list_rows = write_dataset(cube, None, metadata, **made), [], lists.list_rows

    def measured(part, *rest):
        sizes.append(part.values.size)
        return list_rows(part, *rest)

    monkeypatch.setattr(lists, "list_rows", measured)
    monkeypatch.setattr(export, "_PIECE", 3)
    assert write_dataset(cube, None, metadata, **made) == whole
    assert sum(sizes) == cube.values.size
    assert max(sizes) <= 3


def test_signs_and_decimals_of_a_list(cube, metadata):
    first, *rest = cube.structure.dimensions
    rate = Code("RATE", Label("نرخ <٪>", " Rate & co"), decimals=2)
    metric = Dimension(
        first.id, first.label, Codelist("CL", first.label, (rate, *first.codelist.codes[1:])), Role.METRIC
    )
    values, signs = cube.values.copy(), cube.signs.copy()
    values[0, :, 0], signs[0, :, 0] = [1.25, np.nan, 7], [7, 1, 5]
    made = Cube(replace(cube.structure, dimensions=(metric, *rest)), values, signs, cube.origin_numbers)
    data = write_dataset(made, None, metadata, language="en")
    assert [[*row[-2:], row[1]] for row in sheets(data)["Table"][6:9]] == [
        [1.25, "Estimated", " Rate & co"],
        ["-", "Not collected", " Rate & co"],
        ["//", "Negligible", " Rate & co"],
    ]
    sheet, styles = opened(data)[SHEET].decode(), opened(data)["xl/styles.xml"].decode()
    style = int(re.search(r'<c s="(\d+)"><v>1.25</v>', sheet)[1])
    cells = re.findall(r"<xf [^>]*numFmtId=\"(\d+)\"", styles[styles.index("<cellXfs") :])
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles))
    assert codes[cells[style]] == "#,##0.00&quot;**&quot;"
