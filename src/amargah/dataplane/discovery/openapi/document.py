"""`/openapi.json`: the parts of every protocol as one document."""

from functools import cache
from typing import Any

import falcon
import orjson

from amargah.dataplane.discovery.openapi import files, finding, pxweb1, pxweb2, schemas, sdmx
from amargah.dataplane.discovery.openapi.parts import Json
from amargah.dataplane.discovery.site import site_of
from amargah.dataplane.fair_use import KEY_HEADER
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already

_DESCRIPTION = """\
Everything that is released, by four protocols. HEAD is answered wherever GET is. Answers tell their ETag;
caches ask each time, and get 304 while nothing has changed. With a key more calls and cells are allowed.
"""


class OpenApi:
    def __init__(self, plane: Plane) -> None:
        self._plane = plane

    def on_get(self, request: falcon.Request, response: falcon.Response) -> None:
        if known_already(request, response, self._plane.shelf.edition()):
            return
        document = {**openapi(), "servers": [{"url": site_of(self._plane, request).base}]}
        response.content_type = falcon.MEDIA_JSON
        response.data = orjson.dumps(document)

    on_head = on_get


@cache
def openapi() -> dict[str, Any]:
    """The document without the servers that answer."""
    paths: dict[str, Json] = {
        **files.PATHS,
        **finding.PATHS,
        **pxweb2.PATHS,
        **pxweb1.PATHS,
        **sdmx.PATHS,
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Amargah open data",
            "version": "1.0.0",
            "description": _DESCRIPTION,
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": tag} for tag in _tags(paths)],
        "security": [{}, {"key": []}],
        "paths": paths,
        "components": {
            "schemas": {**schemas.SCHEMAS, **pxweb2.SCHEMAS, **pxweb1.SCHEMAS},
            "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": KEY_HEADER}},
        },
    }


def _tags(paths: dict[str, Json]) -> list[str]:
    return list(dict.fromkeys(tag for path in paths.values() for each in path.values() for tag in each["tags"]))
