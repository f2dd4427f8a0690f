"""The one callable of the data plane: the protocol of an address answers it."""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from amargah.dataplane import discovery, files, pxweb1, pxweb2, sdmx
from amargah.dataplane.fair_use import FairUse
from amargah.dataplane.files.usual import UsualFiles
from amargah.dataplane.framing import Plane
from amargah.dataplane.kept import KeptAnswers
from amargah.shelf import Shelf

KEPT = 32_000_000

PROTOCOLS: Mapping[str, Callable[[Plane], Any]] = {
    "/data": files.create,
    "/api/v1": pxweb1.create,
    "/api/v2": pxweb2.create,
    "/sdmx/2.1": sdmx.create_21,
    "/sdmx/3.0": sdmx.create_30,
    **dict.fromkeys(discovery.ADDRESSES, discovery.create),
}
"""By the beginning of their addresses; what a protocol serves stands in its own package."""


class OpenData:
    """WSGI. Every answer is a function of edition, address and what the headers ask for; caches may keep it."""

    def __init__(self, plane: Plane, kept: int) -> None:
        self._applications = {prefix: create(plane) for prefix, create in PROTOCOLS.items()}
        self._usual = UsualFiles(plane)
        self._answer = KeptAnswers(self._made, plane.shelf, plane.fair_use, kept) if kept else self._made

    def serves(self, path: str) -> bool:
        """Whether an address belongs to open data."""
        return self._application(path) is not None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        return self._answer(environ, start_response)

    def _made(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        usual = self._usual.answer(environ)
        if usual:
            start_response(*usual.head)
            return usual.body
        application = self._application(environ.get("PATH_INFO", "")) or self._applications["/data"]
        answer: Iterable[bytes] = application(environ, start_response)
        return answer

    def _application(self, path: str) -> Any:
        """The first one or two parts of a path say whose it is."""
        parts = path.split("/", 3)
        return self._applications.get("/".join(parts[:2])) or self._applications.get("/".join(parts[:3]))


def create_app(shelf: Shelf, *, fair_use: FairUse | None = None, address: str = "", kept: int = KEPT) -> OpenData:
    """Everything under `PROTOCOLS`, out of `shelf`. `address` (`https://…`) begins links that must be absolute.

    Answers of up to `kept` bytes together are held in memory.
    """
    return OpenData(Plane(shelf, fair_use or FairUse(time.time), address), kept)
