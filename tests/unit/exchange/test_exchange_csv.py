import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from amargah.exchange.csv import write_csv
from amargah.exchange.inert import inert
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Role


def rows(cube, language="en"):
    data = b"".join(write_csv(cube, language=language))
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_line_a_cell_that_exists(cube):
    head, *body = rows(cube)
    assert head == ["COUNTY", "County", "SEX", "Sex", "TIME", "Year", "value", "status"]
    assert len(body) == 8
    assert body[0] == ["1501", "Khorramabad", "T", "Total", "1395", "1395", "1000", ""]
    assert body[3][-2:] == ["", "O"]
    assert body[-1] == ["1503", "Aligudarz", "F", "Female", "1395", "1395", "1008", "P"]


def test_persian_labels_and_a_byte_order_mark(cube):
    first, *_ = write_csv(cube, language="fa")
    assert first.startswith(b"\xef\xbb\xbf")
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


def test_it_streams_in_blocks(cube):
    label = Label("سال", "Year")
    years = tuple(Code(str(n), label) for n in range(1, 40_001))
    dimensions = (
        *cube.structure.dimensions[1:2],
        Dimension("TIME", label, Codelist("T", label, years), Role.TIME),
    )
    structure = replace(cube.structure, dimensions=dimensions)
    big = Cube(structure, np.ones(structure.shape), *(np.zeros(structure.shape, t) for t in (np.uint8, np.uint16)))
    blocks = list(write_csv(big, language="fa"))
    assert len(blocks) > 20
    assert max(map(len, blocks)) < 200_000
    assert b"".join(blocks).count(b"\r\n") == 120_001


def test_an_empty_cube_has_a_heading_only(structure):
    assert len(rows(empty_cube(structure))) == 1
