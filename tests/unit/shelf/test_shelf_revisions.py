"""`Shelf.revision`: what a vintage changed against the one before it."""

from datetime import timedelta
from unittest.mock import patch

import numpy as np
import pytest

from amargah.shelf import revisions
from amargah.statcore.cubes import Cube
from released import COUNTIES, YEARS, cube, released, stage

DAY = timedelta(days=1)


def changed(base, cells):
    values = base.values.copy()
    for index, value in cells.items():
        values[index] = value
    return Cube(base.structure, values, base.signs, base.origin_numbers, base.origins)


@pytest.fixture
def shelve(shelf, clock, tmp_path):
    def shelved(*cubes):
        for number, each in enumerate(cubes):
            instant = clock() - DAY * (len(cubes) - number)
            stage(shelf, tmp_path / "made", f"r{number}", instant, released(tmp_path / "made", of=each))
        return shelf.edition().dataset("POP_COUNTY")

    return shelved


def codes(changes):
    return [changes.codes(number) for number in range(len(changes))]


def test_one_cell_of_each_kind(shelf, shelve):
    old = changed(cube(), {(1, 1, 1): np.nan})
    new = changed(cube(), {(0, 0, 0): 7.0, (2, 2, 0): np.nan})
    dataset = shelve(old, new)
    revision = shelf.revision(dataset, dataset.latest)
    assert codes(revision.added) == [("1502", "M", "1395")]
    assert codes(revision.changed) == [("1501", "T", "1390")]
    assert (revision.changed.old_values[0], revision.changed.new_values[0]) == (0.0, 7.0)
    assert codes(revision.deleted) == [("1503", "F", "1390")]
    assert revision.deleted.old_values.tolist() == [16_000.0]


def test_the_first_vintage_added_everything(shelf, shelve):
    dataset = shelve(cube())
    revision = shelf.revision(dataset, dataset.latest)
    assert (len(revision.added), len(revision.changed), len(revision.deleted)) == (18, 0, 0)


def test_the_same_figures_again_change_nothing(shelf, shelve):
    dataset = shelve(cube(), cube())
    assert len(shelf.revision(dataset, dataset.latest)) == 0


def test_a_dropped_county_and_a_new_year(shelf, shelve):
    dataset = shelve(cube(counties=COUNTIES, years=YEARS[:1]), cube(counties=COUNTIES[:2], years=YEARS))
    revision = shelf.revision(dataset, dataset.latest)
    assert {code[2] for code in codes(revision.added)} == {"1395"}
    assert {code[0] for code in codes(revision.deleted)} == {"1503"}
    assert (len(revision.added), len(revision.deleted)) == (6, 3)


def test_small_pieces_say_the_same_as_large_ones(shelf, shelve):
    dataset = shelve(cube(), cube(add=1, counties=COUNTIES[1:]))
    at_once = shelf.revision(dataset, dataset.latest)
    with patch.object(revisions, "_BLOCK", 2):
        parts = list(shelf.revision_parts(dataset, dataset.latest))
        in_pieces = shelf.revision(dataset, dataset.latest)
    assert max(len(part) for part in parts) <= 2
    for kind in ("added", "changed", "deleted"):
        assert codes(getattr(in_pieces, kind)) == codes(getattr(at_once, kind))
        assert list(getattr(in_pieces, kind).new_values) == pytest.approx(
            list(getattr(at_once, kind).new_values), nan_ok=True
        )
