"""Rows of a list as the XML of a sheet, many at once: one row a cell that exists."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, compress, product, repeat
from math import prod
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt

from amargah.exchange.controls import CONTROL
from amargah.exchange.inert import is_live
from amargah.exchange.numerals import number_texts
from amargah.statcore.cubes import Cube
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Code, Dimension, Structure

_RUN = 1024  # rows joined at once, about


@dataclass(frozen=True)
class ListStyles:
    """Numbers of the styles of a workbook: of text, of text that is quoted, of a sign, of (decimals, sign)."""

    text: int
    live: int
    sign: int
    figures: Mapping[tuple[int, int], int]


def decimals_used(structure: Structure) -> tuple[int, ...]:
    """Every number of decimals that a cell may be shown with."""
    own = {code.decimals for each in structure.dimensions for code in each.codelist if code.decimals is not None}
    return tuple(sorted(own | {structure.measure.decimals}))


def list_rows(cube: Cube, styles: ListStyles, language: str) -> Iterator[bytes]:
    """The rows of `cube` in pieces. They name no places: each stands below the one before."""
    structure = cube.structure
    ways = _Ways(decimals_used(structure), styles, language)
    decimals = _decimals(structure)
    texts = [_codes(dimension, styles, language) for dimension in structure.dimensions]
    split = _split(structure.shape)
    middles = [b"".join(parts) for parts in product(*texts[split:])]
    for index, parts in zip(np.ndindex(structure.shape[:split]), product(*texts[:split]), strict=True):
        values, signs = cube.values[index].reshape(-1), cube.signs[index].reshape(-1)
        exists = ~np.isnan(values) | (signs != 0)
        if exists.any():
            here = compress(middles, exists.tolist())
            shown = np.broadcast_to(decimals[index], cube.values[index].shape).reshape(-1)[exists]
            yield ways.rows(b"<row>" + b"".join(parts), here, values[exists], signs[exists], shown)


class _Ways:
    """What stands before and behind the number, for each pair of decimals and sign."""

    def __init__(self, decimals: tuple[int, ...], styles: ListStyles, language: str) -> None:
        self._decimals = np.array(decimals)
        self._starts: list[bytes] = []
        self._ends: list[bytes] = []
        self._replaced = np.array([meaning.replaces for meaning in MEANINGS])
        for places in decimals:
            for meaning in MEANINGS:
                style = styles.figures[places, meaning.sign]
                label = meaning.label.text(language) if meaning.sign else ""
                told = _text(label, styles.text) if label else b""
                symbol = _text(meaning.symbol, styles.sign)
                self._starts += [f'<c s="{style}"><v>'.encode(), symbol]
                self._ends += [b"</v></c>" + told + b"</row>", told + b"</row>"]

    def rows(
        self,
        start: bytes,
        middles: Iterable[bytes],
        values: npt.NDArray[np.float64],
        signs: npt.NDArray[np.uint8],
        decimals: npt.NDArray[np.int64],
    ) -> bytes:
        without = np.isnan(values) | self._replaced[signs]
        way = (np.searchsorted(self._decimals, decimals) * len(MEANINGS) + signs) * 2 + without
        ways = way.tolist()
        numbers = number_texts(np.where(without, np.nan, values))
        starts, ends = (self._starts[each] for each in ways), (self._ends[each] for each in ways)
        return b"".join(chain.from_iterable(zip(repeat(start), middles, starts, numbers, ends, strict=False)))


def _split(shape: tuple[int, ...]) -> int:
    """The axis from which on a run is long enough to be worth an array operation."""
    return next((axis for axis in reversed(range(len(shape))) if prod(shape[axis:]) >= _RUN), 0)


def _decimals(structure: Structure) -> npt.NDArray[np.int64]:
    """Decimals of every cell: those of the first code that has its own, else those of the measure. A view."""
    found: npt.NDArray[np.int64] = np.full((1,) * len(structure.shape), structure.measure.decimals, np.int64)
    for axis, dimension in reversed(list(enumerate(structure.dimensions))):
        own = np.array([-1 if code.decimals is None else code.decimals for code in dimension.codelist])
        if (own >= 0).any():
            along = own.reshape([-1 if other == axis else 1 for other in range(len(structure.shape))])
            found = np.where(along >= 0, along, found)
    return np.broadcast_to(found, structure.shape)


def _codes(dimension: Dimension, styles: ListStyles, language: str) -> list[bytes]:
    return [_code(code, styles, language) for code in dimension.codelist]


def _code(code: Code, styles: ListStyles, language: str) -> bytes:
    texts = (code.id, code.label.text(language))
    return b"".join(_text(text, styles.live if is_live(text) else styles.text) for text in texts)


def _text(text: str, style: int) -> bytes:
    kept = CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    space = ' xml:space="preserve"' if kept != kept.strip() else ""
    return f'<c s="{style}" t="inlineStr"><is><t{space}>{escape(kept)}</t></is></c>'.encode()
