"""`/sitemap.xml` and `/robots.txt`: every public page in both languages, and when it last changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

import falcon

from amargah.dataplane.discovery.paging import Page, page_asked
from amargah.dataplane.discovery.site import Site, site_of
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.shelf import Edition, release_name
from amargah.statcore.labels import LANGUAGES
from amargah.statcore.topics import TOPICS

_PAGE = 20_000  # pages, each in two languages; a sitemap has 50,000 addresses at most
_PLAIN = ("topics/", "releases/", "processes/", "open-data/", "about/", "terms/", "privacy/")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class _Entry:
    """`path` within a language; `changed` None where nobody can tell."""

    path: str
    changed: datetime | None = None


class Sitemap:
    """All pages; above 20,000 of them an index of `?page=1`, `?page=2`, …"""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        edition, site = self._plane.shelf.edition(), site_of(self._plane, request)
        entries = list(_entries(edition))
        page = page_asked(request, len(entries), _PAGE)
        if known_already(request, response, edition):
            return
        response.content_type = falcon.MEDIA_XML
        if page.count > 1 and not request.has_param("page"):
            response.stream = _encoded(_index(site, page.count))
        else:
            response.stream = _encoded(_urls(site, entries, page))

    on_head = on_get


class Robots:
    """Everything public may be read; desks and accounts are nobody's to index."""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        site = site_of(self._plane, request)
        closed = [f"Disallow: /{language}/{path}" for language in LANGUAGES for path in ("account/", "desk/")]
        lines = ["User-agent: *", *closed, "", f"Sitemap: {site.base}/sitemap.xml"]
        response.content_type = "text/plain; charset=utf-8"
        response.data = ("\n".join(lines) + "\n").encode()

    on_head = on_get


def _entries(edition: Edition) -> Iterator[_Entry]:
    newest = edition.releases[0].visible_from if edition.releases else None
    yield _Entry("", newest)
    yield from (_Entry(path) for path in _PLAIN)
    used = {dataset.latest.metadata.topic for dataset in edition.datasets.values()}
    yield from (_Entry(f"topics/{topic.id}/") for topic in TOPICS if topic.id in used)
    for dataset in edition.datasets.values():
        yield _Entry(f"data/{dataset.id}/", dataset.latest.visible_from)
        for vintage in dataset.vintages:
            yield _Entry(f"data/{dataset.id}/revisions/{vintage.number}/", vintage.visible_from)
    for manifest in edition.releases:
        yield _Entry(f"releases/{release_name(manifest)}/", manifest.visible_from)


def _urls(site: Site, entries: list[_Entry], page: Page) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_SPACE}" xmlns:xhtml="{_XHTML}">\n'
    for entry in page.of(entries):
        alternates = "".join(
            f'<xhtml:link rel="alternate" hreflang="{each}" href={quoteattr(site.page(each, entry.path))}/>'
            for each in LANGUAGES
        )
        changed = f"<lastmod>{_instant(entry.changed)}</lastmod>" if entry.changed else ""
        for language in LANGUAGES:
            yield f"<url><loc>{escape(site.page(language, entry.path))}</loc>{changed}{alternates}</url>\n"
    yield "</urlset>\n"


def _index(site: Site, count: int) -> Iterator[str]:
    yield f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n'
    for number in range(1, count + 1):
        yield f"<sitemap><loc>{escape(site.base)}/sitemap.xml?page={number}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds")
