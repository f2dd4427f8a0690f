"""A table of a cube as a page shows it: spans of head and stub, texts of cells, signs that need explaining."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan, prod
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from amargah.persian.digits import format_number
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS, Sign, meaning_of
from amargah.statcore.structures import Code, Codelist
from amargah.statcore.tables import Table

Index = tuple[int, ...]
ALONE = 0
DEEPEST = 3
SEPARATOR = {"fa": "، ", "en": ", "}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said about one cell; `kind` is "error", "warning" or "note"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A head over `columns` columns; only a `leaf` stands over exactly its own column."""

    text: str
    columns: int
    leaf: bool

    @property
    def scope(self) -> str:
        return "col" if self.leaf else "colgroup"


@dataclass(frozen=True, slots=True)
class StubCell:
    """A row title over `rows` rows. `level` counts stub columns from 0, `depth` the parents of the code."""

    text: str
    rows: int
    level: int
    depth: int
    leaf: bool
    total: bool

    @property
    def scope(self) -> str:
        return "row" if self.leaf else "rowgroup"

    @property
    def classes(self) -> str:
        depth = f" depth-{min(self.depth, DEEPEST)}" if self.depth else ""
        return f"stub-{self.level}{' stub-leaf' if self.leaf else ''}{depth}{' total' if self.total else ''}"


@dataclass(frozen=True, slots=True)
class ViewCell:
    """One cell as read; `name` says its row and column to those who do not see them.

    `number` and `sign` are apart so that signs do not push numbers out of line.
    """

    row: int
    column: int
    name: str
    number: str
    sign: str = ""
    meaning: str = ""
    url: str = ""
    mark: Mark | None = None

    @property
    def text(self) -> str:
        return self.number + self.sign


@dataclass(frozen=True, slots=True)
class ViewRow:
    stubs: tuple[StubCell, ...]
    cells: tuple[ViewCell, ...]


@dataclass(frozen=True, slots=True)
class SignLine:
    symbol: str
    text: str


