"""Availability queries: which codes have data, exactly or beside the choices made."""

from datetime import timedelta

import numpy as np
import pytest
from falcon.testing import TestClient
from sdmx_validation import local, valid_json, valid_xml

from amargah.dataplane import create_app
from released import cube, released, stage

HOUR = timedelta(hours=1)


@pytest.fixture
def client(shelf, clock, tmp_path):
    """The example of the standard: men of two counties, women of one of them in the other year."""
    made = cube()
    kept = np.full(made.values.shape, np.nan)
    for cell in ((0, 1, 0), (1, 1, 0), (1, 2, 1)):
        kept[cell] = made.values[cell]
    made.values[:] = kept
    folder = tmp_path / "cubes"
    stage(shelf, folder, "r1", clock(), released(folder, of=made))
    clock.advance(HOUR)
    later = cube()
    later.values[:] = kept
    later.values[1, 2, 1] += 1
    stage(shelf, folder, "r2", clock(), released(folder, of=later))
    return TestClient(create_app(shelf))


def found_30(client, path):
    answer = client.simulate_get(f"/sdmx/3.0/availability/{path}")
    assert answer.status_code == 200, answer.text
    (constraint,) = valid_json(answer.content, "2.0.0")["data"]["dataConstraints"]
    counts = {each["id"]: int(each["title"]) for each in constraint["annotations"]}
    (region,) = constraint["cubeRegions"]
    keys = region.get("components") or region["keyValues"]
    values = {
        each["id"]: [v if isinstance(v, str) else v["value"] for v in each.get("values", [])] for each in keys
    }
    time = next((each["timeRange"] for each in keys if "timeRange" in each), None)
    return values, time, counts


def found_21(client, path):
    answer = client.simulate_get(f"/sdmx/2.1/availableconstraint/{path}")
    assert answer.status_code == 200, answer.text
    document = valid_xml(answer.content, "2.1")
    keys = list(document.iter("{*}KeyValue"))
    return {each.get("id"): [v.text for v in each if local(v) == "Value"] for each in keys}


def test_what_there_is_at_all(client):
    values, time, counts = found_30(client, "dataflow/SCI/POP_COUNTY/1.0")
    assert values == {"COUNTY": ["1501", "1502"], "SEX": ["M", "F"], "TIME_PERIOD": []}
    assert (time["startPeriod"]["period"], time["endPeriod"]["period"]) == ("2011-03-21", "2017-03-20")
    assert counts == {"series_count": 3, "obs_count": 3}
    assert found_21(client, "POP_COUNTY") == {**values}


def test_exact_says_what_the_query_finds(client):
    values, _, counts = found_30(client, "dataflow/SCI/POP_COUNTY/1.0/1502.F")
    assert (values["COUNTY"], values["SEX"], counts["obs_count"]) == (["1502"], ["F"], 1)
    assert found_30(client, "dataflow/SCI/POP_COUNTY?c[COUNTY]=1502&c[SEX]=F")[0] == values
    assert found_21(client, "POP_COUNTY/1502.F?mode=exact")["SEX"] == ["F"]
    assert found_21(client, "POP_COUNTY/all?startPeriod=1395")["SEX"] == ["F"]


@pytest.mark.parametrize(
    ("key", "counties", "sexes"),
    [
        ("1502.F", ["1502"], ["M", "F"]),
        ("1502.M+F", ["1501", "1502"], ["M", "F"]),
        ("1501.M", ["1501", "1502"], ["M"]),
    ],
)
def test_available_says_what_could_be_chosen_beside(client, key, counties, sexes):
    found = found_21(client, f"POP_COUNTY/{key}/all/all?mode=available")
    assert (found["COUNTY"], found["SEX"]) == (counties, sexes)


def test_one_dimension_alone(client):
    assert found_21(client, "POP_COUNTY/all/all/SEX") == {"SEX": ["M", "F"]}
    values, time, _ = found_30(client, "dataflow/SCI/POP_COUNTY/1.0/*/COUNTY,TIME_PERIOD")
    assert values == {"COUNTY": ["1501", "1502"], "TIME_PERIOD": []} and time is not None


def test_what_changed_since(client):
    values, _, counts = found_30(client, "dataflow/SCI/POP_COUNTY?updatedAfter=2026-03-21T08:30:00Z")
    assert (values["COUNTY"], values["SEX"], counts["obs_count"]) == (["1502"], ["F"], 1)


def test_structures_come_along_with_the_codes_that_are_used(client):
    answer = client.simulate_get("/sdmx/3.0/availability/dataflow/SCI/POP_COUNTY/1.0/1502.F?references=all")
    data = valid_json(answer.content, "2.0.0")["data"]
    assert {"dataflows", "dataStructures", "conceptSchemes", "codelists", "dataConstraints"} <= set(data)
    codelists = {each["id"]: each for each in data["codelists"]}
    assert [code["id"] for code in codelists["CL_COUNTY"]["codes"]] == ["1502"]
    assert codelists["CL_COUNTY"]["isPartial"]
    none = client.simulate_get("/sdmx/3.0/availability?references=valuelist,dataproviderscheme")
    assert set(none.json["data"]) == {"dataConstraints"}
    only = client.simulate_get("/sdmx/2.1/availableconstraint/POP_COUNTY?references=codelist").content
    assert {local(each) for each in valid_xml(only, "2.1")[1]} == {"Codelists", "Constraints"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("2.1/availableconstraint/POP_COUNTY/9999.T", 404),
        ("2.1/availableconstraint/NOTHING", 404),
        ("2.1/availableconstraint/POP_COUNTY/1503.", 404),
        ("2.1/availableconstraint/POP_COUNTY/1501", 400),
        ("2.1/availableconstraint/POP_COUNTY/all/all/NO", 400),
        ("2.1/availableconstraint/POP_COUNTY?mode=vague", 400),
        ("2.1/availableconstraint/POP_COUNTY?references=everything", 400),
        ("2.1/availableconstraint/POP_COUNTY?detail=full", 400),
        ("3.0/availability/dataflow/SCI/POP_COUNTY/1.0/*/NO", 400),
        ("3.0/availability?c[NO]=1", 400),
        ("3.0/availability/dataflow/SCI/NOTHING", 404),
        ("3.0/availability?updatedAfter=2026-03-21T10:30:00Z", 404),
    ],
)
def test_refusals(client, path, status):
    answer = client.simulate_get(f"/sdmx/{path}")
    assert answer.status_code == status and (b'code="1' in answer.content or b'"code":1' in answer.content)
