"""Files of a dataset and what stands around them."""

import io
import json
import time
from datetime import timedelta
from math import prod

import numpy as np
import pytest
from falcon.testing import TestClient
from python_calamine import CalamineWorkbook

from amargah.cubes import StoredCube
from amargah.dataplane import create_app, formats
from amargah.dataplane.files import rows
from amargah.exchange.jsonstat import read_jsonstat
from amargah.exchange.parquet import read_parquet
from released import COUNTIES, cube, released, stage

HOUR = timedelta(hours=1)


@pytest.fixture
def client(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    clock.advance(HOUR)
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    return TestClient(create_app(shelf))


def test_jsonstat_of_a_part(client):
    answer = client.simulate_get("/data/POP_COUNTY.json?SEX=F,M&COUNTY=1503&lang=en")
    assert answer.status_code == 200
    assert answer.json["label"] == "Population of counties by sex"
    assert answer.json["size"] == [1, 2, 2]
    assert answer.json["value"] == [16001, 17001, 14001, 15001]
    assert answer.json["updated"] == "2026-03-21T09:30:00Z"


def test_codes_are_listed_in_any_of_the_usual_ways(client):
    ways = ["SEX=M,F", "SEX=M%2CF", "SEX=M&SEX=F"]
    answers = {client.simulate_get(f"/data/POP_COUNTY.json?{way}").content for way in ways}
    assert len(answers) == 1 and b'"size":[3,2,2]' in answers.pop()


def test_the_whole_in_every_format_is_the_same_cube(client, tmp_path):
    whole = cube(1).values
    assert np.array_equal(read_jsonstat(client.simulate_get("/data/POP_COUNTY.json").content).values, whole)
    parquet = tmp_path / "answer.parquet"
    parquet.write_bytes(client.simulate_get("/data/POP_COUNTY.parquet").content)
    assert np.array_equal(read_parquet(parquet).values, whole)
    lines = client.simulate_get("/data/POP_COUNTY.csv").content.decode("utf-8-sig").splitlines()
    assert [float(line.split(",")[-2]) for line in lines[1:]] == whole.reshape(-1).tolist()


def rows_of(answer):
    return CalamineWorkbook.from_object(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_xlsx_is_laid_out_as_a_table_when_it_fits(client):
    rows = rows_of(client.simulate_get("/data/POP_COUNTY.xlsx?lang=en"))
    text = str(rows)
    assert "Source: Statistical Centre of Iran" in text and "Released: " in text
    assert rows[-1][-6:] == [12001, 13001, 14001, 15001, 16001, 17001]


def test_xlsx_is_the_same_file_at_any_time(client):
    first = client.simulate_get("/data/POP_COUNTY.xlsx").content
    time.sleep(1.1)  # a workbook notes the second in which it was made
    assert client.simulate_get("/data/POP_COUNTY.xlsx").content == first


def test_a_part_as_parquet(client, tmp_path):
    parquet = tmp_path / "answer.parquet"
    parquet.write_bytes(client.simulate_get("/data/POP_COUNTY.parquet?SEX=M&TIME=1395").content)
    assert read_parquet(parquet).values.reshape(-1).tolist() == [3001, 9001, 15001]


def test_csv_in_pieces_is_one_file(client, monkeypatch):
    whole = client.simulate_get("/data/POP_COUNTY.csv?lang=en").content
    monkeypatch.setattr(formats, "_BLOCK", 2)
    monkeypatch.setattr(formats, "_CSV_BLOCK", 2)
    assert client.simulate_get("/data/POP_COUNTY.csv?lang=en").content == whole
    assert whole.decode("utf-8-sig").startswith("COUNTY,County,SEX,Sex,TIME,Year,value,status\r\n")
    assert "خرم‌آباد" in client.simulate_get("/data/POP_COUNTY.csv").text


def test_an_old_vintage(client):
    values = [
        client.simulate_get(f"/data/POP_COUNTY.json?SEX=T&TIME=1390&COUNTY=1501{more}").json["value"][0]
        for more in ("", "&vintage=2", "&vintage=1")
    ]
    assert values == [1, 1, 0]


@pytest.mark.parametrize(
    "path", ["POP_COUNTY.json", "POP_COUNTY.csv", "POP_COUNTY.parquet", "POP_COUNTY/metadata.json"]
)
def test_head_has_the_headers_of_get_and_no_body(client, path):
    got, head = client.simulate_get(f"/data/{path}?lang=en"), client.simulate_head(f"/data/{path}?lang=en")
    assert head.status_code == 200 and head.content == b""
    assert dict(head.headers) == dict(got.headers)


def test_headers(client):
    answer = client.simulate_get("/data/POP_COUNTY.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="POP_COUNTY.csv"'
    for each in (answer, client.simulate_get("/data/NOTHING.csv"), client.simulate_get("/data")):
        assert each.headers["Cache-Control"] == "public, no-cache"
        assert each.headers["Access-Control-Allow-Origin"] == "*"
        assert each.headers["X-Content-Type-Options"] == "nosniff"
        assert each.headers["Vary"] == "Accept-Encoding"


def test_what_is_known_is_not_sent_again(client, shelf, clock, tmp_path):
    address = "/data/POP_COUNTY.json?SEX=T"
    tag = client.simulate_get(address).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        answer = client.simulate_get(address, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == tag
    others = ["/data/POP_COUNTY.json?SEX=M", "/data/POP_COUNTY.json?SEX=T&lang=en", "/data/POP_COUNTY.csv?SEX=T"]
    assert tag not in {client.simulate_get(other).headers["ETag"] for other in others}
    stage(shelf, tmp_path / "cubes", "r3", clock() + HOUR, released(tmp_path / "cubes", of=cube(2)))
    assert client.simulate_get(address, headers={"If-None-Match": tag}).status_code == 304
    clock.advance(HOUR)
    assert client.simulate_get(address, headers={"If-None-Match": tag}).json["value"][0] == 2


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/data/POP_COUNTY.doc", 404, "ends with one of .json, .csv"),
        ("/data/POP_COUNTY", 404, "ends with one of"),
        ("/data/NOTHING.json", 404, "no dataset 'NOTHING'"),
        ("/data/NOTHING/metadata.json", 404, "no dataset 'NOTHING'"),
        ("/data/POP_COUNTY.json?AGE=1", 400, "no dimension 'AGE'; there are: COUNTY, SEX, TIME"),
        ("/data/POP_COUNTY.json?SEX=X", 400, "SEX has no code 'X'"),
        ("/data/POP_COUNTY.json?SEX=", 400, "SEX has no code ''"),
        ("/data/POP_COUNTY.json?SEX=T,T", 400, "empty or repeated"),
        ("/data/POP_COUNTY.json?sex=%FF%FE", 400, "no dimension 'sex'"),
        ("/data/POP_COUNTY.json?vintage=9", 404, "numbered from 1 to 2"),
        ("/data/POP_COUNTY.json?vintage=0", 404, "numbered from 1 to 2"),
        ("/data/POP_COUNTY.json?vintage=-1", 400, "no vintage"),
        ("/data/POP_COUNTY.json?vintage=9999999999999999999", 400, "no vintage"),
        ("/data/POP_COUNTY.json?vintage=1,2", 400, "no vintage"),
        ("/data/POP_COUNTY/cell", 400, "not given: COUNTY, SEX, TIME"),
        ("/data/POP_COUNTY/cell?COUNTY=1501&SEX=T,M&TIME=1395", 400, "SEX has 2"),
        ("/data/POP_COUNTY/cell?COUNTY=1501&SEX=Q&TIME=1395", 400, "no code 'Q'"),
        ("/data/POP_COUNTY/other", 404, "nothing at"),
        ("/elsewhere", 404, "nothing at"),
    ],
)
def test_what_is_wrong_is_said(client, address, status, words):
    answer = client.simulate_get(address + ("&" if "?" in address else "?") + "lang=en")
    assert answer.status_code == answer.json["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "ETag" not in answer.headers and "Content-Disposition" not in answer.headers
    assert words in answer.json["detail"]
    assert (
        client.simulate_get(address).json["detail"] == answer.json["details"]["fa"] != answer.json["details"]["en"]
    )


def test_an_unknown_language_is_said(client):
    answer = client.simulate_get("/data/POP_COUNTY.json?lang=de")
    assert (answer.status_code, answer.json["parameter"]) == (400, "lang")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_written_here(client, method):
    answer = client.simulate_request(method, "/data/POP_COUNTY.json")
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


def test_a_surprise_tells_nothing(client, monkeypatch, caplog):
    monkeypatch.setitem(formats.FORMATS, "json", formats.Format("json", "application/json", lambda _: 1 / 0))
    answer = client.simulate_get("/data/POP_COUNTY.json?lang=en")
    assert (answer.status_code, answer.json["title"]) == (500, "Error")
    assert "division" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_the_list(client):
    answer = client.simulate_get("/data?lang=en").json
    assert [row["id"] for row in answer["datasets"]] == ["POP_COUNTY"]
    for link in answer["datasets"][0]["links"].values():
        assert client.simulate_get(link).status_code == 200
    assert client.simulate_get("/data/").json == client.simulate_get("/data").json
    assert client.simulate_get("/data", params={"q": "جمعيت شهرستان"}).json["datasets"][0]["id"] == "POP_COUNTY"
    assert client.simulate_get("/data", params={"q": "فضا"}).json["datasets"] == []


def test_metadata(client):
    answer = client.simulate_get("/data/POP_COUNTY/metadata.json?lang=en&vintage=1").json
    assert answer["metadata"]["source"] == "Statistical Centre of Iran"
    assert [each["vintage"] for each in answer["vintages"]] == [2, 1] and answer["vintage"] == 1
    county = answer["structure"]["dimensions"][0]
    assert county["role"] == "geo"
    assert [code["label"] for code in county["codes"]] == [english for _, _, english in COUNTIES]
    assert "sequence" not in json.dumps(answer)


def test_a_cell_with_its_trail(client):
    answer = client.simulate_get("/data/POP_COUNTY/cell?COUNTY=1502&SEX=T&TIME=1395&lang=en").json
    assert (answer["value"], answer["status"], answer["exists"]) == (7001, None, True)
    assert [(row["vintage"], row["value"]) for row in answer["history"]] == [(2, 7001), (1, 7000)]
    origin = answer["origin"]
    assert (origin["kind"], origin["letter"]["number"]) == ("submission", "۱۴۰۵/۱۵/۰۰۰۱")
    assert origin["rule_results"][0]["expression"] == "SEX.T = SEX.M + SEX.F"
    assert origin["steps"][0]["role"] == "Head"


def test_a_large_csv_is_never_held_whole(client, monkeypatch):
    held = []
    figures = StoredCube.figures

    def watched(stored, indices):
        held.append(prod(map(len, indices)))
        return figures(stored, indices)

    monkeypatch.setattr(formats, "_BLOCK", 4)
    monkeypatch.setattr(formats, "_CSV_BLOCK", 4)
    monkeypatch.setattr(rows, "_BLOCK", 4)
    monkeypatch.setattr(StoredCube, "figures", watched)
    answer = client.simulate_get("/data/POP_COUNTY.csv")
    assert len(answer.content.splitlines()) == 19
    assert sum(held) == 2 * 18, "once to count the rows, once to write them"
    assert max(held) <= 4


def test_a_browser_may_ask_from_any_page(client):
    asked = client.simulate_options("/data/POP_COUNTY.csv")
    allowed = {name: asked.headers[f"Access-Control-Allow-{name}"] for name in ("Origin", "Methods", "Headers")}
    assert allowed == {"Origin": "*", "Methods": "GET, HEAD, POST, OPTIONS", "Headers": "*"}
    assert "Access-Control-Allow-Methods" not in client.simulate_get("/data/POP_COUNTY.csv").headers
