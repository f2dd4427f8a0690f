"""Which vintage an address names: by number, or as the public saw it at an instant."""

from datetime import timedelta

import pytest

from amargah.dataplane.vintages import instant_asked, vintage_asked
from amargah.statcore.errors import Invalid, NotFound
from released import cube, released, stage


@pytest.fixture
def dataset(shelf, clock, tmp_path):
    """Two vintages: at noon of 1 Farvardin 1405 in Tehran, and a day later; now is noon of the day after that."""
    stage(shelf, tmp_path / "cubes", "r1", clock())
    clock.advance(timedelta(days=1))
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    clock.advance(timedelta(days=1))
    return shelf.edition().dataset("POP_COUNTY")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-03-21T08:30:00Z", 1),
        ("2026-03-22T08:29:59Z", 1),
        ("2026-03-22T08:30:00Z", 2),
        ("2026-03-22T12:00:00+03:30", 2),
        ("2026-03-22T11:59:59 03:30", 1),
        ("2026-03-22T11:59:59", 1),
        ("2026-03-21", 1),
        ("2026-03-22", 2),
        ("1405/01/01", 1),
        ("۱۴۰۵/۰۱/۰۲", 2),
        ("1405-M01-D03", 2),
    ],
)
def test_as_the_public_saw_it_then(shelf, dataset, text, number):
    assert vintage_asked(shelf, dataset, as_of=text).number == number


def test_before_the_first_release_there_was_nothing(shelf, dataset):
    with pytest.raises(NotFound, match=r"first release was at 2026-03-21T08:30:00"):
        vintage_asked(shelf, dataset, as_of="2026-03-21T08:29:59Z")


@pytest.mark.parametrize("text", ["2026-03-23T08:30:01Z", "2026-03-24", "1405/01/04", "9999-12-31T23:59:59Z"])
def test_what_is_to_come_is_not_told(shelf, dataset, text):
    with pytest.raises(Invalid, match="has not come yet"):
        vintage_asked(shelf, dataset, as_of=text)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "1405", "2026-03", "2026-13-01", "2026-02-30T00:00:00Z", "T", "0000-01-01T00:00:00Z"]
)
def test_what_is_no_instant_is_told(shelf, dataset, text):
    with pytest.raises(Invalid, match="is no instant"):
        vintage_asked(shelf, dataset, as_of=text)


def test_today_is_now(shelf, dataset, clock):
    assert instant_asked(shelf, "2026-03-23") == clock()


def test_number_and_instant_exclude_each_other(shelf, dataset):
    with pytest.raises(Invalid, match="exclude each other"):
        vintage_asked(shelf, dataset, number="1", as_of="2026-03-21")
