"""Rendered pages, kept in memory: a public answer is a function of edition, address and language."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from amargah.office.releases.public import shelf
from amargah.office.ui.public import render_error
from amargah.shelf import Edition
from amargah.statcore.errors import AmargahError

# To be asked for each time: any lifetime would reach past an instant that nobody may know of.
CACHING = "public, no-cache"
MOST_BYTES = 64 * 1024 * 1024

Key = tuple[str, str, str]
PageView = Callable[..., Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of one page and their tag."""

    body: bytes
    etag: str


class Pages:
    """The pages asked for last, up to `most` bytes; safe to use from many threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> Page | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, page: Page) -> None:
        with self._lock:
            self._size += len(page.body) - len(self._kept.pop(key, Page(b"", "")).body)
            self._kept[key] = page
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1].body)


PAGES = Pages(MOST_BYTES)


def public_page(template: str) -> Callable[[PageView], Callable[..., HttpResponseBase]]:
    """Make a view of a function from (request, edition, arguments of the address) to the template's context."""

    def decorate(view: PageView) -> Callable[..., HttpResponseBase]:
        @require_safe
        @wraps(view)
        def answered(request: HttpRequest, **arguments: str) -> HttpResponseBase:
            try:
                return _answer(request, template, view, arguments)
            except AmargahError as error:
                return _refusal(request, error)

        return answered

    return decorate


def _answer(request: HttpRequest, template: str, view: PageView, arguments: Mapping[str, str]) -> HttpResponseBase:
    edition = shelf().edition()
    key = (edition.key, request.get_full_path(), get_language() or "fa")
    page = PAGES.get(key)
    if page is None:
        page = _rendered(request, template, view(request, edition, **arguments), edition)
        PAGES.put(key, page)
    response = HttpResponse(page.body, headers={"ETag": page.etag, "Cache-Control": CACHING})
    return get_conditional_response(request, etag=page.etag, response=response) or response


def _rendered(request: HttpRequest, template: str, context: Mapping[str, Any], edition: Edition) -> Page:
    # Messages belong to one reader; a page that all readers share must not show them.
    body = render(request, template, {"messages": (), "edition": edition, **context}).content
    # A tag of the content also changes when a new version of the software renders the page differently.
    return Page(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


def _refusal(request: HttpRequest, error: AmargahError) -> HttpResponse:
    response = render_error(request, error)
    response["Cache-Control"] = CACHING
    patch_vary_headers(response, ["Accept", "HX-Request"])
    return response
