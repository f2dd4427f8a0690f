"""A table laid out by stub and heading on a sheet, with the rows, columns and texts that CSV and HTML have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import product
from math import prod
from typing import Any

import numpy as np
import xlsxwriter

from amargah.exchange.pivot import Pivot, Rows
from amargah.exchange.xlsx.export import MOST_CELLS, MOST_COLUMNS, write_figure
from amargah.exchange.xlsx.facts import add_metadata_sheet
from amargah.exchange.xlsx.head import span, width_of
from amargah.exchange.xlsx.layout import DATA_SHEET, decimals_asked
from amargah.exchange.xlsx.styles import Styles, write_text
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Dimension, Measure, Structure


@dataclass(frozen=True)
class _Sheet:
    """The sheet and what is written there; it takes its rows from above to below only."""

    sheet: Any
    styles: Styles
    pivot: Pivot
    measure: Measure

    @property
    def head_row(self) -> int:
        """An empty line stands below a title."""
        return 2 if self.pivot.title else 0

    @property
    def first_row(self) -> int:
        return self.head_row + max(1, len(self.pivot.heading))

    @property
    def first_column(self) -> int:
        return len(self.pivot.stub)


def pivot_fits(stub: Sequence[Dimension], heading: Sequence[Dimension]) -> bool:
    """Whether a table may be laid out on a sheet; a larger one is listed."""
    columns = prod(map(len, heading))
    return columns <= MOST_COLUMNS and prod(map(len, stub)) * columns <= MOST_CELLS


def write_pivot(pivot: Pivot, rows: Rows, structure: Structure, metadata: Metadata, *, created: datetime) -> bytes:
    """A workbook of the table and of what must be known about it.

    The title, when there is one, stands above an empty line. Heads of outer levels span their columns; the texts
    of the stub stand in every row, so that rows can be sorted and filtered. Numbers are numbers: a sign beside one
    is in its format, and one that stands for it is text. The bytes depend on nothing but what is given.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        book.set_properties({"title": metadata.title.text(pivot.language), "created": created})
        sheet = book.add_worksheet(DATA_SHEET.text(pivot.language))
        made = _Sheet(sheet, Styles(book, pivot.language), pivot, structure.measure)
        _dress(made)
        _write_heads(made)
        signs = _write_rows(made, rows)
        add_metadata_sheet(book, made.styles, structure, metadata, signs, pivot.language)
    return target.getvalue()


def _dress(made: _Sheet) -> None:
    sheet, language = made.sheet, made.pivot.language
    if language == "fa":
        sheet.right_to_left()
    for column, (name, each) in enumerate(zip(made.pivot.names(), made.pivot.stub, strict=True)):
        sheet.set_column(column, column, width_of([name, *_texts(each, language)]))
    innermost = _texts(made.pivot.heading[-1], language) if made.pivot.heading else [made.pivot.content]
    columns = prod(map(len, made.pivot.heading))
    sheet.set_column(made.first_column, made.first_column + columns - 1, max(13, width_of(innermost) // 2))
    sheet.freeze_panes(made.first_row, made.first_column)


def _write_heads(made: _Sheet) -> None:
    """One row a dimension of the heading; the names of the stub stand in the last."""
    pivot, styles = made.pivot, made.styles
    if pivot.title:
        write_text(made.sheet, 0, 0, pivot.title, styles.title, styles)
    sizes = [len(each) for each in pivot.heading]
    for level, dimension in enumerate(pivot.heading[:-1]):
        wide = prod(sizes[level + 1 :])
        _write_level(made, level, _texts(dimension, pivot.language) * prod(sizes[:level]), wide)
    innermost = [texts[-1] for texts in pivot.heads()] if pivot.heading else [pivot.content]
    for column, text in enumerate((*pivot.names(), *innermost)):
        write_text(made.sheet, made.first_row - 1, column, text, styles.head, styles)


def _write_level(made: _Sheet, level: int, texts: Sequence[str], wide: int) -> None:
    row = made.head_row + level
    for place, text in enumerate(texts):
        first = made.first_column + place * wide
        span(made.sheet, (row, first), (row, first + wide - 1), text, made.styles.head, made.styles)


def _write_rows(made: _Sheet, rows: Rows) -> set[int]:
    """The signs that occur."""
    seen, row = set[int](), made.first_row
    across = list(_decimals(made.pivot.heading))
    lines = zip(made.pivot.sides(), _decimals(made.pivot.stub), strict=True)
    for values, signs in rows:
        seen.update(np.unique(signs).tolist())
        for numbers, marks in zip(values.tolist(), signs.tolist(), strict=True):
            side, asked = next(lines)
            for column, text in enumerate(side):
                write_text(made.sheet, row, column, text, made.styles.stub, made.styles)
            _write_figures(made, row, numbers, marks, across if asked is None else [asked] * len(across))
            row += 1
    return seen


def _write_figures(
    made: _Sheet, row: int, numbers: Sequence[float], marks: Sequence[int], decimals: Sequence[int | None]
) -> None:
    usual = made.measure.decimals
    for place, (number, mark, asked) in enumerate(zip(numbers, marks, decimals, strict=True)):
        at = (row, made.first_column + place)
        write_figure(made.sheet, at, number, mark, usual if asked is None else asked, made.styles)


def _decimals(dimensions: Sequence[Dimension]) -> Iterator[int | None]:
    """Those that each combination of codes asks for."""
    return map(decimals_asked, product(*(each.codelist.codes for each in dimensions)))


def _texts(dimension: Dimension, language: str) -> list[str]:
    return [code.label.text(language) for code in dimension.codelist]
