"""Selections name codes; everything else is refused in words."""

import numpy as np
import pytest

from amargah.statcore.cubes import Cube, codes_at, coordinate, empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.selections import Selection, narrowed, resolve
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

NAME = Label("نام", "Name")


def dimension(id: str, *codes: Code, role: Role = Role.OTHER) -> Dimension:
    return Dimension(id, NAME, Codelist(id, NAME, codes), role)


STRUCTURE = Structure(
    "S",
    NAME,
    (
        dimension("SEX", Code("T", NAME), Code("M", NAME, "T"), Code("F", NAME, "T")),
        dimension("TIME", Code("1390", NAME), Code("1395", NAME), role=Role.TIME),
    ),
    Measure(NAME, NAME),
)


def test_what_is_not_named_is_wanted_whole() -> None:
    assert resolve(STRUCTURE, {}) == ((0, 1, 2), (0, 1))


def test_the_order_asked_for_is_kept() -> None:
    assert resolve(STRUCTURE, {"SEX": ["F", "T"]}) == ((2, 0), (0, 1))


@pytest.mark.parametrize(
    ("selection", "english"),
    [
        ({"AGE": ["T"]}, "no dimension 'AGE'; there are: SEX, TIME"),
        ({"SEX": ["X"]}, "dimension SEX has no code 'X'"),
        ({"SEX": []}, "empty or repeated"),
        ({"SEX": ["T", "T"]}, "empty or repeated"),
    ],
)
def test_refusals(selection: Selection, english: str) -> None:
    with pytest.raises(Invalid, match=english) as refusal:
        resolve(STRUCTURE, selection)
    assert refusal.value.detail.fa
    assert "dimension" in refusal.value.context


def test_a_part_loses_the_parents_that_may_be_outside() -> None:
    part = narrowed(STRUCTURE, resolve(STRUCTURE, {"SEX": ["F"]}))
    assert part.shape == (1, 2)
    assert [code.parent for code in part.dimension("SEX").codelist] == [None]
    assert part.dimension("TIME") is STRUCTURE.dimension("TIME")


def test_codes_and_indices_answer_each_other() -> None:
    assert coordinate(STRUCTURE, ("F", "1390")) == (2, 0)
    assert codes_at(STRUCTURE, (2, 0)) == ("F", "1390")
    with pytest.raises(KeyError):
        coordinate(STRUCTURE, ("X", "1390"))


def test_an_empty_cube_has_no_cell() -> None:
    cube = empty_cube(STRUCTURE)
    assert np.isnan(cube.values).all()
    assert not cube.signs.any()
    assert (cube.signs.dtype, cube.origin_numbers.dtype) == (np.uint8, np.uint16)


def test_arrays_fit_the_structure() -> None:
    good = empty_cube(STRUCTURE)
    with pytest.raises(Invalid, match="does not fit"):
        Cube(STRUCTURE, np.zeros((3, 3)), good.signs, good.origin_numbers)
