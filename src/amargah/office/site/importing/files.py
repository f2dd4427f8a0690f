"""The file that is imported: its bytes, its format by content, and what it holds."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from amargah.exchange.px import Unknown, read_px
from amargah.exchange.sdmx.reading import read_data
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import EMPTY, Metadata
from amargah.statcore.periods import Period

MOST = 1 << 30  # bytes
_HEAD = 4096
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A *+ gives nothing back: otherwise thousands of blanks are tried in every way to share them out.
_KEYWORD = re.compile(rb"[A-Z][A-Z0-9-]*+\s*+(\[[^\]=]*+\]\s*+)?(\([^=]*\)\s*+)?=")
_SDMX_COLUMNS: Final = ("DATAFLOW", "STRUCTURE")

Layout = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Held:
    """What a file holds. SDMX data messages say nothing of metadata and layout: empty there.

    `unknown` are keywords of PX that were not read.
    """

    cube: Cube
    metadata: Metadata
    layout: Layout
    unknown: tuple[Unknown, ...] = ()


def bytes_of(path: Path) -> bytes:
    """The whole file. Invalid for what is no file, cannot be read, or is larger than `MOST`."""
    if not path.is_file():
        raise Invalid(Label("چنین پرونده‌ای نیست؛ نام آن را درست کنید", "there is no such file; correct its name"))
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as error:
        raise Invalid(
            Label(f"پرونده خوانده نمی‌شود: {error.strerror}", f"the file cannot be read: {error.strerror}")
        ) from error
    if len(data) > MOST:
        raise Invalid(
            Label(
                "پرونده بزرگ‌تر از یک گیبی‌بایت است؛ آن را چند پرونده کنید",
                "the file is larger than 1 GiB; split it",
            )
        )
    return data


def held_by(data: bytes, present: Cube | None, period: Period | None = None) -> Held:
    """What a PX file or an SDMX data message holds. `present` is the dataset that is there.

    A message that is a part of a dataset holds it together with the rest of `present`, and with its origins.

    `period` is that of a PX file without a variable of time. Invalid, with the `line` where there is one, for what
    is wrong in it, and for any other format.
    """
    if _is_px(data):
        px = read_px(data, period)
        return Held(px.cube, px.metadata, px.layout, px.unknown)
    if not _is_sdmx(data):
        raise Invalid(
            Label(
                "این پرونده نه PX است، نه SDMX-CSV، SDMX-JSON یا SDMX-ML؛ به یکی از این قالب‌ها درآورید",
                "the file is neither PX nor SDMX-CSV, SDMX-JSON or SDMX-ML; convert it to one of these",
            ),
            line=1,
        )
    if period:
        raise Invalid(
            Label(
                "پیام SDMX دورهٔ خود را دارد؛ ‎--period را بردارید",
                "an SDMX message has its own periods; leave out --period",
            )
        )
    cube = read_data(data, present.structure if present else None, present)
    return Held(cube, Metadata(cube.structure.label, EMPTY, EMPTY, ""), ((), ()))


def _is_px(data: bytes) -> bool:
    return _KEYWORD.match(_head(data)) is not None


def _is_sdmx(data: bytes) -> bool:
    head = _head(data)
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace").replace('"', "")
    return head[:1] in (b"<", b"{") or re.split(r"[,;\t:\[]", first.strip())[0].upper() in _SDMX_COLUMNS


def _head(data: bytes) -> bytes:
    return data[: _HEAD + len(_BYTE_ORDER_MARK)].removeprefix(_BYTE_ORDER_MARK).lstrip()
