"""Files that are either there whole or not there, whatever moment the machine dies at.

The order is always: write, fsync the file, fsync its folder, rename, fsync the folder above.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".writing-"
_LOCK = ".lock"


def write_file(path: Path, chunks: Iterable[bytes]) -> str:
    """Write a new file down to the disk; the sha256 (hex) of its bytes. FileExistsError if it is there."""
    digest = hashlib.sha256()
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """sha256 (hex) of a file, read in small pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Bring a file written by others, or the names of a folder, down to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Wait until no other thread or process writes in `root`, then clear what a dead writer left half-done."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / _LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for leftover in root.glob(UNFINISHED + "*"):
            _remove(leftover)
        yield


def unfinished(root: Path) -> Path:
    """A name in `root` that readers ignore and that the next writer clears away."""
    return root / (UNFINISHED + secrets.token_hex(8))


def place_folder(root: Path, fill: Callable[[Path], str]) -> str:
    """Let `fill` write files into a new folder, then put it in `root` under the name that `fill` returns.

    A folder that already bears the name is kept: equal names mean equal contents. Call it as the only writer.
    What `fill` wrote before it failed is removed at once: on a full disk every byte of it is in the way.
    """
    folder = unfinished(root)
    folder.mkdir()
    try:
        name = fill(folder)
    except BaseException:
        shutil.rmtree(folder)
        raise
    if (root / name).exists():
        shutil.rmtree(folder)
    else:
        sync_file(folder)
        folder.rename(root / name)
    sync_file(root)
    return name


def _remove(leftover: Path) -> None:
    if leftover.is_dir():
        shutil.rmtree(leftover)
    else:
        leftover.unlink()
