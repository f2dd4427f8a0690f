"""Datasette on the same cells: SQLite, with an index for each shape that covers all it asks for."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import numpy as np

from amargah.statcore.cubes import Cube
from bench.cuts import Cut
from bench.servers import free_port, running

_INDEXES = ("area, age, sex, year, value", "sex, year, area, age, value", "age, sex, area, year, value")


def fill(cube: Cube, path: Path) -> None:
    """A row a cell: the codes as integers, and the value."""
    codes = [np.array([int(code.id) for code in dimension.codelist]) for dimension in cube.structure.dimensions]
    columns = [axis.reshape(-1).tolist() for axis in np.meshgrid(*codes, indexing="ij")]
    rows = zip(*columns, cube.values.reshape(-1).astype(int).tolist(), strict=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table cells (area int, age int, sex int, year int, value int)")
        database.executemany("insert into cells values (?, ?, ?, ?, ?)", rows)
        for number, index in enumerate(_INDEXES):
            database.execute(f"create index covering_{number} on cells ({index})")
        database.execute("analyze")
        database.commit()


def address(cut: Cut, ending: str) -> str:
    sql = f"select area, age, sex, year, value from cells where {cut.where}"
    return f"/cells.{ending}?" + urlencode({"sql": sql, "_shape": "arrays"} if ending == "json" else {"sql": sql})


@contextmanager
def datasette(path: Path, folder: Path) -> Iterator[int]:
    """The port of one process, its limits lifted."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "datasette", str(path), "--host", "127.0.0.1", "--port", str(port)),
        *("--setting", "max_returned_rows", "20000", "--setting", "sql_time_limit_ms", "20000"),
    ]
    with running(command, port, folder / "datasette.log", {}):
        yield port
