"""Proof that a version on disk is still what its name says."""

from pathlib import Path

from amargah.cubes.durable import file_digest
from amargah.cubes.folder import ARCHIVE, ARCHIVE_DIGEST, CONTENTS, Contents, version_folder
from amargah.exchange.documents import decode


def verify_version(root: Path, version: str) -> tuple[str, ...]:
    """Hash every file again and return the names of the damaged or missing ones; () when the version is sound.

    NotFound if the version is not there.
    """
    folder = version_folder(root, version)
    if _digest(folder / CONTENTS) != version:
        return (CONTENTS,)
    contents = decode((folder / CONTENTS).read_bytes(), Contents)
    damaged = [name for name, digest in contents.digests.items() if _digest(folder / name) != digest]
    return (*damaged, *(() if _archive_is_sound(folder) else (ARCHIVE,)))


def _archive_is_sound(folder: Path) -> bool:
    noted = folder / ARCHIVE_DIGEST
    return noted.exists() and noted.read_bytes() == _digest(folder / ARCHIVE).encode()


def _digest(path: Path) -> str:
    return file_digest(path) if path.exists() else ""
