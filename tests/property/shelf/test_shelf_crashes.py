"""Folding does not depend on order; a crash at any step leaves the old or the new edition, whole."""

import errno
import os
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amargah.cubes import verify_version
from amargah.shelf import Manifest, ReleasedVersion, Shelf
from amargah.shelf.editions import edition_at
from amargah.statcore.labels import Label
from released import cube, metadata, released, stage

START = datetime(2026, 3, 21, tzinfo=UTC)
WORDS = Label("ن", "t")
HOUR = timedelta(hours=1)


@st.composite
def manifest_lists(draw):
    wanted = draw(st.lists(st.tuples(st.integers(0, 9), st.sets(st.sampled_from("ABCD"), min_size=1)), max_size=8))
    return [
        Manifest(
            number,
            f"r{number}",
            WORDS,
            WORDS,
            START + timedelta(minutes=minute),
            tuple(
                ReleasedVersion(id, f"v{number}", metadata(), ((), ()), WORDS, WORDS) for id in sorted(datasets)
            ),
        )
        for number, (minute, datasets) in enumerate(wanted, 1)
    ]


@given(manifest_lists(), st.randoms(), st.integers(-1, 10))
def test_the_order_of_folding_does_not_matter(manifests, random, minute):
    now = START + timedelta(minutes=minute)
    shuffled = random.sample(manifests, len(manifests))
    assert edition_at(shuffled, now) == edition_at(manifests, now)


@given(manifest_lists(), st.integers(-1, 10))
def test_an_edition_is_what_was_visible_and_nothing_else(manifests, minute):
    now = START + timedelta(minutes=minute)
    edition = edition_at(manifests, now)
    visible = [each for each in manifests if each.visible_from <= now]
    assert edition == edition_at(visible, START + timedelta(days=1))
    assert {each.id for each in edition.releases} == {each.id for each in visible}
    for id, dataset in edition.datasets.items():
        mine = [each for each in visible if id in {released.dataset for released in each.versions}]
        mine.sort(key=lambda each: (each.visible_from, each.sequence), reverse=True)
        assert [each.version for each in dataset.vintages] == [f"v{each.sequence}" for each in mine]
        assert [each.number for each in dataset.vintages] == list(range(len(mine), 0, -1))


@given(manifest_lists())
def test_time_only_adds_in_front(manifests):
    editions = [edition_at(manifests, START + timedelta(minutes=minute)) for minute in range(-1, 11)]
    for earlier, later in pairwise(editions):
        grown = len(later.releases) - len(earlier.releases)
        assert later.releases[grown:] == earlier.releases
        assert (later.key == earlier.key) == (grown == 0)


class Crash(BaseException):
    """Not an Exception: like a kill, nothing in the code may catch it."""


class Dies:
    """A system call that fails at its n-th use and at every later one."""

    def __init__(self, call, good, failure):
        self.call, self.good, self.failure = call, good, failure

    def __call__(self, *args, **kwargs):
        self.good -= 1
        if self.good < 0:
            raise self.failure
        return self.call(*args, **kwargs)


def seen(root, now):
    """What a reader that starts after the crash sees at `now`, each version checked."""
    shelf = Shelf(root, lambda: now)
    edition = shelf.edition()
    for dataset in edition.datasets.values():
        for vintage in dataset.vintages:
            assert verify_version(root / "cubes", vintage.version) == ()
            shelf.open(vintage).cube()
    return edition


@pytest.mark.parametrize("failure", [OSError(errno.EIO, "disk"), OSError(errno.ENOSPC, "full"), Crash()], ids=repr)
@pytest.mark.parametrize("name", ["fsync", "rename", "link", "mkdir", "unlink"])
def test_a_crash_while_staging_leaves_the_old_or_the_new_edition(tmp_path, name, failure):
    folder, later = tmp_path / "cubes", START + 2 * HOUR
    versions = [released(folder, id, of=cube(1)) for id in "AB"]
    first = [released(folder, id) for id in "AB"]
    crashes = 0
    for good in range(30):
        root = tmp_path / f"shelf{good}"
        shelf = Shelf(root, lambda: START)
        stage(shelf, folder, "old", START, *first)
        old = seen(root, later)
        with patch.object(os, name, Dies(getattr(os, name), good, failure)):
            try:
                stage(shelf, folder, "new", START + HOUR, *versions)
            except (OSError, Crash):
                crashes += 1
                acknowledged = False
            else:
                acknowledged = True
        after = seen(root, later)
        assert len(after.releases) == 2 or (after == old and not acknowledged)
        stage(shelf, folder, "new", START + HOUR, *versions)
        assert [each.sequence for each in seen(root, later).releases] == [2, 1]
        assert seen(root, START) == seen(root, START + HOUR - timedelta(microseconds=1)) == old
        assert not list(root.rglob(".writing-*"))
        if acknowledged:
            break
    assert crashes > 0 and acknowledged


@pytest.mark.parametrize("name", ["fsync", "rename"])
def test_a_crash_while_withdrawing_leaves_the_release_staged_or_off(tmp_path, name):
    for good in range(2):
        root = tmp_path / str(good)
        shelf = Shelf(root, lambda: START)
        stage(shelf, tmp_path / "cubes", "r1", START + HOUR)
        with patch.object(os, name, Dies(getattr(os, name), good, Crash())):
            try:
                shelf.withdraw("r1")
            except Crash:
                assert good == 0
        assert len(seen(root, START + HOUR).releases) in (0, 1)
        assert stage(shelf, tmp_path / "cubes", "r1", START + HOUR).sequence in (1, 2)
        assert [each.id for each in seen(root, START + HOUR).releases] == ["r1"]
