"""Errors as problem+json (RFC 9457): in the language asked for, and in both."""

import logging
from typing import Any

import falcon
import orjson

from amargah.dataplane.asked import asked_language
from amargah.statcore.errors import AmargahError, Invalid, NotFound
from amargah.statcore.labels import Label

_log = logging.getLogger(__name__)


class _MethodNotAllowed(Invalid):
    status = 405
    title = Label("روش نادرست", "Method not allowed")


def add_error_handlers(app: Any) -> None:
    """Every error becomes a problem document; what nobody foresaw is logged and says nothing of itself."""
    app.add_error_handler(Exception, _on_surprise)
    app.add_error_handler(falcon.HTTPError, _on_http_error)
    app.add_error_handler(AmargahError, _on_error)


def _on_error(request: falcon.Request, response: falcon.Response, error: AmargahError, _: object) -> None:
    language = asked_language(request)
    for name in ("ETag", "Content-Disposition"):  # they were meant for the answer that was not made
        response.delete_header(name)
    response.status = error.status
    response.content_type = "application/problem+json"
    response.data = orjson.dumps(
        {
            "type": "about:blank",
            "title": error.title.text(language),
            "status": error.status,
            "detail": error.detail.text(language),
            "titles": {"fa": error.title.fa, "en": error.title.en},
            "details": {"fa": error.detail.fa, "en": error.detail.en},
            **{name: value for name, value in error.context.items() if isinstance(value, str | int)},
        }
    )


def _on_http_error(
    request: falcon.Request, response: falcon.Response, error: falcon.HTTPError, params: object
) -> None:
    for name, value in dict(error.headers or {}).items():
        response.set_header(name, value)
    _on_error(request, response, _translated(error, request.path), params)


def _translated(error: falcon.HTTPError, path: str) -> AmargahError:
    if error.status_code == falcon.http_status_to_code(falcon.HTTP_404):
        return NotFound(Label(f"نشانی «{path}» وجود ندارد", f"there is nothing at {path}"))
    if error.status_code == falcon.http_status_to_code(falcon.HTTP_405):
        return _MethodNotAllowed(
            Label("داده‌ها فقط با GET و HEAD خوانده می‌شوند", "data are read with GET and HEAD only")
        )
    return Invalid(Label("درخواست خوانده نشد", f"the request cannot be read: {error.title}"))


def _on_surprise(request: falcon.Request, response: falcon.Response, error: Exception, params: object) -> None:
    _log.error("while answering %s", request.path, exc_info=error)
    unforeseen = AmargahError(
        Label("پاسخ ساخته نشد؛ اندکی بعد دوباره بپرسید", "the answer could not be made; ask again a little later")
    )
    _on_error(request, response, unforeseen, params)
