"""The quick way of answering and the framework's way give the same answer, headers and all."""

from datetime import timedelta

import pytest
from falcon.testing import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amargah.dataplane import create_app
from amargah.dataplane.files.usual import UsualFiles
from released import COUNTIES, SEXES, YEARS, cube, released, stage

IDS = {"COUNTY": [id for id, *_ in COUNTIES], "SEX": [id for id, *_ in SEXES], "TIME": [id for id, *_ in YEARS]}


def part(id):
    codes = st.lists(st.sampled_from([*IDS[id], "WRONG"]), min_size=1, max_size=3)
    return codes.map(lambda chosen: f"{id}={','.join(chosen)}")


PARTS = st.one_of(
    *map(part, IDS),
    st.sampled_from(["lang=en", "lang=fa", "lang=xx", "vintage=1", "asOf=2026-03-21", "SEX=", "=", "X=1"]),
)
ADDRESSES = st.builds(
    lambda name, parts: f"/data/{name}?{'&'.join(parts)}",
    st.sampled_from(
        ["POP_COUNTY.json", "POP_COUNTY.csv", "POP_COUNTY.px", "NOTHING.json", "POP_COUNTY", "a.b.json"]
    ),
    st.lists(PARTS, max_size=4),
)


@pytest.fixture
def two_ways(shelf, clock, tmp_path, monkeypatch):
    """A client that may take the quick way, one that may not, and the number of times that it was taken."""
    stage(shelf, tmp_path / "cubes", "r1", clock())
    clock.advance(timedelta(days=1))
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    quick, slow = (TestClient(create_app(shelf, kept=0)) for _ in range(2))
    slow.app._usual.answer = lambda _environ: None
    taken = []
    answer = UsualFiles.answer

    def noted(self, environ):
        found = answer(self, environ)
        taken.append(found is not None)
        return found

    monkeypatch.setattr(UsualFiles, "answer", noted)
    return quick, slow, taken


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=ADDRESSES)
def test_both_ways_lead_to_the_same_answer(two_ways, address):
    quick, slow, _ = two_ways
    first, second = quick.simulate_get(address), slow.simulate_get(address)
    assert (first.status, first.content) == (second.status, second.content)
    assert dict(first.headers) == dict(second.headers)


@pytest.mark.parametrize("name", ["POP_COUNTY.json?SEX=T", "POP_COUNTY.csv?SEX=T&lang=en"])
def test_the_usual_question_takes_the_quick_way(two_ways, name):
    quick, _, taken = two_ways
    assert quick.simulate_get(f"/data/{name}").status_code == 200
    assert taken == [True]


@pytest.mark.parametrize(
    "headers", [{"Range": "bytes=0-9"}, {"If-None-Match": "*"}, {"If-Range": "x"}, {"X-API-Key": "x"}]
)
def test_whoever_asks_for_something_else_does_not(two_ways, headers):
    quick, slow, taken = two_ways
    address = "/data/POP_COUNTY.json?SEX=T"
    first, second = (each.simulate_get(address, headers=headers) for each in (quick, slow))
    assert (first.status, first.content, dict(first.headers)) == (
        second.status,
        second.content,
        dict(second.headers),
    )
    assert taken == [False]
