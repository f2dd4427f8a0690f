"""Tables lay a structure out on paper."""

import pytest

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table, column_letters, excel_address

NAME = Label("نام", "Name")


def dimension(id: str, *codes: str, role: Role = Role.OTHER) -> Dimension:
    return Dimension(id, NAME, Codelist(id, NAME, tuple(Code(code, NAME) for code in codes)), role)


POPULATION = Structure(
    "POPULATION",
    NAME,
    (
        dimension("TIME", "1395", role=Role.TIME),
        dimension("AREA", "URBAN", "RURAL"),
        dimension("SEX", "T", "M", "F"),
        dimension("GEO", "1501", "1502"),
    ),
    Measure(NAME, NAME),
)
TABLE = Table(POPULATION, stub=("GEO",), header=("AREA", "SEX"))


def ids(codes: tuple[tuple[Code, ...], ...]) -> list[tuple[str, ...]]:
    return [tuple(code.id for code in line) for line in codes]


def test_rows_and_columns_name_their_codes_outermost_first() -> None:
    assert ids(TABLE.rows) == [("1501",), ("1502",)]
    assert ids(TABLE.columns) == [
        ("URBAN", "T"),
        ("URBAN", "M"),
        ("URBAN", "F"),
        ("RURAL", "T"),
        ("RURAL", "M"),
        ("RURAL", "F"),
    ]
    assert TABLE.shape == (2, 6)
    assert [each.id for each in TABLE.page] == ["TIME"]


def test_a_place_on_paper_is_a_cell_of_the_cube() -> None:
    assert TABLE.index(1, 4) == (0, 1, 1, 1)
    assert TABLE.place((0, 1, 1, 1)) == (1, 4)


@pytest.mark.parametrize("place", [(2, 0), (0, 6), (-1, 0), (0, -1)])
def test_places_outside_are_refused(place: tuple[int, int]) -> None:
    with pytest.raises(IndexError):
        TABLE.index(*place)


@pytest.mark.parametrize(
    ("stub", "header", "message"),
    [
        ((), ("SEX", "GEO", "AREA"), "one to three levels"),
        (("SEX",), (), "one to three levels"),
        (("SEX", "GEO", "AREA", "TIME"), ("SEX",), "one to three levels"),
        (("SEX",), ("SEX", "GEO"), "laid out once"),
        (("SEX", "AGE"), ("GEO", "AREA"), "must exist"),
        (("SEX",), ("GEO",), "dimension AREA is not laid out"),
    ],
)
def test_impossible_layouts(stub: tuple[str, ...], header: tuple[str, ...], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        Table(POPULATION, stub, header)


@pytest.mark.parametrize(
    ("row", "column", "address"),
    [(0, 0, "A1"), (9, 25, "Z10"), (0, 26, "AA1"), (99, 51, "AZ100"), (0, 701, "ZZ1"), (0, 702, "AAA1")],
)
def test_addresses(row: int, column: int, address: str) -> None:
    assert excel_address(row, column) == address
    assert address.startswith(column_letters(column))
