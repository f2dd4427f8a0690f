"""Reading a version: arrays stay on disk, mapped into memory; only what is asked for is touched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from amargah.cubes.cells import Cells, DenseCells, SparseCells
from amargah.cubes.folder import (
    ARCHIVE,
    KEYS,
    ORIGIN_NUMBERS,
    ORIGINS,
    SIGNS,
    STRUCTURE,
    TYPES,
    VALUES,
    version_folder,
)
from amargah.exchange.documents import decode
from amargah.statcore.cubes import Cube, Signs, Values
from amargah.statcore.lineage import Origin
from amargah.statcore.selections import Indices, narrowed
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Structure


@dataclass(frozen=True, eq=False)
class StoredCube:
    """A version on disk. Dense and sparse ones answer alike; no method but `cube` of a sparse one allocates more
    than it returns."""

    version: str
    structure: Structure
    origins: tuple[Origin, ...]
    archive: Path
    cells: Cells

    @property
    def size(self) -> int:
        """Number of cells, those that do not exist included."""
        return self.structure.size

    def select(self, indices: Indices) -> Cube:
        """The part at `indices` (see `statcore.selections.resolve`), in the order asked for."""
        return self._cube(narrowed(self.structure, indices), self.cells.part(indices))

    def figures(self, indices: Indices) -> tuple[Values, Signs]:
        """Numbers and signs at `indices`, without a structure around them: for answers made in a hurry."""
        return self.cells.figures(indices)

    def cell(self, index: Sequence[int]) -> tuple[float, Sign, Origin | None]:
        """Number (NaN if none), sign and origin of one cell; no origin when it does not exist."""
        values, signs, numbers = self.cells.part(tuple((place,) for place in index))
        value, sign, number = float(values.item()), Sign(signs.item()), numbers.item()
        exists = value == value or sign is not Sign.NORMAL
        return value, sign, self.origins[number] if exists and number < len(self.origins) else None

    @cached_property
    def occupied(self) -> Indices:
        """The places along each dimension at which there is any cell."""
        return self.cells.occupied()

    def cube(self) -> Cube:
        """The whole cube; of a dense one the arrays are read-only views of the disk."""
        return self._cube(self.structure, self.cells.whole())

    def _cube(self, structure: Structure, arrays: tuple[Any, Any, Any]) -> Cube:
        return Cube(structure, *arrays, self.origins)


def open_version(root: Path, version: str) -> StoredCube:
    """Open a version by its name. NotFound if it is not there."""
    folder = version_folder(root, version)
    structure = decode((folder / STRUCTURE).read_bytes(), Structure)
    origins = decode((folder / ORIGINS).read_bytes(), tuple[Origin, ...])
    return StoredCube(version, structure, origins, folder / ARCHIVE, _cells(folder, structure))


def _cells(folder: Path, structure: Structure) -> Cells:
    arrays = [_mapped(folder, name) for name in (VALUES, SIGNS, ORIGIN_NUMBERS)]
    if (folder / KEYS).exists():
        return SparseCells(structure.shape, _mapped(folder, KEYS), *arrays)
    return DenseCells(*(array.reshape(structure.shape) for array in arrays))


def _mapped(folder: Path, name: str) -> npt.NDArray[Any]:
    path = folder / name
    if path.stat().st_size == 0:  # an empty file cannot be mapped
        return np.empty(0, TYPES[name])
    return np.memmap(path, TYPES[name], mode="r").view(np.ndarray)
