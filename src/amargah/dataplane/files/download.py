"""`/data/{dataset}.{format}`: a dataset, or a part of it, as a file."""

import falcon

from amargah.dataplane.asked import read_query
from amargah.dataplane.formats import FORMATS, Format, Wanted
from amargah.dataplane.headers import known_already
from amargah.dataplane.vintages import vintage_asked
from amargah.shelf import Shelf
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label
from amargah.statcore.selections import resolve


class DataFile:
    """The query narrows dimensions: `?SEX=T&COUNTY=1501,1502`; a dimension that is not named comes whole."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        id, _, extension = name.rpartition(".")
        format = _format(extension, name)
        edition, asked = self._shelf.edition(), read_query(request)
        dataset = edition.dataset(id)
        vintage = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of)
        if known_already(request, response, edition):
            return
        stored = self._shelf.open(vintage)
        indices = resolve(stored.structure, asked.selection)
        _send(response, format, Wanted(dataset, vintage, stored, indices, asked.language))

    on_head = on_get


def _send(response: falcon.Response, format: Format, wanted: Wanted) -> None:
    response.content_type = format.media_type
    if format.attached:
        response.downloadable_as = f"{wanted.dataset.id}.{format.extension}"
    written = format.write(wanted)
    if isinstance(written, bytes):
        response.data = written
    else:
        response.stream = written


def _format(extension: str, name: str) -> Format:
    if extension not in FORMATS:
        known = ", ".join(f".{each}" for each in FORMATS)
        raise NotFound(
            Label(
                f"قالب «{name}» شناخته نیست؛ نشانی به یکی از این‌ها پایان می‌یابد: {known}",
                f"the format of {name!r} is not known; the address ends with one of {known}",
            )
        )
    return FORMATS[extension]
