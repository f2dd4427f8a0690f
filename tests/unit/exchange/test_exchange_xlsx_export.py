from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from python_calamine import CalamineWorkbook
from workbook_surgery import SHEET, opened

from amargah.exchange.xlsx import write_dataset
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension
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


def test_what_is_too_large_is_sent_to_csv(structure, metadata):
    label = Label("ش", "C")
    many = tuple(Code(str(n), label) for n in range(120_000))
    first = Dimension("COUNTY", label, Codelist("CL", label, many))
    large = replace(structure, dimensions=(first, *structure.dimensions[1:]))
    cube = Cube(large, np.ones(large.shape), *(np.zeros(large.shape, kind) for kind in (np.uint8, np.uint16)))
    for table in (None, Table(large, ("COUNTY",), ("SEX", "TIME"))):
        with pytest.raises(Invalid, match="CSV"):
            write_dataset(cube, table, metadata, language="fa")
