"""`/data`: which datasets there are, and what a reader must know of each."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

import falcon
import orjson

from amargah.dataplane.asked import read_query
from amargah.dataplane.files.addresses import Shown, links, permanent
from amargah.dataplane.files.rows import rows_of
from amargah.dataplane.formats import FORMATS
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.telling import told, told_structure, told_vintage
from amargah.dataplane.vintages import vintage_asked
from amargah.shelf import Dataset, Edition, Shelf, Vintage
from amargah.statcore.selections import resolve

_MOST_FOUND = 100


class DatasetList:
    """All datasets in the order of their titles; with `?q=words` those that are found, best first."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        edition, language = self._shelf.edition(), read_query(request).language
        if known_already(request, response, edition):
            return
        rows = [_row(dataset, language) for dataset in self._chosen(edition, request.get_param("q"))]
        response.content_type = falcon.MEDIA_JSON
        response.data = orjson.dumps({"language": language, "datasets": rows})

    on_head = on_get

    def _chosen(self, edition: Edition, text: str | None) -> Iterable[Dataset]:
        if text is None:
            return edition.datasets.values()
        hits = self._shelf.search(text, limit=_MOST_FOUND)
        return [edition.datasets[hit.dataset] for hit in hits if hit.dataset in edition.datasets]


class DatasetMetadata:
    """Metadata, structure and vintages of one dataset."""

    def __init__(self, plane: Plane) -> None:
        self._shelf = plane.shelf
        self._address = plane.address

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        edition, asked = self._shelf.edition(), read_query(request)
        dataset = edition.dataset(name)
        vintage = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of)
        if known_already(request, response, edition):
            return
        stored, language = self._shelf.open(vintage), asked.language
        document = {
            "dataset": dataset.id,
            "language": language,
            **told_vintage(vintage, language),
            "permalink": self._permalink(dataset, vintage, language),
            "cells": stored.size,
            "rows": rows_of(stored, resolve(stored.structure, {})),
            "metadata": told(vintage.metadata, language),
            "structure": told_structure(stored, language),
            "links": _links(dataset, vintage, language),
            "vintages": [
                {**told_vintage(each, language), "permalink": self._permalink(dataset, each, language)}
                for each in dataset.vintages
            ],
        }
        response.content_type = falcon.MEDIA_JSON
        response.data = orjson.dumps(document)
        response.set_headers(links(request.path, request.query_string, Shown(dataset.id, "", vintage, asked)))

    on_head = on_get

    def _permalink(self, dataset: Dataset, vintage: Vintage, language: str) -> str:
        return self._address + permanent(dataset.id, vintage.number, lang=language)


def _row(dataset: Dataset, language: str) -> dict[str, Any]:
    metadata = dataset.latest.metadata
    return {
        "id": dataset.id,
        "title": metadata.title.text(language),
        "description": metadata.description.text(language),
        "source": metadata.source.text(language),
        "topic": metadata.topic,
        "updated": told(dataset.latest.visible_from, language),
        "vintages": len(dataset.vintages),
        "links": _links(dataset, dataset.latest, language),
    }


def _links(dataset: Dataset, vintage: Vintage, language: str) -> dict[str, str]:
    """Addresses of what `vintage` is told by; of the latest they lead to what is latest when they are followed."""
    old = {} if vintage is dataset.latest else {"vintage": str(vintage.number)}
    query = urlencode({"lang": language, **old})
    within = {"metadata": "metadata.json", "revisions": "revisions.json", "timemap": "timemap"}
    return {
        **{name: f"/data/{dataset.id}.{name}?{query}" for name in FORMATS},
        "csvw": f"/data/{dataset.id}.csv-metadata.json?{query}",
        **{name: f"/data/{dataset.id}/{end}?{query}" for name, end in within.items()},
    }
