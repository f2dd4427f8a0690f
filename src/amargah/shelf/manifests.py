"""The manifest of a release, and the folder in which manifests stand in the order in which they were staged."""

import os
import re
import time
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from amargah.exchange.documents import decode
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata

_NAME = re.compile(r"(\d{8})\.(staged|withdrawn)")
_SETTLED = 2_000_000_000  # nanoseconds; coarser than the time stamps of any file system in use


@dataclass(frozen=True, slots=True)
class ReleasedVersion:
    """One version of a dataset. `layout` is how its table is shown: dimensions of the stub, of the header."""

    dataset: str
    version: str
    metadata: Metadata
    layout: tuple[tuple[str, ...], tuple[str, ...]]
    organisation: Label
    reason: Label


@dataclass(frozen=True, slots=True)
class Manifest:
    """A release: versions that become visible together. `sequence` is the order of staging, from 1."""

    sequence: int
    id: str
    title: Label
    summary: Label
    visible_from: datetime
    versions: tuple[ReleasedVersion, ...]


def manifest_path(folder: Path, sequence: int) -> Path:
    return folder / f"{sequence:08}.staged"


def withdrawn_path(folder: Path, sequence: int) -> Path:
    return folder / f"{sequence:08}.withdrawn"


def last_sequence(folder: Path) -> int:
    """The highest sequence ever given; one that was withdrawn is not given again."""
    return max((int(match[1]) for match in _names(folder)), default=0)


def read_manifests(folder: Path) -> tuple[Manifest, ...]:
    """Every manifest that is not withdrawn, in order of sequence."""
    found = sorted(int(match[1]) for match in _names(folder) if match[2] == "staged")
    manifests = (_read_if_there(manifest_path(folder, sequence)) for sequence in found)
    return tuple(manifest for manifest in manifests if manifest)


class ManifestFolder:
    """Reads the manifests again only when the folder has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._folder_name = folder, str(folder)
        self._seen: tuple[int, tuple[Manifest, ...]] | None = None

    def manifests(self) -> tuple[Manifest, ...]:
        """In order of sequence; the same tuple while nothing has changed."""
        try:
            changed = os.stat(self._folder_name).st_mtime_ns  # noqa: PTH116 - every answer asks, and a Path takes twice the time
        except FileNotFoundError:
            return ()
        if self._seen and self._seen[0] == changed:
            return self._seen[1]
        # A second change within the tick of the time stamp leaves no trace; so what was read right after a change
        # is not kept.
        settled = time.time_ns() - changed > _SETTLED
        manifests = read_manifests(self._folder)
        self._seen = (changed, manifests) if settled else None
        return manifests


def _names(folder: Path) -> list[re.Match[str]]:
    if not folder.is_dir():
        return []
    return [match for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]


def _read_if_there(path: Path) -> Manifest | None:
    try:
        status = path.stat()
        return _read((path, status.st_ino, status.st_mtime_ns))
    except FileNotFoundError:  # withdrawn since the folder was listed
        return None


@lru_cache(maxsize=1024)
def _read(file: tuple[Path, int, int]) -> Manifest:
    """`file` is path, inode and time of change: a folder that was made anew under an old path is read anew."""
    return decode(file[0].read_bytes(), Manifest)
