"""Saved queries of PxWebApi 2: the address is the query."""

import json
from datetime import timedelta

import numpy as np
import pytest
from falcon.testing import TestClient
from pxweb_tables import PEOPLE, shelve

from amargah.dataplane import create_app
from amargah.shelf import Shelf
from released import cube, released, stage, structure

ROOT = "/api/v2/savedqueries"


def body(*variables, table="POP_COUNTY", **more):
    selection = {"selection": [{"variableCode": code, "valueCodes": list(codes)} for code, *codes in variables]}
    return {"tableId": table, "language": "en", "selection": selection, **more}


LATEST = body(("COUNTY", "*"), ("TIME", "TOP(1)"))


@pytest.fixture
def client(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    return TestClient(create_app(shelf))


def saved(client, query):
    answer = client.simulate_post(ROOT, json=query)
    assert answer.status_code == 201, answer.text
    return answer.json["id"]


def test_a_query_is_saved_told_and_run(client):
    answer = client.simulate_post(ROOT, json={**LATEST, "outputFormat": "csv", "outputFormatParams": ["UseCodes"]})
    id = answer.json["id"]
    assert answer.headers["Location"].endswith(f"{ROOT}/{id}")
    told = client.simulate_get(f"{ROOT}/{id}").json
    assert (told["tableId"], told["language"], told["outputFormat"]) == ("POP_COUNTY", "en", "csv")
    assert told["savedQuery"]["selection"] == told["selection"]
    data = client.simulate_get(f"{ROOT}/{id}/data")
    assert data.content.decode("utf-8-sig").splitlines() == [
        '"COUNTY","1395"',
        '"1501",1000',
        '"1502",7000',
        '"1503",13000',
    ]
    other = client.simulate_get(f"{ROOT}/{id}/data?outputFormat=json-stat2&lang=fa").json
    assert (other["extension"]["language"], other["value"]) == ("fa", [1000, 7000, 13000])


def test_its_selection_keeps_expressions(client):
    id = saved(client, LATEST)
    told = client.simulate_get(f"{ROOT}/{id}/selection").json
    assert [(each["variableCode"], each["valueCodes"]) for each in told["selection"]] == [
        ("COUNTY", ["*"]),
        ("TIME", ["TOP(1)"]),
    ]


def test_metadata_can_be_that_of_a_saved_query(client):
    """All that there is to choose from, by the lists that the query uses."""
    query = body(("TIME", "1395"), ("SEX", "T"), table=PEOPLE)
    query["selection"]["selection"].append(
        {"variableCode": "AGE", "valueCodes": ["OLD"], "codelist": "agg_POP_AGE.AGE.BROAD"}
    )
    address = f"/api/v2/tables/{PEOPLE}/metadata?savedQuery={saved(client, query)}"
    answer = client.simulate_get(address).json
    assert list(answer["dimension"]["AGE"]["category"]["index"]) == ["YOUNG", "OLD", "ADULT"]
    assert answer["size"] == [1, 5, 3, 3, 3]
    assert client.simulate_get(f"{address}x").status_code == 404


def test_the_format_of_a_query_that_names_none_is_told(client):
    answer = client.simulate_post(ROOT, json=LATEST).json
    assert answer["outputFormat"] == "json-stat2" and answer["savedQuery"]["outputFormat"] == "json-stat2"


def test_it_moves_with_new_periods_and_can_be_read_as_of_before(client, shelf, clock, tmp_path):
    id = saved(client, LATEST)
    before = clock().isoformat().replace("+00:00", "Z")
    years = (("1395", "۱۳۹۵", "2016"), ("1400", "۱۴۰۰", "2021"))
    clock.advance(timedelta(hours=1))
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(5, years=years)))
    now = client.simulate_get(f"{ROOT}/{id}/data").json
    assert list(now["dimension"]["TIME"]["category"]["index"]) == ["1400"]
    assert now["value"] == [1005, 7005, 13005]
    assert client.simulate_get(f"{ROOT}/{id}/data?asOf={before}").json["value"] == [1000, 7000, 13000]
    links = client.simulate_get(f"{ROOT}/{id}/selection?asOf={before}").json["links"]
    (data,) = [each["href"] for each in links if each["rel"] == "data"]
    followed = client.simulate_get(data[data.index("/api") :])
    assert followed.json["value"] == [1000, 7000, 13000]