@dataclass(frozen=True, slots=True)
class TableView:
    """Everything that `{% data_table view %}` prints, in one language.

    `corner` names the stub dimensions, `page` the dimensions of one code as (dimension, code) pairs,
    `legend` explains the signs that occur.
    """

    id: str
    number: str
    title: str
    unit: str
    page: tuple[tuple[str, str], ...]
    corner: tuple[str, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[ViewRow, ...]
    legend: tuple[SignLine, ...]
    source: str
    notes: tuple[str, ...]

    @property
    def columns(self) -> int:
        """Columns of the whole table, stub included."""
        return len(self.corner) + (sum(cell.columns for cell in self.head[0]) if self.head else 0)


def table_view(
    table: Table,
    cube: Cube,
    language: str,
    *,
    title: Label | None = None,
    number: str = "",
    source: Label | None = None,
    notes: Sequence[Label] = (),
    cell_url: Callable[[Index], str] | None = None,
    marks: Mapping[Index, Mark] = MappingProxyType({}),
) -> TableView:
    """The view of `cube` laid out by `table`; `cell_url` and `marks` speak of indices in the cube."""
    structure = table.structure
    return TableView(
        id=f"table-{structure.id}",
        number=number,
        title=(title or structure.label).text(language),
        unit=structure.measure.unit.text(language),
        page=tuple((d.label.text(language), d.codelist.codes[ALONE].label.text(language)) for d in table.page),
        corner=tuple(structure.dimension(id).label.text(language) for id in table.stub),
        head=tuple(_head_row(table, level, language) for level in range(len(table.header))),
        rows=_Body(table, cube, language, cell_url, marks).rows(),
        legend=_legend(cube, language),
        source=source.text(language) if source else "",
        notes=tuple(note.text(language) for note in notes),
    )


def _span(table: Table, ids: tuple[str, ...], level: int) -> int:
    return prod(len(table.structure.dimension(id)) for id in ids[level + 1 :])


def _head_row(table: Table, level: int, language: str) -> tuple[HeadCell, ...]:
    span = _span(table, table.header, level)
    leaf = level == len(table.header) - 1
    return tuple(HeadCell(_code_text(codes[level], language), span, leaf) for codes in table.columns[:: span or 1])


def _code_text(code: Code, language: str) -> str:
    text = code.label.text(language)
    return f"{text} ({code.unit.text(language)})" if code.unit else text


def _legend(cube: Cube, language: str) -> tuple[SignLine, ...]:
    present = set(np.unique(cube.signs).tolist())
    return tuple(
        SignLine(meaning.symbol, meaning.label.text(language))
        for meaning in MEANINGS
        if meaning.sign in present and meaning.sign is not Sign.NORMAL
    )


@dataclass(frozen=True)
class _Body:
    table: Table
    cube: Cube
    language: str
    cell_url: Callable[[Index], str] | None
    marks: Mapping[Index, Mark]

    @cached_property
    def _parents(self) -> list[set[str | None]]:
        return [{code.parent for code in self.table.structure.dimension(id).codelist} for id in self.table.stub]

    def rows(self) -> tuple[ViewRow, ...]:
        values, signs = self._laid(self.cube.values), self._laid(self.cube.signs)
        decimals = [self._decimals(codes) for codes in self.table.columns]
        spans = [_span(self.table, self.table.stub, level) for level in range(len(self.table.stub))]
        return tuple(
            ViewRow(
                self._stubs(row, spans),
                tuple(
                    self._cell(row, column, value, sign, decimals[column])
                    for column, (value, sign) in enumerate(zip(numbers, flags, strict=True))
                ),
            )
            for row, (numbers, flags) in enumerate(zip(values, signs, strict=True))
        )

    def _laid(self, array: npt.NDArray[Any]) -> list[list[Any]]:
        structure = self.table.structure
        order = [dimension.id for dimension in self.table.page] + [*self.table.stub, *self.table.header]
        laid = np.transpose(array, [structure.axis(id) for id in order]).reshape(self.table.shape)
        rows: list[list[Any]] = laid.tolist()
        return rows

    def _decimals(self, codes: Sequence[Code]) -> int | None:
        return next((code.decimals for code in codes if code.decimals is not None), None)

    def _cell(self, row: int, column: int, value: float, sign: int, decimals: int | None) -> ViewCell:
        if decimals is None:
            decimals = self._row_decimals(row)
        meaning = meaning_of(sign)
        number = "" if isnan(value) or meaning.replaces else format_number(value, decimals, self.language)
        url, mark = "", None
        if self.cell_url or self.marks:
            index = self.table.index(row, column)
            mark = self.marks.get(index)
            url = self.cell_url(index) if self.cell_url and (number or meaning.symbol) else ""
        text = meaning.label.text(self.language) if meaning.symbol else ""
        return ViewCell(row, column, self._name(row, column), number, meaning.symbol, text, url, mark)

    def _name(self, row: int, column: int) -> str:
        return f"{self._row_names[row]}{SEPARATOR[self.language]}{self._column_names[column]}"

    @cached_property
    def _row_names(self) -> list[str]:
        return [self._joined(codes) for codes in self.table.rows]

    @cached_property
    def _column_names(self) -> list[str]:
        return [self._joined(codes) for codes in self.table.columns]

    def _joined(self, codes: Sequence[Code]) -> str:
        return SEPARATOR[self.language].join(_code_text(code, self.language) for code in codes)

    def _row_decimals(self, row: int) -> int:
        page = tuple(dimension.codelist.codes[ALONE] for dimension in self.table.page)
        found = self._decimals(self.table.rows[row] + page)
        return self.table.structure.measure.decimals if found is None else found

    def _stubs(self, row: int, spans: Sequence[int]) -> tuple[StubCell, ...]:
        last = len(spans) - 1
        return tuple(
            self._stub(row, level, span, leaf=level == last) for level, span in enumerate(spans) if row % span == 0
        )

    def _stub(self, row: int, level: int, span: int, *, leaf: bool) -> StubCell:
        code = self.table.rows[row][level]
        codes = self.table.structure.dimension(self.table.stub[level]).codelist
        return StubCell(
            text=_code_text(code, self.language),
            rows=span,
            level=level,
            depth=_depth(code, codes),
            leaf=leaf,
            total=code.parent is None and code.id in self._parents[level],
        )


def _depth(code: Code, codes: Codelist) -> int:
    depth = 0
    while code.parent is not None:
        code = codes.codes[codes.position(code.parent)]
        depth += 1
    return depth
