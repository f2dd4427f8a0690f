"""Dense and sparse storage give the answers of plain numpy; a crash leaves a version whole or absent."""

import errno
import os
import tempfile
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from amargah.cubes import blocks, open_version, verify_version, write_version
from amargah.cubes import writing as cube_writing
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin, OriginKind
from amargah.statcore.selections import narrowed
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure


def structure(shape):
    dimensions = []
    for axis, length in enumerate(shape):
        codes = tuple(Code(f"c{n}", Label(f"c{n}", f"c{n}")) for n in range(length))
        role = Role.TIME if axis == 0 else Role.OTHER
        dimensions.append(Dimension(f"D{axis}", Label("D", "D"), Codelist("CL", Label("L", "L"), codes), role))
    return Structure("TEST", Label("t", "t"), tuple(dimensions), Measure(Label("m", "m"), Label("u", "u")))


REPLACING = [meaning.sign for meaning in MEANINGS if meaning.replaces]


@st.composite
def cubes(draw):
    shape = draw(arrays.array_shapes(min_dims=1, max_dims=4, max_side=5))
    number = st.one_of(st.just(np.nan), st.floats(allow_infinity=False, width=64))
    values = draw(arrays.arrays(np.float64, shape, elements=number, fill=st.just(np.nan)))
    signs = draw(arrays.arrays(np.uint8, shape, elements=st.integers(0, 8), fill=st.just(0)))
    numbers = draw(arrays.arrays(np.uint16, shape, elements=st.integers(0, 2), fill=st.just(0)))
    values[np.isin(signs, REPLACING)] = np.nan
    numbers[np.isnan(values) & (signs == 0)] = 0
    origins = tuple(Origin(str(n), OriginKind.ESTIMATE, Label("o", "o")) for n in range(3))
    return Cube(structure(shape), values, signs, numbers, origins)


@st.composite
def cubes_and_selections(draw):
    cube = draw(cubes())
    indices = tuple(
        tuple(draw(st.lists(st.sampled_from(range(length)), min_size=1, unique=True)))
        for length in cube.structure.shape
    )
    return cube, indices


def equal(one, other):
    assert one.structure == other.structure
    for name in ("values", "signs", "origin_numbers"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def naive(cube, indices):
    grid = np.ix_(*indices)
    return Cube(
        narrowed(cube.structure, indices),
        cube.values[grid],
        cube.signs[grid],
        cube.origin_numbers[grid],
        cube.origins,
    )


def stored_both_ways(folder, cube):
    for way, threshold in (("dense", 0.0), ("sparse", 2.0)):
        with patch.object(cube_writing, "SPARSE_BELOW", threshold):
            yield open_version(folder / way, write_version(folder / way, cube))


@settings(max_examples=20)  # each example waits for the disk
@given(cubes_and_selections())
def test_random_selections_equal_naive_numpy(example):
    cube, indices = example
    with tempfile.TemporaryDirectory() as folder:
        for stored in stored_both_ways(Path(folder), cube):
            equal(stored.cube(), cube)
            equal(stored.select(indices), naive(cube, indices))
            first = tuple(places[0] for places in indices)
            value, sign, _ = stored.cell(first)
            np.testing.assert_array_equal(value, cube.values[first])
            assert sign == cube.signs[first]


@given(cubes_and_selections(), st.integers(1, 40))
def test_blocks_put_together_are_the_selection(example, most):
    cube, indices = example
    pieces = [naive(cube, block).values.reshape(-1) for block in blocks(indices, most)]
    assert all(piece.size <= most for piece in pieces)
    np.testing.assert_array_equal(np.concatenate(pieces), naive(cube, indices).values.reshape(-1))


@settings(max_examples=15)
@given(cubes(), st.integers(1, 7))
def test_the_size_of_chunks_does_not_matter(cube, chunk):
    with tempfile.TemporaryDirectory() as folder:
        whole = write_version(Path(folder), cube)
        with patch.object(cube_writing, "CHUNK", chunk):
            assert write_version(Path(folder), cube) == whole


def example_cube():
    shape = (3, 4)
    return Cube(
        structure(shape), np.arange(12.0).reshape(shape), np.zeros(shape, np.uint8), np.zeros(shape, np.uint16)
    )


class Broken:
    """A system call that fails at its n-th use, and at every use after it, as after a crash."""

    def __init__(self, call, good):
        self.call, self.good, self.used = call, good, 0

    def __call__(self, *args, **kwargs):
        self.used += 1
        if self.used > self.good:
            raise OSError(errno.EIO, "the disk died")
        return self.call(*args, **kwargs)


@pytest.mark.parametrize("name", ["fsync", "rename", "mkdir"])
def test_a_crash_leaves_the_version_whole_or_absent(tmp_path, name):
    crashes = 0
    for good in range(20):
        root = tmp_path / str(good)
        root.mkdir()
        with patch.object(os, name, Broken(getattr(os, name), good)):
            try:
                write_version(root, example_cube())
            except OSError:
                crashes += 1
        for version in (path.name for path in root.iterdir() if not path.name.startswith(".")):
            assert verify_version(root, version) == ()
        version = write_version(root, example_cube())
        equal(open_version(root, version).cube(), example_cube())
        assert not list(root.glob(".writing-*"))
    assert 0 < crashes < 20