def test_any_copy_of_the_shelf_answers_it(client, clock, tmp_path):
    id = saved(client, LATEST)
    other = Shelf(tmp_path / "other", clock)
    shelve(other, clock, tmp_path / "cubes")
    answers = [TestClient(create_app(each)).simulate_get(f"{ROOT}/{id}/data").json for each in (other, other)]
    assert answers[0] == answers[1] == client.simulate_get(f"{ROOT}/{id}/data").json


def test_the_same_query_has_the_same_id(client):
    spelt = json.loads(json.dumps(LATEST).replace('"selection": {', '"outputFormat": null, "selection": {'))
    assert saved(client, LATEST) == saved(client, spelt) == saved(client, {**LATEST, "language": "EN"})
    assert saved(client, LATEST) != saved(client, body(("COUNTY", "*"), ("TIME", "TOP(2)")))


def test_aggregation_and_placement_are_saved(client):
    query = body(("TIME", "1395"), table=PEOPLE)
    query["selection"]["selection"].append(
        {"variableCode": "AGE", "valueCodes": ["*"], "codelist": "agg_POP_AGE.AGE.BROAD", "outputValues": "single"}
    )
    query["selection"]["placement"] = {"heading": ["AGE"], "stub": ["TIME"]}
    id = saved(client, {**query, "outputFormat": "csv"})
    lines = client.simulate_get(f"{ROOT}/{id}/data").content.decode("utf-8-sig").splitlines()
    assert lines == ['"Year","0-14","15-29","30-59","60+"', '"1395",1,10,19,28']


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"language": "en", "selection": {"selection": []}}, "cannot be read"),
        (body(("COUNTY", "9999"), ("TIME", "*")), "no code '9999'"),
        (body(("COUNTY", "*")), "TIME"),
        (body(("COUNTY", "*"), ("TIME", "*"), table="NOTHING"), "no dataset 'NOTHING'"),
        (body(("COUNTY", "*"), ("TIME", "*"), outputFormat="doc"), "knows no 'doc'"),
        ({**LATEST, "language": "sv"}, "language"),
    ],
)
def test_what_cannot_be_run_is_not_saved(client, query, words):
    answer = client.simulate_post(f"{ROOT}?lang=en", json=query)
    assert answer.status_code == 400 and words in answer.json["detail"], answer.text


def test_a_query_that_is_too_long_says_how_to_shorten_it(shelf, clock, tmp_path):
    numbers = np.random.default_rng(1).choice(10**9, 900, replace=False)
    counties = tuple((str(number), str(number), str(number)) for number in numbers)
    made = structure(counties)
    stage(shelf, tmp_path / "c", "r1", clock(), released(tmp_path / "c", of=cube(counties=counties)))
    client = TestClient(create_app(shelf))
    query = body(("COUNTY", *(code.id for code in made.dimensions[0].codelist)), ("TIME", "*"))
    answer = client.simulate_post(f"{ROOT}?lang=en", json=query)
    assert answer.status_code == 400 and "expressions such as * or TOP(3)" in answer.json["detail"]


@pytest.mark.parametrize("rest", ["", "/data", "/selection"])
def test_a_damaged_id_is_nothing(client, rest):
    id = saved(client, LATEST)
    damaged = [
        id[:-1],
        id + "A",
        id[:5] + ("A" if id[5] != "A" else "B") + id[6:],
        "AAAA",
        "x" * 4000,
        "é",
        id.lower(),
    ]
    for each in damaged:
        answer = client.simulate_get(f"{ROOT}/{each}{rest}?lang=en")
        assert answer.status_code == 404, each
        assert "no query is saved" in answer.json["detail"]
