import numpy as np
import pytest

from amargah.office.ui.public import Mark, table_view
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table


def dimension(id: str, *codes: Code, role: Role = Role.OTHER) -> Dimension:
    label = Label(f"«{id}»", id)
    return Dimension(id, label, Codelist(id, label, codes), role)


def code(id: str, parent: str | None = None, **more: object) -> Code:
    return Code(id, Label(f"«{id}»", id), parent, **more)


PLACE = dimension("PLACE", code("T"), code("N", "T"), code("S", "T"), role=Role.GEO)
SEX = dimension("SEX", code("M"), code("F"))
AGE = dimension("AGE", code("0"), code("15"), code("65"))
YEAR = dimension("YEAR", code("1395"), role=Role.TIME)
STRUCTURE = Structure(
    "POP",
    Label("جمعیت", "Population"),
    (AGE, PLACE, YEAR, SEX),
    Measure(Label("", ""), Label("نفر", "persons"), 1),
)
TABLE = Table(STRUCTURE, ("PLACE", "SEX"), ("AGE",))


def numbered_cube(structure: Structure = STRUCTURE) -> Cube:
    values = np.arange(structure.size, dtype=float).reshape(structure.shape)
    blank = empty_cube(structure)
    return Cube(structure, values, blank.signs, blank.origin_numbers)


def test_the_stub_spans_the_rows_of_its_inner_level():
    view = table_view(TABLE, numbered_cube(), "en")
    assert [[(stub.text, stub.rows) for stub in row.stubs] for row in view.rows] == [
        [("T", 2), ("M", 1)],
        [("F", 1)],
        [("N", 2), ("M", 1)],
        [("F", 1)],
        [("S", 2), ("M", 1)],
        [("F", 1)],
    ]


def test_the_head_spans_the_columns_of_its_inner_level():
    view = table_view(Table(STRUCTURE, ("PLACE",), ("AGE", "SEX")), numbered_cube(), "en")
    outer, inner = view.head
    assert [(cell.text, cell.columns, cell.leaf) for cell in outer] == [
        ("0", 2, False),
        ("15", 2, False),
        ("65", 2, False),
    ]
    assert [(cell.text, cell.columns, cell.leaf) for cell in inner] == [("M", 1, True), ("F", 1, True)] * 3
    assert view.columns == 7


def test_cells_stand_where_the_table_puts_them():
    cube = numbered_cube()
    view = table_view(TABLE, cube, "en")
    for row in view.rows:
        for cell in row.cells:
            assert float(cell.number) == cube.values[TABLE.index(cell.row, cell.column)]
    assert view.rows[3].cells[1].name == "N, F, 15"


def test_parents_of_a_code_are_its_depth():
    stubs = [row.stubs[0] for row in table_view(TABLE, numbered_cube(), "en").rows[::2]]
    assert [(stub.depth, stub.total) for stub in stubs] == [(0, True), (1, False), (1, False)]


def test_the_title_has_unit_and_the_dimension_of_one_code():
    view = table_view(TABLE, numbered_cube(), "fa")
    assert (view.title, view.unit, view.page, view.corner) == (
        "جمعیت",
        "نفر",
        (("«YEAR»", "«1395»"),),
        ("«PLACE»", "«SEX»"),
    )


def test_signs_stand_apart_from_numbers_and_are_explained_once():
    cube = numbered_cube()
    cube.signs[0, 0, 0, 0] = Sign.PROVISIONAL
    cube.signs[1, 0, 0, 0] = Sign.CONFIDENTIAL
    cube.values[2, 0, 0, 0] = np.nan
    cells = table_view(TABLE, cube, "fa").rows[0].cells
    assert [(cell.number, cell.sign) for cell in cells] == [("۰٫۰", "*"), ("", "(c)"), ("", "")]
    assert cells[0].text == "۰٫۰*"
    assert [line.symbol for line in table_view(TABLE, cube, "fa").legend] == ["*", "(c)"]


def test_a_confidential_number_is_not_in_the_view():
    cube = numbered_cube()
    cube.values[0, 0, 0, 0] = 123456
    cube.signs[0, 0, 0, 0] = Sign.CONFIDENTIAL
    assert "123" not in repr(table_view(TABLE, cube, "en"))


@pytest.mark.parametrize(("stub", "header"), [(("KIND",), ("YEAR",)), (("YEAR",), ("KIND",))])
def test_a_code_may_bring_its_own_unit_and_decimals(stub, header):
    kind = dimension(
        "KIND",
        code("count", decimals=0),
        code("share", unit=Label("درصد", "percent"), decimals=2),
        code("index"),
        role=Role.METRIC,
    )
    structure = Structure("S", Label("", ""), (kind, YEAR), Measure(Label("", ""), Label("", ""), 1))
    view = table_view(Table(structure, stub, header), numbered_cube(structure), "en")
    assert [cell.number for row in view.rows for cell in row.cells] == ["0", "1.00", "2.0"]
    assert "share (percent)" in repr(view)


def test_links_and_marks_speak_of_the_cube():
    mark = Mark("error", "too large")
    view = table_view(
        TABLE, numbered_cube(), "en", cell_url=lambda index: "-".join(map(str, index)), marks={(1, 2, 0, 1): mark}
    )
    row, column = TABLE.place((1, 2, 0, 1))
    cell = view.rows[row].cells[column]
    assert (cell.url, cell.mark) == ("1-2-0-1", mark)
    assert sum(cell.mark is not None for row in view.rows for cell in row.cells) == 1


def test_an_empty_cell_has_nothing_to_link_to():
    view = table_view(TABLE, empty_cube(STRUCTURE), "en", cell_url=lambda _: "somewhere")
    assert {cell.url for row in view.rows for cell in row.cells} == {""}
    assert view.legend == ()
