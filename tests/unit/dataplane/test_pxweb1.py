"""PxWebApi 1: levels, metadata, and queries by POST."""

from datetime import timedelta

import numpy as np
import pytest
from falcon.testing import TestClient
from jsonstat_validator import validate_jsonstat
from pxweb_tables import PEOPLE, RATES, people, rates, shelve
from pyjstat import pyjstat

from amargah.dataplane import FairUse, Limits, create_app
from released import cube, released, stage

ROOT = "/api/v1/en/amargah"
TABLE = f"{ROOT}/population/{PEOPLE}"


@pytest.fixture
def client(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    return TestClient(create_app(shelf))


def item(code, *values, filter="item"):
    return {"code": code, "selection": {"filter": filter, "values": list(values)}}


def post(client, *items, format="json", table=TABLE):
    return client.simulate_post(table, json={"query": list(items), "response": {"format": format}})


ONE_YEAR = (item("TIME", "1400"), item("AREA", "15"))


def test_levels(client):
    assert client.simulate_get("/api/v1/en").json == [{"dbid": "amargah", "text": "Amargah"}]
    assert client.simulate_get("/api/v1/fa/amargah/").json == [
        {"id": "population", "type": "l", "text": "جمعیت"},
        {"id": "labour", "type": "l", "text": "نیروی انسانی"},
    ]
    assert client.simulate_get(f"{ROOT}/labour").json == [
        {"id": RATES, "type": "t", "text": "Labour force", "updated": "2026-03-21T08:30:00"}
    ]


def test_metadata_keeps_the_order_that_clients_rely_on(client):
    answer = client.simulate_get(TABLE).json
    assert list(answer) == ["title", "variables"] and answer["title"] == "Population by age"
    assert [list(each) for each in answer["variables"]] == [
        ["code", "text", "values", "valueTexts", "elimination"],
        ["code", "text", "values", "valueTexts"],
        ["code", "text", "values", "valueTexts", "elimination"],
        ["code", "text", "values", "valueTexts", "time"],
    ]
    assert answer["variables"][2]["values"] == ["T", "M", "F"]
    assert answer["variables"][2]["valueTexts"] == ["All", "Men", "Women"]
    assert client.simulate_get(f"{ROOT}/{PEOPLE}").json == answer


@pytest.mark.parametrize("path", ["/api/v1/en", "/api/v1/fa/amargah", f"{ROOT}/population", TABLE, TABLE + "/"])
def test_config_is_told_everywhere(shelf, clock, tmp_path, path):
    shelve(shelf, clock, tmp_path / "cubes")
    client = TestClient(create_app(shelf, fair_use=FairUse(lambda: 0.0, anonymous=Limits(500, 40, 10))))
    assert client.simulate_get(f"{path}?config").json == {
        "maxValues": 500,
        "maxCells": 500,
        "maxCalls": 40,
        "timeWindow": 10,
        "CORS": True,
    }


def test_search(client):
    found = client.simulate_get(f"{ROOT}?query=age&filter=title").json
    assert [(row["id"], row["path"], row["title"]) for row in found] == [
        (PEOPLE, "/population", "Population by age")
    ]
    assert client.simulate_get(f"{ROOT}/labour?query=age&filter=*").json == []
    words = client.simulate_get(f"{ROOT}?query=census&filter=*").json
    assert len(words) == 3 and client.simulate_get(f"{ROOT}?query=census&filter=title").json == []


def test_json_has_a_key_and_values_as_text(client):
    answer = post(client, *ONE_YEAR, item("AGE", "0-14", "60+"), item("SEX", "M")).json
    assert answer["columns"] == [
        {"code": "AREA", "text": "Area", "type": "d"},
        {"code": "AGE", "text": "Age", "type": "d"},
        {"code": "SEX", "text": "Sex", "type": "d"},
        {"code": "TIME", "text": "Year", "type": "t"},
        {"code": "Population", "text": "Population", "type": "c"},
    ]
    numbers = people().values[1, [0, 3], 1, 2]
    assert answer["data"] == [
        {"key": ["15", age, "M", "1400"], "values": [str(int(number))]}
        for age, number in zip(("0-14", "60+"), numbers, strict=True)
    ]
    assert answer["comments"] == []
    assert answer["metadata"][0]["source"] == "Statistical Centre of Iran"


def test_contents_are_columns_and_dots_stand_where_there_is_no_number(client):
    answer = post(client, table=f"{ROOT}/labour/{RATES}").json
    assert [(each["code"], each["type"]) for each in answer["columns"]] == [
        ("AREA", "d"),
        ("MONTH", "t"),
        ("UR", "c"),
        ("EMP", "c"),
    ]
    assert [row["values"] for row in answer["data"]] == [
        ["7.25", "100"],
        ["8.5", "..."],
        ["9", "50"],
        ["......", "51"],
    ]


def test_what_is_not_named_is_left_out_or_whole(client):
    answer = post(client, item("TIME", "1", filter="top")).json
    assert [each["code"] for each in answer["columns"]] == ["AGE", "TIME", "Population"]
    assert [row["values"][0] for row in answer["data"]] == [str(int(n)) for n in people().values[0, :, 0, 2]]


@pytest.mark.parametrize(
    ("chosen", "ages"),
    [
        (item("AGE", "30-59", "0-14"), ["0-14", "30-59"]),
        (item("AGE", "*", filter="all"), ["0-14", "15-29", "30-59", "60+"]),
        (item("AGE", "*9", filter="All"), ["15-29", "30-59"]),
        (item("AGE", "2", filter="top"), ["0-14", "15-29"]),
        (item("AGE", "60+", filter="vs:POP_AGE.AGE"), ["60+"]),
        (item("AGE", "OLD", "YOUNG", filter="agg:POP_AGE.AGE.BROAD"), ["YOUNG", "OLD"]),
        (item("AGE", "YOUNG", filter="agg_single:agg_POP_AGE.AGE.BROAD"), ["0-14", "15-29"]),
    ],
)
def test_filters(client, chosen, ages):
    rows = post(client, *ONE_YEAR, chosen).json["data"]
    assert [row["key"][1] for row in rows] == ages


def test_jsonstat_of_version_1(client):
    document = post(client, *ONE_YEAR, format="json-stat").json
    assert list(document) == ["dataset"]
    dimension = document["dataset"]["dimension"]
    assert dimension["id"] == ["ContentsCode", "AREA", "AGE", "TIME"] and dimension["size"] == [1, 1, 4, 1]
    assert dimension["role"]["time"] == ["TIME"]
    assert document["dataset"]["value"] == people().values[1, :, 0, 2].tolist()
    with pytest.warns(DeprecationWarning):  # of its reader of version 1
        frame = pyjstat.from_json_stat(document)[0]
    assert frame["value"].tolist() == people().values[1, :, 0, 2].tolist()


def test_jsonstat_of_version_1_tells_of_no_contents_that_it_does_not_have(client):
    document = post(client, item("INDICATOR", "EMP"), format="json-stat", table=f"{ROOT}/labour/{RATES}").json
    extension = document["dataset"]["dimension"]["INDICATOR"]["extension"]
    assert extension["measuringType"] == {"EMP": "Other"} and extension["refperiod"] == {"EMP": "monthly"}


def test_other_formats(client):
    whole = [item(each, "*", filter="all") for each in ("AREA", "INDICATOR", "MONTH")]
    table = f"{ROOT}/labour/{RATES}"
    second = post(client, *whole, format="json-stat2", table=table).json
    assert validate_jsonstat(second) is True
    assert second["value"] == [None if np.isnan(n) else n for n in rates().values.reshape(-1)]
    pivoted = post(client, *whole, format="csv", table=table).content.decode("utf-8-sig").splitlines()
    assert pivoted[:2] == ['"Area","Month","Unemployment rate","Employed"', '"Urban","01",7.25,100']
    lists = [post(client, *whole, format=name, table=table).text.splitlines()[1] for name in ("csv2", "csv3")]
    assert lists == ['"Urban","01",7.25,100', '"U","1404-M01",7.25,100']
    assert b"DATA=" in post(client, *whole, format="px", table=table).content
    assert post(client, *whole, format="xlsx", table=table).content.startswith(b"PK")
    assert "<table>" in post(client, *whole, format="html", table=table).text


def test_vintages(client, shelf, clock, tmp_path):
    before = clock().isoformat().replace("+00:00", "Z")
    clock.advance(timedelta(hours=1))
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    table = f"{ROOT}/population/POP_COUNTY"
    query = {"query": [item("COUNTY", "1501"), item("TIME", "1390")]}
    values = [client.simulate_post(f"{table}{more}", json=query).json["data"] for more in ("", f"?asOf={before}")]
    assert [rows[0]["values"] for rows in values] == [["1"], ["0"]]
    assert client.simulate_get(f"{table}?asOf={before}").status_code == 200


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/api/v1/en/other", "no 'other'"),
        (f"{ROOT}/nothing", "no 'nothing'"),
        (f"{ROOT}/prices", "no 'prices'"),
        (f"{ROOT}/labour/{PEOPLE}", f"no '{PEOPLE}'"),
        (f"{ROOT}/population/NOTHING", "no 'NOTHING'"),
        (f"{ROOT}/population/{PEOPLE}/more", "nothing at"),
    ],
)
def test_what_is_not_there(client, path, words):
    for answer in (client.simulate_get(path), client.simulate_post(path, json={"query": []})):
        assert answer.status_code == 404
        assert list(answer.json) == ["error"] and words in answer.json["error"]


@pytest.mark.parametrize("path", ["", "/", "/population", "/labour"])
def test_a_level_takes_no_query(client, path):
    answer = client.simulate_post(f"{ROOT}{path}", json={"query": []})
    assert answer.status_code == 404 and "is a level, which takes no query" in answer.json["error"]
    assert client.simulate_post(f"{ROOT}/{PEOPLE}", json={"query": []}).status_code == 200


def test_errors_are_in_the_language_of_the_address(client):
    assert client.simulate_get("/api/v1/de").status_code == 404
    assert "اینجا نیست" in client.simulate_get("/api/v1/fa/other").json["error"]
    assert post(client, item("AGE", "*"), table=TABLE.replace("/en/", "/fa/")).json["error"].startswith("متغیر")


def test_too_many_cells(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    client = TestClient(create_app(shelf, fair_use=FairUse(lambda: 0.0, anonymous=Limits(11, 40, 10))))
    answer = post(client)
    assert answer.status_code == 403 and "12 cells" in answer.json["error"]
