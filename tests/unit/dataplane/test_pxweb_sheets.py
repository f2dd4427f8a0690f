"""XLSX of PxWebApi 2: laid out as CSV and HTML are, by the same parameters."""

import io
import re
import zipfile

import pytest
from falcon.testing import TestClient
from pxweb_tables import PEOPLE, RATES, people, shelve
from python_calamine import CalamineWorkbook

from amargah.dataplane import create_app
from amargah.exchange.xlsx import pivoted

ROOT = "/api/v2"
DATA = f"{ROOT}/tables/{PEOPLE}/data?lang=en"


@pytest.fixture
def client(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    return TestClient(create_app(shelf))


def sheet(client, query):
    content = client.simulate_get(f"{query}&outputFormat=xlsx").content
    return CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()


MEN_AND_WOMEN = f"{DATA}&valueCodes[AREA]=15&valueCodes[AGE]=0-14&valueCodes[SEX]=M,F&valueCodes[TIME]=1390,1400"


@pytest.mark.parametrize(
    ("parameters", "head", "side"),
    [
        ("", ["Area", "Age", "Sex", "1390", "1400"], ["Lorestan", "0-14", "Men"]),
        ("UseTexts", ["Area", "Age", "Sex", "1390", "1400"], ["Lorestan", "0-14", "Men"]),
        ("UseCodes", ["AREA", "AGE", "SEX", "1390", "1400"], ["15", "0-14", "M"]),
        (
            "UseCodesAndTexts",
            ["AREA - Area", "AGE - Age", "SEX - Sex", "1390 - 1390", "1400 - 1400"],
            ["15 - Lorestan", "0-14 - 0-14", "M - Men"],
        ),
    ],
)
def test_a_sheet_shows_what_its_parameters_say(client, parameters, head, side):
    rows = sheet(client, f"{MEN_AND_WOMEN}&heading=TIME&outputFormatParams={parameters}")
    assert rows[:2] == [head, [*side, *people().values[1, 0, 1, [0, 2]]]]
    assert len(rows) == 3 and rows[2][:2] == side[:2]


def test_a_sheet_has_a_title_when_it_is_asked_for(client):
    without = sheet(client, f"{MEN_AND_WOMEN}&heading=TIME")
    titled = sheet(client, f"{MEN_AND_WOMEN}&heading=TIME&outputFormatParams=IncludeTitle")
    assert titled == [["Population by age", *[""] * 4], [""] * 5, *without]


def test_a_sheet_has_a_row_of_heads_for_each_variable_across(client):
    rows = sheet(client, f"{MEN_AND_WOMEN}&stub=AREA,AGE&heading=TIME,SEX")
    assert rows[:2] == [["", "", "1390", "", "1400", ""], ["Area", "Age", "Men", "Women", "Men", "Women"]]
    assert rows[2][2:] == people().values[1, 0, 1:][:, [0, 2]].T.reshape(-1).tolist()
    everything_down = sheet(client, f"{MEN_AND_WOMEN}&stub=AREA,AGE,TIME,SEX")
    assert everything_down[:2] == [
        ["Area", "Age", "Year", "Sex", "Population"],
        ["Lorestan", "0-14", "1390", "Men", people().values[1, 0, 1, 0]],
    ]


def test_a_table_that_is_too_large_for_a_sheet_is_listed(client, monkeypatch):
    monkeypatch.setattr(pivoted, "MOST_CELLS", 3)
    rows = sheet(client, f"{MEN_AND_WOMEN}&heading=TIME")
    assert rows[-1][:6] == ["15", "Lorestan", "0-14", "0-14", "F", "Women"] and len(rows) == 10


def test_a_sheet_shows_the_signs(client):
    """One in place of a number is text; one beside a number is in its format, which is explained beside."""
    query = f"{DATA}&valueCodes[AREA]=15&valueCodes[AGE]=*&valueCodes[SEX]=T&valueCodes[TIME]=*&heading=TIME"
    content = client.simulate_get(f"{query}&outputFormat=xlsx").content
    rows = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][3] == "(c)" and rows[2][4] == people().values[1, 1, 0, 1]
    styles = zipfile.ZipFile(io.BytesIO(content)).read("xl/styles.xml").decode()
    assert "#,##0&quot;*&quot;" in styles and "#,##0&quot;**&quot;" in styles
    told = CalamineWorkbook.from_object(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    assert ["*", "Provisional"] in told and ["(c)", "Confidential"] in told


def test_numbers_on_a_sheet_have_the_decimals_of_their_indicator(client):
    everything = "&".join(f"valueCodes[{id}]=*" for id in ("AREA", "INDICATOR", "MONTH"))
    for place in ("stub", "heading"):
        query = f"{ROOT}/tables/{RATES}/data?lang=en&{everything}&{place}=INDICATOR"
        content = client.simulate_get(f"{query}&outputFormat=xlsx").content
        styles = zipfile.ZipFile(io.BytesIO(content)).read("xl/styles.xml").decode()
        formats_used = set(re.findall('formatCode="([^"]*)"', styles))
        assert formats_used == {"#,##0.0", "#,##0.0&quot;*&quot;", "#,##0"}
