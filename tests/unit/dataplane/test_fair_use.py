"""Calls are counted by address and by key, for all processes together; too many are refused for a while."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest
from falcon.testing import TestClient

from amargah.dataplane import CallCounter, FairUse, Limits, create_app
from released import stage

FEW = Limits(cells=6, calls=3, window=10)
MORE = Limits(cells=100, calls=5, window=10)
ADDRESS = "/data/POP_COUNTY.json?SEX=T&TIME=1395"


class Seconds:
    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def seconds():
    return Seconds(1003.5)


@pytest.fixture
def client(shelf, clock, tmp_path, seconds):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    fair_use = FairUse(seconds, knows_key={"good", "other"}.__contains__, anonymous=FEW, with_key=MORE)
    return TestClient(create_app(shelf, fair_use=fair_use))


def calls(client, times, **headers):
    return [client.simulate_get(ADDRESS, headers=headers).status_code for _ in range(times)]


def test_the_fourth_call_of_a_window_is_refused_and_told_when_to_come_again(client, seconds):
    assert calls(client, 4) == [200, 200, 200, 429]
    refused = client.simulate_get(ADDRESS + "&lang=en")
    assert refused.headers["Retry-After"] == "7"
    assert refused.json["detail"] == "more than 3 calls in 10 seconds; ask again in 7 s"
    seconds.now = 1010.0
    assert calls(client, 1) == [200]


def test_an_answer_that_is_kept_counts_as_well(client):
    """The second and the third call are answered from memory."""
    assert calls(client, 3) == [200] * 3
    assert client.simulate_get("/data").status_code == 429


def test_each_address_and_each_key_is_counted_for_itself(client):
    assert calls(client, 4)[-1] == 429
    assert client.simulate_get(ADDRESS, remote_addr="10.0.0.9").status_code == 200
    assert calls(client, 6, **{"X-API-Key": "good"}) == [200] * 5 + [429]
    assert calls(client, 1, **{"X-API-Key": "other"}) == [200]


def test_behind_a_proxy_the_address_is_the_one_that_it_saw(shelf, clock, tmp_path, seconds):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    client = TestClient(create_app(shelf, fair_use=FairUse(seconds, anonymous=FEW, behind_proxy=True)))
    forged = [calls(client, 1, **{"X-Forwarded-For": f"{n}.1.1.1, 10.0.0.1"})[0] for n in range(4)]
    assert forged == [200, 200, 200, 429]
    assert calls(client, 1, **{"X-Forwarded-For": "10.0.0.1, 10.0.0.2"}) == [200]


def test_a_key_that_is_not_good_is_refused(client):
    answer = client.simulate_get(ADDRESS, headers={"X-API-Key": "bad"})
    assert answer.status_code == 403
    assert "X-API-Key" in answer.json["detail"]


def test_asking_what_is_allowed_is_not_counted(client):
    for _ in range(5):
        client.simulate_options(ADDRESS)
    assert calls(client, 1) == [200]


def test_a_count_starts_anew_with_its_window():
    counter = CallCounter()
    counts = [counter.count(b"somebody", now, 10) for now in (0, 9.9, 10, 10, 35)]
    assert counts == [1, 2, 1, 2, 1]


def test_callers_beyond_the_table_never_add_to_one_another():
    counter = CallCounter()
    for number in range(100_000):
        assert counter.count(number.to_bytes(8, "little"), 5, 10) == 1


def count_often(path, times):
    counter = CallCounter(path)
    for _ in range(times):
        counter.count(b"somebody", 5, 10)


def test_processes_and_threads_count_together(tmp_path):
    path = tmp_path / "run" / "calls"
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: count_often(path, 200), range(2)))
    others = [get_context("spawn").Process(target=count_often, args=(path, 300)) for _ in range(2)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0]
    assert CallCounter(path).count(b"somebody", 5, 10) == 1001
