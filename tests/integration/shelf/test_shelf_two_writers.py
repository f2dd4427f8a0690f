"""Several processes stage and read at once."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from amargah.shelf import Shelf
from released import released

TESTS = Path(__file__).parents[2]
NOW = datetime(2026, 3, 21, tzinfo=UTC)
EACH = 6
STAGER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from released import cube, released, stage
from amargah.shelf import Shelf
root, name = Path(sys.argv[2]), sys.argv[3]
now = datetime(2026, 3, 21, tzinfo=UTC)
shelf = Shelf(root / "shelf", lambda: now)
for number in range(int(sys.argv[4])):
    versions = released(root / "cubes", f"{name}_{number}", of=cube(number))
    sequence = stage(shelf, root / "cubes", f"{name}-{number}", now, versions).sequence
    assert f"{name}-{number}" in {each.id for each in shelf.edition().releases}
    print(sequence)
"""


def start(root, name):
    return subprocess.Popen(
        [sys.executable, "-c", STAGER, str(TESTS), str(root), name, str(EACH)], stdout=subprocess.PIPE, text=True
    )


def test_two_stagers_at_once_lose_and_double_nothing(tmp_path):
    stagers = [start(tmp_path, name) for name in ("one", "two")]
    reader = Shelf(tmp_path / "shelf", lambda: NOW)
    counts = [0]
    while any(stager.poll() is None for stager in stagers):
        edition = reader.edition()
        counts.append(len(edition.releases))
        assert len(edition.datasets) == len(edition.releases)
        time.sleep(0.005)
    sequences = [int(line) for stager in stagers for line in stager.communicate()[0].split()]
    assert [stager.returncode for stager in stagers] == [0, 0]
    assert sorted(sequences) == list(range(1, 2 * EACH + 1))
    assert counts == sorted(counts)
    assert len(reader.edition().releases) == 2 * EACH


def test_the_same_release_staged_by_two_stands_once(tmp_path):
    stagers = [start(tmp_path, "same") for _ in range(2)]
    told = [stager.communicate()[0].split() for stager in stagers]
    assert told[0] == told[1] == [str(number) for number in range(1, EACH + 1)]
    assert released(tmp_path / "cubes").version in {path.name for path in (tmp_path / "cubes").iterdir()}
