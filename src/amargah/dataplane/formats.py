"""The file formats of a dataset, one row a format."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Final

from amargah.cubes import StoredCube, blocks
from amargah.dataplane.documents import Documents
from amargah.exchange.csv import write_csv
from amargah.exchange.parquet import write_parquet
from amargah.exchange.xlsx import write_dataset
from amargah.persian.calendar import format_instant
from amargah.persian.digits import format_number
from amargah.shelf import Dataset, Vintage
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.selections import Indices, resolve
from amargah.statcore.tables import Table

_BLOCK = 1 << 16  # cells held at once by a streamed file
_PIECE = 1 << 16  # bytes of a file handed on at once
_MOST_HELD = 1_000_000
_DOCUMENTS = Documents()
_SOURCE = Label("مأخذ: {}", "Source: {}")
_RELEASED = Label("زمان انتشار: {}", "Released: {}")


@dataclass(frozen=True)
class Wanted:
    """A part of one vintage, in one language."""

    dataset: Dataset
    vintage: Vintage
    stored: StoredCube
    indices: Indices
    language: str

    @property
    def size(self) -> int:
        """Number of cells asked for."""
        return prod(len(places) for places in self.indices)


@dataclass(frozen=True)
class Format:
    """`write` gives the whole file, or its pieces when it may be large."""

    extension: str
    media_type: str
    write: Callable[[Wanted], bytes | Iterator[bytes]]
    attached: bool = True


def _jsonstat(wanted: Wanted) -> bytes:
    _refuse_above(_MOST_HELD, wanted, "JSON")
    document = _DOCUMENTS.of(wanted.stored, wanted.vintage, wanted.language)
    return document.part(wanted.indices, *wanted.stored.figures(wanted.indices))


def _csv(wanted: Wanted) -> Iterator[bytes]:
    for number, block in enumerate(blocks(wanted.indices, _BLOCK)):
        part = wanted.stored.select(block)
        yield from filter(None, write_csv(part, language=wanted.language, heading=number == 0))


def _parquet(wanted: Wanted) -> Iterator[bytes]:
    if wanted.indices == resolve(wanted.stored.structure, {}):
        yield from _pieces(wanted.stored.archive)
        return
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.parquet"
        write_parquet(wanted.stored.select(wanted.indices), part)
        yield from _pieces(part)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _xlsx(wanted: Wanted) -> bytes:
    _refuse_above(_MOST_HELD, wanted, "Excel")
    cube, vintage, language = wanted.stored.select(wanted.indices), wanted.vintage, wanted.language
    source, released = vintage.metadata.source.text(language), format_instant(vintage.visible_from, language)
    return write_dataset(
        cube,
        _table(cube, vintage),
        vintage.metadata,
        language=language,
        lines=(_SOURCE.text(language).format(source), _RELEASED.text(language).format(released)),
        created=vintage.visible_from,
    )


def _table(cube: Cube, vintage: Vintage) -> Table | None:
    """The layout of the vintage, unless a dimension that it leaves out has several codes here."""
    stub, header = vintage.layout
    fits = all(len(each) == 1 for each in cube.structure.dimensions if each.id not in stub + header)
    return Table(cube.structure, stub, header) if stub and header and fits else None


def _refuse_above(most: int, wanted: Wanted, name: str) -> None:
    if wanted.size > most:
        asked, limit = format_number(wanted.size, 0, "fa"), format_number(most, 0, "fa")
        raise Invalid(
            Label(
                f"{asked} خانه برای {name} زیاد است (تا {limit})؛ بخشی را بخواهید یا CSV یا Parquet بگیرید",
                f"{wanted.size:,} cells are too many for {name} (up to {most:,}); ask for a part, CSV or Parquet",
            ),
            cells=wanted.size,
            most=most,
        )


FORMATS: Final = {
    format.extension: format
    for format in (
        Format("json", "application/json", _jsonstat, attached=False),
        Format("csv", "text/csv; charset=utf-8", _csv),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
        Format("parquet", "application/vnd.apache.parquet", _parquet),
    )
}
