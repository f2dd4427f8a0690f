"""Open data side by side: the data plane, Datasette, a DuckDB service, and nginx with ready answers."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import datasette, duckdb_service
from bench.applications import FOLDER
from bench.cuts import SHAPES, Cut, Shape
from bench.load import Load, body, measure
from bench.report import Figure, at_least, at_most
from bench.sample import DATASET, ONE_MILLION, publish, sample_cube
from bench.servers import granian, nginx
from bench.whole import whole

ENDINGS = ("json", "csv")
HALF = 0.5
MOST_MEMORY = 200  # megabytes
Address = Callable[[Cut, str], str]
Loads = Mapping[tuple[str, str], Load]


@dataclass(frozen=True)
class _Measured:
    """By shape and ending; `ready` and `kept` are of JSON only."""

    ours: Loads
    kept: Loads
    memory: int
    datasette: Loads
    duckdb: Loads
    ready: Loads


def open_data(folder: Path, seconds: float) -> list[Figure]:
    """Everything is made in `folder`, an empty one. The servers run one after the other."""
    cube = sample_cube(ONE_MILLION)
    publish(cube, folder)
    datasette.fill(cube, folder / "cells.db")
    here = {FOLDER: str(folder)}
    with granian("bench.applications:data_plane", folder, **here) as server:
        answers = {f"{shape.title}-{n}": body(server.port, _address(cut, "json")) for shape, n, cut in _all()}
        ours = _loads(server.port, _address, ENDINGS, seconds)
    with granian("bench.applications:data_plane_with_kept_answers", folder, **here) as server:
        kept = _loads(server.port, _address, ENDINGS[:1], seconds)
        memory = server.own_memory()
    with datasette.datasette(folder / "cells.db", folder) as port:
        _compare(answers, port, datasette.address, lambda told: [row[-1] for row in told["rows"]])
        of_datasette = _loads(port, datasette.address, ENDINGS, seconds)
    with granian("bench.duckdb_service:application", folder, **here) as server:
        _compare(answers, server.port, duckdb_service.address, lambda told: told["value"])
        of_duckdb = _loads(server.port, duckdb_service.address, ENDINGS, seconds)
    with nginx(answers, folder) as port:
        ready = _loads(port, _ready, ENDINGS[:1], seconds)
    measured = _Measured(ours, kept, memory, of_datasette, of_duckdb, ready)
    figures = [_figure(shape, ending, measured) for shape in SHAPES for ending in ENDINGS]
    return [*figures, _memory(measured.memory), whole(folder)]


def _all() -> list[tuple[Shape, int, Cut]]:
    return [(shape, number, cut) for shape in SHAPES for number, cut in enumerate(shape.cuts)]


def _address(cut: Cut, ending: str) -> str:
    return f"/data/{DATASET}.{ending}?{cut.query}"


def _ready(cut: Cut, _ending: str) -> str:
    return next(f"/{shape.title}-{number}" for shape, number, other in _all() if other is cut)


def _loads(port: int, address: Address, endings: tuple[str, ...], seconds: float) -> Loads:
    return {
        (shape.title, ending): measure(port, [address(cut, ending) for cut in shape.cuts], seconds=seconds)
        for shape in SHAPES
        for ending in endings
    }


def _compare(answers: Mapping[str, bytes], port: int, address: Address, values: Callable[[dict], list]) -> None:
    """The figures must be the same, in whatever order a server gives them. AssertionError where they are not."""
    for shape, number, cut in _all():
        if number % 20:
            continue
        mine = json.loads(answers[f"{shape.title}-{number}"])["value"]
        theirs = values(json.loads(body(port, address(cut, "json"))))
        if len(mine) != shape.cells or sorted(mine) != sorted(theirs):
            raise AssertionError(f"{shape.title} {number}: the servers answer differently")


def _figure(shape: Shape, ending: str, measured: _Measured) -> Figure:
    at = (shape.title, ending)
    ours = measured.ours[at]
    lines = [
        f"data plane, worked out anew  {ours}",
        f"Datasette                    {measured.datasette[at]}",
        f"DuckDB on Parquet            {measured.duckdb[at]}",
    ]
    verdicts = [
        at_least(ours.throughput / measured.datasette[at].throughput, shape.faster, "Datasette"),
        at_least(ours.throughput / measured.duckdb[at].throughput, shape.faster, "the DuckDB service"),
    ]
    if at in measured.kept:
        kept, ready = measured.kept[at], measured.ready[at]
        lines += [f"data plane, answers kept     {kept}", f"nginx, ready answers         {ready}"]
        verdicts.append(at_least(kept.throughput / ready.throughput, HALF, "nginx, from what is kept"))
    title = f"{ending.upper()} of {shape.cells:,} cells out of {ONE_MILLION.cells:,}: {shape.title}"
    return Figure(title, tuple(lines), tuple(verdicts))


def _memory(held: int) -> Figure:
    megabytes = held / 1e6
    return Figure(
        "Memory of the worker after all of JSON, answers kept, without the files that are mapped into it",
        (f"resident           {megabytes:.0f} MB",),
        (at_most(megabytes / MOST_MEMORY, 1, f"{MOST_MEMORY} MB"),),
    )
