"""Which part of a file is asked for (RFC 9110, section 14): one range of bytes, the whole otherwise."""

import re
from dataclasses import dataclass

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

_RANGE = re.compile(r"bytes\s*=\s*(?P<first>\d{0,19})\s*-\s*(?P<last>\d{0,19})", re.IGNORECASE | re.ASCII)


class RangeNotSatisfiable(Invalid):
    status = 416
    title = Label("بخش ناموجود", "Range not satisfiable")


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes `first` to `last`, both included, of a file of `total` bytes."""

    first: int
    last: int
    total: int

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def content_range(self) -> str:
        """The value of the header Content-Range."""
        return f"bytes {self.first}-{self.last}/{self.total}"


def is_range(header: str | None) -> bool:
    """Whether a Range header asks for one range of bytes.

    What is malformed, counts in other units or lists several ranges is not one: the answer is the whole file.
    """
    match = _RANGE.fullmatch(header.strip()) if header else None
    if match is None:
        return False
    first, last = match["first"], match["last"]
    return bool(first or last) and not (first and last and int(last) < int(first))


def still_the_same(if_range: str | None, tag: str) -> bool:
    """Whether a Range may be answered under the header If-Range: it is absent, or the strong tag `tag` (quoted).

    A weak tag and a date never match: neither says that the bytes are the same.
    """
    return if_range is None or if_range.strip() == tag


def part_of(header: str, total: int) -> Part:
    """The part of a file of `total` bytes that a Range header (see `is_range`) asks for.

    RangeNotSatisfiable when it begins behind the end, or is the last 0 bytes.
    """
    match = _RANGE.fullmatch(header.strip())
    if match is None:
        raise ValueError(f"not a range: {header!r}")
    first, last = match["first"], match["last"]
    if not first:
        return _checked(Part(max(0, total - int(last)), total - 1, total))
    return _checked(Part(int(first), min(int(last), total - 1) if last else total - 1, total))


def _checked(part: Part) -> Part:
    if part.first >= part.total:
        raise RangeNotSatisfiable(
            Label(
                f"پرونده {part.total} بایت دارد و بخش خواسته‌شده پس از آن است؛ سرآیند Range را درست کنید",
                f"the file has {part.total} bytes and the range begins behind its end; correct the header Range",
            ),
            bytes=part.total,
        )
    return part
