"""Delimited text, pages of HTML and PxWeb's JSON of a table that is laid out."""

import io
import json

import numpy as np
import pandas
import pytest

from amargah.exchange.delimited import write_delimited
from amargah.exchange.html import write_html
from amargah.exchange.pivot import Pivot, Shown, relabelled
from amargah.exchange.pxjson import write_pxjson
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure


def dimension(id, label, *codes, role=Role.OTHER):
    listed = tuple(Code(code, Label(f"ف {text}", text)) for code, text in codes)
    return Dimension(id, Label(f"ف {label}", label), Codelist(id, Label(label, label), listed), role)


AREA = dimension("AREA", "Area", ("1", 'A "one"'), ("2", "<Two>, =3"))
SEX = dimension("SEX", "Sex", ("M", "Men"), ("F", "Women"))
TIME = dimension("TIME", "Year", ("1390", "1390"), ("1395", "1395"), role=Role.TIME)
VALUES = np.array([[1.0, 2.5, np.nan, 4e15], [np.nan, -6.0, 0.1, np.nan]])
SIGNS = np.array([[0, 0, Sign.CONFIDENTIAL, 0], [0, Sign.PROVISIONAL, 0, Sign.NOT_AVAILABLE]], np.uint8)
PIVOT = Pivot((AREA,), (SEX, TIME), "en", content="Persons")


def text(pieces):
    return b"".join(pieces).decode("utf-8-sig")


def test_csv_joins_the_heads_of_a_column():
    assert text(write_delimited(PIVOT, [(VALUES, SIGNS)])).split("\r\n") == [
        '"Area","Men 1390","Men 1395","Women 1390","Women 1395"',
        '"A ""one""",1,2.5,(c),4000000000000000',
        '"<Two>, =3",,-6,0.1,...',
        "",
    ]


def test_csv_is_read_by_others_as_the_same_numbers():
    data = b"".join(write_delimited(PIVOT, [(VALUES, SIGNS)], separator=";"))
    frame = pandas.read_csv(io.BytesIO(data), sep=";", na_values=["(c)", "..."])
    assert frame["Area"].tolist() == ['A "one"', "<Two>, =3"]
    assert np.array_equal(frame.iloc[:, 1:].to_numpy(float), VALUES, equal_nan=True)


def test_csv_has_its_title_above_and_starts_with_a_mark():
    titled = Pivot((AREA,), (SEX, TIME), "fa", "=عنوان", "نفر")
    data = b"".join(write_delimited(titled, [(VALUES, SIGNS)]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[:3] == [
        '"\'=عنوان"',
        "",
        '"ف Area","ف Men ف 1390","ف Men ف 1395","ف Women ف 1390","ف Women ف 1395"',
    ]


def test_without_a_heading_there_is_one_column_of_the_content():
    pivot = Pivot((AREA, SEX), (), "en", content="Persons")
    lines = text(write_delimited(pivot, [(VALUES[:, :2].reshape(4, 1), SIGNS[:, :2].reshape(4, 1))])).splitlines()
    assert lines[0] == '"Area","Sex","Persons"'
    assert lines[1:3] == ['"A ""one""","Men",1', '"A ""one""","Women",2.5']


def test_without_a_stub_there_is_one_row():
    pivot = Pivot((), (SEX, TIME), "en")
    assert text(write_delimited(pivot, [(VALUES[:1], SIGNS[:1])])).splitlines()[1] == "1,2.5,(c),4000000000000000"


@pytest.mark.parametrize("write", [write_delimited, write_html, lambda *table: write_pxjson(*table, about={})])
def test_blocks_of_rows_are_one_file(write):
    blocks = [(VALUES[:1], SIGNS[:1]), (VALUES[1:], SIGNS[1:])]
    assert b"".join(write(PIVOT, blocks)) == b"".join(write(PIVOT, [(VALUES, SIGNS)]))


def test_html_spans_heads_and_escapes_texts():
    pivot = Pivot((SEX, AREA), (TIME,), "en", "<b>", "Persons")
    page = text(write_html(pivot, [(VALUES.reshape(4, 2), SIGNS.reshape(4, 2))]))
    assert "<caption>&lt;b&gt;</caption>" in page and "<title>&lt;b&gt;</title>" in page
    assert '<th rowspan="2" scope="row">Men</th><th scope="row">A &quot;one&quot;</th>' in page
    assert page.count("Women") == 1 and "&lt;Two&gt;" in page and "<Two>" not in page


def test_html_is_read_by_others_as_the_same_numbers():
    page = b"".join(write_html(PIVOT, [(VALUES, SIGNS)]))
    frame = pandas.read_html(io.BytesIO(page), na_values=["(c)", "..."])[0]
    assert [tuple(map(str, head)) for head in frame.columns[1:]] == [
        ("Men", "1390"),
        ("Men", "1395"),
        ("Women", "1390"),
        ("Women", "1395"),
    ]
    assert np.array_equal(frame.iloc[:, 1:].to_numpy(float), VALUES, equal_nan=True)


def test_a_page_in_persian_runs_from_right_to_left():
    page = text(write_html(Pivot((AREA,), (), "fa", content="نفر"), [(VALUES[:, :1], SIGNS[:, :1])]))
    assert '<html lang="fa" dir="rtl">' in page and '<th scope="col">ف Area</th><th scope="col">نفر</th>' in page


def test_json_of_pxweb_has_text_for_every_value():
    pivot = Pivot((AREA, TIME), (SEX,), "en", content="Persons")
    document = json.loads(
        text(write_pxjson(pivot, [(VALUES.reshape(4, 2), SIGNS.reshape(4, 2))], about={"label": "L"}))
    )
    assert [column["type"] for column in document["columns"]] == ["d", "t", "c", "c"]
    assert [column["code"] for column in document["columns"]] == ["AREA", "TIME", "M", "F"]
    assert document["data"] == [
        {"key": ["1", "1390"], "values": ["1", "2.5"]},
        {"key": ["1", "1395"], "values": [".....", "4000000000000000"]},
        {"key": ["2", "1390"], "values": ["......", "-6"]},
        {"key": ["2", "1395"], "values": ["0.1", "..."]},
    ]
    assert document["metadata"] == [{"label": "L"}]


def test_what_is_shown_of_codes():
    structure = Structure("S", Label("", ""), (AREA, TIME), Measure(Label("", ""), Label("", "")))
    assert relabelled(structure, Shown.TEXTS) is structure
    codes, both = relabelled(structure, Shown.CODES), relabelled(structure, Shown.BOTH)
    assert codes.dimensions[0].label == Label("AREA", "AREA")
    assert codes.dimensions[0].codelist.codes[1].label.text("fa") == "2"
    assert both.dimensions[0].codelist.codes[1].label.text("en") == "2 - <Two>, =3"
