"""Cells that carry a mark, told in few words: a star stands for all values of a variable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from amargah.statcore.cubes import Signs, Values
from amargah.statcore.signs import MEANINGS, Sign

Mask = npt.NDArray[np.bool_]
Key = tuple[int | None, ...]
"""A place along each axis; None is every place."""

REPLACES = np.array([meaning.replaces for meaning in MEANINGS])
_MOST_AT_ONCE = 1_000_000


def without_number(values: Values, signs: Signs) -> Mask:
    """Cells in which a symbol stands. A number under a sign that replaces it is not published."""
    missing: Mask = ~np.isfinite(values) | REPLACES[signs]
    return missing


def keys_of(values: Values, signs: Signs, sign: Sign, order: Sequence[int]) -> Iterator[Key]:
    """Keys that together cover every number of `sign`, and beyond them only cells without a number.

    `order` has the axes along which to look first. Memory is bounded: a large array is taken in pieces.
    """
    yield from _pieces(values, signs, sign, list(order), (None,) * values.ndim)


def _pieces(values: Values, signs: Signs, sign: Sign, order: list[int], key: Key) -> Iterator[Key]:
    if values.size > _MOST_AT_ONCE and order:
        axis, *rest = order
        for place in range(values.shape[axis]):
            part = (slice(None),) * axis + (slice(place, place + 1),)
            yield from _pieces(values[part], signs[part], sign, rest, _with(key, axis, place))
        return
    missing = without_number(values, signs)
    carries = (signs == sign) & ~missing
    if carries.any():
        yield from _Boxes(carries, carries | missing, tuple(order), key).keys()


@dataclass(frozen=True)
class _Boxes:
    """`must` be covered, `may` be; `open` are the axes of which a place is not yet chosen."""

    must: Mask
    may: Mask
    open: tuple[int, ...]
    key: Key

    def keys(self) -> Iterator[Key]:
        whole = self._without_even_axes()
        if not whole.open:
            yield whole.key
            return
        axis = whole.open[0]
        others = tuple(each for each in range(whole.must.ndim) if each != axis)
        for place in np.flatnonzero(whole.must.any(axis=others)).tolist():
            if len(whole.open) == 1:
                yield _with(whole.key, axis, place)
            else:
                yield from whole._at(axis, place).keys()

    def _without_even_axes(self) -> "_Boxes":
        """Leaves out each axis along which a mark, where there is one, stands at every place."""
        must, may, still = self.must, self.may, []
        for axis in self.open:
            some: Mask = np.any(must, axis=axis, keepdims=True)
            all_: Mask = np.all(may, axis=axis, keepdims=True)
            if (some & ~all_).any():
                still.append(axis)
            else:
                must, may = some, all_
        return _Boxes(must, may, tuple(still), self.key)

    def _at(self, axis: int, place: int) -> "_Boxes":
        part = (slice(None),) * axis + (slice(place, place + 1),)
        rest = tuple(each for each in self.open if each != axis)
        return replace(self, must=self.must[part], may=self.may[part], open=rest, key=_with(self.key, axis, place))


def _with(key: Key, axis: int, place: int) -> Key:
    return (*key[:axis], place, *key[axis + 1 :])
