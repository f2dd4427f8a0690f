"""Reading a PX file of a million cells: ours, NumPy on the data alone, and pyaxis, each in its own process."""

import contextlib
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from amargah.exchange.px import read_px, write_px
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.selections import narrowed
from bench.report import Figure, at_most
from bench.sample import OFFICE, sample_structure
from bench.servers import ROOT

BOUND = 1.5
AREAS, AGES, SEXES, YEARS = 100, 100, 4, 25
_MEGABYTE = 1024 * 1024


def px_reading(folder: Path) -> Figure:
    """Write a file of a million cells into `folder`, one in fifty of them a symbol, and read it in each way."""
    path = folder / "sample.px"
    with path.open("wb") as file:
        file.writelines(_sample())
    told = {reader: _measure(reader, path) for reader in READERS}
    ours, numpy = told["ours"]["seconds"], told["numpy"]["seconds"]
    return Figure(
        f"Reading a PX file of 1,000,000 cells, {path.stat().st_size / _MEGABYTE:.1f} MiB",
        tuple(f"{NAMES[reader]:<30} {_line(figure)}" for reader, figure in told.items()),
        (at_most(ours / numpy, BOUND, "NumPy on the data alone"),),
    )


def _line(told: dict[str, float]) -> str:
    return f"{told['seconds']:.3f} s, {told['peak'] / _MEGABYTE:.0f} MiB beyond the idle process"


def _sample() -> list[bytes]:
    places = tuple(tuple(range(length)) for length in (AREAS, AGES, SEXES, YEARS))
    structure = narrowed(sample_structure(), places)
    generator = np.random.default_rng(1405)
    values = generator.integers(0, 1_000_000, structure.shape).astype(np.float64)
    signs = np.where(generator.random(structure.shape) < 0.02, generator.integers(1, 6, structure.shape), 0)
    values[signs > 0] = np.nan
    cube = Cube(structure, values, signs.astype(np.uint8), np.zeros(structure.shape, np.uint16))
    metadata = Metadata(structure.label, Label("", ""), OFFICE, "population")
    table = (("AREA", "AGE"), ("SEX", "TIME"))
    moment = datetime(2026, 3, 21, tzinfo=UTC)
    return list(write_px(cube, metadata, dataset="SAMPLE", table=table, updated=moment))


def _measure(reader: str, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.px_reading", reader, str(path)]
    answer = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    told: dict[str, float] = json.loads(answer)
    return told


def _ours(path: Path) -> Callable[[], object]:
    data = path.read_bytes()
    return lambda: read_px(data)


def _numpy(path: Path) -> Callable[[], object]:
    """The data with a number in place of each symbol."""
    data = path.read_bytes().split(b"DATA=")[1].rstrip().removesuffix(b";")
    for dots in range(6, 0, -1):
        data = data.replace(b'"%b"' % (b"." * dots), b"0")
    numbers = data.replace(b'"-"', b"0")
    return lambda: np.fromstring(numbers, sep=" ")


def _pyaxis(path: Path) -> Callable[[], object]:
    from pyaxis import pyaxis

    return lambda: pyaxis.parse(str(path), encoding="utf-8")


NAMES = {"ours": "ours, the whole file", "numpy": "NumPy, the data alone", "pyaxis": "pyaxis"}
READERS = {"ours": _ours, "numpy": _numpy, "pyaxis": _pyaxis}


def _read(reader: str, path: Path) -> dict[str, float]:
    idle = _peak()
    read = READERS[reader](path)
    times = []
    for _ in range(1 if reader == "pyaxis" else 5):
        began = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            read()
        times.append(time.perf_counter() - began)
    return {"seconds": min(times), "peak": _peak() - idle}


def _peak() -> int:
    """The most memory this process has had; `getrusage` would count that of the one that started it."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1024


if __name__ == "__main__":
    print(json.dumps(_read(sys.argv[1], Path(sys.argv[2]))))
