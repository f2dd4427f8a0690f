from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from python_calamine import CalamineWorkbook
from workbook_surgery import SHEET, merged, opened, put, put_formula, put_number, put_text, replaced

from amargah.exchange.xlsx import layout, read_template, write_template
from amargah.statcore.cubes import empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table

SIGNATURE = "5f1d"
LINES = ("جمعیت شهرستان‌ها", "دستگاه: استانداری لرستان", "واحد: نفر", "دوره: ۱۳۹۵")


@pytest.fixture
def table(structure):
    return Table(structure, ("COUNTY",), ("TIME", "SEX"))


def filled(table, cube, language="fa"):
    return write_template(table, cube, signature=SIGNATURE, language=language, lines=LINES)


@pytest.fixture
def template(table, structure):
    return filled(table, empty_cube(structure))


def read(data, table):
    return read_template(data, table, signature=SIGNATURE)


def refusal(data, table):
    with pytest.raises(Invalid) as caught:
        read(data, table)
    assert caught.value.detail.fa
    return caught.value


@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_was_filled_in_is_read(table, cube, language):
    reading = read(filled(table, cube, language), table)
    assert reading.problems == ()
    np.testing.assert_array_equal(reading.values, cube.values)
    np.testing.assert_array_equal(reading.signs, cube.signs)


def test_an_empty_template_reads_as_nothing(template, table):
    reading = read(template, table)
    assert np.isnan(reading.values).all()
    assert not reading.signs.any()


def test_the_layout_knows_every_address(table):
    plan = layout(table)
    assert plan.address(0, 0) == "C10"
    assert plan.address(2, 2) == "E12"


def test_the_sheet_reads_from_right_to_left_with_frozen_heads(template, table):
    sheet = opened(template)[SHEET].decode()
    assert 'rightToLeft="1"' in sheet
    assert 'topLeftCell="C10"' in sheet
    assert "<sheetProtection" in sheet
    english = opened(write_template(table, empty_cube(table.structure), signature="x", language="en", lines=()))
    assert "rightToLeft" not in english[SHEET].decode()


def test_only_the_figures_are_unlocked(template):
    parts = opened(template)
    styles = parts["xl/styles.xml"].decode()
    assert styles.count('locked="0"') == 1
    assert 'state="veryHidden"' in parts["xl/workbook.xml"].decode()


def test_lines_guide_and_signs_are_there(table, structure):
    lines = [*LINES, "روش: ثبتی", "یادداشت بلند"]
    data = write_template(
        table, empty_cube(structure), signature="x", language="fa", lines=lines, guidance=["از سامانه بردارید"]
    )
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert book.sheet_names == ["جدول", "راهنما", "_amargah"]
    rows = book.get_sheet_by_name("جدول").to_python(skip_empty_area=False)
    assert [row[0] for row in rows[:5]] == [*LINES, "روش: ثبتی"]
    guide = {str(text) for row in book.get_sheet_by_name("راهنما").to_python() for text in row}
    assert {"یادداشت بلند", "از سامانه بردارید", "...", "××", "آمار در دسترس نیست"} <= guide


def test_equal_templates_are_equal_bytes(table, cube):
    assert filled(table, cube) == filled(table, cube)


@pytest.mark.parametrize(
    "text, value, sign",
    [
        ("۱۲۳۴", 1234, Sign.NORMAL),
        ("١٢٣٤", 1234, Sign.NORMAL),
        ("۱٬۲۳۴", 1234, Sign.NORMAL),
        ("1,234,567", 1234567, Sign.NORMAL),
        ("۱۲۳*", 123, Sign.PROVISIONAL),
        ("...", None, Sign.NOT_AVAILABLE),
        ("-", None, Sign.NOT_COLLECTED),
        ("  ", None, Sign.NORMAL),
    ],
)
def test_text_that_is_a_number_or_a_sign_is_taken(template, table, text, value, sign):
    reading = read(put_text(template, "C10", text), table)
    assert reading.problems == ()
    assert reading.signs[0, 0, 0] == sign
    assert np.isnan(reading.values[0, 0, 0]) if value is None else reading.values[0, 0, 0] == value


