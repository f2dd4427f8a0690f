"""Counts of calls that all worker processes share: a small mapped table, one slot a caller."""

import fcntl
import mmap
import os
import struct
import threading
from pathlib import Path

_SLOTS = 1 << 14
_SLOT = struct.Struct("<8sqq")  # caller, number of the window, calls in it
_PROBES = 8


class CallCounter:
    """Fixed windows of time. The table is `path`, or memory of this process (and of those forked from it).

    Of callers who share all their places, the one of the oldest window makes room: a count may start anew, and
    nobody is refused for the calls of another.
    """

    def __init__(self, path: Path | None = None) -> None:
        size = _SLOTS * _SLOT.size
        self._descriptor = -1 if path is None else _opened(path, size)
        self._table = mmap.mmap(self._descriptor, size)
        self._threads = threading.Lock()

    def count(self, caller: bytes, now: float, window: int) -> int:
        """Note a call of `caller` (8 bytes) and return how many it makes in the present window."""
        number = int(now // window)
        with self._threads:
            if self._descriptor < 0:
                return self._counted(caller, number)
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX)
            try:
                return self._counted(caller, number)
            finally:
                fcntl.lockf(self._descriptor, fcntl.LOCK_UN)

    def _counted(self, caller: bytes, number: int) -> int:
        place, owner, seen, calls = self._slot_of(caller)
        calls = calls + 1 if owner == caller and seen == number else 1
        _SLOT.pack_into(self._table, place, caller, number, calls)
        return calls

    def _slot_of(self, caller: bytes) -> tuple[int, bytes, int, int]:
        """The caller's own slot, or else the one of the oldest window among its places."""
        first = int.from_bytes(caller, "little") % _SLOTS
        oldest: tuple[int, bytes, int, int] | None = None
        for probe in range(first, first + _PROBES):
            place = probe % _SLOTS * _SLOT.size
            slot = (place, *_SLOT.unpack_from(self._table, place))
            if slot[1] == caller:
                return slot
            if oldest is None or slot[2] < oldest[2]:
                oldest = slot
        return oldest or slot


def _opened(path: Path, size: int) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.ftruncate(descriptor, size)
    return descriptor
