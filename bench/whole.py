"""The whole table of a million cells as CSV: bytes a second, against what the libraries for it can do."""

import csv
import io
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson

from amargah.cubes import StoredCube, blocks
from amargah.exchange.csv import CsvTable
from amargah.statcore.cubes import codes_at, index_at
from amargah.statcore.selections import resolve
from bench.report import Figure, at_least
from bench.sample import DATASET, shelf_in

MEGABYTES = 200
_BLOCK = 1 << 14
_ROWS = 100_000  # of which the libraries' speed is taken


def whole(folder: Path) -> Figure:
    """`folder` holds the published sample of a million cells."""
    shelf = shelf_in(folder)
    stored = shelf.open(shelf.edition().dataset(DATASET).latest)
    rows = [_row(stored, place) for place in range(_ROWS)]
    ours = max(_speed(lambda: _csv(stored)) for _ in range(3))
    by_csv = max(_speed(lambda: [_by_csv(rows)]) for _ in range(3))
    by_orjson = max(_speed(lambda: [orjson.dumps(rows)]) for _ in range(3))
    return Figure(
        f"The whole of {stored.size:,} cells as CSV, codes and labels, in one process",
        (
            f"data plane         {ours:7.0f} MB/s",
            f"module csv         {by_csv:7.0f} MB/s, of rows that are made already",
            f"orjson             {by_orjson:7.0f} MB/s, of the same rows",
        ),
        (at_least(ours / MEGABYTES, 1, f"{MEGABYTES} MB/s"),),
    )


def _csv(stored: StoredCube) -> Iterator[bytes]:
    table = CsvTable(stored.structure, "en")
    for number, block in enumerate(blocks(resolve(stored.structure, {}), _BLOCK)):
        yield table.part(block, *stored.figures(block), begins=number == 0)


def _row(stored: StoredCube, place: int) -> list[object]:
    index = index_at(stored.structure, place)
    value, _, _ = stored.cell(index)
    codes = zip(codes_at(stored.structure, index), index, stored.structure.dimensions, strict=True)
    texts = [text for code, at, axis in codes for text in (code, axis.codelist.codes[at].label.en)]
    return [*texts, int(value), ""]


def _by_csv(rows: list[list[object]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue().encode()


def _speed(make: Callable[[], Iterable[bytes]]) -> float:
    """Megabytes a second of what `make` gives, pieces of bytes."""
    began = time.perf_counter()
    length = sum(len(piece) for piece in make())
    return length / (time.perf_counter() - began) / 1e6
