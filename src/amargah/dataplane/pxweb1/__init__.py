"""PxWebApi 1 at `/api/v1/{fa|en}/amargah/{subject}/{table}`; errors are `{"error": "…"}`."""

from typing import Any

from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.pxweb1.resources import Databases, Level, OneTable, tell_error
from amargah.dataplane.pxweb2.finding import Finder

_ROOT = "/api/v1/{language}"


def create(plane: Plane) -> Any:
    finder = Finder(plane)
    app = framed(plane, tell_error)
    app.add_route(_ROOT, Databases(finder))
    app.add_route(f"{_ROOT}/{{database}}", Level(finder))
    app.add_route(f"{_ROOT}/{{database}}/{{name}}", Level(finder))
    app.add_route(f"{_ROOT}/{{database}}/{{name}}/{{id}}", OneTable(finder))
    return app
