"""What all protocols stand on: a Falcon application whose errors are told in the protocol's own shape."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import falcon

from amargah.dataplane.fair_use import FairUse, TooManyCalls
from amargah.dataplane.headers import OpenHeaders
from amargah.shelf import Shelf
from amargah.statcore.errors import AmargahError, Invalid, NotFound
from amargah.statcore.labels import Label

_log = logging.getLogger(__name__)

Teller = Callable[[falcon.Request, falcon.Response, AmargahError], None]
"""Writes the body of an error; status and headers are set already."""


@dataclass(frozen=True)
class Plane:
    """What every protocol reads from, how much a reader may take, and the address that links begin with."""

    shelf: Shelf
    fair_use: FairUse
    address: str = ""


class MethodNotAllowed(Invalid):
    status = 405
    title = Label("روش نادرست", "Method not allowed")


def framed(plane: Plane, tell: Teller) -> Any:
    """An application without routes yet: open headers, fair use, and errors told by `tell`.

    Whatever nobody foresaw is logged, and its answer says nothing of itself.
    """
    app = falcon.App(middleware=OpenHeaders())
    app.add_middleware(plane.fair_use)
    app.req_options.strip_url_path_trailing_slash = True
    app.req_options.auto_parse_form_urlencoded = False

    def on_error(request: falcon.Request, response: falcon.Response, error: AmargahError, _: object) -> None:
        for name in ("ETag", "Content-Disposition"):  # they were meant for the answer that was not made
            response.delete_header(name)
        response.status = error.status
        if isinstance(error, TooManyCalls):
            response.set_header("Retry-After", str(error.retry_after))
        tell(request, response, error)

    def on_http_error(
        request: falcon.Request, response: falcon.Response, error: falcon.HTTPError, params: object
    ) -> None:
        for name, value in dict(error.headers or {}).items():
            response.set_header(name, value)
        on_error(request, response, _translated(error, request.path), params)

    def on_surprise(request: falcon.Request, response: falcon.Response, error: Exception, params: object) -> None:
        _log.error("while answering %s", request.path, exc_info=error)
        on_error(request, response, AmargahError(_UNFORESEEN), params)

    app.add_error_handler(Exception, on_surprise)
    app.add_error_handler(falcon.HTTPError, on_http_error)
    app.add_error_handler(AmargahError, on_error)
    return app


_UNFORESEEN = Label(
    "پاسخ ساخته نشد؛ اندکی بعد دوباره بپرسید", "the answer could not be made; ask again a little later"
)


def _translated(error: falcon.HTTPError, path: str) -> AmargahError:
    if error.status_code == falcon.http_status_to_code(falcon.HTTP_404):
        return NotFound(Label(f"نشانی «{path}» وجود ندارد", f"there is nothing at {path}"))
    if error.status_code == falcon.http_status_to_code(falcon.HTTP_405):
        return MethodNotAllowed(
            Label(
                "این نشانی با این روش خوانده نمی‌شود؛ GET به کار ببرید",
                "this address is not read with that method; use GET",
            )
        )
    return Invalid(Label("درخواست خوانده نشد", f"the request cannot be read: {error.title}"))
