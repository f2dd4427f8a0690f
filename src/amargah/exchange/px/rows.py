"""The data of a PX file as text: a line a row of the table, in blocks of bounded size."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

import numpy as np

from amargah.exchange.numerals import decimals_of
from amargah.exchange.px.marks import without_number
from amargah.exchange.px.symbols import stored
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.signs import Sign

_BLOCK = 16 * 1024
# Up to this many digits a decimal number and its float64 name each other.
_EXACT = 1e15
_STORED = np.array([stored(sign) for sign in Sign], dtype=object)


def rows(values: Values, signs: Signs, *, width: int, decimals: int) -> Iterator[str]:
    """The cells in row-major order with `decimals` places each, a line every `width` cells.

    A number that needs more places gets them: what is read again is the same float64.
    """
    place = 0
    for part in _parts(values.shape):
        texts = _texts(values[part].reshape(-1), signs[part].reshape(-1), decimals)
        yield _lines(texts, place, width)
        place += len(texts)


def decimals_needed(values: Values, signs: Signs, at_least: int) -> int:
    """The fewest decimals, from `at_least` to 15, with which every number of the table can be told."""
    needed = at_least
    for part in _parts(values.shape):
        block = values[part]
        needed = decimals_of(block[~without_number(block, signs[part])], needed)
    return needed


def _parts(shape: Sequence[int]) -> Iterator[tuple[int | slice, ...]]:
    """Indices of blocks that follow each other in row-major order, each at most about `_BLOCK` cells."""
    axis = next((place for place in range(len(shape)) if prod(shape[place + 1 :]) <= _BLOCK), 0)
    step = max(1, _BLOCK // max(1, prod(shape[axis + 1 :])))
    slices = [slice(start, start + step) for start in range(0, shape[axis], step)]
    for index in product(*map(range, shape[:axis])):
        for part in slices:
            yield (*index, part)


def _texts(values: Values, signs: Signs, decimals: int) -> list[str]:
    missing = without_number(values, signs)
    texts = _numbers(np.where(missing, 0.0, values), decimals)
    places = np.flatnonzero(missing)
    for place, symbol in zip(places.tolist(), _STORED[signs[places]].tolist(), strict=True):
        texts[place] = symbol
    return texts


def _numbers(values: Values, decimals: int) -> list[str]:
    largest = float(np.abs(values).max(initial=0.0))
    if largest * 10.0**decimals >= _EXACT or _any_finer(values, decimals):
        return [_exactly(value, decimals) for value in values.tolist()]
    if decimals == 0:
        return list(map(str, values.astype(np.int64).tolist()))
    return list(map(f"%.{decimals}f".__mod__, values.tolist()))


def _any_finer(values: Values, decimals: int) -> bool:
    return bool((np.round(values, decimals) != values).any())


def _exactly(value: float, decimals: int) -> str:
    """The shortest digits that name `value`, without an exponent, filled up to `decimals` places."""
    if not decimals:
        return np.format_float_positional(value, trim="-")
    return np.format_float_positional(value, trim="k", min_digits=decimals)


def _lines(texts: Sequence[str], place: int, width: int) -> str:
    """Each cell with a space behind it, and a new line where a row of the table ends."""
    first = width - place % width
    ends = range(first, len(texts) + 1, width)
    starts = (0, *ends)
    parts = [f"{' '.join(texts[start:end])} \r\n" for start, end in zip(starts, ends, strict=False)]
    rest = texts[starts[-1] :]
    return "".join(parts) + (f"{' '.join(rest)} " if rest else "")
