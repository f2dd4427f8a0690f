"""Small answers are kept by edition and question, and never told to who asked for something else."""

from datetime import timedelta

import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.dataplane.kept import KeptAnswers
from amargah.shelf import Shelf
from released import cube, released, stage

ADDRESS = "/data/POP_COUNTY.json?SEX=T&TIME=1395"


@pytest.fixture
def made(monkeypatch):
    """The addresses that were worked out anew."""
    told = []
    original = KeptAnswers._made

    def noted(self, key, environ, start_response):
        told.append(environ["PATH_INFO"])
        return original(self, key, environ, start_response)

    monkeypatch.setattr(KeptAnswers, "_made", noted)
    return told


@pytest.fixture
def client(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    return TestClient(create_app(shelf))


def test_the_second_answer_is_the_first_one(client, made):
    first, second = client.simulate_get(ADDRESS), client.simulate_get(ADDRESS)
    assert (second.status, second.content) == (first.status, first.content)
    assert dict(second.headers) == dict(first.headers)
    assert len(made) == 1


@pytest.mark.parametrize(
    "headers", [{"If-None-Match": '"x"'}, {"Range": "bytes=0-3"}, {"Host": "elsewhere"}, {"Accept": "text/csv"}]
)
def test_who_asks_in_another_way_is_answered_anew(client, headers):
    plain = create_app(Shelf(client.app._answer._shelf._cubes.parent, client.app._answer._shelf.now), kept=0)
    client.simulate_get(ADDRESS)
    kept, anew = (each.simulate_get(ADDRESS, headers=headers) for each in (client, TestClient(plain)))
    assert (kept.status, kept.content) == (anew.status, anew.content)


def test_a_release_is_seen_at_its_instant(client, shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r2", clock() + timedelta(hours=1), released(tmp_path / "cubes", of=cube(5)))
    before = client.simulate_get(ADDRESS).json["value"][0]
    clock.advance(timedelta(minutes=59, seconds=59))
    assert client.simulate_get(ADDRESS).json["value"][0] == before
    clock.advance(timedelta(seconds=1))
    assert client.simulate_get(ADDRESS).json["value"][0] == before + 5


def test_errors_are_not_kept(client, made):
    for _ in range(2):
        assert client.simulate_get("/data/NOTHING.json").status_code == 404
    assert len(made) == 2


def test_memory_is_bounded(shelf, clock, tmp_path, made):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    client = TestClient(create_app(shelf, kept=2000))
    addresses = [f"/data/POP_COUNTY.json?SEX={sex}&TIME=1395" for sex in "TMF"]
    for address in [*addresses, addresses[0], addresses[0]]:
        client.simulate_get(address)
    assert client.app._answer._held <= 2000
    assert len(made) == 4, "the first made room for the third, and is kept again"
