"""CSV of a cube: one line a cell that exists, safe to open in a spreadsheet program."""

from collections.abc import Sequence
from math import prod

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from amargah.exchange.inert import inert
from amargah.exchange.numerals import json_numbers, number_texts
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Dimension, Structure

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FEW = 500  # lines; below it the calls of Arrow cost more than what they save
_TEXT = pa.large_binary()
_NOTHING_BETWEEN = pa.scalar(b"", _TEXT)
_END = b"\r\n"
_STATUSES = tuple(meaning.status.encode() if meaning.sign else b"" for meaning in MEANINGS)
_STATUS_BYTES = np.array([ord(status or b" ") for status in _STATUSES], np.uint8)


class CsvTable:
    """CSV of one structure in one language, to be kept for many selections: UTF-8, CRLF.

    Columns: code and label of each dimension, `value`, `status` (SDMX code, empty when normal). Cells that do
    not exist (NaN and NORMAL) have no line.
    """

    def __init__(self, structure: Structure, language: str) -> None:
        self._heading = BYTE_ORDER_MARK + ",".join(map(_quoted, _heading(structure, language))).encode()
        self._cells = [_cells(dimension, language) for dimension in structure.dimensions]

    def part(
        self, indices: Sequence[Sequence[int]], values: Values, signs: Signs, *, begins: bool = True
    ) -> bytes:
        """The cells at `indices` in row-major order, below the heading; the arrays have their shape.

        Of a large selection ask a block at a time, since a part is held at once: those that do not begin the
        file have no heading.
        """
        texts = [[cells[n] for n in places] for cells, places in zip(self._cells, indices, strict=True)]
        write = _few_lines if values.size < _FEW else _many_lines
        lines = write(texts, values.reshape(-1), signs.reshape(-1))
        # Lines bear their end before them, that of the line above: so Arrow has one piece less to join.
        if begins:
            return b"".join([self._heading, lines, _END])
        return b"".join([lines[len(_END) :], _END]) if lines else b""


def _few_lines(texts: list[list[bytes]], values: Values, signs: Signs) -> bytes:
    statuses = [_STATUSES[sign] for sign in signs.tolist()]
    written = zip(_crossed(texts), number_texts(values), statuses, strict=True)
    return b"".join([b"\r\n%b%b,%b" % line for line in written if line[1] or line[2]])


def _many_lines(texts: list[list[bytes]], values: Values, signs: Signs) -> bytes | memoryview:
    """Lines are joined by Arrow, of what the first dimensions write and what the last ones write."""
    places = np.flatnonzero(~np.isnan(values) | (signs != 0))
    if not places.size:
        return b""
    split = _split([len(cells) for cells in texts])
    heads, tails = _crossed([[_END], *texts[:split]]), _crossed(texts[split:])
    head = places // len(tails)
    lines = pc.binary_join_element_wise(
        pa.array(heads, _TEXT).take(pa.array(head)),
        pa.array(tails, _TEXT).take(pa.array(places - head * len(tails))),
        _figures(values[places], signs[places]),
        _NOTHING_BETWEEN,
    )
    _, _, joined = lines.buffers()
    return memoryview(joined)


def _figures(values: Values, signs: Signs) -> pa.LargeBinaryArray:
    """Number, comma and status of each cell: left where they were written, one after the other."""
    written = np.frombuffer(json_numbers(values).replace(b"null", b"") + b",", np.uint8)
    ends = np.flatnonzero(written == ord(",")) + 1
    if signs.any():
        signed = signs != 0
        written = np.insert(written, ends[signed], _STATUS_BYTES[signs[signed]])
        ends += np.cumsum(signed)
    offsets = np.concatenate([[0], ends])
    return pa.Array.from_buffers(_TEXT, values.size, [None, pa.py_buffer(offsets), pa.py_buffer(written)])


def _crossed(texts: list[list[bytes]]) -> list[bytes]:
    """Every combination of the cells of some dimensions, in row-major order."""
    whole = [b""]
    for cells in texts:
        whole = [start + cell for start in whole for cell in cells]
    return whole


def _split(shape: list[int]) -> int:
    """The axis at which to part the dimensions so that the fewest combinations are made one by one."""
    return min(range(len(shape) + 1), key=lambda axis: prod(shape[:axis]) + prod(shape[axis:]))


def _heading(structure: Structure, language: str) -> list[str]:
    names: list[str] = []
    for dimension in structure.dimensions:
        label = dimension.label.text(language)
        names += [dimension.id, label if label not in ("", dimension.id) else f"{dimension.id}_label"]
    return [*names, "value", "status"]


def _cells(dimension: Dimension, language: str) -> list[bytes]:
    return [f"{_quoted(code.id)},{_quoted(code.label.text(language))},".encode() for code in dimension.codelist]


def _quoted(text: str) -> str:
    text = inert(text)
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text
