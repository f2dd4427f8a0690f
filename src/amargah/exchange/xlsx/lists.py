"""A dataset as a list of any length on a sheet: the workbook is made without rows, then the rows are put in."""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import xlsxwriter

from amargah.exchange.xlsx.facts import add_metadata_sheet, write_lines
from amargah.exchange.xlsx.layout import DATA_SHEET, LINES
from amargah.exchange.xlsx.rows import ListStyles, decimals_used, list_rows
from amargah.exchange.xlsx.styles import Styles, write_text
from amargah.persian.digits import format_number
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Structure

MOST_ROWS = 1_048_576 - LINES - 1
"""What a sheet of Excel holds below the head."""

_VALUE = Label("مقدار", "Value")
_SIGN = Label("نشانه", "Sign")
_SHEET = "xl/worksheets/sheet1.xml"
_ROW = re.compile(rf'<row r="{LINES + 2}".*?</row>')
_STYLE = re.compile(r'<c r="\w+" s="(\d+)"/>')
_COMPRESSION = 3  # a third of the time of the usual 6, and a tenth more bytes

Parts = Callable[[], Iterable[Cube]]
"""Gives the pieces of a cube in their order; asked twice."""


@dataclass(frozen=True)
class Listed:
    """What is to be listed. `lines` (source, release, address) stand under title and unit, three at most."""

    structure: Structure
    parts: Parts
    metadata: Metadata
    language: str
    lines: Sequence[str] = ()
    created: datetime | None = None


def check_rows(rows: int) -> None:
    """Invalid for more rows than a sheet of Excel holds."""
    if rows > MOST_ROWS:
        given, most = format_number(rows, 0, "fa"), format_number(MOST_ROWS, 0, "fa")
        raise Invalid(
            Label(
                f"این داده {given} سطر دارد و یک برگهٔ اکسل تا {most} سطر جا می‌دهد؛ "
                "بخشی از آن را برگزینید یا CSV یا Parquet بگیرید",
                f"these data have {rows:,} rows and a sheet of Excel holds {MOST_ROWS:,}; "
                "select a part of them, or take CSV or Parquet",
            ),
            rows=rows,
            most=MOST_ROWS,
        )


def write_list(target: IO[bytes], listed: Listed) -> None:
    """One row a cell that exists, into a file that is open for writing; memory does not grow with the cube.

    Invalid above the 1,048,570 rows that a sheet holds; nothing is written then. With `created` the bytes depend
    on nothing but what is given.
    """
    rows, signs = _counted(listed.parts())
    check_rows(rows)
    with tempfile.TemporaryFile() as file:
        _write_book(file, listed, signs)
        with ZipFile(file) as book, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as filled:
            for name in book.namelist():
                pieces = _filled(book, listed) if name == _SHEET else [book.read(name)]
                _write_entry(filled, name, pieces)


def _counted(parts: Iterable[Cube]) -> tuple[int, set[int]]:
    rows, signs = 0, set[int]()
    for part in parts:
        rows += int(np.count_nonzero(~np.isnan(part.values) | (part.signs != 0)))
        signs.update(np.unique(part.signs).tolist())
    return rows, signs


def _write_book(file: IO[bytes], listed: Listed, signs: set[int]) -> None:
    language = listed.language
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        book.set_properties({"title": listed.metadata.title.text(language), "created": listed.created})
        styles = Styles(book, language)
        sheet = book.add_worksheet(DATA_SHEET.text(language))
        write_lines(sheet, styles, listed.structure, listed.metadata, listed.lines, language)
        _write_head(sheet, listed.structure, styles, language)
        for column, style in enumerate(_wanted(listed.structure, styles)):
            sheet.write_blank(LINES + 1, column, None, style)
        if language == "fa":
            sheet.right_to_left()
        add_metadata_sheet(book, styles, listed.structure, listed.metadata, signs, language)


def _write_head(sheet: Any, structure: Structure, styles: Styles, language: str) -> None:
    names = [text for each in structure.dimensions for text in (each.id, each.label.text(language))]
    head = [*names, _VALUE.text(language), _SIGN.text(language)]
    sheet.set_column(0, len(head) - 1, 16)
    sheet.freeze_panes(LINES + 1, 0)
    for column, text in enumerate(head):
        write_text(sheet, LINES, column, text, styles.head, styles)


def _wanted(structure: Structure, styles: Styles) -> Iterator[Any]:
    """The styles that rows are written in. A row of blanks tells which numbers the workbook gives them."""
    yield from (styles.line, styles.make(quote_prefix=True), styles.sign)
    for places in decimals_used(structure):
        yield from (styles.figure(places, _beside(meaning.sign)) for meaning in MEANINGS)


def _beside(sign: int) -> str:
    return "" if MEANINGS[sign].replaces else MEANINGS[sign].symbol


def _numbered(row: str, structure: Structure) -> ListStyles:
    text, live, sign, *figures = map(int, _STYLE.findall(row))
    ways = ((places, int(meaning.sign)) for places in decimals_used(structure) for meaning in MEANINGS)
    return ListStyles(text, live, sign, dict(zip(ways, figures, strict=True)))


def _filled(book: ZipFile, listed: Listed) -> Iterator[bytes]:
    """The sheet with its rows in the place of the row of blanks."""
    sheet = re.sub(r"<dimension [^>]*>", "", book.read(_SHEET).decode())
    before, row, after = _cut(sheet)
    yield before.encode()
    styles = _numbered(row, listed.structure)
    for part in listed.parts():
        yield from list_rows(part, styles, listed.language)
    yield after.encode()


def _cut(sheet: str) -> tuple[str, str, str]:
    found = _ROW.search(sheet)
    if found is None:
        raise ValueError("the sheet has no row of blanks")
    return sheet[: found.start()], found[0], sheet[found.end() :]


def _write_entry(target: ZipFile, name: str, pieces: Iterable[bytes]) -> None:
    with target.open(name, "w", force_zip64=name == _SHEET) as file:
        for piece in pieces:
            file.write(piece)
