"""What stands in the folder of a version, and how its name follows from it."""

import hashlib
import re
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from amargah.exchange.documents import encode
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

STRUCTURE = "structure.json"
ORIGINS = "origins.json"
KEYS = "keys.bin"
VALUES = "values.bin"
SIGNS = "signs.bin"
ORIGIN_NUMBERS = "origin_numbers.bin"
CONTENTS = "contents.json"
ARCHIVE = "archive.parquet"
ARCHIVE_DIGEST = "archive.sha256"

# Little-endian on every machine: a version can be copied anywhere and keeps its name.
TYPES: Final[dict[str, npt.DTypeLike]] = {
    KEYS: np.dtype("<i8"),
    VALUES: np.dtype("<f8"),
    SIGNS: np.dtype("u1"),
    ORIGIN_NUMBERS: np.dtype("<u2"),
}

_NAME = re.compile(r"[0-9a-f]{64}")


class Contents(Struct, frozen=True):
    """The digest of each file that belongs to the version; the archive is derived and stands beside."""

    digests: dict[str, str]
    format: int = 1

    @property
    def version(self) -> str:
        return hashlib.sha256(encode(self)).hexdigest()


def version_folder(root: Path, version: str) -> Path:
    """The folder of a version that is there; NotFound for one that is not, and for a name that is no hash."""
    folder = root / version
    if not _NAME.fullmatch(version) or not folder.is_dir():
        raise NotFound(Label(f"نسخهٔ «{version}» وجود ندارد", f"there is no version {version!r}"), version=version)
    return folder
