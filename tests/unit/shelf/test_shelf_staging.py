"""What may be put on the shelf, and what may be taken off."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from amargah.cubes import verify_version
from amargah.statcore.errors import Conflict, Invalid, NotFound
from released import cube, released, stage

HOUR = timedelta(hours=1)


def test_the_version_is_taken_over_whole(shelf, clock, tmp_path):
    manifest = stage(shelf, tmp_path / "cubes", "r1", clock() + HOUR)
    version = manifest.versions[0].version
    assert verify_version(tmp_path / "shelf" / "cubes", version) == ()


def test_staging_again_is_the_same_release(shelf, clock, tmp_path):
    first = stage(shelf, tmp_path / "cubes", "r1", clock() + HOUR)
    assert stage(shelf, tmp_path / "cubes", "r1", clock() + HOUR) == first
    with pytest.raises(Conflict, match="withdraw it first"):
        stage(shelf, tmp_path / "cubes", "r1", clock() + 2 * HOUR)


def test_a_release_is_withdrawn_only_before_its_instant(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r1", clock() + HOUR)
    shelf.withdraw("r1")
    with pytest.raises(NotFound):
        shelf.withdraw("r1")
    again = stage(shelf, tmp_path / "cubes", "r1", clock() + 2 * HOUR)
    assert again.sequence == 2
    clock.advance(2 * HOUR)
    with pytest.raises(Conflict, match="release a correction"):
        shelf.withdraw("r1")
    assert [each.id for each in shelf.edition().releases] == ["r1"]


def test_nothing_slips_in_before_what_has_been_seen(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    stage(shelf, folder, "seen", clock())
    with pytest.raises(Conflict, match="choose a later instant"):
        stage(shelf, folder, "back", clock() - HOUR, released(folder, of=cube(1)))
    stage(shelf, folder, "elsewhere", clock() - HOUR, released(folder, "OTHER"))
    assert len(shelf.edition().datasets) == 2


def test_a_damaged_version_is_refused(shelf, clock, tmp_path):
    version = released(tmp_path / "cubes")
    values = tmp_path / "cubes" / version.version / "values.bin"
    values.write_bytes(values.read_bytes()[:-1] + b"\x00")
    values.write_bytes(b"\x01" + values.read_bytes()[1:])
    with pytest.raises(Invalid, match="damaged"):
        stage(shelf, tmp_path / "cubes", "r1", clock(), version)
    assert not list((tmp_path / "shelf").rglob(f"{version.version}/*"))


def refused(shelf, clock, folder, *versions, at=None):
    with pytest.raises(Invalid):
        stage(shelf, folder, "r1", at or clock(), *versions)
    assert shelf.edition().releases == ()


def test_a_release_that_cannot_be_shown_is_refused(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    good = released(folder)
    refused(shelf, clock, folder, good, good)
    refused(shelf, clock, folder, good, at=datetime(2026, 3, 21))  # noqa: DTZ001
    refused(shelf, clock, folder, replace(good, dataset="../x"))
    refused(shelf, clock, folder, replace(good, layout=(("NOWHERE",), ("SEX",))))
    refused(shelf, clock, folder, replace(good, layout=(("COUNTY", "COUNTY"), ("SEX",))))
    refused(shelf, clock, folder, replace(good, layout=((), ("SEX",))))
    with pytest.raises(NotFound):
        stage(shelf, folder, "r1", clock(), replace(good, version="0" * 64))
    with pytest.raises(Invalid, match="at least one dataset"):
        shelf.stage(
            id="r", title=good.reason, summary=good.reason, visible_from=clock(), versions=(), cubes=folder
        )
