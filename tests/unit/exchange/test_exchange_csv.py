import csv
import io
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from amargah.exchange.csv import CsvTable
from amargah.exchange.inert import inert
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Role


def written(cube, language="en", **how):
    places = [range(size) for size in cube.structure.shape]
    return CsvTable(cube.structure, language).part(places, cube.values, cube.signs, **how)


def rows(cube, language="en"):
    return list(csv.reader(io.StringIO(written(cube, language).decode("utf-8-sig"), newline="")))


def test_one_line_a_cell_that_exists(cube):
    head, *body = rows(cube)
    assert head == ["COUNTY", "County", "SEX", "Sex", "TIME", "Year", "value", "status"]
    assert len(body) == 8
    assert body[0] == ["1501", "Khorramabad", "T", "Total", "1395", "1395", "1000", ""]
    assert body[3][-2:] == ["", "O"]
    assert body[-1] == ["1503", "Aligudarz", "F", "Female", "1395", "1395", "1008", "P"]


def test_persian_labels_and_a_byte_order_mark(cube):
    assert written(cube, "fa").startswith(b"\xef\xbb\xbf")
    assert rows(cube, "fa")[1][1] == "خرم‌آباد"
    assert rows(cube, "fa")[0][1] == "شهرستان"


def test_numbers_stay_numbers(cube):
    cube.values[0] = [[-5.0], [0.1], [1e20]]
    assert [row[-2] for row in rows(cube)[1:4]] == ["-5", "0.1", "1e+20"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1"])
def test_live_text_is_made_inert(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "متن", "a=b", "1-2", " ساده"])
def test_other_text_is_left_alone(text):
    assert inert(text) == text


def renamed(cube, code):
    first, *rest = cube.structure.dimensions
    codes = (code, *first.codelist.codes[1:])
    first = Dimension(first.id, Label('=A1,"x"', "=A1"), Codelist("CL", first.label, codes), first.role)
    return replace(cube, structure=replace(cube.structure, dimensions=(first, *rest)))


def test_live_labels_and_headings_are_inert_and_quoted(cube):
    table = rows(renamed(cube, Code("1501", Label('=cmd|" /C calc"!A0', ""))), "fa")
    assert table[0][1] == '\'=A1,"x"'
    assert table[1][1] == '\'=cmd|" /C calc"!A0'


def many(cube, signs):
    """A cube of more cells than are joined one by one; the first of them have no number."""
    label = Label("سال", "Year")
    years = tuple(Code(str(n), label) for n in range(1, 1_001))
    dimensions = (
        *cube.structure.dimensions[1:2],
        Dimension("TIME", label, Codelist("T", label, years), Role.TIME),
    )
    structure = replace(cube.structure, dimensions=dimensions)
    values = np.arange(3_000.0).reshape(structure.shape) / 4
    values[0, :10] = np.nan
    signs = np.resize(np.array(signs, np.uint8), structure.shape)
    return Cube(structure, values, signs, np.zeros(structure.shape, np.uint16))


@pytest.mark.parametrize(
    "signs", [[Sign.NORMAL], [Sign.PROVISIONAL], [Sign.NORMAL, Sign.NORMAL, Sign.NOT_AVAILABLE]]
)
def test_many_lines_are_those_of_few(cube, signs):
    big = many(cube, signs)
    places = [range(size) for size in big.structure.shape]
    table = CsvTable(big.structure, "fa")
    parts = [
        table.part(
            [[sex], [year]],
            big.values[sex : sex + 1, year : year + 1],
            big.signs[sex : sex + 1, year : year + 1],
            begins=False,
        )
        for sex, year in product(*places)
    ]
    assert table.part(places, big.values, big.signs, begins=False) == b"".join(parts)


def test_parts_make_a_file(cube):
    table = CsvTable(cube.structure, "fa")
    _, sexes, times = ([*range(size)] for size in cube.structure.shape)
    parts = [
        table.part(
            [[place], sexes, times],
            cube.values[place : place + 1],
            cube.signs[place : place + 1],
            begins=not place,
        )
        for place in range(cube.structure.shape[0])
    ]
    assert b"".join(parts) == written(cube, "fa")


def test_an_empty_cube_has_a_heading_only(structure):
    assert len(rows(empty_cube(structure))) == 1
    assert written(empty_cube(structure), begins=False) == b""
    nothing = many(
        Cube(structure, *(np.zeros(structure.shape, kind) for kind in (float, np.uint8, np.uint16))), [0]
    )
    assert len(rows(replace(nothing, values=np.full_like(nothing.values, np.nan)))) == 1
