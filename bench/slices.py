"""JSON-stat of 1,000 cells out of 10 million: the data plane against DuckDB on Parquet behind the same server."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.applications import FOLDER
from bench.load import Load, body, measure
from bench.report import Figure, at_least
from bench.sample import DATASET
from bench.servers import granian

BOUND = 10


@dataclass(frozen=True)
class _Slice:
    """Each connection asks for its own thousand cells."""

    title: str
    paths: tuple[str, ...]


def _near() -> _Slice:
    ages = ",".join(str(1001 + n) for n in range(20))
    paths = tuple(f"/data/{DATASET}.json?AREA={1001 + 31 * n}&AGE={ages}&SEX=1002" for n in range(16))
    return _Slice("20 ages x 50 years of one area (rows that lie together)", paths)


def _far() -> _Slice:
    paths = tuple(
        f"/data/{DATASET}.json?AREA={','.join(str(1001 + n + 24 * area) for area in range(20))}&AGE=1030&SEX=1002"
        for n in range(16)
    )
    return _Slice("20 areas x 50 years of one age (rows all over the file)", paths)


def slices(folder: Path, seconds: float) -> list[Figure]:
    """`folder` holds the published sample."""
    cuts = [_near(), _far()]
    with granian("bench.applications:data_plane", folder, **{FOLDER: str(folder)}) as server:
        answers = [body(server.port, cut.paths[0]) for cut in cuts]
        ours = _measured(server.port, cuts, seconds)
    with granian("bench.applications:duckdb_plane", folder, **{FOLDER: str(folder)}) as server:
        if answers != [body(server.port, cut.paths[0]) for cut in cuts]:
            raise AssertionError("the two servers answer differently")
        theirs = _measured(server.port, cuts, seconds)
    return [_figure(*row) for row in zip(cuts, answers, ours, theirs, strict=True)]


def _measured(port: int, cuts: Sequence[_Slice], seconds: float) -> list[Load]:
    return [measure(port, cut.paths, seconds=seconds) for cut in cuts]


def _figure(cut: _Slice, answer: bytes, ours: Load, theirs: Load) -> Figure:
    return Figure(
        f"JSON-stat of 1,000 cells out of 10,000,000: {cut.title}",
        (
            f"data plane         {ours}",
            f"DuckDB on Parquet  {theirs}",
            f"answers are equal byte for byte, {len(answer):,} bytes",
        ),
        (at_least(ours.throughput / theirs.throughput, BOUND, "the throughput of DuckDB"),),
    )
