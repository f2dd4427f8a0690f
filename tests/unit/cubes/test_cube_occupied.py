"""Along each dimension, the places at which there is any cell."""

import numpy as np
import pytest

from amargah.cubes import cells
from amargah.cubes.cells import DenseCells, SparseCells

SHAPE = (4, 3, 5)


def dense():
    """Two numbers, and a sign without a number."""
    values, signs = np.full(SHAPE, np.nan), np.zeros(SHAPE, np.uint8)
    values[0, 1, 4] = 0
    values[3, 1, 0] = 7
    signs[2, 1, 4] = 3
    return DenseCells(values, signs, np.zeros(SHAPE, np.uint16))


def sparse():
    whole = dense()
    keys = np.flatnonzero((~np.isnan(whole.values) | (whole.signs != 0)).reshape(-1))
    arrays = (array.reshape(-1)[keys] for array in whole.whole())
    return SparseCells(SHAPE, keys, *arrays)


@pytest.mark.parametrize("slab", [1, 16, 1_000])
@pytest.mark.parametrize("made", [dense, sparse])
def test_places_with_cells(made, slab, monkeypatch):
    monkeypatch.setattr(cells, "_SLAB", slab)
    assert made().occupied() == ((0, 2, 3), (1,), (0, 4))


def test_nothing_is_occupied_when_there_are_no_cells():
    values = np.full(SHAPE, np.nan)
    empty = DenseCells(values, np.zeros(SHAPE, np.uint8), np.zeros(SHAPE, np.uint16))
    assert empty.occupied() == ((), (), ())
