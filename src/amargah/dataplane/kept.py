"""Small answers that are kept in memory: the same question to the same edition is not worked out twice."""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from amargah.dataplane.fair_use import FairUse
from amargah.dataplane.files.usual import PARTICULAR
from amargah.shelf import Shelf

Environ = dict[str, Any]
_Key = tuple[str | None, ...]
_LARGEST = 1 << 18  # bytes of one answer
_ASKED = ("HTTP_HOST", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE")


@dataclass(frozen=True, slots=True)
class _Answer:
    status: str
    headers: list[tuple[str, str]]
    body: list[bytes]
    size: int


class KeptAnswers:
    """WSGI around the protocols. An answer is a function of the edition and of what is asked, so that is its key.

    The oldest ones make room above `most` bytes. A call that is answered from here counts as well;
    one above the limit is left to the protocol, which refuses it in its own words.
    """

    def __init__(
        self, application: Callable[..., Iterable[bytes]], shelf: Shelf, fair_use: FairUse, most: int
    ) -> None:
        self._application, self._shelf, self._fair_use = application, shelf, fair_use
        self._most, self._held = most, 0
        self._kept: OrderedDict[_Key, _Answer] = OrderedDict()
        self._changing = Lock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] != "GET" or not environ.keys().isdisjoint(PARTICULAR):
            return self._application(environ, start_response)
        key = (self._shelf.edition().key, *map(environ.get, _ASKED))
        kept = self._kept.get(key)
        if kept is None:
            return self._made(key, environ, start_response)
        if not self._fair_use.admits(environ):
            return self._application(environ, start_response)
        start_response(kept.status, kept.headers)
        return kept.body

    def _made(self, key: _Key, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            begun.append((status, headers))
            return start_response(status, headers, *more)

        body = self._application(environ, start)
        if isinstance(body, list) and begun and _lasts(*begun[-1]):
            self._keep(key, _Answer(*begun[-1], body, sum(map(len, body))))
        return body

    def _keep(self, key: _Key, answer: _Answer) -> None:
        if answer.size > _LARGEST:
            return
        with self._changing:
            replaced = self._kept.pop(key, None)
            self._kept[key] = answer
            self._held += answer.size - (replaced.size if replaced else 0)
            while self._held > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._held -= oldest.size


def _lasts(status: str, headers: list[tuple[str, str]]) -> bool:
    """Whether an answer depends on nothing but the edition and what is asked: then it has a tag."""
    return status.startswith("200") and any(name.lower() == "etag" for name, _ in headers)
