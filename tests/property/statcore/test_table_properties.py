"""Places on paper and cells of a cube answer each other; addresses are those of a spreadsheet."""

from math import prod

from hypothesis import given
from hypothesis import strategies as st

from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table, column_letters, excel_address

NAME = Label("نام", "Name")


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Two to six dimensions of one to four codes in any order, split between stub and header, and a page."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=2, max_size=6))
    laid = [f"D{number}" for number in range(len(sizes))]
    stub_levels = draw(st.integers(max(1, len(laid) - 3), min(3, len(laid) - 1)))
    dimensions = [_dimension(id, size) for id, size in zip(laid, sizes, strict=True)]
    page = _dimension("TIME", 1, Role.TIME)
    order = draw(st.permutations([*dimensions, page]))
    shuffled = draw(st.permutations(laid))
    structure = Structure("S", NAME, tuple(order), Measure(NAME, NAME))
    return Table(structure, tuple(shuffled[:stub_levels]), tuple(shuffled[stub_levels:]))


def _dimension(id: str, size: int, role: Role = Role.OTHER) -> Dimension:
    codes = tuple(Code(f"{id}-{number}", NAME) for number in range(size))
    return Dimension(id, NAME, Codelist(id, NAME, codes), role)


@given(tables())
def test_every_cell_stands_at_exactly_one_place(table: Table) -> None:
    rows, columns = table.shape
    assert rows * columns == table.structure.size
    seen = set()
    for row in range(rows):
        for column in range(columns):
            index = table.index(row, column)
            assert table.place(index) == (row, column)
            seen.add(index)
    assert len(seen) == prod(table.structure.shape)


@given(tables(), st.data())
def test_the_codes_of_a_row_and_a_column_are_the_codes_of_the_cell(table: Table, data: st.DataObject) -> None:
    row, column = (data.draw(st.integers(0, size - 1)) for size in table.shape)
    index = table.index(row, column)
    named = dict(zip(table.stub + table.header, table.rows[row] + table.columns[column], strict=True))
    for dimension, place in zip(table.structure.dimensions, index, strict=True):
        assert dimension.codelist.codes[place] == named.get(dimension.id, dimension.codelist.codes[0])


@given(st.integers(0, 16_383))
def test_column_letters_are_a_number_in_base_26_without_zero(column: int) -> None:
    value = 0
    for letter in column_letters(column):
        value = value * 26 + (ord(letter) - ord("A") + 1)
    assert value - 1 == column


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_addresses_can_be_read_back(row: int, column: int) -> None:
    address = excel_address(row, column)
    letters = address.rstrip("0123456789")
    assert letters == column_letters(column)
    assert int(address.removeprefix(letters)) == row + 1
