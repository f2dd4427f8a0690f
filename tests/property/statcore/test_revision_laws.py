"""Applying a revision to the old cube gives the new one, whatever codes came, went, or moved in their lists."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from amargah.statcore.cubes import Cube, codes_at
from amargah.statcore.labels import Label
from amargah.statcore.revisions import compare
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

WORDS = Label("ن", "t")
AXES = {"A": "wxyz", "B": "pqr", "T": "123", "C": "c"}
FIGURES = [(np.nan, 0), (1.0, 0), (2.0, 0), (2.0, 6), (np.nan, 2), (np.nan, 5), (0.0, 0)]


@st.composite
def cubes(draw):
    ids = draw(st.sampled_from(["AT", "ABT", "TBA", "ABT", "ACT"]))
    dimensions = []
    for id in ids:
        chosen = draw(st.lists(st.sampled_from(AXES[id]), min_size=1, unique=True))
        codelist = Codelist(f"CL_{id}", WORDS, tuple(Code(code, WORDS) for code in chosen))
        dimensions.append(Dimension(id, WORDS, codelist, Role.TIME if id == "T" else Role.OTHER))
    structure = Structure("S", WORDS, tuple(dimensions), Measure(WORDS, WORDS))
    drawn = draw(st.lists(st.sampled_from(FIGURES), min_size=structure.size, max_size=structure.size))
    values, signs = zip(*drawn, strict=True)
    shape = structure.shape
    return Cube(
        structure,
        np.array(values).reshape(shape),
        np.array(signs, np.uint8).reshape(shape),
        np.zeros(shape, np.uint16),
    )


def cells(cube):
    """Existing cells by dimension and code, the plain way."""
    ids = [dimension.id for dimension in cube.structure.dimensions]
    found = {}
    for index in np.ndindex(cube.structure.shape):
        figure = (float(cube.values[index]), int(cube.signs[index]))
        if figure[0] == figure[0] or figure[1]:
            found[frozenset(zip(ids, codes_at(cube.structure, index), strict=True))] = _comparable(*figure)
    return found


def listed(changes):
    """The cells of one list with what they were and what they are."""
    ids = [dimension.id for dimension in changes.structure.dimensions]
    for number in range(len(changes)):
        cell = frozenset(zip(ids, changes.codes(number), strict=True))
        old = _comparable(float(changes.old_values[number]), int(changes.old_signs[number]))
        yield cell, old, _comparable(float(changes.new_values[number]), int(changes.new_signs[number]))


def _comparable(value, sign):
    return (None if value != value else value, sign)


@given(cubes(), cubes())
def test_a_revision_applied_to_the_old_cube_gives_the_new_one(old, new):
    revision = compare(old, new)
    made = cells(old)
    for cell, was, _ in listed(revision.deleted):
        assert made.pop(cell) == was
    for cell, was, becomes in listed(revision.changed):
        assert made[cell] == was != becomes
        made[cell] = becomes
    for cell, was, becomes in listed(revision.added):
        assert cell not in made
        assert was == (None, 0)
        made[cell] = becomes
    assert made == cells(new)


@given(cubes())
def test_nothing_changes_against_oneself(cube):
    assert len(compare(cube, cube)) == 0


@given(cubes(), cubes())
def test_the_way_back_swaps_what_came_and_what_went(old, new):
    there, back = compare(old, new), compare(new, old)
    assert {cell for cell, _, _ in listed(there.added)} == {cell for cell, _, _ in listed(back.deleted)}
    assert {cell for cell, _, _ in listed(there.changed)} == {cell for cell, _, _ in listed(back.changed)}


@given(cubes(), cubes())
def test_coordinates_point_at_the_figures_in_their_cubes(old, new):
    revision = compare(old, new)
    np.testing.assert_array_equal(new.values[revision.added.coordinates()], revision.added.new_values)
    np.testing.assert_array_equal(new.signs[revision.changed.coordinates()], revision.changed.new_signs)
    np.testing.assert_array_equal(old.values[revision.deleted.coordinates()], revision.deleted.old_values)
