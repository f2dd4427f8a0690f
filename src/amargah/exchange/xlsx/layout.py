"""Where everything stands on the sheet of a table. Writer and reader both ask here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from amargah.statcore.labels import Label
from amargah.statcore.structures import Code
from amargah.statcore.tables import Table, excel_address

DATA_SHEET = Label("جدول", "Table")
GUIDE_SHEET = Label("راهنما", "Guide")
HIDDEN_SHEET = "_amargah"
TEMPLATE_FORMAT = 1
LINES = 5  # title, agency, unit, period …: rows kept above the head, so that cells never move
CODE = Label("کد", "Code")

Runs = list[tuple[int, int, str]]


@dataclass(frozen=True)
class Layout:
    """Sheet coordinates are counted from 0; `row` and `column` without a prefix are those of the table."""

    table: Table

    @property
    def head_row(self) -> int:
        """Row of the outermost header level."""
        return LINES + 1

    @property
    def code_row(self) -> int:
        """Row of the column codes, just above the figures."""
        return self.head_row + len(self.table.header)

    @property
    def first_row(self) -> int:
        return self.code_row + 1

    @property
    def first_column(self) -> int:
        """Column of the first figures, after the row codes and the stub labels."""
        return 1 + len(self.table.stub)

    @property
    def last_row(self) -> int:
        return self.first_row + self.table.shape[0] - 1

    @property
    def last_column(self) -> int:
        return self.first_column + self.table.shape[1] - 1

    def address(self, row: int, column: int) -> str:
        """Spreadsheet address of a cell of the table: `C9`."""
        return excel_address(self.first_row + row, self.first_column + column)

    @property
    def figures(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First and last cell of the figures as (row, column) of the sheet."""
        return (self.first_row, self.first_column), (self.last_row, self.last_column)

    @cached_property
    def flat(self) -> npt.NDArray[np.intp]:
        """Place of each cell of the table, by row and column, in the flattened arrays of the cube."""
        structure = self.table.structure
        page = (dimension.id for dimension in self.table.page)
        axes = [structure.axis(id) for id in (*self.table.stub, *self.table.header, *page)]
        return np.arange(structure.size).reshape(structure.shape).transpose(axes).reshape(self.table.shape)

    @cached_property
    def decimals(self) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
        """Decimals that the codes of each row and of each column ask for."""
        return tuple(map(decimals_asked, self.table.rows)), tuple(map(decimals_asked, self.table.columns))

    def decimals_at(self, row: int, column: int) -> int:
        rows, columns = self.decimals
        asked = rows[row] if rows[row] is not None else columns[column]
        return self.table.structure.measure.decimals if asked is None else asked

    def stub_names(self, language: str) -> list[str]:
        """Headings of the first columns: the codes, then each stub dimension."""
        dimensions = [self.table.structure.dimension(id) for id in self.table.stub]
        return [CODE.text(language), *(dimension.label.text(language) for dimension in dimensions)]

    def row_codes(self) -> list[str]:
        return [joined(codes) for codes in self.table.rows]

    def column_codes(self) -> list[str]:
        return [joined(codes) for codes in self.table.columns]

    def fixed(self, language: str) -> Iterator[tuple[int, int, str]]:
        """Every text of head and stub that must be found unchanged, with its sheet row and column."""
        for place, name in enumerate(self.stub_names(language)):
            yield self.head_row, place, name
        for column, code in enumerate(self.column_codes()):
            yield self.code_row, self.first_column + column, code
        for row, code in enumerate(self.row_codes()):
            yield self.first_row + row, 0, code
        for level in range(len(self.table.header)):
            for start, _, text in runs(self.table.columns, level, language):
                yield self.head_row + level, self.first_column + start, text
        for level in range(len(self.table.stub)):
            for start, _, text in runs(self.table.rows, level, language):
                yield self.first_row + start, 1 + level, text


def layout(table: Table) -> Layout:
    """The place of every cell of the table's template."""
    return Layout(table)


def joined(codes: Sequence[Code]) -> str:
    """The codes of a row or a column as one text: `1501:T`."""
    return ":".join(code.id for code in codes)


def runs(lines: Sequence[tuple[Code, ...]], level: int, language: str) -> Runs:
    """(first, last, text) of the stretches over which the codes down to `level` stay the same."""
    found: Runs = []
    previous: tuple[Code, ...] = ()
    for place, codes in enumerate(lines):
        if codes[: level + 1] == previous:
            found[-1] = (found[-1][0], place, found[-1][2])
        else:
            found.append((place, place, codes[level].label.text(language)))
        previous = codes[: level + 1]
    return found


def decimals_asked(codes: Sequence[Code]) -> int | None:
    """The decimals that one of the codes (of a METRIC dimension) asks for."""
    return next((code.decimals for code in codes if code.decimals is not None), None)
