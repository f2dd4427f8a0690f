"""The usual question, a small part by its codes, answered without a framework, whose way costs as much again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amargah.dataplane.asked import Asked, read
from amargah.dataplane.fair_use import KEY_VARIABLE
from amargah.dataplane.files.addresses import Shown, links
from amargah.dataplane.files.download import described
from amargah.dataplane.files.tags import file_tag
from amargah.dataplane.formats import FORMATS, Format, Wanted
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import OPEN, VARY
from amargah.statcore.selections import resolve

_ROOT = "/data/"
_EXTENSIONS = ("json", "csv")
_MOST = 1 << 16  # cells; above it an answer is sent in pieces
PARTICULAR = ("HTTP_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_RANGE", KEY_VARIABLE)
"""Whoever sends one of these asks for something other than the whole answer that everybody gets."""


@dataclass(frozen=True, slots=True)
class UsualAnswer:
    head: tuple[str, list[tuple[str, str]]]
    body: list[bytes]


class UsualFiles:
    """Answers `GET /data/{dataset}.{json,csv}?…` of the latest vintage, byte for byte as `DataFile` does.

    Everything else is left to that: other addresses, headers that ask for a part, large answers, and every error.
    """

    def __init__(self, plane: Plane) -> None:
        self._shelf, self._fair_use = plane.shelf, plane.fair_use

    def answer(self, environ: Mapping[str, Any]) -> UsualAnswer | None:
        """None when it is not the usual question, or may not be answered."""
        path, query = environ["PATH_INFO"], environ["QUERY_STRING"]
        id, _, extension = path[len(_ROOT) :].rpartition(".")
        if extension not in _EXTENSIONS or environ["REQUEST_METHOD"] != "GET" or not path.startswith(_ROOT):
            return None
        if "%" in query or "+" in query or any(name in environ for name in PARTICULAR):
            return None
        try:
            wanted, asked = self._wanted(id, query)
            if wanted.size > _MOST or asked.vintage or asked.as_of:
                return None
            made = _answered(path, query, wanted, FORMATS[extension], asked)
        except Exception:  # whatever it is: the framework meets it again, and tells it
            return None
        return made if self._fair_use.admits(environ) else None

    def _wanted(self, id: str, query: str) -> tuple[Wanted, Asked]:
        asked = read(query)
        dataset = self._shelf.edition().dataset(id)
        stored = self._shelf.open(dataset.latest)
        indices = resolve(stored.structure, asked.selection)
        return Wanted(dataset, dataset.latest, stored, indices, asked.language), asked


def _answered(path: str, query: str, wanted: Wanted, format: Format, asked: Asked) -> UsualAnswer:
    written = format.write(wanted)
    body = written if isinstance(written, bytes) else b"".join(written)
    headers = [
        ("ETag", f'"{file_tag(wanted.dataset, wanted.vintage, path, query)}"'),
        *described(format, wanted).items(),
        *links(path, query, Shown(wanted.dataset.id, format.extension, wanted.vintage, asked)).items(),
        *OPEN.items(),
        ("Vary", VARY),
        ("Content-Length", str(len(body))),
    ]
    return UsualAnswer(("200 OK", headers), [body])
