"""`/data/{dataset}.{format}`: a dataset, or a part of it, as a file that can be fetched in parts."""

from collections.abc import Iterator

import falcon

from amargah.dataplane.asked import read_query
from amargah.dataplane.files.addresses import Shown, links
from amargah.dataplane.files.spool import OnDisk, Spool
from amargah.dataplane.files.tags import known_file
from amargah.dataplane.formats import FORMATS, Format, want
from amargah.dataplane.framing import Plane
from amargah.dataplane.ranges import Part, RangeNotSatisfiable, is_range, part_of, still_the_same
from amargah.dataplane.vintages import vintage_asked
from amargah.statcore.errors import NotFound, Unavailable
from amargah.statcore.labels import Label
from amargah.statcore.selections import resolve

ROWS = "X-Row-Count"
_LATER = "30"  # seconds


class DataFile:
    """The query narrows dimensions: `?SEX=T&COUNTY=1501,1502`; a dimension that is not named comes whole.

    A file streams. Asked for a part of one that is not on the disk already, it is written there first, so that the
    part is exact and the next one is at hand.
    """

    def __init__(self, plane: Plane) -> None:
        self._shelf = plane.shelf
        self._spool = Spool()

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        id, _, extension = name.rpartition(".")
        format = format_asked(extension, name)
        edition, asked = self._shelf.edition(), read_query(request)
        dataset = edition.dataset(id)
        vintage = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of)
        if known_file(request, response, dataset, vintage):
            return
        stored = self._shelf.open(vintage)
        indices = resolve(stored.structure, asked.selection)
        wanted = want(dataset, vintage, stored, indices, asked.language)
        self._send(request, response, format.write(wanted))
        response.set_headers(described(format, dataset.id))
        response.set_header(ROWS, str(wanted.rows))
        shown = Shown(dataset.id, extension, vintage, asked)
        response.set_headers(links(request.path, request.query_string, shown))

    on_head = on_get

    def _send(self, request: falcon.Request, response: falcon.Response, written: bytes | Iterator[bytes]) -> None:
        header = _range(request, response)
        if header is None:
            _send_whole(response, written)
            return
        file = self._at_hand(response, written)
        part = _part(response, header, len(file) if isinstance(file, bytes) else file.size)
        response.status = falcon.HTTP_206
        response.set_header("Content-Range", part.content_range)
        if isinstance(file, bytes):
            response.data = file[part.first : part.last + 1]
        else:
            response.stream = file.part(part.first, part.length)
            response.content_length = part.length

    def _at_hand(self, response: falcon.Response, written: bytes | Iterator[bytes]) -> bytes | OnDisk:
        if isinstance(written, bytes | OnDisk):
            return written
        try:
            return self._spool.file(str(response.get_header("ETag")), written)
        except Unavailable:
            response.set_header("Retry-After", _LATER)
            raise


def format_asked(extension: str, name: str) -> Format:
    """The format of that extension. NotFound lists those that there are."""
    if extension not in FORMATS:
        known = ", ".join(f".{each}" for each in FORMATS)
        raise NotFound(
            Label(
                f"قالب «{name}» شناخته نیست؛ نشانی به یکی از این‌ها پایان می‌یابد: {known}",
                f"the format of {name!r} is not known; the address ends with one of {known}",
            )
        )
    return FORMATS[extension]


def _range(request: falcon.Request, response: falcon.Response) -> str | None:
    """The header Range, when it is to be answered with a part."""
    header: str | None = request.get_header("Range")
    if request.method != "GET" or not is_range(header):
        return None
    tag = str(response.get_header("ETag"))
    return header if still_the_same(request.get_header("If-Range"), tag) else None


def _part(response: falcon.Response, header: str, total: int) -> Part:
    try:
        return part_of(header, total)
    except RangeNotSatisfiable:
        response.set_header("Content-Range", f"bytes */{total}")
        raise


def _send_whole(response: falcon.Response, written: bytes | Iterator[bytes]) -> None:
    if isinstance(written, bytes):
        response.data = written
        return
    response.stream = written
    if isinstance(written, OnDisk):
        response.content_length = written.size


def described(format: Format, dataset: str) -> dict[str, str]:
    """Headers of an answer that was made, besides its rows; an error bears none of them."""
    headers = {"Content-Type": format.media_type, "Accept-Ranges": "bytes"}
    if format.attached:
        headers["Content-Disposition"] = f'attachment; filename="{dataset}.{format.extension}"'
    return headers
