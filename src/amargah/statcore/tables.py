"""A table: a structure laid out on paper, dimensions down the stub and across the header."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Dimension, Structure

LEVELS = 3


@dataclass(frozen=True)
class Table:
    """Stub and header name dimensions, outermost first, at most three each.

    A dimension that stands in neither has exactly one code and belongs to the title (most often the period).
    """

    structure: Structure
    stub: tuple[str, ...]
    header: tuple[str, ...]

    def __post_init__(self) -> None:
        laid = self.stub + self.header
        known = {dimension.id for dimension in self.structure.dimensions}
        if not self.stub or not self.header or len(self.stub) > LEVELS or len(self.header) > LEVELS:
            raise Invalid(
                Label(
                    "ستون عنوان و سرستون هر کدام یک تا سه سطح دارند",
                    "stub and header have one to three levels each",
                )
            )
        if len(set(laid)) != len(laid) or not set(laid) <= known:
            raise Invalid(
                Label("هر بُعد فقط یک بار در جدول می‌آید", "each dimension is laid out once, and must exist")
            )
        for dimension in self.structure.dimensions:
            if dimension.id not in laid and len(dimension) != 1:
                raise Invalid(
                    Label(
                        f"بُعد «{dimension.label.fa}» در جدول نیامده و بیش از یک کد دارد",
                        f"dimension {dimension.id} is not laid out and has more than one code",
                    )
                )

    @cached_property
    def rows(self) -> tuple[tuple[Code, ...], ...]:
        """Codes of each row, one for each level of the stub."""
        return self._combinations(self.stub)

    @cached_property
    def columns(self) -> tuple[tuple[Code, ...], ...]:
        """Codes of each column, one for each level of the header."""
        return self._combinations(self.header)

    @property
    def page(self) -> tuple[Dimension, ...]:
        """The dimensions of one code that stand in the title."""
        return tuple(d for d in self.structure.dimensions if d.id not in self.stub + self.header)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.columns)

    def index(self, row: int, column: int) -> tuple[int, ...]:
        """Index in the cube of the cell that stands at (row, column), both counted from 0."""
        places = dict(zip(self.stub, self._split(row, self.stub), strict=True))
        places |= dict(zip(self.header, self._split(column, self.header), strict=True))
        return tuple(places.get(dimension.id, 0) for dimension in self.structure.dimensions)

    def place(self, index: Sequence[int]) -> tuple[int, int]:
        """(row, column) of the cell at `index` in the cube; the inverse of `index`."""
        return self._join(index, self.stub), self._join(index, self.header)

    def _combinations(self, ids: tuple[str, ...]) -> tuple[tuple[Code, ...], ...]:
        return tuple(product(*(self.structure.dimension(id).codelist.codes for id in ids)))

    def _sizes(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(len(self.structure.dimension(id)) for id in ids)

    def _split(self, place: int, ids: tuple[str, ...]) -> tuple[int, ...]:
        if not 0 <= place < prod(self._sizes(ids)):
            raise IndexError(place)
        parts = []
        for size in reversed(self._sizes(ids)):
            place, part = divmod(place, size)
            parts.append(part)
        return tuple(reversed(parts))

    def _join(self, index: Sequence[int], ids: tuple[str, ...]) -> int:
        place = 0
        for id, size in zip(ids, self._sizes(ids), strict=True):
            place = place * size + index[self.structure.axis(id)]
        return place


def column_letters(column: int) -> str:
    """Spreadsheet letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def excel_address(row: int, column: int) -> str:
    """Spreadsheet address of a place counted from 0: (0, 0) is A1."""
    return f"{column_letters(column)}{row + 1}"
