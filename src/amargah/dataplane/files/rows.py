"""How many cells of a selection exist: the rows of its CSV and Parquet."""

from functools import lru_cache

import numpy as np

from amargah.cubes import StoredCube, blocks
from amargah.statcore.selections import Indices, resolve

_BLOCK = 1 << 18  # cells looked at at once


def existing(stored: StoredCube, indices: Indices) -> int:
    """The number of cells at `indices` that exist; that of a whole cube is kept."""
    if indices == resolve(stored.structure, {}):
        return _of_whole(stored)
    return _counted(stored, indices)


@lru_cache(maxsize=1024)
def _of_whole(stored: StoredCube) -> int:
    return _counted(stored, resolve(stored.structure, {}))


def _counted(stored: StoredCube, indices: Indices) -> int:
    return sum(_count(stored, block) for block in blocks(indices, _BLOCK))


def _count(stored: StoredCube, block: Indices) -> int:
    values, signs = stored.figures(block)
    return int(np.count_nonzero(~np.isnan(values) | (signs != 0)))
