"""CSV of a cube: one line a cell that exists, streamed, safe to open in a spreadsheet program."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

import numpy as np

from amargah.exchange.inert import inert
from amargah.statcore.cubes import Cube
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Dimension, Structure

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLOCK = 64 * 1024
_RUN = 256
_WHOLE = 1e15
_STATUS = tuple("" if meaning.sign == 0 else meaning.status for meaning in MEANINGS)


def write_csv(cube: Cube, *, language: str, heading: bool = True) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, CRLF lines, in blocks of about 64 kB.

    Columns: code and label of each dimension, `value`, `status` (SDMX code, empty when normal). Cells that do
    not exist (NaN and NORMAL) have no line. Without `heading` the file can be put behind another part of it.
    """
    block = [_line(_heading(cube.structure, language))] if heading else []
    length = 0
    if heading:
        yield BYTE_ORDER_MARK
    for line in _lines(cube, language):
        block.append(line)
        length += len(line)
        if length > _BLOCK:
            yield "".join(block).encode()
            block, length = [], 0
    yield "".join(block).encode()


def _heading(structure: Structure, language: str) -> list[str]:
    names: list[str] = []
    for dimension in structure.dimensions:
        label = dimension.label.text(language)
        names += [dimension.id, label if label not in ("", dimension.id) else f"{dimension.id}_label"]
    return [*names, "value", "status"]


def _lines(cube: Cube, language: str) -> Iterator[str]:
    """Walks runs of the last dimensions: the texts of a run are joined once."""
    shape = cube.structure.shape
    split = _split(shape)
    texts = [_cells(dimension, language) for dimension in cube.structure.dimensions]
    ends = ["".join(parts) for parts in product(*texts[split:])]
    for index, parts in zip(np.ndindex(shape[:split]), product(*texts[:split]), strict=True):
        values, signs = cube.values[index].reshape(-1), cube.signs[index].reshape(-1)
        exists = np.flatnonzero(~np.isnan(values) | (signs != 0))
        start = "".join(parts)
        cells = zip(exists.tolist(), values[exists].tolist(), signs[exists].tolist(), strict=True)
        for place, value, sign in cells:
            yield f"{start}{ends[place]}{_number(value)},{_STATUS[sign]}\r\n"


def _split(shape: tuple[int, ...]) -> int:
    """The axis from which on a run is long enough to be worth an array operation."""
    return next((axis for axis in reversed(range(len(shape))) if prod(shape[axis:]) >= _RUN), 0)


def _cells(dimension: Dimension, language: str) -> list[str]:
    return [f"{_quoted(code.id)},{_quoted(code.label.text(language))}," for code in dimension.codelist]


def _number(value: float) -> str:
    if value != value:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < _WHOLE else repr(value)


def _line(fields: Sequence[str]) -> str:
    return ",".join(map(_quoted, fields)) + "\r\n"


def _quoted(text: str) -> str:
    text = inert(text)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
