"""CSV of a cube: one line a cell that exists, streamed, safe to open in a spreadsheet program."""

from collections.abc import Iterator, Sequence
from itertools import chain, compress, product, repeat
from math import prod

import numpy as np

from amargah.exchange.inert import inert
from amargah.exchange.numerals import number_texts
from amargah.statcore.cubes import Cube, Signs, Values
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Dimension, Structure

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLOCK = 64 * 1024
_RUN = 256
_LINES = 1024  # joined at once
_ENDS = tuple(f",{meaning.status if meaning.sign else ''}\r\n".encode() for meaning in MEANINGS)


class CsvTable:
    """CSV of one structure in one language, to be kept for many selections: UTF-8, CRLF.

    Columns: code and label of each dimension, `value`, `status` (SDMX code, empty when normal). Cells that do
    not exist (NaN and NORMAL) have no line.
    """

    def __init__(self, structure: Structure, language: str) -> None:
        self.heading = BYTE_ORDER_MARK + _line(_heading(structure, language)).encode()
        self._cells = [_cells(dimension, language) for dimension in structure.dimensions]

    def lines(self, indices: Sequence[Sequence[int]], values: Values, signs: Signs) -> Iterator[bytes]:
        """Lines of the cells at `indices`, in pieces of about 64 kB; the arrays have their shape."""
        shape = values.shape
        split = _split(shape)
        texts = [[cells[n] for n in places] for cells, places in zip(self._cells, indices, strict=True)]
        middles = [b"".join(parts) for parts in product(*texts[split:])]
        block: list[bytes] = []
        length = 0
        # What begins the lines of a run of the last dimensions, and what follows it, is made once and only joined.
        for index, parts in zip(np.ndindex(shape[:split]), product(*texts[:split]), strict=True):
            start, run, signed = b"".join(parts), values[index].reshape(-1), signs[index].reshape(-1)
            for piece in (slice(first, first + _LINES) for first in range(0, len(middles), _LINES)):
                block.append(_joined(start, middles[piece], run[piece], signed[piece]))
                length += len(block[-1])
                if length > _BLOCK:
                    yield b"".join(block)
                    block, length = [], 0
        if block:
            yield b"".join(block)


def write_csv(cube: Cube, *, language: str, heading: bool = True) -> Iterator[bytes]:
    """The cube as a file with a byte order mark, or without `heading` to be put behind another part of it."""
    table = CsvTable(cube.structure, language)
    if heading:
        yield table.heading
    yield from table.lines([range(size) for size in cube.structure.shape], cube.values, cube.signs)


def _heading(structure: Structure, language: str) -> list[str]:
    names: list[str] = []
    for dimension in structure.dimensions:
        label = dimension.label.text(language)
        names += [dimension.id, label if label not in ("", dimension.id) else f"{dimension.id}_label"]
    return [*names, "value", "status"]


def _joined(start: bytes, middles: list[bytes], values: Values, signs: Signs) -> bytes:
    exists = ~np.isnan(values) | (signs != 0)
    if not exists.all():
        middles = list(compress(middles, exists.tolist()))
        values, signs = values[exists], signs[exists]
    if not middles:
        return b""
    # The end of a line and the start of the next one are one piece: of many lines each piece counts.
    ends = [_ENDS[sign] + start for sign in signs.tolist()] if signs.any() else repeat(_ENDS[0] + start)
    lines = chain.from_iterable(zip(middles, number_texts(values), ends, strict=False))
    return (start + b"".join(lines)).removesuffix(start)


def _split(shape: tuple[int, ...]) -> int:
    """The axis from which on a run is long enough to be worth an array operation."""
    return next((axis for axis in reversed(range(len(shape))) if prod(shape[axis:]) >= _RUN), 0)


def _cells(dimension: Dimension, language: str) -> list[bytes]:
    return [f"{_quoted(code.id)},{_quoted(code.label.text(language))},".encode() for code in dimension.codelist]


def _line(fields: Sequence[str]) -> str:
    return ",".join(map(_quoted, fields)) + "\r\n"


def _quoted(text: str) -> str:
    text = inert(text)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
