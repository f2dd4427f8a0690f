"""`/config`, `/tables` and `/navigation` of PxWebApi 2: what there is."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import falcon

from amargah.dataplane.headers import known_already
from amargah.dataplane.pxweb2.answering import send_json
from amargah.dataplane.pxweb2.asking import Query, read_request
from amargah.dataplane.pxweb2.describing import first_and_last, time_unit
from amargah.dataplane.pxweb2.finding import Finder, Found, base_address
from amargah.dataplane.pxweb2.formats import FORMATS
from amargah.dataplane.pxweb2.links import link, table_links
from amargah.dataplane.pxweb2.output import DEFAULT
from amargah.dataplane.pxweb2.paging import page_asked, page_links
from amargah.dataplane.pxweb2.topics import topic_label, topic_of, topics_of
from amargah.shelf import Edition
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label
from amargah.statcore.topics import BY_ID

API_VERSION = "2.0.0"
TERMS = "/fa/terms/"
SOURCES = {"fa": "مأخذ: مرکز آمار ایران", "en": "Source: Statistical Centre of Iran"}
LANGUAGE_NAMES = {"fa": "فارسی", "en": "English"}
_MOST_PAST_DAYS = 36_500


class Config:
    """The limits are those of the one who asks, so that a cache keeps no answer for another."""

    def __init__(self, finder: Finder) -> None:
        self._plane = finder.plane

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        limits = self._plane.fair_use.limits(request)
        response.set_header("Vary", "X-API-Key, Accept-Encoding")
        send_json(
            response,
            {
                "apiVersion": API_VERSION,
                "appVersion": API_VERSION,
                "languages": [{"id": id, "label": label} for id, label in LANGUAGE_NAMES.items()],
                "defaultLanguage": "fa",
                "maxDataCells": limits.cells,
                "maxCallsPerTimeWindow": limits.calls,
                "timeWindow": limits.window,
                "license": base_address(self._plane, request) + TERMS,
                "sourceReferences": [{"language": id, "text": text} for id, text in SOURCES.items()],
                "defaultDataFormat": DEFAULT,
                "defaultMetadataFormat": DEFAULT,
                "dataFormats": list(FORMATS),
                "features": [{"id": "CORS", "params": [{"key": "enabled", "value": "True"}]}],
            },
        )

    on_head = on_get


class TableList:
    """All tables in the order of their titles, or those that are found, best first, in pages."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        edition, query = self._finder.plane.shelf.edition(), read_request(request)
        query.truth("includeDiscontinued")  # nothing says of a dataset that it is discontinued
        ids = self._chosen(edition, query)
        if query.text("pastDays") is None and known_already(request, response, edition):
            return
        page = page_asked(query, len(ids))
        links = page_links(base_address(self._finder.plane, request), query, page)
        shown = [self._finder.latest(request, edition, id, query.language) for id in ids[page.places]]
        send_json(
            response,
            {
                "language": query.language,
                "tables": [_table_row(found) for found in shown],
                "page": {**page.told(), "links": [each for each in links if each["rel"] != "self"]},
                "links": links,
            },
        )

    on_head = on_get

    def _chosen(self, edition: Edition, query: Query) -> list[str]:
        text, days = query.text("query"), query.number("pastDays", least=1)
        shelf = self._finder.plane.shelf
        ids: Iterable[str] = edition.datasets
        if text and text.strip():
            limit = max(1, len(edition.datasets))
            ids = [hit.dataset for hit in shelf.search(text, limit=limit) if hit.dataset in edition.datasets]
        if days is None:
            return list(ids)
        since = shelf.now() - timedelta(days=min(days, _MOST_PAST_DAYS))
        return [id for id in ids if edition.datasets[id].latest.visible_from >= since]


class OneTable:
    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        found, query = self._finder.asked(request, id)
        if not known_already(request, response, found.edition):
            send_json(response, {"language": query.language, **_table_row(found)})

    on_head = on_get


class Navigation:
    """Subjects of the yearbook that have datasets, and tables without one; below each subject its tables."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str = "") -> None:
        edition, query = self._finder.plane.shelf.edition(), read_request(request)
        base = base_address(self._finder.plane, request)
        if id and id not in topics_of(edition):
            raise _no_folder(id)
        if known_already(request, response, edition):
            return
        ids = [each for each in edition.datasets if topic_of(edition, each) == id]
        contents = [_table_row(self._finder.latest(request, edition, each, query.language)) for each in ids]
        if not id:
            contents = _folders(edition, query.language, base) + contents
        label = topic_label(id, query.language) if id else None
        path = f"/navigation/{id}" if id else "/navigation"
        send_json(
            response,
            {
                "language": query.language,
                "id": id or None,
                "label": label,
                "description": label,
                "tags": [],
                "folderContents": contents,
                "links": [link("self", base, path, query.language)],
            },
        )

    on_head = on_get


def _table_row(found: Found) -> dict[str, Any]:
    """A table as lists tell it."""
    metadata, language, id = found.vintage.metadata, found.language, found.dataset.id
    first, last = first_and_last(found)
    topic = metadata.topic
    return {
        "type": "Table",
        "id": id,
        "label": metadata.title.text(language),
        "description": metadata.description.text(language),
        "tags": [keyword.text(language) for keyword in metadata.keywords],
        "updated": found.updated,
        "firstPeriod": first,
        "lastPeriod": last,
        "category": "public",
        "variableNames": [each.label.text(language) for each in found.table.variables.structure.dimensions],
        "discontinued": None,
        "source": metadata.source.text(language),
        "subjectCode": topic,
        "timeUnit": time_unit(first),
        "paths": [[{"id": topic, "label": topic_label(topic, language)}]] if topic in BY_ID else [],
        "links": table_links(found.base, id, language, found.state),
    }


def _folders(edition: Edition, language: str, base: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "FolderInformation",
            "id": topic,
            "label": topic_label(topic, language),
            "description": topic_label(topic, language),
            "sortCode": f"{BY_ID[topic].chapter:02}",
            "tags": [],
            "links": [link("self", base, f"/navigation/{topic}", language)],
        }
        for topic in topics_of(edition)
    ]


def _no_folder(id: str) -> NotFound:
    return NotFound(
        Label(
            f"پوشهٔ «{id}» وجود ندارد؛ از navigation آغاز کنید",
            f"there is no folder {id!r}; begin at navigation",
        )
    )
