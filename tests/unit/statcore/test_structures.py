"""Structures refuse what has no meaning, and find dimensions, axes and codes."""

import pytest

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Group, Grouping, Measure, Role, Structure

NAME = Label("نام", "Name")


def codelist(*ids: str) -> Codelist:
    return Codelist("LIST", NAME, tuple(Code(id, Label(id, id)) for id in ids))


def structure(*dimensions: Dimension) -> Structure:
    return Structure("S", NAME, dimensions, Measure(NAME, NAME))


SEX = Dimension("SEX", NAME, codelist("T", "M", "F"))
GEO = Dimension("GEO", NAME, codelist("1501", "1502"), Role.GEO)
TIME = Dimension("TIME", NAME, codelist("1395"), Role.TIME)


def test_a_codelist_knows_its_codes() -> None:
    codes = codelist("T", "M", "F")
    assert [code.id for code in codes] == ["T", "M", "F"]
    assert (len(codes), codes.position("F"), "M" in codes, "X" in codes) == (3, 2, True, False)
    with pytest.raises(KeyError):
        codes.position("X")


def test_a_code_occurs_once() -> None:
    with pytest.raises(Invalid, match="occurs twice"):
        codelist("T", "T")


def test_parents_are_in_the_codelist() -> None:
    with pytest.raises(Invalid, match="parent IR of 15 is not in the codelist") as refusal:
        Codelist("GEO", NAME, (Code("15", NAME, parent="IR"),))
    assert "IR" in refusal.value.detail.fa


def test_shape_size_and_places() -> None:
    whole = structure(GEO, SEX, TIME)
    assert whole.shape == (2, 3, 1)
    assert whole.size == 6
    assert whole.axis("SEX") == 1
    assert whole.dimension("GEO") is GEO
    assert whole.time is TIME
    assert whole.with_role(Role.GEO) is GEO
    assert whole.with_role(Role.METRIC) is None


@pytest.mark.parametrize("ask", ["axis", "dimension"])
def test_unknown_dimensions_are_key_errors(ask: str) -> None:
    with pytest.raises(KeyError):
        getattr(structure(GEO, TIME), ask)("AGE")


@pytest.mark.parametrize("dimensions", [(GEO, SEX), (TIME, Dimension("YEAR", NAME, codelist("1"), Role.TIME))])
def test_exactly_one_time_dimension(dimensions: tuple[Dimension, ...]) -> None:
    with pytest.raises(Invalid, match="exactly one time dimension"):
        structure(*dimensions)


def test_a_dimension_occurs_once() -> None:
    with pytest.raises(Invalid, match="a dimension occurs twice"):
        structure(SEX, SEX, TIME)


@pytest.mark.parametrize("id", ["استان", "1ST", "A-B", "A B", "", "A" * 65])
def test_a_dimension_that_protocols_cannot_name_is_refused(id: str) -> None:
    with pytest.raises(Invalid, match="is no id of a dimension"):
        structure(Dimension(id, NAME, codelist("1")), TIME)


def grouping(*groups: tuple[str, tuple[str, ...]]) -> Grouping:
    return Grouping("BROAD", NAME, tuple(Group(id, NAME, members) for id, members in groups))


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ((("A", ("T",)), ("A", ("M",))), "a group occurs twice in BROAD"),
        ((("A", ("T", "X")),), r"members of group A are not in the codelist: \['X'\]"),
        ((("A", ()),), "members of group A are not in the codelist"),
    ],
)
def test_groups_have_members_of_the_codelist(groups: tuple[tuple[str, tuple[str, ...]], ...], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        Codelist("LIST", NAME, codelist("T", "M").codes, (grouping(*groups),))


def test_places_name_the_first_code_that_is_not_there() -> None:
    codes = codelist("T", "M", "F")
    assert codes.places(["F", "T"]) == (2, 0)
    with pytest.raises(KeyError, match="X"):
        codes.places(["T", "X", "Y"])
