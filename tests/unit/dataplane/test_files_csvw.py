"""CSVW: what the document says of the CSV is true of the CSV."""

import csv
import io
import re
from dataclasses import replace

import numpy as np
import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from released import cube, metadata, released, stage


@pytest.fixture
def client(shelf, clock, tmp_path):
    holey = cube()
    holey.values[0, 0, 0] = np.nan
    holey.values[1, 1, 1], holey.signs[1, 1, 1] = np.nan, 2
    holey.values[2, 1, 1], holey.signs[2, 1, 1] = 1.25, 6
    about = metadata(
        keywords=(Label("جمعیت", "population"),),
        notes=(Label("مرزهای کنونی", "Present boundaries"),),
        breaks=(Break("1395", Label("تعریف نو", "New definition")),),
    )
    version = released(tmp_path / "cubes", of=holey, about=about)
    stage(shelf, tmp_path / "cubes", "r1", clock(), version)
    return TestClient(create_app(shelf))


def followed(client, document, base="/data/"):
    """The CSV that the document names, its address being relative to that of the document."""
    answer = client.simulate_get(base + document["url"])
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("part", ["", "&SEX=M&TIME=1395"])
def test_the_csv_is_as_described(client, language, part):
    answer = client.simulate_get(f"/data/POP_COUNTY.csv-metadata.json?lang={language}{part}")
    assert answer.headers["Content-Type"] == "application/csvm+json"
    document = answer.json
    table = followed(client, document).content.decode("utf-8-sig")
    heading, *rows = csv.reader(io.StringIO(table, newline=""))
    columns = document["tableSchema"]["columns"]
    assert len(heading) == len(columns)
    for text, column in zip(heading, columns, strict=True):
        assert text in column["titles"][language]
    assert document["notes"][0]["rows"] == len(rows) == len(table.split("\r\n")) - 2
    assert f"{len(rows)} rows" in document["dc:extent"][1]["@value"]
    names = [column["name"] for column in columns]
    keys = [tuple(row[names.index(name)] for name in document["tableSchema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(rows)
    status = columns[-1]
    for row in rows:
        assert row[-2] == "" or float(row[-2]) == float(row[-2])
        assert row[-1] in status["null"] or re.fullmatch(status["datatype"]["format"], row[-1])


def test_every_row_leads_to_the_history_of_its_cell(client):
    document = client.simulate_get("/data/POP_COUNTY.csv-metadata.json?lang=en&SEX=M").json
    table = followed(client, document).content.decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(table, newline="")):
        address = document["tableSchema"]["aboutUrl"]
        for column in document["tableSchema"]["columns"]:
            address = address.replace(f"{{{column['name']}}}", row.get(column["name"], ""))
        cell = client.simulate_get(f"/data/{address}").json
        assert cell["value"] == (float(row["value"]) if row["value"] else None)


def test_what_must_be_known_is_said_in_both_languages(client):
    document = client.simulate_get("/data/POP_COUNTY.csv-metadata.json").json
    assert document["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "fa"}]
    assert document["dc:title"] == [
        {"@value": "جمعیت شهرستان‌ها بر حسب جنس", "@language": "fa"},
        {"@value": "Population of counties by sex", "@language": "en"},
    ]
    assert {"period": "1395", "break": document["notes"][2]["break"]} == document["notes"][2]
    properties = [
        column.get("propertyUrl", "").rpartition("#")[2] for column in document["tableSchema"]["columns"]
    ]
    assert properties == ["refArea", "", "", "", "timePeriod", "", "obsValue", "obsStatus"]


@pytest.mark.parametrize("query", ["", "?SEX=M&lang=en", "?asOf=2026-03-21T08:30:00Z", "?vintage=1"])
def test_the_csv_names_the_document_that_names_just_it(client, query):
    csv_file = client.simulate_get(f"/data/POP_COUNTY.csv{query}")
    address = re.search(r'<([^>]*)>; rel="describedby"; type="application/csvm\+json"', csv_file.headers["Link"])[
        1
    ]
    document = client.simulate_get(address).json
    assert document["url"] == f"POP_COUNTY.csv{query}"
    assert followed(client, document).content == csv_file.content


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/data/NOTHING.csv-metadata.json", 404),
        ("/data/POP_COUNTY.csv-metadata.json?AGE=1", 400),
        ("/data/POP_COUNTY.csv-metadata.json?vintage=7", 404),
        ("/data/POP_COUNTY.csv-metadata.json?lang=xx", 400),
    ],
)
def test_what_is_wrong_is_said(client, address, status):
    answer = client.simulate_get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


def test_a_label_like_its_id(shelf, clock, tmp_path):
    made = cube()
    first, *others = made.structure.dimensions
    dimensions = (replace(first, label=Label("COUNTY", "COUNTY")), *others)
    alike = replace(made, structure=replace(made.structure, dimensions=dimensions))
    stage(shelf, tmp_path / "cubes", "r1", clock(), released(tmp_path / "cubes", of=alike))
    client = TestClient(create_app(shelf))
    document = client.simulate_get("/data/POP_COUNTY.csv-metadata.json?lang=en").json
    heading = next(csv.reader(io.StringIO(followed(client, document).content.decode("utf-8-sig"))))
    assert heading[:2] == ["COUNTY", "COUNTY_label"]
    for text, column in zip(heading, document["tableSchema"]["columns"], strict=True):
        assert text in column["titles"]["en"]
