"""`/feeds/releases.{atom,json}`: releases, newest first, as Atom (RFC 4287) and as JSON Feed 1.1."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import falcon
import orjson
from lxml import etree

from amargah.dataplane.asked import read_query
from amargah.dataplane.discovery.paging import Page, page_asked
from amargah.dataplane.discovery.site import OFFICE, Site, site_of
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.persian.calendar import TEHRAN
from amargah.shelf import Edition, Manifest, release_name
from amargah.statcore.labels import Label

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
_PAGE = 100
_TITLE = Label("انتشارهای آمارگاه", "Releases of Amargah")
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
_SPACE = "http://www.w3.org/2005/Atom"
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class _Feed:
    """What both forms are made of."""

    site: Site
    language: str
    edition: Edition
    page: Page
    form: str

    @property
    def releases(self) -> Sequence[Manifest]:
        return self.page.of(self.edition.releases)

    @property
    def updated(self) -> datetime:
        return self.edition.releases[0].visible_from if self.edition.releases else _NOTHING_YET

    def address(self, number: int) -> str:
        more = f"&page={number}" if number > 1 else ""
        return f"{self.site.base}/feeds/releases.{self.form}?lang={self.language}{more}"

    @property
    def next(self) -> str | None:
        return self.address(self.page.number + 1) if self.page.number < self.page.count else None

    def id(self, manifest: Manifest) -> str:
        """A tag (RFC 4151) of what is public of the release: it never changes and tells nothing of the order."""
        day = manifest.visible_from.astimezone(TEHRAN).date().isoformat()
        return f"tag:{self.site.host},{day}:release/{release_name(manifest)}"

    def url(self, manifest: Manifest) -> str:
        return self.site.release(self.language, release_name(manifest))

    def content(self, manifest: Manifest) -> str:
        """The summary, then the titles of the datasets, a line each."""
        titles = (released.metadata.title.text(self.language) for released in manifest.versions)
        return "\n".join(filter(None, (manifest.summary.text(self.language).strip(), *titles)))


class Feed:
    """`form` is `atom` or `json`; `?lang=` chooses the language, `?page=` older releases."""

    def __init__(self, plane: Plane, form: str) -> None:
        self._plane = plane
        self._form = form

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        edition, language = self._plane.shelf.edition(), read_query(request).language
        page = page_asked(request, len(edition.releases), _PAGE)
        if known_already(request, response, edition):
            return
        feed = _Feed(site_of(self._plane, request), language, edition, page, self._form)
        if self._form == "atom":
            response.content_type, response.data = ATOM, _atom(feed)
        else:
            response.content_type, response.data = JSON_FEED, orjson.dumps(_json_feed(feed))

    on_head = on_get


def _json_feed(feed: _Feed) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _TITLE.text(feed.language),
        "home_page_url": feed.site.page(feed.language, "releases/"),
        "feed_url": feed.address(feed.page.number),
        "language": feed.language,
        "authors": [{"name": OFFICE.text(feed.language), "url": feed.site.page(feed.language)}],
        **({"next_url": feed.next} if feed.next else {}),
        "items": [_json_item(feed, manifest) for manifest in feed.releases],
    }


def _json_item(feed: _Feed, manifest: Manifest) -> dict[str, Any]:
    return {
        "id": feed.id(manifest),
        "url": feed.url(manifest),
        "title": manifest.title.text(feed.language),
        "content_text": feed.content(manifest),
        "date_published": _instant(manifest.visible_from),
        "tags": [released.dataset for released in manifest.versions],
    }


def _atom(feed: _Feed) -> bytes:
    root = etree.XML(f'<feed xmlns="{_SPACE}"/>')
    root.set(_LANG, feed.language)
    _add(root, "id", f"tag:{feed.site.host},2025:feed/releases/{feed.language}")
    _add(root, "title", _TITLE.text(feed.language))
    _add(root, "updated", _instant(feed.updated))
    _add(_add(root, "author"), "name", OFFICE.text(feed.language))
    for relation, href, kind in _links(feed):
        _add(root, "link", rel=relation, href=href, type=kind)
    for manifest in feed.releases:
        _add_entry(_add(root, "entry"), feed, manifest)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _links(feed: _Feed) -> Iterator[tuple[str, str, str]]:
    yield "self", feed.address(feed.page.number), ATOM
    yield "alternate", feed.site.page(feed.language, "releases/"), falcon.MEDIA_HTML
    yield "first", feed.address(1), ATOM
    if feed.next:
        yield "next", feed.next, ATOM


def _add_entry(entry: Any, feed: _Feed, manifest: Manifest) -> None:
    _add(entry, "id", feed.id(manifest))
    _add(entry, "title", manifest.title.text(feed.language))
    _add(entry, "published", _instant(manifest.visible_from))
    _add(entry, "updated", _instant(manifest.visible_from))
    _add(entry, "link", rel="alternate", href=feed.url(manifest), type=falcon.MEDIA_HTML)
    for released in manifest.versions:
        _add(entry, "category", term=released.dataset, label=released.metadata.title.text(feed.language))
    _add(entry, "content", feed.content(manifest), type="text")


def _add(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    told = {key: _legal(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{_SPACE}}}{name}", told)
    element.text = None if text is None else _legal(text)
    return element


def _legal(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return _ILLEGAL.sub("", text)


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