@pytest.mark.parametrize("text", ["حدود ۱۰۰", "12 نفر", "1.5.2", "=1+1", "TRUE", "۱۲۳٫۵"])
def test_other_text_is_a_problem_of_its_cell(template, table, text):
    reading = read(put_text(put_number(template, "C10", 7), "D11", text), table)
    (problem,) = reading.problems
    assert problem.address == "D11"
    assert problem.index == (1, 1, 0)
    assert problem.given == text
    assert "D11" in problem.message.fa
    assert "D11" in problem.message.en
    assert reading.values[0, 0, 0] == 7
    assert np.isnan(reading.values[1, 1, 0])


@pytest.mark.parametrize(
    "inner, kind", [("<v>1</v>", ' t="b"'), ("<v>#DIV/0!</v>", ' t="e"'), ("<v>2026-03-21</v>", ' t="d"')]
)
def test_truth_values_errors_and_dates_are_problems(template, table, inner, kind):
    (problem,) = read(put(template, "C10", inner, kind), table).problems
    assert problem.address == "C10"


def test_a_number_that_excel_took_for_a_date_is_a_problem(template, table):
    parts = opened(template)
    formats = parts["xl/styles.xml"].decode()
    dated = replaced(template, "xl/styles.xml", 'formatCode="[$-3000429]#,##0"', 'formatCode="yyyy-mm-dd"')
    assert "[$-3000429]#,##0" in formats
    (problem,) = read(put_number(dated, "C10", 45000), table).problems
    assert "تاریخ" in problem.message.fa


@pytest.mark.parametrize(
    "attributes, shown", [("", "C10"), (' t="array" ref="C10:C12"', "C10:C12"), (' t="shared" si="0"', "C10")]
)
def test_formulas_are_refused_with_their_address(template, table, attributes, shown):
    error = refusal(put_formula(template, "C10", attributes=attributes), table)
    assert "formula" in error.detail.en
    assert error.context["address"] == shown
    assert shown in error.detail.fa


def test_an_array_formula_that_reaches_in_from_outside_is_refused(template, table):
    error = refusal(put_formula(template, "B10", attributes=' t="array" ref="B10:D10"'), table)
    assert error.context["address"] == "B10:D10"


def test_merged_cells_are_refused_with_their_address(template, table):
    error = refusal(merged(template, "C10:D10"), table)
    assert "merged" in error.detail.en
    assert error.context["address"] == "C10:D10"


def test_another_tables_template_is_refused_by_name(structure, table):
    other = replace(structure, label=Label("مرگ‌ومیر", "Deaths"))
    data = write_template(
        Table(other, ("COUNTY",), ("TIME", "SEX")), empty_cube(other), signature="other", language="fa", lines=()
    )
    error = refusal(data, table)
    assert "مرگ‌ومیر" in error.detail.fa
    assert "another table" in error.detail.en


def test_a_workbook_of_ones_own_is_no_template(table, cube, metadata):
    from amargah.exchange.xlsx import write_dataset

    assert "not a template" in refusal(write_dataset(cube, table, metadata, language="fa"), table).detail.en


def swapped(data, first, second):
    """The workbook with two shared strings changed places: what moving cells looks like to a reader."""
    kept = "xl/sharedStrings.xml"
    data = replaced(data, kept, f">{first}<", ">\u0001<".replace("\u0001", "@@"))
    data = replaced(data, kept, f">{second}<", f">{first}<")
    return replaced(data, kept, ">@@<", f">{second}<")


def test_moved_rows_are_refused_with_their_address(template, table):
    error = refusal(swapped(template, "1501", "1502"), table)
    assert error.context == {"address": "A10", "expected": "1501", "found": "1502"}


def test_labels_that_moved_without_their_codes_are_refused(template, table):
    error = refusal(swapped(template, "خرم‌آباد", "بروجرد"), table)
    assert error.context["address"] == "B10"


