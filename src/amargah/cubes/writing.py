"""Writing a version: the cube goes to disk in chunks, so it is never held twice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from amargah.cubes.durable import file_digest, only_writer, place_folder, sync_file, write_file
from amargah.cubes.folder import (
    ARCHIVE,
    ARCHIVE_DIGEST,
    CONTENTS,
    KEYS,
    ORIGIN_NUMBERS,
    ORIGINS,
    SIGNS,
    STRUCTURE,
    TYPES,
    VALUES,
    Contents,
)
from amargah.exchange.documents import encode
from amargah.exchange.parquet import write_parquet
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS, Sign

CHUNK = 1 << 18
SPARSE_BELOW = 0.25  # of the cells existing; a sparse cell costs 19 bytes, a dense one 11 but no search


def write_version(root: Path, cube: Cube) -> str:
    """Write `cube` under `root` and return its version, the hash (64 hex digits) of what it says.

    Equal cubes have equal versions, and writing one again changes nothing. After a crash the version is there
    whole or not at all. Invalid for an infinite number, an unknown sign, a number under a sign that replaces it,
    or an origin that is not listed.
    """
    with only_writer(root):
        return place_folder(root, lambda folder: _fill(folder, cube))


def _fill(folder: Path, cube: Cube) -> str:
    digests = {
        STRUCTURE: write_file(folder / STRUCTURE, [encode(cube.structure)]),
        ORIGINS: write_file(folder / ORIGINS, [encode(cube.origins)]),
    }
    for name, column in _columns(cube).items():
        digests[name] = write_file(folder / name, _bytes(cube, column, TYPES[name]))
    contents = Contents(digests)
    write_file(folder / CONTENTS, [encode(contents)])
    write_parquet(cube, folder / ARCHIVE)
    sync_file(folder / ARCHIVE)
    write_file(folder / ARCHIVE_DIGEST, [file_digest(folder / ARCHIVE).encode()])
    return contents.version


# Readers of the file itself would see a number that its sign keeps back.
_REPLACING = np.array([meaning.replaces for meaning in MEANINGS])


@dataclass(frozen=True)
class _Chunk:
    """Consecutive cells from linear place `start` on; what does not exist is the same zeros everywhere."""

    start: int
    values: npt.NDArray[np.float64]
    signs: npt.NDArray[np.uint8]
    origin_numbers: npt.NDArray[np.uint16]
    exists: npt.NDArray[np.bool_]


_Column = Callable[[_Chunk], npt.NDArray[np.generic]]


def _columns(cube: Cube) -> dict[str, _Column]:
    dense: dict[str, _Column] = {
        VALUES: lambda chunk: chunk.values,
        SIGNS: lambda chunk: chunk.signs,
        ORIGIN_NUMBERS: lambda chunk: chunk.origin_numbers,
    }
    existing = sum(int(np.count_nonzero(chunk.exists)) for chunk in _chunks(cube))
    if existing >= SPARSE_BELOW * cube.structure.size:
        return dense
    sparse = {name: _existing_only(column) for name, column in dense.items()}
    return {KEYS: lambda chunk: np.flatnonzero(chunk.exists) + chunk.start, **sparse}


def _existing_only(column: _Column) -> _Column:
    return lambda chunk: column(chunk)[chunk.exists]


def _bytes(cube: Cube, column: _Column, type: npt.DTypeLike) -> Iterator[bytes]:
    for chunk in _chunks(cube):
        yield column(chunk).astype(type, copy=False).tobytes()


def _chunks(cube: Cube) -> Iterator[_Chunk]:
    values, signs = cube.values.reshape(-1), cube.signs.reshape(-1)
    origin_numbers = cube.origin_numbers.reshape(-1)
    for start in range(0, cube.structure.size, CHUNK):
        piece = slice(start, start + CHUNK)
        yield _chunk(start, values[piece], signs[piece], origin_numbers[piece], len(cube.origins))


def _chunk(
    start: int,
    values: npt.NDArray[np.float64],
    signs: npt.NDArray[np.uint8],
    origin_numbers: npt.NDArray[np.uint16],
    origins: int,
) -> _Chunk:
    missing = np.isnan(values)
    exists = ~missing | (signs != Sign.NORMAL)
    _check(values, signs, origin_numbers[exists], origins)
    values = values + 0.0  # one zero: -0.0 and 0.0 are the same figure
    values[missing] = np.nan  # one NaN of the many bit patterns
    return _Chunk(start, values, signs, np.where(exists, origin_numbers, 0), exists)


def _check(
    values: npt.NDArray[np.float64],
    signs: npt.NDArray[np.uint8],
    origin_numbers: npt.NDArray[np.uint16],
    origins: int,
) -> None:
    if np.isinf(values).any():
        raise Invalid(Label("عدد بی‌نهایت در جدول نمی‌آید", "a cube holds no infinite numbers"))
    if signs.max(initial=0) > max(Sign):
        raise Invalid(Label("علامتی ناشناخته در جدول است", "the cube holds a sign that is unknown"))
    if (_REPLACING[signs] & ~np.isnan(values)).any():
        raise Invalid(
            Label(
                "در برخی خانه‌ها عددی زیر نشانه‌ای است که به‌جای عدد می‌آید؛ عدد یا نشانه را بردارید",
                "some cells hold a number under a sign that stands in its place, such as confidential; "
                "take away the number or the sign",
            )
        )
    if origin_numbers.max(initial=0) > max(0, origins - 1):
        raise Invalid(
            Label("خاستگاه برخی خانه‌ها تعریف نشده است", "some cells point to an origin that is not listed")
        )
