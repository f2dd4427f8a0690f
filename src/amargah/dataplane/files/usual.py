"""The usual question, a small part by its codes, answered without a framework, whose way costs as much again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amargah.cubes import StoredCube
from amargah.dataplane.asked import LANGUAGE, VINTAGE
from amargah.dataplane.fair_use import KEY_VARIABLE
from amargah.dataplane.files.addresses import is_plain, link_of_description, link_of_timemap, links_of_query
from amargah.dataplane.files.download import ROWS, described
from amargah.dataplane.files.tags import tag_at, tag_of_all
from amargah.dataplane.formats import FORMATS, Format, want
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import OPEN, VARY
from amargah.dataplane.vintages import AS_OF
from amargah.shelf import Dataset, Edition, Shelf
from amargah.statcore.labels import LANGUAGES
from amargah.statcore.selections import resolve

_ROOT = "/data/"
_EXTENSIONS = ("json", "csv")
PARTICULAR = frozenset({"HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_RANGE", KEY_VARIABLE})
"""Whoever sends one of these asks for something other than the whole answer that everybody gets."""

Codes = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class UsualAnswer:
    head: tuple[str, list[tuple[str, str]]]
    body: list[bytes]


class _Unusual(Exception):
    """The question is one for the framework."""


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest vintage of a dataset in one format, and all that its answers have in common."""

    dataset: Dataset
    stored: StoredCube
    format: Format
    number: int
    tag: str
    link: str
    headers: tuple[tuple[str, str], ...]

    def answer(self, path: str, query: str) -> UsualAnswer:
        """_Unusual when the answer is large or of the past; AmargahError when there is none."""
        language, codes = _read(query)
        indices = resolve(self.stored.structure, codes)
        wanted = want(self.dataset, self.dataset.latest, self.stored, indices, language)
        body = self.format.write(wanted)
        if not isinstance(body, bytes):  # a large answer, which is sent in pieces
            raise _Unusual
        description = link_of_description(path, query) if self.format.extension == "csv" else ""
        headers = [
            ("ETag", tag_at(self.tag, path, query)),
            ("Link", self.link + links_of_query(path, query, self.number) + description),
            ("Content-Length", str(len(body))),
            (ROWS, str(wanted.rows)),
            *self.headers,
        ]
        return UsualAnswer(("200 OK", headers), [body])


class UsualFiles:
    """Answers `GET /data/{dataset}.{json,csv}?…` of the latest vintage, byte for byte as `DataFile` does.

    Everything else is left to that: other addresses, headers that ask for a part, large answers, and every error.
    """

    def __init__(self, plane: Plane) -> None:
        self._shelf, self._fair_use = plane.shelf, plane.fair_use
        self._kept: tuple[Edition, dict[str, _Latest]] | None = None

    def answer(self, environ: Mapping[str, Any]) -> UsualAnswer | None:
        """None when it is not the usual question, or may not be answered."""
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        if not path.startswith(_ROOT) or not path.endswith(_EXTENSIONS) or environ["REQUEST_METHOD"] != "GET":
            return None
        if not environ.keys().isdisjoint(PARTICULAR) or "%" in query or "+" in query or not is_plain(query):
            return None
        try:
            made = self._latest(path).answer(path, query)
        except Exception:  # whatever it is: the framework meets it again, and tells it
            return None
        return made if self._fair_use.admits(environ) else None

    def _latest(self, path: str) -> _Latest:
        edition, kept = self._shelf.edition(), self._kept
        if kept is None or kept[0] is not edition:
            kept = self._kept = (edition, {})
        return kept[1].get(path) or kept[1].setdefault(path, _latest(self._shelf, edition, path))


def _latest(shelf: Shelf, edition: Edition, path: str) -> _Latest:
    """NotFound when there is none."""
    id, _, extension = path[len(_ROOT) :].rpartition(".")
    dataset, format = edition.dataset(id), FORMATS[extension]
    return _Latest(
        dataset,
        shelf.open(dataset.latest),
        format,
        dataset.latest.number,
        tag_of_all(dataset, dataset.latest),
        link_of_timemap(dataset.id, extension),
        (*described(format, dataset.id).items(), *OPEN.items(), ("Vary", VARY)),
    )


def _read(query: str) -> tuple[str, Codes]:
    """Language and codes by dimension, where reading them is easy."""
    codes: Codes = {}
    for part in query.split("&") if query else ():
        name, _, value = part.partition("=")
        if not value or name in codes:
            raise _Unusual
        codes[name] = value.split(",")
    (language,) = codes.pop(LANGUAGE, ("fa",))
    if language not in LANGUAGES or VINTAGE in codes or AS_OF in codes:
        raise _Unusual
    return language, codes
