"""Links of PxWebApi 2."""

from collections.abc import Mapping
from urllib.parse import urlencode

ROOT = "/api/v2"

Link = dict[str, str]


def link(rel: str, base: str, path: str, language: str, more: Mapping[str, str | int] | None = None) -> Link:
    """`path` begins below the root of the protocol; `base` is the address of the server."""
    query = urlencode({"lang": language, **(more or {})})
    return {"rel": rel, "hreflang": language, "href": f"{base}{ROOT}{path}?{query}"}


def table_links(base: str, id: str, language: str, state: Mapping[str, str]) -> list[Link]:
    """`state` is the parameter that names the vintage, if one was asked for."""
    return [
        link("self", base, f"/tables/{id}", language, state),
        link("metadata", base, f"/tables/{id}/metadata", language, state),
        link("data", base, f"/tables/{id}/data", language, {**state, "outputFormat": "json-stat2"}),
    ]
