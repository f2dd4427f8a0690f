"""Whatever is asked of either version of PxWebApi, the answer is in the protocol's own shape and never a 500."""

import json

import pytest
from falcon.testing import TestClient
from pxweb_tables import PEOPLE, shelve

from amargah.dataplane import create_app

TABLE = f"/api/v2/tables/{PEOPLE}"
OLD = f"/api/v1/en/amargah/population/{PEOPLE}"
REST = "valueCodes[AGE]=0-14&valueCodes[TIME]=1400"


@pytest.fixture
def client(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    return TestClient(create_app(shelf))


def problem(answer, status, words):
    assert answer.status_code == answer.json["status"] == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert words in answer.json["details"]["en"], answer.text
    assert answer.json["details"]["fa"] != answer.json["details"]["en"]
    assert "ETag" not in answer.headers and "Content-Disposition" not in answer.headers


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/v2", 404, "nothing at"),
        ("/api/v2/nothing", 404, "nothing at"),
        ("/api/v2/tables/NOTHING", 404, "no dataset 'NOTHING'"),
        ("/api/v2/tables/NOTHING/metadata", 404, "no dataset"),
        ("/api/v2/tables/NOTHING/defaultselection", 404, "no dataset"),
        ("/api/v2/tables/NOTHING/data", 400, "no dataset"),
        ("/api/v2/tables/%00/metadata", 404, "no dataset"),
        ("/api/v2/tables/..%2F..%2Fetc%2Fpasswd/data", 404, "nothing at"),
        ("/api/v2/tables?lang=sv", 400, "correct lang"),
        ("/api/v2/tables?lang=", 400, "correct lang"),
        ("/api/v2/tables?lang=fa&lang=en", 400, "correct lang"),
        ("/api/v2/tables?pageNumber=99", 404, "pages go from 1 to 1"),
        ("/api/v2/tables?pageNumber=one", 400, "pageNumber is a whole number"),
        ("/api/v2/tables?pageSize=99999999999999999999", 400, "at most nine digits"),
        ("/api/v2/tables?pagesize=x", 400, "pageSize is a whole number"),
        ("/api/v2/tables?pastDays=1.5", 400, "pastDays is a whole number"),
        ("/api/v2/tables?pastDays=0", 400, "pastDays is 1 or more"),
        ("/api/v2/tables?pastDays=-3", 400, "pastDays is 1 or more"),
        ("/api/v2/tables?includeDiscontinued=perhaps", 400, "includeDiscontinued is one of true, false"),
        ("/api/v2/tables?query=a&query=b", 400, "given once"),
        ("/api/v2/navigation/nothing", 404, "no folder"),
        ("/api/v2/codelists/agg_POP_AGE.AGE.NONE", 404, "no codelist"),
        ("/api/v2/codelists/vs_POP_AGE.NONE", 404, "no codelist"),
        ("/api/v2/codelists/vs_POP_AGE", 404, "no codelist"),
        ("/api/v2/codelists/POP_AGE.AGE", 404, "no codelist"),
        ("/api/v2/codelists/%00", 404, "no codelist"),
        (f"{TABLE}/metadata?outputFormat=csv", 400, "json-stat2, json-px"),
        (f"{TABLE}/metadata?codelist[AGE]=vs_NONE", 400, "no codelist of variable AGE"),
        (f"{TABLE}/metadata?asOf=2026-03-22", 400, "has not come yet"),
        (f"{TABLE}/metadata?asOf=1300/01/01", 404, "not released by then"),
        (f"{TABLE}/data?asOf=yesterday", 400, "no instant"),
        (f"{TABLE}/data?asof=yesterday", 400, "no instant"),
        (f"{TABLE}/data?asOf=1300/01/01", 404, "not released by then"),
        (f"{TABLE}?asOf=1300/01/01", 404, "not released by then"),
        (f"{TABLE}/data?vintage=7", 404, "they are numbered from 1 to 1"),
        ("/api/v2/tables/NOTHING/data?asOf=1300/01/01", 400, "no dataset"),
        (f"{TABLE}/data?outputFormat=doc", 400, "outputFormat knows no 'doc'"),
        (f"{TABLE}/data?outputFormatParams=UseAll", 400, "knows no 'UseAll'"),
        (f"{TABLE}/data?outputFormat=csv&outputFormatParams=UseCodes,UseTexts", 400, "one of the parameters"),
        (f"{TABLE}/data?outputFormat=csv&outputFormatParams=SeparatorTab,SeparatorSpace", 400, "one of the"),
        (f"{TABLE}/data?outputFormat=html&outputFormatParams=SeparatorTab", 400, "for csv only"),
        (f"{TABLE}/data?{REST}&valueCodes[NONE]=1", 400, "there are: ContentsCode, AREA, AGE, SEX, TIME"),
        (f"{TABLE}/data?{REST}&valueCodes[]=1", 400, "no parameter"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX=T", 400, "no parameter"),
        (f"{TABLE}/data?valuecodes=1", 400, "no parameter 'valuecodes'; write for example valueCodes[SEX]=T"),
        (f"{TABLE}/data?{REST}&codelist=vs_POP_AGE.AGE", 400, "no parameter 'codelist'"),
        (f"{TABLE}/data?{REST}&outputValues=single", 400, "no parameter 'outputValues'"),
        (f"{TABLE}/data?{REST}&values[SEX]=T", 400, "write for example valueCodes[SEX]=T"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=T&valueCodes[sex]=M", 400, "there twice"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=X", 400, "no code 'X'"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=%00", 400, "no code"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=%FF%FE", 400, "no code"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=TOP(0)", 400, "cannot be read"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=TOP(-1)", 400, "cannot be read"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=TOP(1,999999999999)", 400, "fits no code"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=TOP(1", 400, "no code"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=((((((", 400, "no code"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=RANGE(T,X)", 400, "no code 'X'"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=Z*", 400, "fits no code"),
        (f"{TABLE}/data?valueCodes[AGE]=0-14", 400, "choose codes of these variables too: TIME"),
        (
            f"{TABLE}/data?valueCodes[AGE]=&valueCodes[TIME]=",
            400,
            "choose codes of these variables too: AGE, TIME",
        ),
        (f"{TABLE}/data?{REST}&codelist[AGE]=agg_NONE", 400, "there are: vs_POP_AGE.AGE, agg_POP_AGE.AGE.BROAD"),
        (f"{TABLE}/data?{REST}&codelist[AGE]=agg_POP_AGE.AGE.BROAD", 400, "no code '0-14'"),
        (f"{TABLE}/data?{REST}&outputValues[AGE]=both", 400, "aggregated, single"),
        (f"{TABLE}/data?{REST}&stub=NONE", 400, "no variable 'NONE'"),
        (f"{TABLE}/data?{REST}&stub=AGE,AGE&heading=TIME", 400, "once: AGE, TIME"),
        (f"{TABLE}/data?{REST}&stub=SEX", 400, "once: AGE, TIME"),
        (f"{TABLE}/data?{REST}&valueCodes[SEX]=T&stub=AGE&heading=TIME", 400, "once: AGE, SEX, TIME"),
        ("/api/v2/savedqueries/x%0d%0aSet-Cookie:a=b/data", 404, "no query is saved"),
    ],
)
def test_version_2_by_get(client, address, status, words):
    problem(client.simulate_get(address), status, words)


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("{", 400, "cannot be read"),
        ("[]", 400, "cannot be read"),
        ("null", 400, "cannot be read"),
        ('{"selection": 3}', 400, "cannot be read"),
        ('{"selection": [{}]}', 400, "cannot be read"),
        ('{"selection": [{"variableCode": 3}]}', 400, "cannot be read"),
        ('{"selection": [{"variableCode": "SEX", "valueCodes": "T"}]}', 400, "cannot be read"),
        ('{"selection": [{"variableCode": "SEX", "valueCodes": [1]}]}', 400, "cannot be read"),
        ('{"selection": [{"variableCode": "S\\u0000X", "valueCodes": ["T"]}]}', 400, "no variable"),
        ('{"selection": [{"variableCode": "AGE", "valueCodes": []}]}', 400, "choose codes"),
        ('{"selection": [{"variableCode": "SEX"}, {"variableCode": "sex"}]}', 400, "there twice"),
        ('{"selection": [{"variableCode": "SEX", "outputValues": "all"}]}', 400, "aggregated, single"),
        ('{"selection": [], "placement": {"stub": ["NONE"]}}', 400, "no variable 'NONE'"),
        ('{"selection": [], "placement": {"stub": "AGE"}}', 400, "cannot be read"),
        ("[" * 100_000, 400, "cannot be read"),
        ('{"selection": [{"variableCode": "\\ud800", "valueCodes": ["T"]}]}', 400, ""),
        (" " * 10_000_000, 413, "a million bytes"),
    ],
)
def test_version_2_by_post(client, body, status, words):
    for path in (f"{TABLE}/data", "/api/v2/savedqueries"):
        answer = client.simulate_post(path, body=body)
        assert answer.status_code == status, answer.text
        assert answer.headers["Content-Type"] == "application/problem+json"
    problem(client.simulate_post(f"{TABLE}/data", body=body), status, words)


def test_version_2_for_a_table_that_is_not_there(client):
    problem(client.simulate_post("/api/v2/tables/NOTHING/data", json={"selection": []}), 400, "no dataset")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
def test_nothing_is_written_by_version_2(client, method):
    answer = client.simulate_request(method, "/api/v2/tables")
    assert answer.status_code == 405 and answer.json["status"] == 405


def query(*items, format="json"):
    return json.dumps({"query": list(items), "response": {"format": format}})


def item(code, filter, *values):
    return {"code": code, "selection": {"filter": filter, "values": list(values)}}


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ("", 400, "cannot be read"),
        ("{", 400, "cannot be read"),
        ("[]", 400, "cannot be read"),
        ('{"query": {}}', 400, "cannot be read"),
        ('{"query": [{"code": "SEX"}]}', 400, "cannot be read"),
        ('{"query": [], "response": {"format": 1}}', 400, "cannot be read"),
        (query(format="doc"), 400, "response.format knows no 'doc'"),
        (query(item("NONE", "item", "1")), 400, "no variable 'NONE'"),
        (query(item("SEX", "item", "X")), 400, "no code 'X'"),
        (query(item("SEX", "item", "TOP(1)")), 400, "no code 'TOP(1)'"),
        (query(item("SEX", "item", "T"), item("sex", "item", "T")), 400, "there twice"),
        (query(item("SEX", "some", "T")), 400, "write item, all, top, vs: or agg:"),
        (query(item("SEX", "top", "-1")), 400, "cannot be read"),
        (query(item("SEX", "top", "x")), 400, "cannot be read"),
        (query(item("SEX", "all", "Z*")), 400, "fits no code"),
        (query(item("SEX", "agg:NONE", "T")), 400, "no codelist of variable SEX"),
        (query(item("AGE", "item")), 400, "choose codes"),
        ("[" * 100_000, 400, "cannot be read"),
        (" " * 10_000_000, 413, "a million bytes"),
    ],
)
def test_version_1(client, body, status, words):
    answer = client.simulate_post(OLD, body=body)
    assert answer.status_code == status, answer.text
    assert list(answer.json) == ["error"] and words in answer.json["error"]


@pytest.mark.parametrize(
    ("address", "status"),
    [(f"{OLD}?asOf=tomorrow", 400), (f"{OLD}?asOf=1300/01/01", 404), (f"{OLD}?lang=xx", 400), ("/api/v1", 404)],
)
def test_version_1_by_get(client, address, status):
    answer = client.simulate_get(address)
    assert answer.status_code == status and list(answer.json) == ["error"]


def test_a_name_cannot_write_a_header(client):
    answer = client.simulate_get(f"{TABLE}%0d%0aX-Evil:1/data?{REST}%0d%0aX-Evil:1")
    assert answer.status_code == 400 and "X-Evil" not in answer.headers
