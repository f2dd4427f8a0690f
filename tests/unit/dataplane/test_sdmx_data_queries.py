"""Data queries by both versions of SDMX REST: which cells, of which vintage, in which shape."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from falcon.testing import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

import sdmx_by_hand as by_hand
from amargah.dataplane import FairUse, Limits, create_app
from amargah.dataplane.sdmx import data_cells, sending
from amargah.exchange.sdmx.definition import Definition
from amargah.shelf import Shelf
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from released import cube, metadata, released, stage, structure

HOUR = timedelta(hours=1)
IDS = ("COUNTY", "SEX", "TIME_PERIOD")
Y90, Y95 = "2011-03-21/P365D", "2016-03-20/P366D"
CSV_2 = {"Accept": "application/vnd.sdmx.data+csv;version=2.0.0"}
DEFINITION = Definition("POP_COUNTY", structure(), metadata())


def first_vintage():
    made = cube()
    made.values[0, 0, 0], made.signs[0, 0, 0] = np.nan, Sign.NOT_AVAILABLE
    made.signs[1, 0, 0] = Sign.PROVISIONAL
    return made


def second_vintage():
    """One cell gets its number, one its final status, one goes, and the rest stays."""
    made = cube()
    made.values[0, 0, 0] = 7.5
    made.values[2, 2, 1] = np.nan
    return made


def stage_both(shelf, folder, advance):
    about = metadata(notes=(Label("یادداشت", "A note"),))
    stage(shelf, folder, "r1", shelf.now(), released(folder, of=first_vintage(), about=about))
    advance(HOUR)
    stage(shelf, folder, "r2", shelf.now(), released(folder, of=second_vintage()))
    advance(HOUR)
    return shelf


@pytest.fixture
def two_vintages(shelf, clock, tmp_path):
    return stage_both(shelf, tmp_path / "cubes", clock.advance)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """One for all tests that only read."""
    instants = [datetime(2026, 3, 21, 8, 30, tzinfo=UTC)]
    folder = tmp_path_factory.mktemp("shelf")
    shelf = Shelf(folder / "shelf", lambda: instants[-1])
    stage_both(shelf, folder / "cubes", lambda step: instants.append(instants[-1] + step))
    return TestClient(create_app(shelf, fair_use=FairUse(lambda: 0.0, anonymous=Limits(1_000_000, 1_000_000, 10))))


def cells_21(client, path, **headers):
    answer = client.simulate_get(f"/sdmx/2.1/data/{path}", headers=headers)
    assert answer.status_code == 200, answer.text
    ((_, cells),) = by_hand.read_generic(answer.content, IDS)
    return cells


def sets_30(client, path):
    answer = client.simulate_get(f"/sdmx/3.0/data/{path}", headers=CSV_2)
    assert answer.status_code == 200, answer.text
    return by_hand.read_csv(answer.content, IDS)


def cells_30(client, path):
    ((_, cells),) = sets_30(client, path)
    return cells


def every_cell(made):
    return by_hand.expected(DEFINITION, made.values, made.signs)


def told(answer):
    """Code and words of an error, in either of the shapes of SDMX."""
    if answer.headers["content-type"].startswith("application/json"):
        (error,) = answer.json["errors"]
        return error["code"], error["details"]["en"]
    return int(answer.text.split('code="')[1].split('"')[0]), answer.text


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}, {"Accept": "application/xml"}])
def test_generic_xml_is_what_comes_by_default(client, headers):
    answer = client.simulate_get("/sdmx/2.1/data/POP_COUNTY", headers=headers)
    ((action, cells),) = by_hand.read_generic(answer.content, IDS)
    assert (action, cells) == ("Information", every_cell(second_vintage()))
    assert answer.headers["content-type"].startswith(("application/vnd.sdmx.genericdata+xml", "application/xml"))


@pytest.mark.parametrize(
    "flow",
    [
        "POP_COUNTY",
        "SCI,POP_COUNTY",
        "SCI,POP_COUNTY,1.0",
        "SCI,POP_COUNTY,latest",
        "all,POP_COUNTY",
        "ALL,POP_COUNTY,LATEST",
        "POP_COUNTY/",
    ],
)
def test_a_dataflow_is_named_in_any_of_the_ways(client, flow):
    assert cells_21(client, flow) == every_cell(second_vintage())


@pytest.mark.parametrize(
    "key",
    [
        "all",
        "1501+1502+1503.",
        ".T+M+F",
        ".",
        "all/all",
        "all/SCI",
        "all/SCI,SCI",
        "all/ALL,SCI",
        "all/BIS+SCI",
        "./all/",
    ],
)
def test_keys_that_mean_everything(client, key):
    assert cells_21(client, f"POP_COUNTY/{key}") == every_cell(second_vintage())


def test_a_key_picks_codes(client):
    assert cells_21(client, "POP_COUNTY/1501.T") == {
        ("1501", "T", Y90): (7.5, "A"),
        ("1501", "T", Y95): (1000.0, "A"),
    }
    assert set(cells_21(client, "POP_COUNTY/1503+1501.F")) == {
        ("1501", "F", Y90),
        ("1501", "F", Y95),
        ("1503", "F", Y90),
    }
    assert set(cells_21(client, "POP_COUNTY/1501+9999.T")) == {("1501", "T", Y90), ("1501", "T", Y95)}


@pytest.mark.parametrize(
    ("query", "times"),
    [
        ("startPeriod=2012", {Y95}),
        ("startPeriod=1395", {Y95}),
        ("startPeriod=2016-03-20", {Y95}),
        ("startPeriod=2016-03-20T00:00:00", {Y95}),
        ("startPeriod=2016-03-20T00:00:00.000Z", {Y95}),
        ("startPeriod=2016-T1", {Y95}),
        ("startPeriod=2016-W11", {Y95}),
        ("startperiod=2012&ENDPERIOD=2020", {Y95}),
        ("endPeriod=2015", {Y90}),
        ("endPeriod=1394-Q4", {Y90}),
        ("startPeriod=1390&endPeriod=1395", {Y90, Y95}),
        ("startPeriod=2011&endPeriod=2011-Q1", {Y90}),
        ("firstNObservations=1", {Y90}),
        ("lastNObservations=1", {Y95}),
        ("firstNObservations=1&lastNObservations=1", {Y90, Y95}),
        ("lastNObservations=99", {Y90, Y95}),
    ],
)
def test_periods_by_the_days_on_which_they_begin(client, query, times):
    assert {codes[2] for codes in cells_21(client, f"POP_COUNTY/1501.T?{query}")} == times


def test_the_last_observations_are_those_that_are_there(client):
    assert set(cells_21(client, "POP_COUNTY/1503.?lastNObservations=1")) == {
        ("1503", "T", Y95),
        ("1503", "M", Y95),
        ("1503", "F", Y90),
    }


@pytest.mark.parametrize("at", ["TIME_PERIOD", "SEX", "COUNTY", "AllDimensions", "allDimensions"])
def test_any_dimension_can_stand_at_the_observations(client, at):
    assert cells_21(client, f"POP_COUNTY?dimensionAtObservation={at}") == every_cell(second_vintage())


def test_details(client):
    keys = client.simulate_get("/sdmx/2.1/data/POP_COUNTY/1501.?detail=serieskeysonly").text
    assert keys.count("<gen:Series>") == 3 and "<gen:Obs>" not in keys and "<gen:Attributes>" not in keys
    nodata = client.simulate_get("/sdmx/2.1/data/POP_COUNTY/1501.?detail=nodata").text
    assert "UNIT_MEASURE" in nodata and "<gen:Obs>" not in nodata
    dataonly = client.simulate_get("/sdmx/2.1/data/POP_COUNTY/1501.?detail=dataonly").text
    assert "<gen:ObsValue" in dataonly and "<gen:Attributes>" not in dataonly


def test_an_old_vintage_by_its_time(client):
    assert cells_21(client, "POP_COUNTY?asOf=2026-03-21T08:30:00Z") == every_cell(first_vintage())
    assert cells_21(client, "POP_COUNTY?asOf=2026-03-21T13:00:00%2B03:30") == every_cell(second_vintage())
    assert cells_30(client, "dataflow/SCI/POP_COUNTY?asOf=2026-03-21T12:00:00+03:30") == every_cell(
        first_vintage()
    )
    early = client.simulate_get("/sdmx/2.1/data/POP_COUNTY?asOf=2026-03-21T08:29:59Z")
    assert early.status_code == 404 and told(early)[0] == 100
    assert client.simulate_get("/sdmx/2.1/data/POP_COUNTY?asOf=2027-01-01").status_code == 400


CHANGED = {("1501", "T", Y90): (7.5, "A"), ("1502", "T", Y90): (6000.0, "A")}
GONE = {("1503", "F", Y95): (None, None)}


def test_what_changed_since_an_instant_with_what_went(client):
    query = "?updatedAfter=2026-03-21T08:30:00Z"
    assert sets_30(client, f"dataflow/SCI/POP_COUNTY{query}") == [("Replace", CHANGED), ("Delete", GONE)]
    generic = client.simulate_get(f"/sdmx/2.1/data/POP_COUNTY/all{query}").content
    assert by_hand.read_generic(generic, IDS) == [("Replace", CHANGED), ("Delete", GONE)]
    assert sets_30(client, f"dataflow/SCI/POP_COUNTY/1.0/1503.*{query}") == [("Delete", GONE)]
    everything = sets_30(client, "dataflow/SCI/POP_COUNTY?updatedAfter=2020-01-01")
    assert everything == [("Replace", every_cell(second_vintage()))]


@pytest.mark.parametrize("after", ["2026-03-21T09:30:00Z", "2026-03-21T10:00:00Z", "2026-12-01T00:00:00Z"])
def test_nothing_changed_since(client, after):
    for address in (f"/sdmx/2.1/data/POP_COUNTY?updatedAfter={after}", f"/sdmx/3.0/data?updatedAfter={after}"):
        answer = client.simulate_get(address)
        assert answer.status_code == 404
        assert told(answer)[0] == 100 and "has changed since then" in told(answer)[1]


def test_history_has_every_vintage_and_its_deletions(client):
    found = sets_30(client, "dataflow/SCI/POP_COUNTY?includeHistory=true")
    assert found == [
        ("Replace", every_cell(first_vintage())),
        ("Replace", every_cell(second_vintage())),
        ("Delete", GONE),
    ]
    answer = client.simulate_get("/sdmx/3.0/data/dataflow/SCI/POP_COUNTY?includeHistory=true").json
    assert [
        (each["action"], each.get("validFrom"), each.get("validTo")) for each in answer["data"]["dataSets"]
    ] == [
        ("Replace", "2026-03-21T08:30:00Z", "2026-03-21T09:30:00Z"),
        ("Replace", "2026-03-21T09:30:00Z", None),
        ("Delete", None, "2026-03-21T09:30:00Z"),
    ]
    first = sets_30(client, "dataflow/SCI/POP_COUNTY?includeHistory=true&asOf=2026-03-21T08:30:00Z")
    assert first == [("Replace", every_cell(first_vintage()))]


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("dataflow/SCI/POP_COUNTY/1.0/1501.T", {"1501.T"}),
        ("*/SCI/POP_COUNTY/+/1501.*", {"1501.T", "1501.M", "1501.F"}),
        ("dataflow/SCI/POP_COUNTY/~/1501", {"1501.T", "1501.M", "1501.F"}),
        ("dataflow/SCI/POP_COUNTY/1.0+/1501.T,1502.M", {"1501.T", "1502.M"}),
        ("dataflow/SCI/POP_COUNTY/1.0/%2A.F%2C1502.%2A", {"1501.F", "1502.F", "1503.F", "1502.T", "1502.M"}),
        ("datastructure/SCI/DSD_POP_COUNTY/*/1501.T", {"1501.T"}),
        ("dataflow,datastructure/OTHER,SCI/A,POP_COUNTY/0.9,1.0/1501.T", {"1501.T"}),
        ("?c[SEX]=T&c[COUNTY]=1501,1503", {"1501.T", "1503.T"}),
        ("?c%5BSEX%5D=ne%3AT%2Bne%3AM", {"1501.F", "1502.F", "1503.F"}),
        ("?c[SEX]=ne:T,T&c[COUNTY]=1501", {"1501.T", "1501.M", "1501.F"}),
        ("?c[COUNTY]=gt:1501+le:1502&c[SEX]=sw:M", {"1502.M"}),
        ("?c[COUNTY]=ew:03&c[SEX]=lt:M", {"1503.F"}),
        ("?c[COUNTY]=co:502,ge:1503&c[SEX]=nc:T+nc:F", {"1502.M", "1503.M"}),
        ("dataflow/SCI/POP_COUNTY/1.0/1501.*?c[SEX]=T+eq:T", {"1501.T"}),
        ("dataflow/SCI/POP_COUNTY/?c[COUNTY]=1501&c[SEX]=T", {"1501.T"}),
    ],
)
def test_keys_and_filters_of_the_later_version(client, path, keys):
    slash = "" if path.startswith("?") else "/"
    answer = client.simulate_get(f"/sdmx/3.0/data{slash}{path}", headers=CSV_2)
    assert answer.status_code == 200, answer.text
    ((_, cells),) = by_hand.read_csv(answer.content, IDS)
    assert {f"{county}.{sex}" for county, sex, _ in cells} == keys


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        ("c[TIME_PERIOD]=1395", lambda codes, _cell: codes[2] == Y95),
        ("c[TIME_PERIOD]=2016-03-20/P366D", lambda codes, _cell: codes[2] == Y95),
        ("c[TIME_PERIOD]=ge:2011+lt:2012", lambda codes, _cell: codes[2] == Y90),
        ("c[TIME_PERIOD]=gt:1394", lambda codes, _cell: codes[2] == Y95),
        ("c[TIME_PERIOD]=ne:1390", lambda codes, _cell: codes[2] == Y95),
        ("c[PERIOD]=1390", lambda codes, _cell: codes[2] == Y90),
        ("c[OBS_STATUS]=O,P", lambda _codes, cell: cell[1] in ("O", "P")),
        ("c[OBS_STATUS]=ne:A", lambda _codes, cell: cell[1] != "A"),
        ("c[OBS_VALUE]=ge:1000+lt:4000", lambda _codes, cell: cell[0] is not None and 1000 <= cell[0] < 4000),
        (
            "c[OBS_VALUE]=1000,ge:16000",
            lambda _codes, cell: cell[0] is not None and (cell[0] == 1000 or cell[0] >= 16000),
        ),
        ("c[OBS_VALUE]=ne:1000", lambda _codes, cell: cell[0] is not None and cell[0] != 1000),
        ("c[DECIMALS]=0&c[SEX]=T", lambda codes, _cell: codes[1] == "T"),
        ("c[UNIT_MEASURE]=U1&c[SEX]=T", lambda codes, _cell: codes[1] == "T"),
        ("c[COMMENT_DSET]=co:note&c[SEX]=T", lambda codes, _cell: codes[1] == "T"),
    ],
)
def test_conditions_on_time_attributes_and_numbers(client, condition, wanted):
    found = cells_30(client, f"dataflow/SCI/POP_COUNTY?{condition}&asOf=2026-03-21T08:30:00Z")
    everything = every_cell(first_vintage())
    assert found == {codes: cell for codes, cell in everything.items() if wanted(codes, cell)}


def test_attributes_and_measures_that_are_asked_for(client):
    def columns(query):
        answer = client.simulate_get(f"/sdmx/3.0/data/dataflow/SCI/POP_COUNTY/1.0/1501.T?{query}", headers=CSV_2)
        return answer.text.splitlines()[0].removeprefix("STRUCTURE,STRUCTURE_ID,ACTION,COUNTY,SEX")

    every = ",OBS_STATUS,PERIOD,UNIT_MEASURE,DECIMALS,COMMENT_DSET"
    assert (
        columns("attributes=dsd") == columns("attributes=all") == columns("") == f",TIME_PERIOD,OBS_VALUE{every}"
    )
    assert columns("attributes=none") == columns("attributes=msd") == ",TIME_PERIOD,OBS_VALUE"
    assert columns("attributes=dataset") == ",TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,DECIMALS"
    assert columns("attributes=obs") == ",TIME_PERIOD,OBS_VALUE,OBS_STATUS,PERIOD"
    assert columns("attributes=OBS_STATUS,DECIMALS") == ",TIME_PERIOD,OBS_VALUE,OBS_STATUS,DECIMALS"
    assert columns("measures=none") == f",TIME_PERIOD{every}"
    assert columns("measures=none&attributes=none") == ""
    assert columns("measures=OBS_VALUE&attributes=series") == ",TIME_PERIOD,OBS_VALUE"


@pytest.mark.parametrize("query", ["", "&dimensionAtObservation=AllDimensions", "&dimensionAtObservation=COUNTY"])
def test_pages_of_observations_are_all_of_them_once(client, query, monkeypatch):
    monkeypatch.setattr(data_cells, "_BLOCK", 4)
    whole, found = cells_30(client, f"dataflow/SCI/POP_COUNTY?attributes=OBS_STATUS{query}"), {}
    for offset in range(0, len(whole), 5):
        page = cells_30(client, f"dataflow/SCI/POP_COUNTY?attributes=OBS_STATUS{query}&offset={offset}&limit=5")
        assert len(page) == min(5, len(whole) - offset) and not set(page) & set(found)
        found |= page
    assert found == whole
    beyond = client.simulate_get(f"/sdmx/3.0/data/dataflow/SCI/POP_COUNTY?offset={len(whole)}{query}")
    assert beyond.status_code == 404 and told(beyond)[0] == 100


def test_pages_of_series_keys(client):
    address = "/sdmx/3.0/data/dataflow/SCI/POP_COUNTY?attributes=none&measures=none"
    whole = client.simulate_get(address, headers=CSV_2).text.splitlines()[1:]
    page = client.simulate_get(f"{address}&offset=2&limit=3", headers=CSV_2).text.splitlines()[1:]
    assert len(whole) == 9 and page == whole[2:5]


def test_pages_go_through_the_sets_of_a_history(client):
    whole = [cell for _, cells in sets_30(client, "*?includeHistory=true") for cell in cells.items()]
    page = [
        cell for _, cells in sets_30(client, "*?includeHistory=true&offset=16&limit=19") for cell in cells.items()
    ]
    assert len(whole) == 18 + 17 + 1 and page == whole[16:35]


@pytest.mark.parametrize(
    "path",
    [
        "2.1/data/POP_COUNTY",
        "2.1/data/POP_COUNTY?format=csv",
        "2.1/data/POP_COUNTY?format=json",
        "2.1/data/POP_COUNTY?format=structurespecificdata",
        "3.0/data/dataflow/SCI/POP_COUNTY",
        "3.0/data/dataflow/SCI/POP_COUNTY?format=xml",
        "3.0/data/dataflow/SCI/POP_COUNTY?format=csv&lastNObservations=1",
    ],
)
def test_answers_in_many_blocks_are_the_same(client, path, monkeypatch):
    read = (
        by_hand.read_csv
        if "csv" in path
        else by_hand.read_json
        if "json" in path or "3.0/data/d" in path
        else None
    )
    read = by_hand.read_specific if "structure" in path or "xml" in path else read or by_hand.read_generic
    whole = client.simulate_get(f"/sdmx/{path}").content
    monkeypatch.setattr(data_cells, "_BLOCK", 2)
    monkeypatch.setattr(sending, "_AT_ONCE", 100)  # and sent piece by piece
    assert read(client.simulate_get(f"/sdmx/{path}").content, IDS) == read(whole, IDS)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("2.1/data/POP_COUNTY/1501", "COUNTY.SEX"),
        ("2.1/data/POP_COUNTY/1501.T.1395", "1501.T"),
        ("2.1/data/A,B,C,D", "names no dataflow"),
        ("2.1/data/POP_COUNTY?startPeriod=soon", "soon"),
        ("2.1/data/POP_COUNTY?endPeriod=", ""),
        ("2.1/data/POP_COUNTY?firstNObservations=0", "at least 1"),
        ("2.1/data/POP_COUNTY?lastNObservations=-1", "whole number"),
        ("2.1/data/POP_COUNTY?lastNObservations=99999999999999999999", "whole number"),
        ("2.1/data/POP_COUNTY?detail=much", "serieskeysonly"),
        ("2.1/data/POP_COUNTY?includeHistory=maybe", "true"),
        ("2.1/data/POP_COUNTY?dimensionAtObservation=NO", "AllDimensions"),
        ("2.1/data/POP_COUNTY?c[SEX]=T", "no parameter"),
        ("2.1/data/POP_COUNTY?updatedAfter=yesterday", "yesterday"),
        ("2.1/data/POP_COUNTY?asOf=2026-03-21T08:30:00Z&updatedAfter=2026-03-21T09:00:00Z", "later than asOf"),
        ("3.0/data/table/SCI/POP_COUNTY", "provisionagreement"),
        ("3.0/data/dataflow/SCI/POP_COUNTY/1.0/1501.T.1395", "COUNTY.SEX"),
        ("3.0/data?offset=-1", "whole number"),
        ("3.0/data?offset=1e9", "whole number"),
        ("3.0/data?limit=0", "at least 1"),
        ("3.0/data?limit=%D9%A1", "whole number"),
        ("3.0/data?attributes=EVERYTHING", "OBS_STATUS"),
        ("3.0/data?measures=MORE", "OBS_VALUE"),
        ("3.0/data?c[NO]=1", "no component"),
        ("3.0/data?c[SEX]=T&c[COUNTY]=1501&c%5BSEX%5D=M", "c[SEX] is given twice"),
        ("3.0/data?c[SEX]=zz:T", "'zz' is no operator; there are eq, ne, lt"),
        ("3.0/data?c[SEX]=M,GE:T", "'GE' is no operator"),
        ("3.0/data?c[OBS_VALUE]=zz:1", "'zz' is no operator"),
        ("3.0/data?c[OBS_STATUS]=zz:A", "'zz' is no operator"),
        ("3.0/data?c[TIME_PERIOD]=zz:1395", "'zz' is no operator"),
        ("3.0/data?c[SEX]=", "empty"),
        ("3.0/data?c[SEX]=T,", "empty"),
        ("3.0/data?c[SEX]=ge:", "empty"),
        ("3.0/data?c[]=T", "no parameter"),
        ("3.0/data?c=T", "no parameter"),
        ("2.1/data/POP_COUNTY?startPeriod=2019-W53", "2019-W53"),
        ("2.1/data/POP_COUNTY?startPeriod=9999-W52", "9999-W52"),
        ("2.1/data/POP_COUNTY?startPeriod=2019-T4", "2019-T4"),
        ("3.0/data?c[OBS_VALUE]=ge:many", "no number"),
        ("3.0/data?c[OBS_VALUE]=co:1", "does not work with numbers"),
        ("3.0/data?c[TIME_PERIOD]=gt:later", "later"),
        ("3.0/data?c[COUNTY]=" + "%2B".join(["ne:1"] * 200), "more than 100"),
        ("3.0/data?startPeriod=1390", "no parameter"),
        ("3.0/data/dataflow/SCI/POP_COUNTY/1.0/" + ",".join(["1501.T"] * 501), "more than 500 keys"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_word_on_why(client, path, words):
    answer = client.simulate_get(f"/sdmx/{path}")
    assert answer.status_code == 400, answer.text
    assert told(answer)[0] == 140 and words in told(answer)[1]


@pytest.mark.parametrize(
    "path",
    [
        "2.1/data/NOTHING",
        "2.1/data/OTHER,POP_COUNTY",
        "2.1/data/SCI,POP_COUNTY,2.0",
        "2.1/data/POP_COUNTY/all/OTHER",
        "2.1/data/POP_COUNTY/9999.T",
        "2.1/data/POP_COUNTY?startPeriod=2100",
        "2.1/data/POP_COUNTY/1501.T?startPeriod=2100&endPeriod=1900",
        "3.0/data/dataflow/SCI/NOTHING",
        "3.0/data/dataflow/OTHER/POP_COUNTY",
        "3.0/data/dataflow/SCI/POP_COUNTY/2.0",
        "3.0/data/provisionagreement/SCI/POP_COUNTY",
        "3.0/data?c[SEX]=X",
        "3.0/data?c[OBS_VALUE]=gt:1e300",
        "3.0/data?c[OBS_VALUE]=nan",
        "3.0/data?c[COMMENT_DSET]=co:nothing",
        "3.0/data?c[SEX]=T%00",
    ],
)
def test_nothing_found_has_the_code_of_the_standard(client, path):
    answer = client.simulate_get(f"/sdmx/{path}")
    assert (answer.status_code, told(answer)[0]) == (404, 100)


def test_unknown_codes_are_named(client):
    assert "COUNTY=9999" in told(client.simulate_get("/sdmx/2.1/data/POP_COUNTY/9999.T"))[1]
    assert "SEX=X" in told(client.simulate_get("/sdmx/3.0/data?c[SEX]=X"))[1]


def test_what_is_not_here_and_what_is_too_long(client):
    assert client.simulate_get("/sdmx/3.0/data?sort=*").status_code == 501
    long = client.simulate_get(f"/sdmx/3.0/data?c[SEX]={'T,' * 20_000}T")
    assert (long.status_code, told(long)[0]) == (414, 140)
    accept = {"Accept": "application/vnd.sdmx.genericmetadata+xml;version=2.1"}
    assert client.simulate_get("/sdmx/3.0/data", headers=accept).status_code == 406


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("format=structurespecificdata&formatVersion=2.1", by_hand.read_specific),
        ("format=genericdata", by_hand.read_generic),
        ("format=jsondata&formatVersion=1.0.0", by_hand.read_json),
        ("format=jsondata", by_hand.read_json),
        ("format=csvdata&formatVersion=1.0.0", by_hand.read_csv),
    ],
)
def test_the_later_version_gives_the_formats_of_the_earlier_too(client, query, read):
    ((_, cells),) = read(client.simulate_get(f"/sdmx/3.0/data?{query}").content, IDS)
    assert cells == every_cell(second_vintage())


def test_too_many_cells_are_told_with_the_code_of_the_standard(two_vintages):
    few = FairUse(lambda: 0.0, anonymous=Limits(cells=6, calls=1000, window=10))
    client = TestClient(create_app(two_vintages, fair_use=few))
    for path in (
        "2.1/data/POP_COUNTY",
        "3.0/data",
        "2.1/data/POP_COUNTY/1501.T?includeHistory=true&startPeriod=1",
    ):
        answer = client.simulate_get(f"/sdmx/{path}".replace("&startPeriod=1", ""))
        if "1501" in path:
            assert answer.status_code == 200
        else:
            assert (answer.status_code, told(answer)[0]) == (413, 130)
    for path in ("3.0/data?limit=6", "3.0/data?c[SEX]=T", "2.1/data/POP_COUNTY/.M+F?lastNObservations=1"):
        assert client.simulate_get(f"/sdmx/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["2.1/data/POP_COUNTY", "3.0/data", "3.0/availability", "2.1/availableconstraint/POP_COUNTY"]
)
def test_what_is_known_is_not_sent_again_and_formats_have_tags_of_their_own(client, path):
    answer = client.simulate_get(f"/sdmx/{path}")
    assert "Accept" in answer.headers["Vary"]
    again = client.simulate_get(f"/sdmx/{path}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.simulate_get(f"/sdmx/{path}", headers={"Accept-Language": "en"})
    assert other.headers["ETag"] != answer.headers["ETag"]
    head = client.simulate_head(f"/sdmx/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert client.simulate_get(f"/sdmx/{path}").content == answer.content


def test_labels_of_csv_by_the_media_type(client):
    accept = {"Accept": "text/csv; labels=both, */*;q=0.1", "Accept-Language": "en"}
    lines = client.simulate_get("/sdmx/2.1/data/POP_COUNTY/1501.T", headers=accept).text.splitlines()
    assert lines[0].startswith("DATAFLOW,COUNTY: County,SEX: Sex,TIME_PERIOD: Year,OBS_VALUE: Observation value")
    assert lines[1].startswith(
        "SCI:POP_COUNTY(1.0): Population of counties by sex,1501: Khorramabad,T: Both sexes,"
    )
    wrong = client.simulate_get("/sdmx/2.1/data/POP_COUNTY", headers={"Accept": "text/csv;labels=name"})
    assert wrong.status_code == 400


def test_what_is_staged_is_not_there(two_vintages, clock, tmp_path):
    client = TestClient(create_app(two_vintages))
    paths = [
        "2.1/data/SECRET",
        "3.0/data/dataflow/SCI/SECRET",
        "3.0/data",
        "2.1/data/POP_COUNTY?includeHistory=true",
        "3.0/data?updatedAfter=2026-03-21T08:30:00Z",
        "3.0/availability",
        "2.1/availableconstraint/SECRET",
    ]
    before = [client.simulate_get(f"/sdmx/{path}") for path in paths]
    secret = released(tmp_path / "cubes", "SECRET", about=metadata("راز", "Secret"))
    changed = released(tmp_path / "cubes", of=cube(9))
    stage(two_vintages, tmp_path / "cubes", "r3", clock() + HOUR, secret, changed)
    after = [client.simulate_get(f"/sdmx/{path}") for path in paths]
    assert [(each.status, each.content, dict(each.headers)) for each in after] == [
        (each.status, each.content, dict(each.headers)) for each in before
    ]
    clock.advance(2 * HOUR)
    assert client.simulate_get("/sdmx/2.1/data/SECRET").status_code == 200
    assert len(json.loads(client.simulate_get("/sdmx/3.0/data").content)["data"]["structures"]) == 2


PIECES = [
    "POP_COUNTY",
    "SCI",
    "1501",
    "T",
    "*",
    ".",
    ",",
    "+",
    "%2B",
    "%2C",
    "%00",
    "%FF",
    "%",
    "~",
    "(",
    "٣",
    "$2F",
    "..%2F",
    "-",
    "",
]
NAMES = [
    "c[SEX]",
    "c[TIME_PERIOD]",
    "c[OBS_VALUE]",
    "c[",
    "offset",
    "limit",
    "asOf",
    "updatedAfter",
    "attributes",
    "key",
]
VALUES = [
    "ge:1",
    "T",
    "2011",
    "1395-Q9",
    "1e400",
    "nan",
    "9" * 30,
    "2026-13-45",
    "2016-03-20/P0D",
    "2016-02-30/P9Y",
    "9999-12-31/P9999Y",
]


@settings(max_examples=100)
@given(
    st.sampled_from(["2.1/data", "3.0/data", "2.1/availableconstraint", "3.0/availability"]),
    st.lists(st.lists(st.sampled_from(PIECES), max_size=4).map("".join), max_size=6),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from([*PIECES, *VALUES]), max_size=3)), max_size=3
    ),
)
def test_nothing_that_is_asked_makes_the_service_fail(client, service, path, query):
    told_query = "&".join(f"{name}={''.join(values)}" for name, values in query)
    answer = client.simulate_get(f"/sdmx/{service}/{'/'.join(path)}", query_string=told_query)
    assert answer.status_code in (200, 304, 400, 404, 414, 501), (path, query, answer.text)
