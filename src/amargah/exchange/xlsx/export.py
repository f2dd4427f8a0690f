"""A dataset to download as a workbook: the figures on one sheet, what must be known about them on another."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from math import isnan, prod
from typing import Any

import numpy as np
import xlsxwriter

from amargah.exchange.xlsx.head import set_widths, write_head, write_stub
from amargah.exchange.xlsx.layout import DATA_SHEET, LINES, Layout, decimals_asked, layout
from amargah.exchange.xlsx.styles import Styles, write_text
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.signs import MEANINGS, Sign, meaning_of
from amargah.statcore.structures import Structure
from amargah.statcore.tables import Table

MOST_COLUMNS = 16_000
MOST_CELLS = 300_000

# A list is written row by row and needs no memory; the spans of a table cannot be.
_MEMORY = ({"in_memory": True}, {"constant_memory": True})

METADATA_SHEET = Label("فراداده", "Metadata")
_FIELDS = (
    ("description", Label("شرح", "Description")),
    ("source", Label("مأخذ", "Source")),
    ("frequency", Label("دورهٔ انتشار", "Frequency")),
    ("coverage", Label("پوشش", "Coverage")),
    ("concepts", Label("مفاهیم", "Concepts")),
    ("method", Label("روش", "Method")),
    ("quality", Label("کیفیت", "Quality")),
    ("revision_policy", Label("سیاست بازنگری", "Revision policy")),
    ("mandate", Label("مستند قانونی", "Legal mandate")),
    ("contact", Label("تماس", "Contact")),
)
_UNIT = Label("واحد", "Unit")
_TITLE = Label("عنوان", "Title")
_BASE = Label("سال پایه", "Base period")
_NOTE = Label("یادداشت", "Note")
_BREAK = Label("گسست سری", "Break in series")
_VALUE = Label("مقدار", "Value")
_SIGN = Label("نشانه", "Sign")


def write_dataset(
    cube: Cube,
    table: Table | None,
    metadata: Metadata,
    *,
    language: str,
    lines: Sequence[str] = (),
    created: datetime | None = None,
) -> bytes:
    """The cube as laid out by `table`, or one row a cell that exists when there is no table.

    `lines` (source, release, address) stand under title and unit, three at most. Invalid above 300,000 cells.
    With `created` the bytes depend on nothing but what is given; without, they hold the present time.
    """
    _check_size(cube, table)
    target = BytesIO()
    with xlsxwriter.Workbook(target, _MEMORY[table is None]) as book:
        book.set_properties({"title": metadata.title.text(language), "created": created})
        styles = Styles(book, language)
        sheet = book.add_worksheet(DATA_SHEET.text(language))
        _write_lines(sheet, styles, [metadata.title.text(language), _unit(cube.structure, language), *lines])
        if table is None:
            _write_list(sheet, cube, styles, language)
        else:
            _write_table(sheet, cube, layout(table), styles, language)
        notes = book.add_worksheet(METADATA_SHEET.text(language))
        _write_metadata(notes, cube, metadata, styles, language)
        if language == "fa":
            sheet.right_to_left()
            notes.right_to_left()
    return target.getvalue()


def _check_size(cube: Cube, table: Table | None) -> None:
    cells = prod(table.shape) if table else np.count_nonzero(_existing(cube))
    if cells > MOST_CELLS or (table and table.shape[1] > MOST_COLUMNS):
        raise Invalid(
            Label(
                "این داده برای یک پروندهٔ اکسل بزرگ است؛ بخشی از آن را برگزینید یا CSV دریافت کنید",
                "these data are too large for an Excel file; select a part of them or take CSV",
            )
        )


def _unit(structure: Structure, language: str) -> str:
    unit = structure.measure.unit.text(language)
    return f"{_UNIT.text(language)}: {unit}" if unit else ""


def _write_lines(sheet: Any, styles: Styles, lines: Sequence[str]) -> None:
    for row, text in enumerate(lines[:LINES]):
        write_text(sheet, row, 0, text, styles.line if row else styles.title, styles)


def _write_table(sheet: Any, cube: Cube, plan: Layout, styles: Styles, language: str) -> None:
    write_head(sheet, plan, styles, language)
    write_stub(sheet, plan, styles, language)
    set_widths(sheet, plan, language)
    values, signs = (array.reshape(-1)[plan.flat].tolist() for array in (cube.values, cube.signs))
    rows, columns = plan.table.shape
    for row in range(rows):
        for column in range(columns):
            place = (plan.first_row + row, plan.first_column + column)
            decimals = plan.decimals_at(row, column)
            _write_figure(sheet, place, values[row][column], signs[row][column], decimals, styles)
    sheet.freeze_panes(plan.first_row, plan.first_column)


def _write_figure(
    sheet: Any, place: tuple[int, int], value: float, sign: int, decimals: int, styles: Styles
) -> None:
    meaning = meaning_of(sign)
    if not meaning.replaces and not isnan(value):
        sheet.write_number(*place, value, styles.figure(decimals, meaning.symbol))
    elif sign == Sign.NORMAL:
        sheet.write_blank(*place, None, styles.figure(decimals))
    else:
        sheet.write_string(*place, meaning.symbol, styles.sign)


def _write_list(sheet: Any, cube: Cube, styles: Styles, language: str) -> None:
    names = [text for d in cube.structure.dimensions for text in (d.id, d.label.text(language))]
    head = [*names, _VALUE.text(language), _SIGN.text(language)]
    sheet.set_column(0, len(head) - 1, 16)
    sheet.freeze_panes(LINES + 1, 0)
    for column, text in enumerate(head):
        write_text(sheet, LINES, column, text, styles.head, styles)
    for row, index in enumerate(np.argwhere(_existing(cube)).tolist(), start=LINES + 1):
        _write_row(sheet, row, cube, tuple(index), styles, language)


def _write_row(sheet: Any, row: int, cube: Cube, index: tuple[int, ...], styles: Styles, language: str) -> None:
    structure = cube.structure
    codes = [d.codelist.codes[place] for d, place in zip(structure.dimensions, index, strict=True)]
    texts = [text for code in codes for text in (code.id, code.label.text(language))]
    for column, text in enumerate(texts):
        write_text(sheet, row, column, text, styles.line, styles)
    asked = decimals_asked(codes)
    decimals = structure.measure.decimals if asked is None else asked
    sign = int(cube.signs[index])
    _write_figure(sheet, (row, len(texts)), float(cube.values[index]), sign, decimals, styles)
    if sign:
        sheet.write_string(row, len(texts) + 1, meaning_of(sign).label.text(language), styles.line)


def _existing(cube: Cube) -> Any:
    return ~np.isnan(cube.values) | (cube.signs != 0)


def _write_metadata(sheet: Any, cube: Cube, metadata: Metadata, styles: Styles, language: str) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (name, text) in enumerate(_facts(cube, metadata, language)):
        sheet.write_string(row, 0, name, styles.stub)
        write_text(sheet, row, 1, text, styles.paragraph, styles)


def _facts(cube: Cube, metadata: Metadata, language: str) -> list[tuple[str, str]]:
    facts = [
        (_TITLE, metadata.title.text(language)),
        (_UNIT, cube.structure.measure.unit.text(language)),
        *((label, getattr(metadata, name).text(language)) for name, label in _FIELDS),
        (_BASE, metadata.base_period),
        *((_NOTE, note.text(language)) for note in metadata.notes),
        *((_BREAK, f"{item.period}: {item.note.text(language)}") for item in metadata.breaks),
    ]
    named = [(label.text(language), text) for label, text in facts if text]
    used = set(np.unique(cube.signs).tolist())
    signs = [meaning for meaning in MEANINGS if meaning.symbol and meaning.sign in used]
    return named + [(meaning.symbol, meaning.label.text(language)) for meaning in signs]
