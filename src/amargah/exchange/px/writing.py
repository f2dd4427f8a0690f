"""A cube as a PX file of AXIS-VERSION 2013: the keywords first, then the data in blocks of rows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from math import prod

from amargah.exchange.numerals import MOST_DECIMALS
from amargah.exchange.px.head import head, marks
from amargah.exchange.px.rows import decimals_needed, rows
from amargah.exchange.px.sheet import Sheet
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import LANGUAGES
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Dimension, Structure

Layout = tuple[tuple[str, ...], tuple[str, ...]]
"""Ids of the dimensions down the stub and across the heading."""

_BLOCK = 64 * 1024


def write_px(
    cube: Cube,
    metadata: Metadata,
    *,
    dataset: str,
    table: Layout,
    updated: datetime,
    languages: Sequence[str] = LANGUAGES,
) -> Iterator[bytes]:
    """The cube in blocks of UTF-8 text; what `read_px` makes of them is the same figures and words.

    `table` lays the dimensions out; one in neither part goes down the stub, before the others. The first of
    `languages` is the file's main one. Cells without a number are dots or a dash, whose meaning DATASYMBOL
    tells; provisional and estimated numbers are marked by DATANOTECELL. A number has as many decimals as it
    needs to be read as the same float64.
    """
    stub, heading = _laid_out(cube.structure, table)
    order = [cube.structure.axis(each.id) for each in stub + heading]
    values, signs = cube.values.transpose(order), cube.signs.transpose(order)
    measure = cube.structure.measure
    decimals = decimals_needed(values, signs, _most_shown(cube.structure))
    sheet = Sheet(dataset, metadata, measure, stub, heading, tuple(languages), updated, decimals)
    yield from _blocks(head(sheet))
    yield from _blocks(marks(sheet, values, signs))
    yield b"DATA=\r\n"
    width = prod(map(len, heading))
    yield from _blocks(rows(values, signs, width=width, decimals=decimals))
    yield b";\r\n"


def _most_shown(structure: Structure) -> int:
    """The most decimals that the table or one of its contents shows: as many are stored at least."""
    codes = (code.decimals or 0 for each in structure.dimensions for code in each.codelist)
    return min(max(structure.measure.decimals, *codes), MOST_DECIMALS)


def _laid_out(structure: Structure, table: Layout) -> tuple[tuple[Dimension, ...], tuple[Dimension, ...]]:
    stub, heading = table
    named = {*stub, *heading}
    rest = tuple(each for each in structure.dimensions if each.id not in named)
    return rest + tuple(map(structure.dimension, stub)), tuple(map(structure.dimension, heading))


def _blocks(parts: Iterable[str]) -> Iterator[bytes]:
    block: list[str] = []
    length = 0
    for part in parts:
        block.append(part)
        length += len(part)
        if length > _BLOCK:
            yield "".join(block).encode()
            block, length = [], 0
    if block:
        yield "".join(block).encode()
