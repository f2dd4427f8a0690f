"""Parquet archive of a cube: one row a cell that exists, the structure and origins in the file's own metadata."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from amargah.exchange.documents import decode, encode
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin
from amargah.statcore.structures import Structure

_ROWS = 256 * 1024
_STRUCTURE = b"amargah.structure"
_ORIGINS = b"amargah.origins"
_NUMBERS = ("value", "sign", "origin")


def write_parquet(cube: Cube, path: Path) -> None:
    """Writes `path` in row groups of 262,144 cells; memory does not grow with the cube.

    Columns: the code of each dimension, `value` (null when there is no number), `sign` (see `statcore.signs`)
    and `origin` (number in the origins of the file). Cells that do not exist have no row.
    """
    schema = _schema(cube)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for columns in _blocks(cube):
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def read_parquet(path: Path) -> Cube:
    """The cube written by `write_parquet`. Invalid when the file is not one."""
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise _not_an_archive() from error
    with file:
        notes = file.schema_arrow.metadata or {}
        if _STRUCTURE not in notes or _ORIGINS not in notes:
            raise _not_an_archive()
        structure = decode(notes[_STRUCTURE], Structure)
        blank = empty_cube(structure)
        cube = Cube(
            structure, blank.values, blank.signs, blank.origin_numbers, decode(notes[_ORIGINS], tuple[Origin, ...])
        )
        for group in range(file.num_row_groups):
            _fill(cube, file.read_row_group(group))
    return cube


def _schema(cube: Cube) -> Any:
    codes = [(d.id, pa.dictionary(pa.int32(), pa.string())) for d in cube.structure.dimensions]
    numbers = zip(_NUMBERS, (pa.float64(), pa.uint8(), pa.uint16()), strict=True)
    return pa.schema(
        [*codes, *numbers], metadata={_STRUCTURE: encode(cube.structure), _ORIGINS: encode(cube.origins)}
    )


def _blocks(cube: Cube) -> Iterator[list[Any]]:
    codes = [pa.array([code.id for code in d.codelist], pa.string()) for d in cube.structure.dimensions]
    values, signs, origins = (a.reshape(-1) for a in (cube.values, cube.signs, cube.origin_numbers))
    for start in range(0, cube.structure.size, _ROWS):
        part = slice(start, start + _ROWS)
        here = np.flatnonzero(~np.isnan(values[part]) | (signs[part] != 0))
        places = np.unravel_index(here + start, cube.structure.shape)
        yield [
            *(
                pa.DictionaryArray.from_arrays(pa.array(place.astype(np.int32)), code)
                for place, code in zip(places, codes, strict=True)
            ),
            pa.array(values[part][here], from_pandas=True),
            pa.array(signs[part][here]),
            pa.array(origins[part][here]),
        ]


def _fill(cube: Cube, rows: Any) -> None:
    index = tuple(
        _places(rows.column(d.id).combine_chunks(), {code.id: n for n, code in enumerate(d.codelist)})
        for d in cube.structure.dimensions
    )
    cube.values[index] = rows.column("value").to_numpy()
    cube.signs[index] = rows.column("sign").to_numpy()
    cube.origin_numbers[index] = rows.column("origin").to_numpy()


def _places(column: Any, positions: dict[str, int]) -> npt.NDArray[np.intp]:
    column = column.dictionary_encode()
    try:
        known = np.array([positions[code] for code in column.dictionary.to_pylist()], np.intp)
    except KeyError as error:
        raise _not_an_archive() from error
    places: npt.NDArray[np.intp] = known[column.indices.to_numpy()]
    return places


def _not_an_archive() -> Invalid:
    return Invalid(
        Label(
            "این پرونده بایگانی Parquet یک جدول آمارگاه نیست",
            "this file is not a Parquet archive of an Amargah table",
        )
    )
