"""Writing the cells of a part between the words of a format, whole arrays at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product, repeat
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from amargah.exchange.numerals import number_texts
from amargah.exchange.sdmx.data.message import Part
from amargah.statcore.cubes import Values
from amargah.statcore.selections import Indices

Texts = Sequence[bytes]
Segment = tuple[int | None, Texts]
"""A text that goes with the codes of one dimension, or a fixed one."""
Attributes = Sequence[tuple[int, Texts]]
"""Texts that go with the codes of single dimensions, in the order in which they are written."""
Keyed = Callable[[Indices], Iterable[bytes]]
KeyWords = tuple[tuple[int, ...], tuple[int, ...], Keyed, Keyed]
"""Leading and trailing axes of a `Wording`, and their texts."""
Places = npt.NDArray[np.intp]

_RUN = 256  # cells whose keys are worth joining once for all rows
NO_TEXTS: Texts = (b"",) * 9


@dataclass(frozen=True, eq=False)
class Wording:
    """What stands around the figures of one set.

    `leading` axes make a head (of a series, or of a single cell), `trailing` ones the rest of its key; `heads` and
    `tails` give the texts for all combinations of places along them, the last axis varying fastest. `statuses` are
    by sign. `attributes` are the texts that depend on single axes, by place; `end` closes a cell.
    """

    leading: tuple[int, ...]
    trailing: tuple[int, ...]
    heads: Keyed
    tails: Keyed
    in_series: bool
    values: bool = True
    between_cells: bytes = b""
    between_series: bytes = b""
    after_series: bytes = b""
    before_value: bytes = b""
    after_value: bytes = b""
    no_value: bytes = b""
    statuses: Texts = NO_TEXTS
    attributes: Attributes = ()
    end: bytes = b""
    cells: bool = True


def texts_at(places: Iterable[int], count: int, text: Callable[[int], str]) -> Texts:
    """A text for each of `places` among `count`; the others, which nobody asks for, are empty."""
    texts = [b""] * count
    for place in places:
        texts[place] = text(place).encode()
    return texts


def joined(texts: Sequence[Texts], *, before: bytes = b"", after: bytes = b"") -> Callable[[Indices], list[bytes]]:
    """The texts of each combination of places, one behind the other between `before` and `after`."""

    def combined(places: Indices) -> list[bytes]:
        chosen = [[text[place] for place in along] for text, along in zip(texts, places, strict=True)]
        return [b"".join((before, *parts, after)) for parts in product(*chosen)]

    return combined


def keyed(
    axes: tuple[int, ...], keys: Sequence[Texts], told: Attributes, *, before: bytes, between: bytes, after: bytes
) -> Callable[[Indices], list[bytes]]:
    """As `joined` over `axes`, with what is told of the codes behind all of the key."""
    key = joined(keys, before=before, after=between)

    def combined(places: Indices) -> list[bytes]:
        said = _told(told, axes, places, np.arange(prod(len(along) for along in places)))
        return [first + second + after for first, second in zip(key(places), said, strict=True)]

    return combined


def folded(segments: Sequence[Segment]) -> tuple[bytes, tuple[tuple[int, Texts], ...]]:
    """The same with fixed texts put behind those before them; first comes what stands before all dimensions."""
    before, found = b"", list[tuple[int, Texts]]()
    for axis, texts in segments:
        if axis is None and not found:
            before += texts[0]
        elif axis is None or (found and found[-1][0] == axis):
            last, ahead = found[-1]
            behind = texts if axis is not None else [texts[0]] * len(ahead)
            found[-1] = (last, [first + second for first, second in zip(ahead, behind, strict=True)])
        else:
            found.append((axis, texts))
    return before, tuple(found)


def split(axes: tuple[int, ...], places: Indices) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """`axes` cut in two, the second part being just long enough to be worth making its texts once."""
    for cut in reversed(range(len(axes))):
        if prod(len(places[axis]) for axis in axes[cut:]) >= _RUN:
            return axes[:cut], axes[cut:]
    return (), axes


def written(wording: Wording, parts: Iterable[Part]) -> Iterator[bytes]:
    """The cells of all parts, or only their series when the wording has no cells; a piece of bytes a part."""
    begun = False
    for part in parts:
        cells = _laid(wording, part)
        if cells.rows.size:
            yield _series(wording, cells, begun) if not wording.cells else _cells(wording, cells, begun)
            begun = True
    if begun and wording.in_series:
        yield wording.after_series


@dataclass(frozen=True, eq=False)
class _Laid:
    """The existing cells of a part, in the order of the leading and the trailing axes."""

    places: Indices
    flat: Places
    rows: Places
    columns: Places
    values: Values
    signs: npt.NDArray[np.uint8]


def _laid(wording: Wording, part: Part) -> _Laid:
    axes = (*wording.leading, *wording.trailing)
    places = tuple(part.places[axis] for axis in axes)
    values, signs = part.values.transpose(axes).reshape(-1), part.signs.transpose(axes).reshape(-1)
    flat = np.flatnonzero(~np.isnan(values) | (signs != 0))
    width = prod(len(along) for along in places[len(wording.leading) :])
    rows, columns = np.divmod(flat, width)
    return _Laid(places, flat, rows, columns, values[flat], signs[flat])


def _series(wording: Wording, cells: _Laid, begun: bool) -> bytes:
    heads = list(wording.heads(cells.places[: len(wording.leading)]))
    found = [heads[row] for row in np.unique(cells.rows).tolist()]
    between = wording.after_series + wording.between_series
    return (between if begun else b"") + between.join(found)


def _cells(wording: Wording, cells: _Laid, begun: bool) -> bytes:
    columns: list[Iterable[bytes]] = [_starts(wording, cells, begun)]
    tails = list(wording.tails(cells.places[len(wording.leading) :]))
    columns.append(map(tails.__getitem__, cells.columns.tolist()))
    columns += _figures(wording, cells)
    if wording.statuses is not NO_TEXTS:
        columns.append(map(wording.statuses.__getitem__, cells.signs.tolist()))
    if wording.attributes:
        axes = (*wording.leading, *wording.trailing)
        columns.append(_told(wording.attributes, axes, cells.places, cells.flat))
    if wording.end:
        columns.append(repeat(wording.end))
    return b"".join(chain.from_iterable(zip(*columns, strict=False)))


def _starts(wording: Wording, cells: _Laid, begun: bool) -> Iterable[bytes]:
    heads = list(wording.heads(cells.places[: len(wording.leading)]))
    if not wording.in_series:
        return _before_cells(wording, [heads[row] for row in cells.rows.tolist()], begun)
    starts = [wording.between_cells] * len(cells.rows)
    between = wording.after_series + wording.between_series
    first = np.flatnonzero(np.diff(cells.rows, prepend=-1))
    for place, row in zip(first.tolist(), cells.rows[first].tolist(), strict=True):
        starts[place] = between + heads[row]
    if not begun:
        starts[0] = heads[int(cells.rows[0])]
    return starts


def _before_cells(wording: Wording, heads: list[bytes], begun: bool) -> list[bytes]:
    between = wording.between_cells
    if not between:
        return heads
    separated = [between + head for head in heads]
    if not begun:
        separated[0] = heads[0]
    return separated


def _figures(wording: Wording, cells: _Laid) -> list[Iterable[bytes]]:
    """The numbers between their words; where there is none, what stands for it."""
    if not wording.values:
        return [repeat(wording.no_value)] if wording.no_value else []
    numbers: Any = number_texts(cells.values)
    before, after = wording.before_value, wording.after_value
    if np.isnan(cells.values).any():
        nothing = wording.no_value
        return [[before + number + after if number else nothing for number in numbers]]
    return [each for each in (before and repeat(before), numbers, after and repeat(after)) if each]


def _told(told: Attributes, axes: tuple[int, ...], places: Indices, cells: Places) -> Iterable[bytes]:
    """What is told of the codes of each of `cells`, which are numbered along `axes`."""
    if not told:
        return repeat(b"", cells.size)
    where = [axes.index(axis) for axis, _ in told]
    along = tuple(places[axis] for axis in where)
    index = np.unravel_index(cells, [len(each) for each in places])
    number = np.ravel_multi_index([index[axis] for axis in where], [len(each) for each in along])
    return map(joined([texts for _, texts in told])(along).__getitem__, number.tolist())
