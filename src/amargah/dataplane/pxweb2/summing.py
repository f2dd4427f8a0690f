"""Sums of cells over groups of codes."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from amargah.statcore.cubes import Signs, Values
from amargah.statcore.signs import MEANINGS, Sign

_REPLACES = np.array([meaning.replaces for meaning in MEANINGS])


def summed(values: Values, signs: Signs, axis: int, groups: Sequence[Sequence[int]]) -> tuple[Values, Signs]:
    """The arrays with one place along `axis` for each group, the sum of the places that it names.

    A sum of which any member has no number is not available. A sum with an estimated member is estimated, else
    one with a provisional member is provisional.
    """
    numbers, marks = np.moveaxis(values, axis, 0), np.moveaxis(signs, axis, 0)
    missing = np.isnan(numbers) | _REPLACES[marks]
    sums = np.empty((len(groups), *numbers.shape[1:]))
    said = np.empty(sums.shape, np.uint8)
    for place, members in enumerate(groups):
        chosen = list(members)
        sums[place] = numbers[chosen].sum(axis=0)
        said[place] = _weakest(marks[chosen])
        _withhold(sums[place : place + 1], said[place : place + 1], missing[chosen].any(axis=0)[np.newaxis])
    return np.moveaxis(sums, 0, axis), np.moveaxis(said, 0, axis)


def _weakest(marks: Signs) -> Signs:
    estimated, provisional = (marks == Sign.ESTIMATED).any(axis=0), (marks == Sign.PROVISIONAL).any(axis=0)
    said: Signs = np.where(estimated, Sign.ESTIMATED, np.where(provisional, Sign.PROVISIONAL, Sign.NORMAL))
    return said


def _withhold(sums: Values, said: Signs, missing: npt.NDArray[np.bool_]) -> None:
    sums[missing] = np.nan
    said[missing] = Sign.NOT_AVAILABLE
