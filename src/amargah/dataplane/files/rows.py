"""How many cells of a selection exist: the rows of its CSV and Parquet."""

from functools import lru_cache

import numpy as np

from amargah.cubes import StoredCube, blocks
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.selections import Indices, resolve

_BLOCK = 1 << 18  # cells looked at at once


def rows_of(stored: StoredCube, indices: Indices) -> int:
    """The number of cells at `indices` that exist; that of a whole cube is kept."""
    if indices == resolve(stored.structure, {}):
        return _of_whole(stored)
    return _counted(stored, indices)


def existing(values: Values, signs: Signs) -> int:
    """How many of some cells exist."""
    without = np.isnan(values)
    if not np.count_nonzero(without):  # the most usual, and an answer is made in little more time than this takes
        return values.size
    return values.size - int(np.count_nonzero(without & (signs == 0)))


@lru_cache(maxsize=1024)
def _of_whole(stored: StoredCube) -> int:
    return _counted(stored, resolve(stored.structure, {}))


def _counted(stored: StoredCube, indices: Indices) -> int:
    return sum(existing(*stored.figures(block)) for block in blocks(indices, _BLOCK))
