"""A table laid out by stub and heading, to be written row by row, and the texts that stand in its cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import product

import numpy as np

from amargah.exchange.numerals import number_texts
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Code, Dimension, Structure

_SYMBOLS = tuple(meaning.symbol for meaning in MEANINGS)

Rows = Iterable[tuple[Values, Signs]]
"""Blocks of whole rows that follow each other, both arrays of the shape (rows, columns)."""


class Shown(Enum):
    """What stands for a variable or a value."""

    TEXTS = "texts"
    CODES = "codes"
    BOTH = "both"


@dataclass(frozen=True)
class Pivot:
    """Dimensions down the stub and across the heading, outermost first, and the words of the table."""

    stub: tuple[Dimension, ...]
    heading: tuple[Dimension, ...]
    language: str
    title: str = ""
    content: str = ""

    def heads(self) -> Iterator[tuple[str, ...]]:
        """The texts above each column, one a dimension of the heading."""
        return product(*self._texts(self.heading))

    def sides(self) -> Iterator[tuple[str, ...]]:
        """The texts before each row, one a dimension of the stub."""
        return product(*self._texts(self.stub))

    def names(self) -> tuple[str, ...]:
        """What the dimensions of the stub are called."""
        return tuple(dimension.label.text(self.language) for dimension in self.stub)

    def _texts(self, dimensions: Sequence[Dimension]) -> list[list[str]]:
        return [[code.label.text(self.language) for code in each.codelist] for each in dimensions]


def relabelled(structure: Structure, shown: Shown) -> Structure:
    """The structure whose labels are what is to be shown."""
    if shown is Shown.TEXTS:
        return structure
    return replace(structure, dimensions=tuple(_relabelled(each, shown) for each in structure.dimensions))


def cell_texts(values: Values, signs: Signs, symbols: Sequence[str] = _SYMBOLS) -> list[list[str]]:
    """Each cell as text, row by row: the number, or the symbol of its sign where there is none.

    `symbols` has one for each sign; that of the first is for cells that do not exist.
    """
    texts = [text.decode() for text in number_texts(values.reshape(-1))]
    flat = signs.reshape(-1)
    for place in np.flatnonzero(np.isnan(values.reshape(-1))).tolist():
        texts[place] = symbols[flat[place]]
    columns = values.shape[1]
    return [texts[start : start + columns] for start in range(0, len(texts), columns)]


def _relabelled(dimension: Dimension, shown: Shown) -> Dimension:
    codes = tuple(replace(code, label=_label(code, shown)) for code in dimension.codelist)
    return replace(
        dimension, label=_label(dimension, shown), codelist=replace(dimension.codelist, codes=codes, groupings=())
    )


def _label(named: Code | Dimension, shown: Shown) -> Label:
    if shown is Shown.CODES:
        return Label(named.id, named.id)
    return Label(f"{named.id} - {named.label.text('fa')}", f"{named.id} - {named.label.text('en')}")
