"""Filters where two values look alike: days of both calendars, and codes with a colon."""

from dataclasses import replace
from urllib.parse import quote

import numpy as np
import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.statcore.cubes import Cube
from amargah.statcore.structures import Role
from released import ORIGIN, dimension, released, stage, structure

DAYS = ("1400-M01-D01", "2021-M03-D21", "1400-M01-D02")
SEXES = (("zz:IR", "ایرانی", "Iranian"), ("sw:X", "دیگر", "Other"))


@pytest.fixture
def client(shelf, clock, tmp_path):
    """One county, two codes with a colon, and the same day in both calendars."""
    made = structure(counties=(("1501", "خرم‌آباد", "Khorramabad"),))
    time = dimension("TIME", "روز", "Day", tuple((day, "", "") for day in DAYS), Role.TIME)
    made = replace(made, dimensions=(made.dimensions[0], dimension("SEX", "جنس", "Sex", SEXES), time))
    values = np.arange(float(made.size)).reshape(made.shape)
    zeros = [np.zeros(made.shape, kind) for kind in (np.uint8, np.uint16)]
    cubes = tmp_path / "cubes"
    stage(shelf, cubes, "r1", clock(), released(cubes, "DAILY", of=Cube(made, values, *zeros, (ORIGIN,))))
    return TestClient(create_app(shelf, kept=0))


def found(client, condition):
    """The values of the cells, which count up: the days of the first code, then those of the second."""
    answer = client.simulate_get(f"/sdmx/3.0/data?{condition}", headers={"Accept": "text/csv"})
    assert answer.status_code == 200, answer.text
    head, *lines = answer.text.splitlines()
    return {int(line.split(",")[head.split(",").index("OBS_VALUE")]) for line in lines}


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1400-M01-D01", {0}),
        ("eq:1400-M01-D01", {0}),
        ("1400-01-01", {0}),
        ("2021-M03-D21", {1}),
        ("2021-03-21", {1}),
        ("2021-03-21T00:00:00", {1}),
        ("2021-03-21/P1D", {0, 1}),
        ("ne:1400-M01-D01", {1, 2}),
        ("ne:2021-M03-D21", {0, 2}),
        ("ne:2021-03-21/P1D", {2}),
        ("1400-M01-D01,2021-M03-D21", {0, 1}),
        ("le:1400-M01-D01", {0, 1}),
        ("sw:1400", {0, 2}),
    ],
)
def test_period_tells_the_calendars_apart(client, value, days):
    assert found(client, f"c[PERIOD]={value}&c[SEX]={quote('sw:zz')}") == days


@pytest.mark.parametrize("value", ["1400-M01-D01", "2021-03-21", "2021-03-21/P1D", "eq:1400-01-01"])
def test_time_period_compares_days(client, value):
    assert found(client, f"c[TIME_PERIOD]={value}&c[SEX]={quote('sw:zz')}") == {0, 1}


@pytest.mark.parametrize("value", ["zz:IR", "zz$3AIR", "eq:zz:IR", "ne:sw$3AX", "ne:sw:X"])
def test_a_code_with_a_colon_is_found(client, value):
    assert found(client, f"c[SEX]={value}") == {0, 1, 2}


def test_an_operator_that_there_is_goes_before_a_code_that_looks_so(client):
    assert client.simulate_get("/sdmx/3.0/data?c[SEX]=sw:X").status_code == 404
    assert found(client, "c[SEX]=eq:sw:X") == {3, 4, 5}
