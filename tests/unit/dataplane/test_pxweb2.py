"""PxWebApi 2: lists, metadata, codelists and figures."""

import io
import json
import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pandas
import pytest
from falcon.testing import TestClient
from jsonstat_validator import validate_jsonstat
from pxweb_tables import PEOPLE, RATES, people, shelve
from pyjstat import pyjstat
from python_calamine import CalamineWorkbook

from amargah.dataplane import FairUse, Limits, create_app
from amargah.dataplane.pxweb2 import formats
from amargah.exchange.jsonstat import read_jsonstat
from amargah.exchange.parquet import read_parquet
from released import cube, released, stage

HOUR = timedelta(hours=1)
ROOT = "/api/v2"
DATA = f"{ROOT}/tables/{PEOPLE}/data?lang=en"
ONE = f"{DATA}&valueCodes[AREA]=15&valueCodes[AGE]=0-14&valueCodes[TIME]=1400"


@pytest.fixture
def client(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    return TestClient(create_app(shelf, address="https://amar.example"))


def chosen(client, query):
    """The figures of an answer, and the codes of its variables."""
    answer = client.simulate_get(f"{DATA}&{query}")
    assert answer.status_code == 200, answer.text
    dimensions = answer.json["dimension"]
    return answer.json["value"], {id: list(dimensions[id]["category"]["index"]) for id in answer.json["id"]}


def test_config(client):
    config = client.simulate_get(f"{ROOT}/config").json
    assert (config["apiVersion"], config["defaultLanguage"], config["defaultDataFormat"]) == (
        "2.0.0",
        "fa",
        "json-stat2",
    )
    assert [language["id"] for language in config["languages"]] == ["fa", "en"]
    assert (config["maxDataCells"], config["maxCallsPerTimeWindow"], config["timeWindow"]) == (
        1_000_000,
        1_000,
        10,
    )
    assert set(config["dataFormats"]) == {"json-stat2", "csv", "xlsx", "html", "px", "json-px", "parquet"}


def test_config_tells_the_limits_of_the_one_who_asks(shelf):
    fair = FairUse(lambda: 0.0, knows_key=lambda key: key == "k", with_key=Limits(7, 8, 9))
    client = TestClient(create_app(shelf, fair_use=fair))
    config = client.simulate_get(f"{ROOT}/config", headers={"X-API-Key": "k"}).json
    assert [config[name] for name in ("maxDataCells", "maxCallsPerTimeWindow", "timeWindow")] == [7, 8, 9]


def test_tables(client):
    answer = client.simulate_get(f"{ROOT}/tables?lang=en&includeDiscontinued=False").json
    assert answer["page"]["totalElements"] == 3 and answer["page"]["totalPages"] == 1
    table = next(row for row in answer["tables"] if row["id"] == RATES)
    assert table["updated"] == "2026-03-21T08:30:00Z"
    assert (table["firstPeriod"], table["lastPeriod"], table["timeUnit"]) == ("1404-M01", "1404-M02", "Monthly")
    assert table["variableNames"] == ["Area", "Indicator", "Month"]
    assert table["paths"] == [[{"id": "labour", "label": "Manpower"}]]
    for link in table["links"]:
        assert link["href"].startswith("https://amar.example/api/v2/tables/LFS_AREA")
        assert client.simulate_get(link["href"].removeprefix("https://amar.example")).status_code == 200
    one = client.simulate_get(f"{ROOT}/tables/{RATES}?lang=en").json
    assert one == {"language": "en", **table}


def test_pages_are_exact(client):
    pages = [client.simulate_get(f"{ROOT}/tables?pageSize=2&pageNumber={number}").json for number in (1, 2)]
    assert [len(page["tables"]) for page in pages] == [2, 1]
    assert {page["page"]["totalPages"] for page in pages} == {2}
    ids = [row["id"] for page in pages for row in page["tables"]]
    assert sorted(ids) == sorted({PEOPLE, RATES, "POP_COUNTY"})
    assert [link["rel"] for link in pages[1]["page"]["links"]] == ["first", "previous", "last"]
    assert client.simulate_get(f"{ROOT}/tables?pageSize=2&pageNumber=3").status_code == 404
    assert client.simulate_get(f"{ROOT}/tables?pageSize=0&pageNumber=0").json["page"]["pageNumber"] == 1


def test_tables_are_found_by_words_and_by_age(client, shelf, clock, tmp_path):
    found = client.simulate_get(f"{ROOT}/tables", params={"query": "نیروی کار"}).json["tables"]
    assert [row["id"] for row in found] == [RATES]
    assert client.simulate_get(f"{ROOT}/tables?query=nothing").json["page"]["totalElements"] == 0
    clock.advance(timedelta(days=10))
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    recent = client.simulate_get(f"{ROOT}/tables?pastDays=5").json["tables"]
    assert [row["id"] for row in recent] == ["POP_COUNTY"]
    assert client.simulate_get(f"{ROOT}/tables?pastDays=11").json["page"]["totalElements"] == 3
    clock.advance(timedelta(days=6))
    assert client.simulate_get(f"{ROOT}/tables?pastDays=5").json["tables"] == []


def test_navigation_shows_subjects_that_have_tables(client):
    root = client.simulate_get(f"{ROOT}/navigation?lang=en").json
    assert [(each["type"], each["id"], each["label"]) for each in root["folderContents"]] == [
        ("FolderInformation", "population", "Population"),
        ("FolderInformation", "labour", "Manpower"),
    ]
    folder = client.simulate_get(f"{ROOT}/navigation/labour?lang=en").json
    assert [(each["type"], each["id"]) for each in folder["folderContents"]] == [("Table", RATES)]
    assert client.simulate_get(f"{ROOT}/navigation/prices").status_code == 404


def test_metadata(client):
    answer = client.simulate_get(f"{ROOT}/tables/{RATES}/metadata?lang=en").json
    assert answer["id"] == ["AREA", "INDICATOR", "MONTH"] and answer["value"] == []
    assert answer["role"] == {"metric": ["INDICATOR"], "time": ["MONTH"]}
    indicator = answer["dimension"]["INDICATOR"]
    assert indicator["category"]["index"] == {"UR": 0, "EMP": 1}
    assert indicator["category"]["unit"]["UR"] == {"base": "percent", "label": "percent", "decimals": 1}
    assert indicator["category"]["unit"]["EMP"]["base"] == "thousand persons"
    extension = indicator["extension"]
    assert extension["elimination"] is False and extension["show"] == "value"
    assert extension["refperiod"] == {"UR": "monthly", "EMP": "monthly"}
    assert extension["basePeriod"]["UR"] == "1400" and extension["measuringType"]["UR"] == "Other"
    px = answer["extension"]["px"]
    assert (px["tableid"], px["language"], px["aggregallowed"], px["subject-code"]) == (
        RATES,
        "en",
        False,
        "labour",
    )
    assert (px["stub"], px["heading"]) == (["AREA", "MONTH"], ["INDICATOR"])
    assert answer["extension"]["contact"] == [{"raw": "Statistical Centre"}]


@pytest.mark.parametrize(
    ("codes", "told"), [("UR", ["UR"]), ("EMP", ["EMP"]), ("UR,EMP", ["UR", "EMP"]), ("*", ["UR", "EMP"])]
)
def test_an_answer_tells_of_no_contents_that_it_does_not_have(client, codes, told):
    query = f"valueCodes[AREA]=U&valueCodes[INDICATOR]={codes}&valueCodes[MONTH]=TOP(1)"
    dimensions = client.simulate_get(f"{ROOT}/tables/{RATES}/data?lang=en&{query}").json["dimension"]
    extension = dimensions["INDICATOR"]["extension"]
    assert (extension["elimination"], extension["show"]) == (False, "value")
    names = ("measuringType", "priceType", "adjustment", "refperiod", "basePeriod")
    assert {name: list(extension[name]) for name in names} == dict.fromkeys(names, told)
    assert extension["refperiod"] == dict.fromkeys(told, "monthly")


def test_variables_may_be_left_out_when_they_have_a_total(client):
    dimensions = client.simulate_get(f"{ROOT}/tables/{PEOPLE}/metadata?lang=en").json["dimension"]
    told = {id: each["extension"].get("eliminationValueCode") for id, each in dimensions.items()}
    assert told == {
        "ContentsCode": "EliminatedValue",
        "AREA": "IRAN",  # all other areas are below it
        "AGE": None,
        "SEX": "T",
        "TIME": None,
    }
    assert [id for id, each in dimensions.items() if not each["extension"]["elimination"]] == ["AGE", "TIME"]


def test_metadata_as_px_json(client):
    answer = client.simulate_get(f"{ROOT}/tables/{RATES}/metadata?lang=en&outputFormat=json-px").json
    kinds = {each["id"]: each["type"] for each in answer["variables"]}
    assert kinds == {"AREA": "RegularVariable", "INDICATOR": "ContentsVariable", "MONTH": "TimeVariable"}
    contents = answer["variables"][1]["values"]
    assert [(each["code"], each["unit"], each["preferedNumberOfDecimals"]) for each in contents] == [
        ("UR", "percent", 1),
        ("EMP", "thousand persons", 0),
    ]
    assert answer["variables"][2]["timeUnit"] == "Monthly"


def test_one_cell_is_the_cell_of_the_cube(client):
    answer = client.simulate_get(ONE + "&valueCodes[SEX]=F")
    assert answer.json["value"] == [people().values[1, 0, 2, 2]]
    assert answer.json["size"] == [1, 1, 1, 1, 1]


def test_what_is_left_out_is_its_total_and_is_gone(client):
    values, codes = chosen(client, "valueCodes[AGE]=*&valueCodes[TIME]=1400&valuecodes[AREA]=23")
    assert list(codes) == ["ContentsCode", "AREA", "AGE", "TIME"]
    assert values == people().values[4, :, 0, 2].tolist()
    values, codes = chosen(client, "valueCodes[AGE]=60%2B&valueCodes[TIME]=TOP(1)")
    assert list(codes) == ["ContentsCode", "AGE", "TIME"] and values == [people().values[0, 3, 0, 2]]


def test_figures_come_in_the_order_of_the_table(client):
    values, codes = chosen(client, "valueCodes[AGE]=60%2B,0-14&valueCodes[TIME]=1400,1390&valueCodes[SEX]=F")
    assert codes["AGE"] == ["0-14", "60+"] and codes["TIME"] == ["1390", "1400"]
    assert values == people().values[0][np.ix_([0, 3], [2], [0, 2])].reshape(-1).tolist()


@pytest.mark.parametrize(
    "query",
    [
        "valueCodes[AGE]=0-14,15-29&valueCodes[TIME]=1400",
        "valuecodes[age]=0-14,15-29&VALUECODES[time]=1400",
        "valueCodes%5BAGE%5D=0-14%2C15-29&valueCodes%5BTIME%5D=1400",
        "valueCodes[AGE]=0-14&valueCodes[AGE]=15-29&valueCodes[TIME]=1400",
        "valueCodes[AGE]=[0-14],[15-29]&valueCodes[TIME]=top(1)",
        "valueCodes[AGE]=TOP(2)&valueCodes[TIME]=TOP(1)",
        "valueCodes[AGE]=RANGE(0-14,15-29)&valueCodes[TIME]=FROM(1400)",
        "valueCodes[AGE]=TOP(1),TOP(1,1)&valueCodes[TIME]=1400",
        "valueCodes[AGE]=??14,15*&valueCodes[TIME]=1400",
        "valueCodes[AGE]=0-14,15-29&valueCodes[TIME]=1400&valueCodes[ContentsCode]=*",
        "valueCodes[AGE]=0-14,15-29&valueCodes[TIME]=1400&valueCodes[SEX]=&OUTPUTFORMAT=JSON-stat2",
    ],
)
def test_a_selection_is_written_in_many_ways(client, query):
    values, codes = chosen(client, query)
    assert values == people().values[0, :2, 0, 2].tolist()
    assert codes["AGE"] == ["0-14", "15-29"] and codes["TIME"] == ["1400"]


def test_a_trailing_slash_changes_nothing(client):
    assert client.simulate_get(ONE.replace("/data?", "/data/?")).json == client.simulate_get(ONE).json


def test_post_chooses_as_get_does(client):
    body = {
        "selection": [
            {"variableCode": "age", "valueCodes": ["0-14", "15-29"]},
            {"variableCode": "TIME", "valueCodes": ["TOP(1)"], "codelist": None},
            {"variableCode": "SEX", "valueCodes": []},
        ]
    }
    posted = client.simulate_post(DATA + "&outputFormat=json-stat2", json=body)
    assert posted.json == client.simulate_get(DATA + "&valueCodes[AGE]=TOP(2)&valueCodes[TIME]=1400").json
    assert client.simulate_post(DATA).json == client.simulate_get(DATA).json


def test_an_unfiltered_answer_is_a_small_table_with_the_latest_figures(client):
    selection = client.simulate_get(f"{ROOT}/tables/{PEOPLE}/defaultselection?lang=en").json
    told = {each["variableCode"]: each["valueCodes"] for each in selection["selection"]}
    assert told == {
        "ContentsCode": ["EliminatedValue"],
        "AREA": [],
        "AGE": ["0-14", "15-29", "30-59", "60+"],
        "SEX": [],
        "TIME": ["1390", "1395", "1400"],
    }
    assert selection["placement"] == {"heading": ["ContentsCode", "TIME"], "stub": ["AGE"]}
    answer = client.simulate_get(DATA).json
    assert answer["value"] == people().values[0, :, 0, :].reshape(-1).tolist()
    body = {name: selection[name] for name in ("selection", "placement")}
    assert client.simulate_post(DATA, json=body).json == answer


def test_metadata_for_the_default_selection_leaves_everything_to_choose_from(client):
    """The user interface of PxWeb asks so, and fills its lists of variables and values by the answer."""
    address = f"{ROOT}/tables/{PEOPLE}/metadata?lang=en"
    whole, chosen = client.simulate_get(address), client.simulate_get(f"{address}&defaultSelection=true")
    assert chosen.json == whole.json and whole.json["size"] == [1, 5, 4, 3, 3]
    assert client.simulate_get(f"{address}&defaultSelection=perhaps").status_code == 400


def test_metadata_shows_the_list_that_is_asked_for(client):
    address = f"{ROOT}/tables/{PEOPLE}/metadata?lang=en&codelist[age]=agg_POP_AGE.AGE.BROAD"
    answer = client.simulate_get(address).json
    assert answer["size"] == [1, 5, 3, 3, 3]
    assert answer["dimension"]["AGE"]["category"]["label"] == {"YOUNG": "Young", "OLD": "Old", "ADULT": "Adult"}


def test_no_time_variable_is_sold_as_all(client):
    """Contents are whole, and periods the latest, in a table of indicators too."""
    answer = client.simulate_get(f"{ROOT}/tables/{RATES}/data").json
    assert answer["id"] == ["AREA", "INDICATOR", "MONTH"] and answer["size"] == [2, 2, 2]
    assert answer["status"] == {"3": "O", "4": "P"}


def test_codelists(client):
    dimensions = client.simulate_get(f"{ROOT}/tables/{PEOPLE}/metadata?lang=en").json["dimension"]
    offered = {id: [each["id"] for each in d["extension"]["codeLists"]] for id, d in dimensions.items()}
    assert offered["AGE"] == ["vs_POP_AGE.AGE", "agg_POP_AGE.AGE.BROAD"]
    assert offered["AREA"] == ["vs_POP_AGE.AREA", "vs_POP_AGE.AREA.1", "vs_POP_AGE.AREA.2", "vs_POP_AGE.AREA.3"]
    broad = client.simulate_get(f"{ROOT}/codelists/agg_POP_AGE.AGE.BROAD?lang=en").json
    assert (broad["type"], broad["label"], broad["languages"]) == ("Aggregation", "Broad groups", ["fa", "en"])
    assert broad["values"][0] == {"code": "YOUNG", "label": "Young", "valueMap": ["0-14", "15-29"]}
    level = client.simulate_get(f"{ROOT}/codelists/vs_POP_AGE.AREA.2?lang=en").json
    assert [value["code"] for value in level["values"]] == ["15", "23"] and level["elimination"] is False
    whole = client.simulate_get(f"{ROOT}/codelists/vs_POP_AGE.AREA?lang=en").json
    assert (whole["elimination"], whole["eliminationValueCode"]) == (True, "IRAN")


def test_a_level_is_chosen_from(client):
    _, codes = chosen(
        client, "valueCodes[AREA]=*&codelist[AREA]=vs_POP_AGE.AREA.3&valueCodes[AGE]=0-14&valueCodes[TIME]=1400"
    )
    assert codes["AREA"] == ["1501", "1502"]


def test_an_aggregation_sums_its_members(client):
    answer = client.simulate_get(
        f"{DATA}&valueCodes[AREA]=15&valueCodes[AGE]=*&codelist[AGE]=agg_POP_AGE.AGE.BROAD&valueCodes[TIME]=*"
    ).json
    numbers = people().values[1, :, 0, :]
    young, old, adult = numbers[0] + numbers[1], numbers[3], numbers[1:].sum(axis=0)
    assert answer["dimension"]["AGE"]["category"]["label"] == {"YOUNG": "Young", "OLD": "Old", "ADULT": "Adult"}
    expected = [None, *young[1:], *old, *adult]
    assert answer["value"] == expected
    # a confidential member, provisional ones, and an estimated one among them
    assert answer["status"] == {"0": "O", "1": "P", "2": "P", "7": "P", "8": "E"}


def test_single_gives_the_members(client):
    base = (
        "valueCodes[AREA]=15&valueCodes[AGE]=OLD,YOUNG&codelist[AGE]=agg_POP_AGE.AGE.BROAD&valueCodes[TIME]=1395"
    )
    values, codes = chosen(client, base + "&outputValues[AGE]=single")
    assert codes["AGE"] == ["0-14", "15-29", "60+"]
    assert values == people().values[1, [0, 1, 3], 0, 1].tolist()
    values, codes = chosen(client, base + "&outputValues[AGE]=aggregated")
    assert codes["AGE"] == ["YOUNG", "OLD"]


def test_nothing_is_summed_that_cannot_be(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    version = replace(released(folder, PEOPLE, of=people(additive=False)), layout=(("AGE",), ("TIME",)))
    stage(shelf, folder, "r1", clock(), version)
    client = TestClient(create_app(shelf))
    assert client.simulate_get(f"{ROOT}/codelists/agg_POP_AGE.AGE.BROAD").status_code == 404
    answer = client.simulate_get(
        f"{DATA}&valueCodes[AGE]=*&codelist[AGE]=agg_POP_AGE.AGE.BROAD&valueCodes[TIME]=*"
    )
    assert answer.status_code == 400 and "no codelist of variable AGE" in answer.json["detail"]


ALL = "&".join(f"valueCodes[{id}]=*" for id in ("AREA", "AGE", "SEX", "TIME"))


def test_the_whole_in_every_format_is_the_same_cube(client, tmp_path):
    def get(format):
        return client.simulate_get(f"{DATA}&{ALL}&outputFormat={format}").content

    whole = people()
    json = read_jsonstat(get("json-stat2"))
    assert np.array_equal(json.values[0], whole.values, equal_nan=True)
    assert np.array_equal(json.signs[0], whole.signs)
    parquet = tmp_path / "answer.parquet"
    parquet.write_bytes(get("parquet"))
    assert np.array_equal(read_parquet(parquet).values, whole.values, equal_nan=True)
    csv = pandas.read_csv(io.BytesIO(get("csv")), na_values="(c)")
    assert csv.columns[:3].tolist() == ["Area", "Age", "All 1390"] and csv.shape == (20, 11)
    laid = whole.values.reshape(20, 9)
    assert np.array_equal(csv.iloc[:, 2:].to_numpy(), laid, equal_nan=True)
    html = pandas.read_html(io.BytesIO(get("html")), na_values="(c)")[0]
    assert np.array_equal(html.iloc[:, 2:].to_numpy(float), laid, equal_nan=True)
    sheet = CalamineWorkbook.from_object(io.BytesIO(get("xlsx"))).get_sheet_by_index(0).to_python()
    assert sheet[-1][-9:] == laid[-1].tolist()
    px = get("px").decode()
    assert 'STUB="Area","Age"' in px and 'HEADING="Sex","Year"' in px
    rows = client.simulate_get(f"{DATA}&{ALL}&outputFormat=json-px").json["data"]
    numbers = [np.nan if row["values"][0].startswith(".") else float(row["values"][0]) for row in rows]
    assert np.array_equal(numbers, whole.values.reshape(-1), equal_nan=True)
    assert rows[1]["key"] == ["IRAN", "0-14", "T", "1395"]


def test_answers_are_valid_jsonstat(client):
    for address in (DATA, f"{DATA}&{ALL}", f"{ROOT}/tables/{RATES}/data", ONE):
        assert validate_jsonstat(client.simulate_get(address).json) is True
    metadata = client.simulate_get(f"{ROOT}/tables/{PEOPLE}/metadata").json
    assert validate_jsonstat(metadata) is True
    (codelist, *_) = metadata["dimension"]["AGE"]["extension"]["codeLists"]
    assert codelist["id"] == "vs_POP_AGE.AGE"
    assert (
        client.simulate_get(codelist["links"][0]["href"].removeprefix("https://amar.example")).status_code == 200
    )


def test_a_dimension_has_no_members_but_those_of_the_protocol(client):
    """Its document closes the object; JSON-stat would allow more."""
    for address in (f"{DATA}&{ALL}", f"{ROOT}/tables/{PEOPLE}/metadata"):
        for dimension in client.simulate_get(address).json["dimension"].values():
            assert set(dimension) <= {"label", "note", "category", "extension"}
            assert set(dimension["category"]) <= {"index", "label", "note", "child", "unit"}


@pytest.mark.parametrize(
    ("placed", "stub", "heading"),
    [
        ("", ["ContentsCode", "AGE"], ["SEX", "TIME"]),
        ("&stub=time", ["TIME"], ["ContentsCode", "AGE", "SEX"]),
        ("&heading=SEX", ["ContentsCode", "AGE", "TIME"], ["SEX"]),
        ("&stub=SEX,AGE&heading=TIME", ["ContentsCode", "SEX", "AGE"], ["TIME"]),
        ("&stub=SEX,AGE&heading=TIME,contentscode", ["SEX", "AGE"], ["ContentsCode", "TIME"]),
        ("&stub=ContentsCode,TIME", ["ContentsCode", "TIME"], ["AGE", "SEX"]),
    ],
)
@pytest.mark.parametrize("codelist", ["", "&codelist[AGE]=agg_POP_AGE.AGE.BROAD"])
def test_an_answer_tells_where_its_own_variables_stand(client, placed, stub, heading, codelist):
    query = "&valueCodes[AGE]=*&valueCodes[SEX]=*&valueCodes[TIME]=*"
    answer = client.simulate_get(f"{DATA}{query}{codelist}{placed}").json
    px = answer["extension"]["px"]
    assert (px["stub"], px["heading"]) == (stub, heading)
    assert sorted(stub + heading) == sorted(answer["id"])


def test_the_default_selection_stands_where_it_says(client):
    said = client.simulate_get(f"{ROOT}/tables/{PEOPLE}/defaultselection").json["placement"]
    px = client.simulate_get(DATA).json["extension"]["px"]
    assert {name: px[name] for name in said} == said


def test_a_body_may_come_in_chunks(client):
    """Without a length, as programs send that write as they go; it is not taken for an empty one."""
    body = {"selection": [{"variableCode": id, "valueCodes": ["TOP(1)"]} for id in ("AREA", "AGE", "SEX", "TIME")]}
    answer = client.simulate_post(
        DATA,
        body=json.dumps(body),
        headers={"Transfer-Encoding": "chunked"},
        extras={"CONTENT_LENGTH": ""},
    )
    assert answer.json["size"] == [1, 1, 1, 1, 1]


def test_the_case_of_a_language_does_not_matter(client):
    assert client.simulate_get(DATA.replace("lang=en", "lang=EN")).json == client.simulate_get(DATA).json


def test_pyjstat_reads_an_answer(client):
    read = pyjstat.Dataset.read(client.simulate_get(f"{DATA}&{ALL}").text)
    with pytest.warns(DeprecationWarning):  # of its own functions
        frame = read.write("dataframe", naming="id")
    assert frame["value"].tolist()[:3] == [0, 1, 2] and len(frame) == 180


@pytest.mark.parametrize(
    ("parameters", "first"),
    [
        ("", '"Area","Indicator","01","02"'),
        ("UseCodes", '"AREA","INDICATOR","1404-M01","1404-M02"'),
        ("usecodesandtexts", '"AREA - Area","INDICATOR - Indicator","1404-M01 - 01","1404-M02 - 02"'),
        ("UseTexts,SeparatorSemicolon", '"Area";"Indicator";"01";"02"'),
        ("SeparatorTab", '"Area"\t"Indicator"\t"01"\t"02"'),
        ("IncludeTitle,SeparatorSpace", '"Labour force"'),
    ],
)
def test_csv_has_parameters(client, parameters, first):
    answer = client.simulate_get(
        f"{ROOT}/tables/{RATES}/data?lang=en&outputFormat=csv&heading=MONTH&outputFormatParams={parameters}"
        "&valueCodes[AREA]=*&valueCodes[INDICATOR]=*&valueCodes[MONTH]=*"
    )
    assert answer.content.decode("utf-8-sig").splitlines()[0] == first
    assert answer.headers["Content-Disposition"] == 'inline; filename="LFS_AREA.csv"'


def test_csv_is_laid_out_as_asked_for(client):
    everything = "&valueCodes[AREA]=*&valueCodes[INDICATOR]=*&valueCodes[MONTH]=*"
    answer = client.simulate_get(
        f"{ROOT}/tables/{RATES}/data?lang=en&outputFormat=csv&stub=month&heading=indicator,area{everything}"
    )
    assert answer.content.decode("utf-8-sig").splitlines() == [
        '"Month","Unemployment rate Urban","Unemployment rate Rural","Employed Urban","Employed Rural"',
        '"01",7.25,9,100,50',
        '"02",8.5,,...,51',
    ]


@pytest.mark.parametrize(("left_out", "rows"), [("", 16), ("AREA", 4)])
def test_large_csv_is_streamed_in_order(client, monkeypatch, left_out, rows):
    query = ALL.replace(f"valueCodes[{left_out}]=*", "") if left_out else ALL
    stub = "TIME" if left_out else "TIME,AREA"
    address = f"{DATA}&{query}&outputFormat=csv&stub={stub}"
    whole = client.simulate_get(address).content
    monkeypatch.setattr(formats, "_BLOCK", 20)
    assert client.simulate_get(address).content == whole
    assert whole.count(b"\r\n") == rows


def test_html_names_its_language_and_spans_its_heads(client):
    page = client.simulate_get(
        f"{ROOT}/tables/{PEOPLE}/data?{ALL}&outputFormat=html&outputFormatParams=IncludeTitle"
    )
    assert '<html lang="fa" dir="rtl">' in page.text and "<caption>جمعیت بر حسب سن</caption>" in page.text
    assert '<th colspan="3" scope="colgroup">همه</th>' in page.text
    assert '<th rowspan="4" scope="row">ایران</th><th scope="row">0-14</th>' in page.text
    assert page.headers["Content-Security-Policy"] == "default-src 'none'"


def test_vintages(client, shelf, clock, tmp_path):
    before = clock().isoformat().replace("+00:00", "Z")
    clock.advance(HOUR)
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    one = f"{ROOT}/tables/POP_COUNTY/data?valueCodes[COUNTY]=1501&valueCodes[TIME]=1390"
    assert client.simulate_get(one).json["value"] == [1]
    assert client.simulate_get(f"{one}&asOf={before}").json["value"] == [0]
    for path in ("", "/metadata", "/defaultselection", "/data"):
        old = client.simulate_get(f"{ROOT}/tables/POP_COUNTY{path}?asOf={before}")
        assert old.status_code == 200
    assert (
        client.simulate_get(f"{ROOT}/tables/POP_COUNTY?asOf={before}").json["updated"].startswith("2026-03-21T08")
    )
    codelist = f"{ROOT}/codelists/vs_POP_COUNTY.SEX?asOf={before}"
    assert client.simulate_get(codelist).status_code == 200


@pytest.mark.parametrize("name", ["asOf", "vintage"])
def test_links_lead_to_the_vintage_that_was_asked_for(client, shelf, clock, tmp_path, name):
    asked = {"asOf": "2026-03-21T13:00:00 03:30", "vintage": "1"}[name]
    before = client.simulate_get(f"{ROOT}/tables/POP_COUNTY?lang=en").json["updated"]
    clock.advance(24 * HOUR)
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    paths = ("", "/metadata", "/metadata", "/defaultselection")
    formats = ({}, {}, {"outputFormat": "json-px"}, {})
    addresses = [f"{ROOT}/tables/POP_COUNTY{path}" for path in paths] + [f"{ROOT}/codelists/vs_POP_COUNTY.SEX"]
    for address, more in zip(addresses, (*formats, {}), strict=True):
        answer = client.simulate_get(address, params={"lang": "en", name: asked, **more})
        links = re.findall(r'"href":"https://amar.example([^"]+)"', answer.text)
        assert len(links) > 1
        for link in links:
            assert parse_qs(urlsplit(link).query)[name] == [asked]
            followed = client.simulate_get(link)
            assert followed.status_code == 200 and followed.json.get("updated", before) == before


def test_links_to_the_latest_vintage_name_none(client):
    for path in ("", "/metadata", "/defaultselection"):
        assert not re.search("asOf=|vintage=", client.simulate_get(f"{ROOT}/tables/{PEOPLE}{path}").text)


def test_what_is_known_is_not_sent_again(client):
    for address in (ONE, f"{ROOT}/tables", f"{ROOT}/tables/{RATES}/metadata", f"{ROOT}/navigation"):
        tag = client.simulate_get(address).headers["ETag"]
        assert client.simulate_get(address, headers={"If-None-Match": tag}).status_code == 304
        head = client.simulate_head(address)
        assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", tag)


def test_too_many_cells(shelf, clock, tmp_path):
    shelve(shelf, clock, tmp_path / "cubes")
    client = TestClient(create_app(shelf, fair_use=FairUse(lambda: 0.0, anonymous=Limits(179, 100, 10))))
    answer = client.simulate_get(f"{DATA}&{ALL}")
    assert answer.status_code == 403 and "180 cells" in answer.json["detail"]
    # what is summed counts by what is read
    summed = f"{DATA}&{ALL}&codelist[AGE]=agg_POP_AGE.AGE.BROAD"
    assert client.simulate_get(summed).status_code == 403
    assert client.simulate_get(f"{DATA}&{ALL.replace('[SEX]=*', '[SEX]=T')}").status_code == 200


def test_too_many_calls(shelf):
    client = TestClient(create_app(shelf, fair_use=FairUse(lambda: 3.0, anonymous=Limits(100, 1, 10))))
    assert client.simulate_get(f"{ROOT}/config").status_code == 200
    answer = client.simulate_get(f"{ROOT}/config")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert answer.headers["Content-Type"] == "application/problem+json"
