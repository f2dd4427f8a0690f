"""Publishing 10 million cells: time, and peak memory in a process that does nothing else."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from amargah.statcore.cubes import empty_cube
from amargah.statcore.selections import narrowed
from bench.report import Figure, at_most
from bench.sample import publish, sample_cube, sample_structure
from bench.servers import ROOT

BOUND = 3


def publishing(folder: Path) -> Figure:
    """Publish the sample in `folder` (which stays) and tell what it took."""
    command = [sys.executable, "-m", "bench.publishing", str(folder)]
    told = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    megabyte = 1_000_000
    return Figure(
        "Publishing a cube of 10,000,000 cells: written, archived as Parquet, hashed twice, staged",
        (
            f"time               {told['seconds']:.1f} s, with fsync of every file and folder",
            f"arrays             {told['arrays'] / megabyte:.0f} MB (numbers, signs, origins)",
            f"peak memory        {told['peak'] / megabyte:.0f} MB above an idle process, the arrays included",
        ),
        (at_most(told["peak"] / told["arrays"], BOUND, "the size of the arrays"),),
    )


def _measured(folder: Path) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        _publish_something(Path(scratch))
    idle = _peak()
    cube = sample_cube()
    began = time.perf_counter()
    publish(cube, folder)
    return {
        "seconds": time.perf_counter() - began,
        "arrays": cube.values.nbytes + cube.signs.nbytes + cube.origin_numbers.nbytes,
        "peak": _peak() - idle,
    }


def _publish_something(scratch: Path) -> None:
    """Load every module that publishing needs, so that they do not count as its memory."""
    structure = narrowed(sample_structure(), ((0,), (0,), (0,), (0,)))
    publish(empty_cube(structure), scratch)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))
