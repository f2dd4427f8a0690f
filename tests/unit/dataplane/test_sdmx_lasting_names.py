"""What an address of a structure names stays what it was, whatever is released later."""

from dataclasses import replace
from datetime import timedelta

import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.statcore.structures import Codelist
from released import YEARS, cube, released, stage, structure

HOUR = timedelta(hours=1)
ALL = "/sdmx/3.0/structure/codelist/SCI/*"


@pytest.fixture
def client(shelf, clock, tmp_path):
    """Reads a shelf with the population."""
    release(shelf, clock, tmp_path, "POP_COUNTY", cube())
    return TestClient(create_app(shelf, kept=0))


def release(shelf, clock, folder, dataset, of):
    clock.advance(HOUR)
    cubes = folder / "cubes"
    stage(shelf, cubes, f"r{clock()}", clock(), released(cubes, dataset, of=of))


def without_both_sexes():
    """The population with a codelist CL_SEX of two codes."""
    county, sex, time = structure(years=YEARS).dimensions
    sexes = Codelist(sex.codelist.id, sex.codelist.label, sex.codelist.codes[1:])
    made = replace(structure(years=YEARS), dimensions=(county, replace(sex, codelist=sexes), time))
    whole = cube()
    cut = {name: getattr(whole, name)[:, 1:] for name in ("values", "signs", "origin_numbers")}
    return replace(whole, structure=made, **cut)


def told(client, path):
    """The artefacts that answer a query, without the header of the message."""
    return client.simulate_get(path).json["data"]


def codes(client, path):
    return {each["id"]: [code["id"] for code in each["codes"]] for each in told(client, path)["codelists"]}


@pytest.mark.parametrize(
    "path",
    [
        "/sdmx/3.0/structure/dataflow/SCI/POP_COUNTY/1.0?references=all",
        "/sdmx/3.0/structure/datastructure/SCI/DSD_POP_COUNTY/1.0?references=all&detail=referencepartial",
        "/sdmx/3.0/structure/codelist/SCI/CL_SEX/1.0/M?references=ancestors",
        "/sdmx/3.0/structure/*/SCI/DSD_POP_COUNTY,CS_POP_COUNTY,CL_SEX,CL_PERIOD_POP_COUNTY,CR_POP_COUNTY/1.0",
        "/sdmx/3.0/schema/datastructure/SCI/DSD_POP_COUNTY/1.0",
        "/sdmx/3.0/availability/dataflow/SCI/POP_COUNTY/1.0?references=all",
    ],
)
def test_a_release_changes_nothing_of_other_datasets(client, shelf, clock, tmp_path, path):
    before = told(client, path)
    release(shelf, clock, tmp_path, "A_LATER", without_both_sexes())
    assert told(client, path) == before
    assert codes(client, f"{ALL}/1.0?asOf={clock():%Y-%m-%dT%H:%M:%SZ}")["CL_SEX_A_LATER"] == ["M", "F"]


def test_a_codelist_of_one_dataset_changes_under_its_name(client, shelf, clock, tmp_path):
    before = f"{ALL}?asOf={clock():%Y-%m-%dT%H:%M:%SZ}"
    release(shelf, clock, tmp_path, "POP_COUNTY", without_both_sexes())
    assert codes(client, ALL)["CL_SEX"] == ["M", "F"]
    assert codes(client, before)["CL_SEX"] == ["T", "M", "F"]


def test_a_codelist_that_others_share_stays_and_the_dataset_moves(client, shelf, clock, tmp_path):
    release(shelf, clock, tmp_path, "OTHER", cube())
    before = told(client, "/sdmx/3.0/structure/datastructure/SCI/DSD_OTHER?references=descendants")
    release(shelf, clock, tmp_path, "POP_COUNTY", without_both_sexes())
    found = codes(client, ALL)
    assert (found["CL_SEX"], found["CL_SEX_POP_COUNTY"]) == (["T", "M", "F"], ["M", "F"])
    assert told(client, "/sdmx/3.0/structure/datastructure/SCI/DSD_OTHER?references=descendants") == before


def test_a_codelist_that_is_used_no_more_still_resolves(client, shelf, clock, tmp_path):
    county, sex, time = structure(years=YEARS).dimensions
    renamed = replace(sex, codelist=replace(sex.codelist, id="CL_GENDER"))
    made = replace(structure(years=YEARS), dimensions=(county, renamed, time))
    release(shelf, clock, tmp_path, "POP_COUNTY", replace(cube(), structure=made))
    assert codes(client, "/sdmx/3.0/structure/codelist/SCI/CL_SEX/1.0")["CL_SEX"] == ["T", "M", "F"]
    assert {"CL_GENDER", "CL_SEX"} <= codes(client, ALL).keys()
