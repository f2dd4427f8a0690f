"""CSV of a cube: one line a cell that exists, streamed, safe to open in a spreadsheet program."""

from collections.abc import Iterable, Iterator, Sequence
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


def write_csv(cube: Cube, *, language: str, heading: bool = True) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, CRLF lines, in blocks of about 64 kB.

    Columns: code and label of each dimension, `value`, `status` (SDMX code, empty when normal). Cells that do
    not exist (NaN and NORMAL) have no line. Without `heading` the file can be put behind another part of it.
    """
    if heading:
        yield BYTE_ORDER_MARK
        yield _line(_heading(cube.structure, language)).encode()
    block: list[bytes] = []
    length = 0
    for lines in _runs(cube, language):
        block.append(lines)
        length += len(lines)
        if length > _BLOCK:
            yield b"".join(block)
            block, length = [], 0
    yield b"".join(block)


def _heading(structure: Structure, language: str) -> list[str]:
    names: list[str] = []
    for dimension in structure.dimensions:
        label = dimension.label.text(language)
        names += [dimension.id, label if label not in ("", dimension.id) else f"{dimension.id}_label"]
    return [*names, "value", "status"]


def _runs(cube: Cube, language: str) -> Iterator[bytes]:
    """The lines of each run of the last dimensions: what begins and ends them is made once and only joined."""
    shape = cube.structure.shape
    split = _split(shape)
    texts = [_cells(dimension, language) for dimension in cube.structure.dimensions]
    middles = [b"".join(parts) for parts in product(*texts[split:])]
    for index, parts in zip(np.ndindex(shape[:split]), product(*texts[:split]), strict=True):
        values, signs = cube.values[index].reshape(-1), cube.signs[index].reshape(-1)
        for piece in (slice(first, first + _LINES) for first in range(0, len(middles), _LINES)):
            yield _joined(b"".join(parts), middles[piece], values[piece], signs[piece])


def _joined(start: bytes, middles: Iterable[bytes], values: Values, signs: Signs) -> bytes:
    exists = ~np.isnan(values) | (signs != 0)
    if not exists.all():
        middles = compress(middles, exists.tolist())
        values, signs = values[exists], signs[exists]
    ends = [_ENDS[sign] for sign in signs.tolist()] if signs.any() else repeat(_ENDS[0])
    # Unlike adding the four of each line, joining all of them at once copies every byte only here.
    return b"".join(chain.from_iterable(zip(repeat(start), middles, number_texts(values), ends, strict=False)))


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
