"""Catalogue, sitemap, feeds and this description."""

from typing import Final

from amargah.dataplane.discovery.openapi.files import LANGUAGE, PROBLEMS
from amargah.dataplane.discovery.openapi.parts import (
    JSON,
    TEXT,
    Json,
    answer,
    operation,
    query,
    ref,
    refusals,
    text,
)

TAG: Final = "discovery"
_PAGE: Final = query("page", "Page, from 1.", text(pattern="^[1-9][0-9]{0,8}$"))


def _get(id: str, summary: str, content: dict[str, Json], *parameters: Json) -> Json:
    statuses = (304, 400, 404) if parameters else (304,)
    responses = {"200": answer(summary, content), **refusals(statuses, PROBLEMS)}
    return {"get": operation(id, TAG, summary, parameters, responses)}


PATHS: Final[dict[str, Json]] = {
    "/catalog.jsonld": _get(
        "get_catalogue",
        "Every dataset with its vintages and files: DCAT-AP 3 as JSON-LD.",
        {"application/ld+json": ref("Catalogue")},
    ),
    "/sitemap.xml": _get(
        "get_sitemap",
        "Every public page in both languages; an index of pages when there are very many.",
        {"application/xml": text()},
        _PAGE,
    ),
    "/robots.txt": _get("get_robots", "What robots may read.", {TEXT: text()}),
    "/feeds/releases.atom": _get(
        "get_atom_feed", "Releases, newest first, as Atom.", {"application/atom+xml": text()}, LANGUAGE, _PAGE
    ),
    "/feeds/releases.json": _get(
        "get_json_feed",
        "Releases, newest first, as JSON Feed 1.1.",
        {"application/feed+json": ref("JsonFeed")},
        LANGUAGE,
        _PAGE,
    ),
    "/openapi.json": _get("get_openapi", "This document.", {JSON: {"type": "object"}}),
}
