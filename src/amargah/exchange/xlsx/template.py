"""The Excel template of a table: what an agency downloads, fills and sends back."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import isnan
from typing import Any

import xlsxwriter

from amargah.exchange.xlsx.head import set_widths, span, write_head, write_stub
from amargah.exchange.xlsx.layout import (
    DATA_SHEET,
    GUIDE_SHEET,
    HIDDEN_SHEET,
    LINES,
    TEMPLATE_FORMAT,
    Layout,
    layout,
)
from amargah.exchange.xlsx.styles import Styles, write_text
from amargah.statcore.cubes import Cube
from amargah.statcore.entries import format_entry
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS
from amargah.statcore.tables import Table

HINT = Label(
    "فقط خانه‌های زرد را پر کنید؛ سطر و ستون نیفزایید و جابه‌جا نکنید. نشانه‌ها در برگهٔ «راهنما» آمده است.",
    "Fill in the yellow cells only; do not add or move rows and columns. The signs are on the sheet “Guide”.",
)
HOW_TO_FILL = (
    Label(
        "در هر خانهٔ زرد یک عدد یا یک نشانه بنویسید؛ خانه‌ای که آمار ندارد خالی نماند.",
        "Write a number or a sign in each yellow cell; leave no cell blank.",
    ),
    Label(
        "رقم‌های فارسی، عربی و لاتین و جداکنندهٔ هزارگان پذیرفته می‌شود.",
        "Persian, Arabic and Latin digits and thousands separators are accepted.",
    ),
    Label(
        "فرمول ننویسید و خانه‌ها را ادغام نکنید؛ به جای فرمول مقدار آن را بچسبانید.",
        "Write no formulas and merge no cells; paste values in place of formulas.",
    ),
    Label(
        "نام برگه‌ها، کدهای خاکستری و عنوان سطرها و ستون‌ها را تغییر ندهید.",
        "Do not change the names of sheets, the grey codes or the headings of rows and columns.",
    ),
)
SIGNS_TITLE = Label("نشانه‌های آماری", "Official signs")
SIGNS_HEAD = (Label("نشانه", "Sign"), Label("معنی", "Meaning"))
GUIDE_TITLE = Label("چگونه پر کنیم", "How to fill in")
_EXAMPLE = {"*": Label("۱۲۳*", "123*"), "**": Label("۱۲۳**", "123**")}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def write_template(
    table: Table,
    cube: Cube,
    *,
    signature: str,
    language: str,
    lines: Sequence[str],
    guidance: Sequence[str] = (),
) -> bytes:
    """A workbook with the table's sheet, a guide, and a hidden sheet that tells whose template it is.

    `lines` stand above the table, the first as its title; those after the fifth go to the guide, before
    `guidance`. Numbers and signs of `cube` are filled in. Equal arguments give equal bytes.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": lines[0] if lines else "", "created": _CREATED})
        styles = Styles(book, language)
        plan = layout(table)
        _write_data(book.add_worksheet(DATA_SHEET.text(language)), plan, cube, styles, language, lines[:LINES])
        guide = book.add_worksheet(GUIDE_SHEET.text(language))
        _write_guide(guide, styles, language, [*lines[LINES:], *guidance])
        _write_hidden(book.add_worksheet(HIDDEN_SHEET), plan, signature, language)
    return target.getvalue()


def _write_data(sheet: Any, plan: Layout, cube: Cube, styles: Styles, language: str, lines: Sequence[str]) -> None:
    _dress(sheet, language)
    _write_lines(sheet, styles, language, lines)
    write_head(sheet, plan, styles, language)
    write_stub(sheet, plan, styles, language)
    set_widths(sheet, plan, language)
    _write_inputs(sheet, plan, cube, styles, language)
    sheet.freeze_panes(plan.first_row, plan.first_column)
    sheet.repeat_rows(plan.head_row, plan.code_row)
    sheet.set_selection(plan.first_row, plan.first_column, plan.first_row, plan.first_column)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    sheet.activate()


def _dress(sheet: Any, language: str) -> None:
    if language == "fa":
        sheet.right_to_left()
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_lines(sheet: Any, styles: Styles, language: str, lines: Sequence[str]) -> None:
    for row, text in enumerate(lines):
        write_text(sheet, row, 0, text, styles.line if row else styles.title, styles)
    sheet.set_row(0, 26)
    for row in range(max(1, len(lines)), LINES):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.write_string(LINES, 0, HINT.text(language), styles.hint)


def _write_inputs(sheet: Any, plan: Layout, cube: Cube, styles: Styles, language: str) -> None:
    values, signs = (array.reshape(-1)[plan.flat].tolist() for array in (cube.values, cube.signs))
    rows, columns = plan.table.shape
    for row in range(rows):
        for column in range(columns):
            decimals = plan.decimals_at(row, column)
            place = (plan.first_row + row, plan.first_column + column, styles.input(decimals))
            _write_input(sheet, place, values[row][column], signs[row][column], decimals, language)


def _write_input(
    sheet: Any, place: tuple[int, int, Any], value: float, sign: int, decimals: int, language: str
) -> None:
    row, column, style = place
    if sign:
        sheet.write_string(row, column, format_entry(value, sign, decimals, language), style)
    elif isnan(value):
        sheet.write_blank(row, column, None, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_guide(sheet: Any, styles: Styles, language: str, guidance: Sequence[str]) -> None:
    _dress(sheet, language)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, GUIDE_TITLE.text(language), styles.title)
    sheet.set_row(0, 26)
    paragraphs = [*(label.text(language) for label in HOW_TO_FILL), *guidance]
    for row, text in enumerate(paragraphs, start=1):
        span(sheet, (row, 0), (row, 1), text, styles.paragraph, styles)
        sheet.set_row(row, 18 * (1 + len(text) // 95))
    _write_signs(sheet, styles, language, len(paragraphs) + 2)
    sheet.protect("")


def _write_signs(sheet: Any, styles: Styles, language: str, row: int) -> None:
    sheet.write_string(row, 0, SIGNS_TITLE.text(language), styles.title)
    for column, label in enumerate(SIGNS_HEAD):
        sheet.write_string(row + 1, column, label.text(language), styles.head)
    signs = [meaning for meaning in MEANINGS if meaning.symbol]
    for place, meaning in enumerate(signs, start=row + 2):
        example = _EXAMPLE.get(meaning.symbol)
        shown = example.text(language) if example else meaning.symbol
        sheet.write_string(place, 0, shown, styles.make(quote_prefix=True, align="center", reading_order=1))
        sheet.write_string(place, 1, meaning.label.text(language), styles.line)


def _write_hidden(sheet: Any, plan: Layout, signature: str, language: str) -> None:
    rows, columns = plan.table.shape
    facts = {
        "format": str(TEMPLATE_FORMAT),
        "signature": signature,
        "language": language,
        "table": plan.table.structure.id,
        "title": plan.table.structure.label.text(language),
        "first": plan.address(0, 0),
        "last": plan.address(rows - 1, columns - 1),
    }
    for row, (name, fact) in enumerate(facts.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, fact)
    sheet.protect("")
    sheet.very_hidden()
