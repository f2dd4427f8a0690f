"""`/data/{dataset}/revisions…`: what each vintage added, changed and deleted against the one before."""

from collections import OrderedDict
from collections.abc import Iterator
from itertools import chain
from typing import Any

import falcon
import orjson

from amargah.dataplane.asked import Asked, read_query
from amargah.dataplane.files.addresses import permanent
from amargah.dataplane.files.changes import Totals, csv_rows, json_rows, totals
from amargah.dataplane.files.tags import known_file
from amargah.dataplane.framing import Plane
from amargah.dataplane.telling import told_vintage
from amargah.dataplane.vintages import vintage_asked
from amargah.shelf import Dataset, Shelf, Vintage
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label
from amargah.statcore.revisions import Revision

_MOST_KEPT = 4096
EXTENSIONS = ("json", "csv")


class Revisions:
    """The totals of every vintage, and each as a file of all its changed cells."""

    def __init__(self, plane: Plane) -> None:
        self._shelf = plane.shelf
        self._address = plane.address
        self._kept: OrderedDict[tuple[str, str], Totals] = OrderedDict()

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        """All vintages up to the one asked for, newest first."""
        edition, asked = self._shelf.edition(), _plain(read_query(request))
        dataset = edition.dataset(name)
        last = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of)
        if known_file(request, response, dataset, last):
            return
        listed = [
            self._row(dataset, each, asked.language) for each in dataset.vintages if each.number <= last.number
        ]
        response.content_type = falcon.MEDIA_JSON
        response.data = orjson.dumps({"dataset": dataset.id, "language": asked.language, "revisions": listed})

    on_head = on_get

    def on_get_file(self, request: falcon.Request, response: falcon.Response, name: str, file: str) -> None:
        """`revisions/{number}.json` and `.csv`: every cell that the vintage changed."""
        number, _, extension = file.rpartition(".")
        _check_extension(extension, file)
        edition, asked = self._shelf.edition(), _plain(read_query(request))
        dataset = edition.dataset(name)
        vintage = dataset.vintage_asked(number)
        _check_seen(vintage, vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of))
        if known_file(request, response, dataset, vintage):
            return
        if extension == "csv":
            response.stream = self._csv(dataset, vintage)
            response.content_type = "text/csv; charset=utf-8"
            response.downloadable_as = f"{dataset.id}-revision-{vintage.number}.csv"
        else:
            response.stream = self._json(dataset, vintage, asked.language)
            response.content_type = falcon.MEDIA_JSON

    on_head_file = on_get_file

    def _row(self, dataset: Dataset, vintage: Vintage, language: str) -> dict[str, Any]:
        counted = self._totals(dataset, vintage)
        base = f"/data/{dataset.id}/revisions/{vintage.number}"
        return {
            **told_vintage(vintage, language),
            "against": vintage.number - 1 or None,
            "added": counted.added,
            "changed": counted.changed,
            "deleted": counted.deleted,
            "permalink": self._address + permanent(dataset.id, vintage.number, lang=language),
            "links": {each: f"{base}.{each}?lang={language}" for each in EXTENSIONS},
        }

    def _totals(self, dataset: Dataset, vintage: Vintage) -> Totals:
        """Versions never change, so neither does what lies between two of them."""
        before = dataset.vintage(vintage.number - 1).version if vintage.number > 1 else ""
        key = (before, vintage.version)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = totals(self._shelf.revision_parts(dataset, vintage))
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def _csv(self, dataset: Dataset, vintage: Vintage) -> Iterator[bytes]:
        first, parts = _begun(self._shelf, dataset, vintage)
        return csv_rows((first.new, first.old), parts)

    def _json(self, dataset: Dataset, vintage: Vintage, language: str) -> Iterator[bytes]:
        head = {"dataset": dataset.id, "language": language, **self._row(dataset, vintage, language)}
        yield orjson.dumps(head)[:-1] + b',"cells":['
        yield from json_rows(self._shelf.revision_parts(dataset, vintage))
        yield b"]}"


def _begun(shelf: Shelf, dataset: Dataset, vintage: Vintage) -> tuple[Revision, Iterator[Revision]]:
    """The first part, which knows both structures, and all of them."""
    parts = shelf.revision_parts(dataset, vintage)
    first = next(parts)
    return first, chain([first], parts)


def _plain(asked: Asked) -> Asked:
    """Invalid for a selection: a revision is told whole."""
    if asked.selection:
        names = ", ".join(asked.selection)
        raise Invalid(
            Label(
                f"بازنگری کامل گفته می‌شود و بُعد نمی‌پذیرد؛ {names} را بردارید",
                f"a revision is told whole and takes no dimensions; leave out {names}",
            )
        )
    return asked


def _check_extension(extension: str, file: str) -> None:
    if extension not in EXTENSIONS:
        raise NotFound(
            Label(
                f"قالب «{file}» شناخته نیست؛ نشانی به \u2066.json\u2069 یا \u2066.csv\u2069 پایان می‌یابد",
                f"the format of {file!r} is not known; the address ends with .json or .csv",
            )
        )


def _check_seen(vintage: Vintage, last: Vintage) -> None:
    if vintage.number > last.number:
        raise NotFound(
            Label(
                "آن نسخه در زمان خواسته‌شده هنوز منتشر نشده بود؛ asOf را بردارید یا دیرتر بگذارید",
                "that vintage was not released by then; leave out asOf or choose a later one",
            )
        )
