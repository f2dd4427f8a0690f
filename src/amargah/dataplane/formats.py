"""The file formats of a dataset, one row a format."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import prod
from pathlib import Path
from typing import IO, Final

from amargah.cubes import StoredCube, blocks
from amargah.cubes.cells import DenseCells, Figures
from amargah.dataplane.documents import Documents
from amargah.dataplane.files.rows import existing, rows_of
from amargah.dataplane.files.spool import PIECE, OnDisk
from amargah.exchange.csv import CsvTable
from amargah.exchange.parquet import write_parquet
from amargah.exchange.px import write_px
from amargah.exchange.xlsx import Listed, check_rows, fits, write_dataset, write_list
from amargah.persian.calendar import format_instant
from amargah.persian.digits import format_number
from amargah.shelf import Dataset, Vintage
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.selections import Indices, narrowed, resolve
from amargah.statcore.structures import Structure
from amargah.statcore.tables import Table

_BLOCK = 1 << 16  # cells held at once by a streamed file
_CSV_BLOCK = 1 << 14  # of them, in a file of long lines
_MOST_HELD = 4_000_000
"""Cells of a part that is gathered in memory: 17 bytes each."""

_DOCUMENTS = Documents()
_SOURCE = Label("مأخذ: {}", "Source: {}")
_RELEASED = Label("زمان انتشار: {}", "Released: {}")


@dataclass(frozen=True)
class Wanted:
    """A part of one vintage, in one language: `size` cells. Of a small one numbers and signs are `gathered`."""

    dataset: Dataset
    vintage: Vintage
    stored: StoredCube
    indices: Indices
    language: str
    size: int
    gathered: Figures | None

    @property
    def is_whole(self) -> bool:
        """Whether it is every cell of the vintage, in the order of its structure."""
        return self.indices == resolve(self.stored.structure, {})

    @property
    def rows(self) -> int:
        """Number of those cells that exist."""
        return existing(*self.gathered) if self.gathered else rows_of(self.stored, self.indices)

    def cube(self) -> Cube:
        """All of it at once; of a whole dense one the arrays are views of the disk."""
        return self.stored.cube() if self.is_whole else self.stored.select(self.indices)

    def figures(self) -> Iterator[Figures]:
        """Numbers and signs of the parts."""
        return (self.stored.figures(block) for block in blocks(self.indices, _BLOCK))

    def parts(self) -> Iterator[Cube]:
        """All of it in pieces of bounded size."""
        return (self.stored.select(block) for block in blocks(self.indices, _BLOCK))


def want(dataset: Dataset, vintage: Vintage, stored: StoredCube, indices: Indices, language: str) -> Wanted:
    """The part of a vintage, as `stored` holds it, at `indices`."""
    size = prod(map(len, indices))
    gathered = stored.figures(indices) if size <= _BLOCK else None
    return Wanted(dataset, vintage, stored, indices, language, size, gathered)


@dataclass(frozen=True)
class Format:
    """`write` gives the whole file, or its pieces when it may be large (`OnDisk` when they lie on the disk).

    What a format cannot hold is refused before the first piece.
    """

    extension: str
    media_type: str
    write: Callable[[Wanted], bytes | Iterator[bytes]]
    attached: bool = True


def _jsonstat(wanted: Wanted) -> bytes | Iterator[bytes]:
    document = _DOCUMENTS.of(wanted.stored, wanted.vintage, wanted.language)
    if wanted.gathered:
        return document.part(wanted.indices, *wanted.gathered)
    return document.pieces(wanted.indices, wanted.figures)


def _csv(wanted: Wanted) -> bytes | Iterator[bytes]:
    if wanted.gathered:
        return _csv_table(wanted.stored, wanted.language).part(wanted.indices, *wanted.gathered)
    return _csv_pieces(wanted)


def _csv_pieces(wanted: Wanted) -> Iterator[bytes]:
    table = _csv_table(wanted.stored, wanted.language)
    for number, block in enumerate(blocks(wanted.indices, _CSV_BLOCK)):
        yield table.part(block, *wanted.stored.figures(block), begins=number == 0)


@lru_cache(maxsize=64)
def _csv_table(stored: StoredCube, language: str) -> CsvTable:
    return CsvTable(stored.structure, language)


def _px(wanted: Wanted) -> bytes | Iterator[bytes]:
    if not (wanted.is_whole and isinstance(wanted.stored.cells, DenseCells)):
        _refuse_above(_MOST_HELD, wanted, "PX")
    languages = (wanted.language, *(other for other in LANGUAGES if other != wanted.language))
    pieces = write_px(
        wanted.cube(),
        wanted.vintage.metadata,
        dataset=wanted.dataset.id,
        table=wanted.vintage.layout,
        updated=wanted.vintage.visible_from,
        languages=languages,
    )
    return b"".join(pieces) if wanted.size <= _BLOCK else pieces


def _parquet(wanted: Wanted) -> bytes | Iterator[bytes]:
    if wanted.is_whole:
        return OnDisk.at(wanted.stored.archive)
    _refuse_above(_MOST_HELD, wanted, "Parquet")
    pieces = _parquet_pieces(wanted)
    return b"".join(pieces) if wanted.size <= _BLOCK else pieces


def _parquet_pieces(wanted: Wanted) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.parquet"
        write_parquet(wanted.cube(), part)
        with part.open("rb") as file:
            yield from _pieces(file)


def _xlsx(wanted: Wanted) -> bytes | Iterator[bytes]:
    structure = narrowed(wanted.stored.structure, wanted.indices)
    vintage, language = wanted.vintage, wanted.language
    lines, created = _lines(vintage, language), vintage.visible_from
    table = _table(structure, vintage)
    if table is None or not fits(table):
        check_rows(wanted.rows)
        return _list_pieces(Listed(structure, wanted.parts, vintage.metadata, language, lines, created))

    def laid_out(cube: Cube) -> bytes:
        return write_dataset(cube, table, vintage.metadata, language=language, lines=lines, created=created)

    return laid_out(wanted.cube()) if wanted.size <= _BLOCK else map(laid_out, (wanted.cube(),))


def _lines(vintage: Vintage, language: str) -> tuple[str, str]:
    """Source and time of the release, as they stand above the figures."""
    source, released = vintage.metadata.source.text(language), format_instant(vintage.visible_from, language)
    return _SOURCE.text(language).format(source), _RELEASED.text(language).format(released)


def _list_pieces(listed: Listed) -> Iterator[bytes]:
    with tempfile.TemporaryFile() as file:
        write_list(file, listed)
        file.seek(0)
        yield from _pieces(file)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _table(structure: Structure, vintage: Vintage) -> Table | None:
    """The layout of the vintage, unless a dimension that it leaves out has several codes here."""
    stub, header = vintage.layout
    fitting = all(len(each) == 1 for each in structure.dimensions if each.id not in stub + header)
    return Table(structure, stub, header) if stub and header and fitting else None


def _refuse_above(most: int, wanted: Wanted, name: str) -> None:
    if wanted.size > most:
        asked, limit = format_number(wanted.size, 0, "fa"), format_number(most, 0, "fa")
        raise Invalid(
            Label(
                f"{asked} خانه برای بخشی به‌صورت {name} زیاد است (تا {limit})؛ "
                "بخش کوچک‌تری را بخواهید، یا CSV، یا کل را به‌صورت Parquet بگیرید",
                f"{wanted.size:,} cells are too many for a part as {name} (up to {most:,}); "
                "ask for a smaller part, for CSV, or take the whole as Parquet",
            ),
            cells=wanted.size,
            most=most,
        )


FORMATS: Final = {
    format.extension: format
    for format in (
        Format("json", "application/json", _jsonstat, attached=False),
        Format("csv", "text/csv; charset=utf-8", _csv),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _xlsx,
        ),
        Format("px", "text/x-pcaxis; charset=utf-8", _px),
        Format("parquet", "application/vnd.apache.parquet", _parquet),
    )
}