def test_moved_columns_are_refused_with_their_address(template, table):
    assert refusal(swapped(template, "1395:T", "1395:M"), table).context["address"] == "C9"


def test_an_inserted_row_is_refused(template, table):
    sheet = opened(template)[SHEET].decode()
    for row in (12, 11, 10):
        sheet = sheet.replace(f'<row r="{row}"', f'<row r="{row + 1}"')
        for column in "ABCDE":
            sheet = sheet.replace(f'r="{column}{row}"', f'r="{column}{row + 1}"')
    moved = replaced(template, SHEET, opened(template)[SHEET].decode(), sheet)
    assert refusal(moved, table).context["address"] == "A10"


@pytest.mark.parametrize("row", [13, 40, 5000])
def test_figures_outside_the_table_are_refused(template, table, row):
    added = replaced(
        template, SHEET, "</sheetData>", f'<row r="{row}"><c r="C{row}"><v>9</v></c></row></sheetData>'
    )
    error = refusal(added, table)
    assert error.context["address"] == f"C{row}"
    assert "outside" in error.detail.en


def test_empty_formatted_cells_outside_are_let_be(template, table):
    added = replaced(template, SHEET, "</sheetData>", '<row r="14"><c r="C14" s="1"/></row></sheetData>')
    assert read(added, table).problems == ()


def test_a_renamed_sheet_is_told_by_its_name(template, table):
    error = refusal(replaced(template, "xl/workbook.xml", 'name="جدول"', 'name="Sheet1"'), table)
    assert error.context["sheet"] == "جدول"


def test_cells_without_addresses_are_counted_as_they_come(template, table):
    sheet = opened(template)[SHEET].decode()
    bare = replaced(template, SHEET, '<c r="D10"', "<c")
    assert '<c r="D10"' in sheet
    reading = read(replaced(bare, SHEET, '<c r="E10"', '<c r="E10" '), table)
    assert reading.problems == ()


def wide_structure():
    label = Label("ش", "I")
    rate = Code("RATE", Label("نرخ", "Rate"), unit=Label("درصد", "percent"), decimals=1)
    codes = (rate, Code("COUNT", Label("شمار", "Count")))
    areas = tuple(Code(f"A{n}", Label(f"ناحیه {n}", f"Area {n}")) for n in range(3))
    return Structure(
        "LFS",
        label,
        (
            Dimension("AREA", label, Codelist("CL_A", label, areas), Role.GEO),
            Dimension("SEX", label, Codelist("CL_S", label, (Code("M", label), Code("F", label)))),
            Dimension("INDICATOR", label, Codelist("CL_I", label, codes), Role.METRIC),
            Dimension("QUARTER", label, Codelist("CL_Q", label, (Code("1", label), Code("2", label)))),
            Dimension("TIME", label, Codelist("CL_T", label, (Code("1398", label),)), Role.TIME),
        ),
        Measure(label, label),
    )


def test_three_levels_and_decimals_of_indicators():
    structure = wide_structure()
    table = Table(structure, ("AREA", "SEX"), ("INDICATOR", "QUARTER"))
    cube = empty_cube(structure)
    cube.values[...] = np.arange(24).reshape(structure.shape)
    cube.values[:, :, 0] += 0.5
    data = write_template(table, cube, signature=SIGNATURE, language="en", lines=("Title",))
    reading = read(data, table)
    np.testing.assert_array_equal(reading.values, cube.values)
    (problem,) = read(put_number(data, layout(table).address(0, 2), 1.5), table).problems
    assert problem.index == (0, 0, 1, 0, 0)
    assert read(put_number(data, layout(table).address(0, 0), 1.5), table).problems == ()


def test_live_labels_stay_text(table, structure):
    lines = ("=cmd|'/C calc'!A0", "+1", "@x")
    parts = opened(write_template(table, empty_cube(structure), signature="x", language="fa", lines=lines))
    assert "<f" not in parts[SHEET].decode().replace("<fo", "")
    assert 'quotePrefix="1"' in parts["xl/styles.xml"].decode()
