"""Files that are made whole before a part of them is sent, kept for those who come back for the next part."""

import errno
import os
import tempfile
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock

from amargah.statcore.errors import Unavailable
from amargah.statcore.labels import Label

PIECE = 1 << 16  # bytes handed on at once
_STRIPES = 4
_MOST_BYTES = 1 << 32


class OnDisk(Iterator[bytes]):
    """The pieces of an open file from its beginning on; `part` gives those of a part.

    It owns the descriptor: the file is closed, and an unnamed one is gone, when nobody reads it any more.
    """

    def __init__(self, descriptor: int) -> None:
        weakref.finalize(self, os.close, descriptor)
        self._descriptor = descriptor
        self._whole: Iterator[bytes] | None = None
        self.size = os.fstat(descriptor).st_size

    @classmethod
    def at(cls, path: Path) -> "OnDisk":
        return cls(os.open(path, os.O_RDONLY))

    def part(self, first: int, length: int) -> Iterator[bytes]:
        """`length` bytes from `first` on; many may read the same file at once."""
        place, end = first, first + length
        while place < end and (piece := os.pread(self._descriptor, min(PIECE, end - place), place)):
            place += len(piece)
            yield piece

    def __next__(self) -> bytes:
        self._whole = self._whole or self.part(0, self.size)
        return next(self._whole)


def written_down(pieces: Iterable[bytes]) -> OnDisk:
    """An unnamed file that holds `pieces`. Unavailable when the disk is full."""
    try:
        with tempfile.TemporaryFile() as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            return OnDisk(os.dup(file.fileno()))
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        raise Unavailable(
            Label(
                "برای ساختن پرونده جا نیست؛ آن را بدون Range بخواهید یا اندکی بعد دوباره بپرسید",
                "there is no room to make the file; ask for it without Range, or again a little later",
            )
        ) from error


class Spool:
    """The files asked for most recently, at most `most` of them and 4 GiB together, by their tags.

    A file is made once, however many ask for parts of it at the same time; at most four are being made at once.
    Who waits longer than `patience` seconds is told to come back.
    """

    def __init__(self, most: int = 8, patience: float = 30) -> None:
        self._most = most
        self._patience = patience
        self._kept: OrderedDict[str, OnDisk] = OrderedDict()
        self._keeping = Lock()
        self._making = tuple(Lock() for _ in range(_STRIPES))

    def file(self, tag: str, pieces: Iterable[bytes]) -> OnDisk:
        """The file that `tag` names, made of `pieces` unless it is kept. Unavailable when it cannot be made."""
        found = self._found(tag)
        if found:
            return found
        making = self._making[hash(tag) % _STRIPES]
        if not making.acquire(timeout=self._patience):
            raise _busy()
        try:
            return self._found(tag) or self._keep(tag, written_down(pieces))
        finally:
            making.release()

    def _found(self, tag: str) -> OnDisk | None:
        with self._keeping:
            if tag in self._kept:
                self._kept.move_to_end(tag)
            return self._kept.get(tag)

    def _keep(self, tag: str, file: OnDisk) -> OnDisk:
        with self._keeping:
            self._kept[tag] = file
            while len(self._kept) > self._most or (
                len(self._kept) > 1 and sum(each.size for each in self._kept.values()) > _MOST_BYTES
            ):
                self._kept.popitem(last=False)
        return file


def _busy() -> Unavailable:
    return Unavailable(
        Label(
            "پرونده‌های دیگری در حال ساخته شدن‌اند؛ اندکی بعد دوباره بپرسید یا بدون Range بخواهید",
            "other files are being made; ask again a little later, or without Range",
        )
    )
