"""A dataset to download as a workbook: the figures on one sheet, what must be known about them on another."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from math import isnan, prod
from typing import Any

import numpy as np
import xlsxwriter

from amargah.exchange.xlsx.exact import Exact
from amargah.exchange.xlsx.facts import add_metadata_sheet, write_lines
from amargah.exchange.xlsx.head import set_widths, write_head, write_stub
from amargah.exchange.xlsx.layout import DATA_SHEET, Layout, layout
from amargah.exchange.xlsx.lists import Listed, write_list
from amargah.exchange.xlsx.styles import Styles
from amargah.statcore.cubes import Cube
from amargah.statcore.metadata import Metadata
from amargah.statcore.selections import blocks, narrowed, resolve
from amargah.statcore.signs import Sign, meaning_of
from amargah.statcore.tables import Table

MOST_COLUMNS = 16_000
MOST_CELLS = 100_000
"""Of a sheet that is laid out: its spans are held in memory, and nobody reads a larger one."""

_PIECE = 1 << 16  # cells of a list that are made at once


def write_dataset(
    cube: Cube,
    table: Table | None,
    metadata: Metadata,
    *,
    language: str,
    lines: Sequence[str] = (),
    created: datetime | None = None,
) -> bytes:
    """The cube as laid out by `table`, or one row a cell that exists: without a table, and when it is too large.

    `lines` (source, release, address) stand under title and unit, three at most. Invalid for a list with more rows
    than a sheet of Excel holds. With `created` the bytes depend on nothing but what is given; without, they hold
    the present time. `write_list` writes a list of a cube that is not in memory.
    """
    target = BytesIO()
    if table is None or not fits(table):
        write_list(target, Listed(cube.structure, lambda: _pieces(cube), metadata, language, lines, created))
        return target.getvalue()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties({"title": metadata.title.text(language), "created": created})
        styles = Styles(book, language)
        sheet = book.add_worksheet(DATA_SHEET.text(language))
        write_lines(sheet, styles, cube.structure, metadata, lines, language)
        _write_table(sheet, cube, layout(table), styles, language)
        if language == "fa":
            sheet.right_to_left()
        signs = np.unique(cube.signs).tolist()
        add_metadata_sheet(book, styles, cube.structure, metadata, signs, language)
    return target.getvalue()


def fits(table: Table) -> bool:
    """Whether a table may be laid out on a sheet; a larger one is listed."""
    return prod(table.shape) <= MOST_CELLS and table.shape[1] <= MOST_COLUMNS


def _pieces(cube: Cube) -> Iterator[Cube]:
    """The cube cut up, for the texts of a row take twenty times the room of its figures."""
    for part in blocks(resolve(cube.structure, {}), _PIECE):
        places, structure = np.ix_(*part), narrowed(cube.structure, part)
        values, signs, origins = cube.values[places], cube.signs[places], cube.origin_numbers[places]
        yield Cube(structure, values, signs, origins, cube.origins)


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
            write_figure(sheet, place, values[row][column], signs[row][column], decimals, styles)
    sheet.freeze_panes(plan.first_row, plan.first_column)


def write_figure(
    sheet: Any, place: tuple[int, int], value: float, sign: int, decimals: int, styles: Styles
) -> None:
    meaning = meaning_of(sign)
    if not meaning.replaces and not isnan(value):
        sheet.write_number(*place, Exact(value), styles.figure(decimals, meaning.symbol))
    elif sign == Sign.NORMAL:
        sheet.write_blank(*place, None, styles.figure(decimals))
    else:
        sheet.write_string(*place, meaning.symbol, styles.sign)
