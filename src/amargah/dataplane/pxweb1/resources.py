"""The addresses of PxWebApi 1."""

from typing import Any

import falcon

from amargah.dataplane.asked import Asked, read_query
from amargah.dataplane.bodies import read_json
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.pxweb1.bodies import TableQuery, wishes_of
from amargah.dataplane.pxweb1.formats import FORMATS
from amargah.dataplane.pxweb1.levels import check_path, databases, level, no_level, search, takes_no_query
from amargah.dataplane.pxweb2.answering import send, send_json
from amargah.dataplane.pxweb2.asking import Query
from amargah.dataplane.pxweb2.finding import Finder, Found
from amargah.dataplane.pxweb2.output import read_output
from amargah.dataplane.pxweb2.variables import Variable
from amargah.shelf import Edition
from amargah.statcore.errors import AmargahError, NotFound
from amargah.statcore.labels import LANGUAGES
from amargah.statcore.structures import Role


class Databases:
    """The one database; `?config` tells the limits, here as at every address."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, language: str) -> None:
        _check_language(language)
        if "config" in read_query(request).selection:
            send_json(response, config(self._finder.plane, request))
        elif not known_already(request, response, self._finder.plane.shelf.edition()):
            send_json(response, databases(language))

    on_head = on_get


class Level:
    """The database, a subject, or a table that is asked for without its subject."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(
        self, request: falcon.Request, response: falcon.Response, language: str, database: str, name: str = ""
    ) -> None:
        _check_language(language)
        edition, asked = self._finder.plane.shelf.edition(), read_query(request)
        check_path(edition, database)
        if "config" in asked.selection:
            send_json(response, config(self._finder.plane, request))
        elif name in edition.datasets:
            _send_metadata(request, response, self._finder, edition, language, name)
        else:
            check_path(edition, database, name)
            if not known_already(request, response, edition):
                send_json(response, self._listed(edition, asked, name, language))

    on_head = on_get

    def on_post(
        self, request: falcon.Request, response: falcon.Response, language: str, database: str, name: str = ""
    ) -> None:
        _check_language(language)
        edition = self._finder.plane.shelf.edition()
        check_path(edition, database)
        if name not in edition.datasets:
            check_path(edition, database, name)
            raise takes_no_query(name or database)
        _send_data(request, response, self._finder, edition, language, name)

    def _listed(self, edition: Edition, asked: Asked, topic: str, language: str) -> list[dict[str, Any]]:
        words = ",".join(asked.selection.get("query", ()))
        if not words:
            return level(edition, topic, language)
        filter = ",".join(asked.selection.get("filter", ()))
        return search(self._finder.plane.shelf, edition, topic, words, filter, language)


class OneTable:
    """GET tells the variables, POST answers a query; `name` is the subject."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(
        self, request: falcon.Request, response: falcon.Response, language: str, database: str, name: str, id: str
    ) -> None:
        _check_language(language)
        edition = self._finder.plane.shelf.edition()
        check_path(edition, database, name)
        if "config" in read_query(request).selection:
            send_json(response, config(self._finder.plane, request))
            return
        _check_table(edition, name, id)
        _send_metadata(request, response, self._finder, edition, language, id)

    on_head = on_get

    def on_post(
        self, request: falcon.Request, response: falcon.Response, language: str, database: str, name: str, id: str
    ) -> None:
        _check_language(language)
        edition = self._finder.plane.shelf.edition()
        check_path(edition, database, name)
        _check_table(edition, name, id)
        _send_data(request, response, self._finder, edition, language, id)


def config(plane: Plane, request: falcon.Request) -> dict[str, Any]:
    """The limits of the one who asks."""
    limits = plane.fair_use.limits(request)
    return {
        "maxValues": limits.cells,
        "maxCells": limits.cells,
        "maxCalls": limits.calls,
        "timeWindow": limits.window,
        "CORS": True,
    }


def tell_error(request: falcon.Request, response: falcon.Response, error: AmargahError) -> None:
    """One sentence, in the language of the address."""
    parts = request.path.split("/")
    language = parts[3] if len(parts) > 3 and parts[3] in LANGUAGES else "fa"
    send_json(response, {"error": error.detail.text(language)})


def _told_variable(variable: Variable, language: str) -> dict[str, Any]:
    """Clients rely on the order of these members, and on false ones not being there."""
    dimension = variable.dimension
    told: dict[str, Any] = {
        "code": dimension.id,
        "text": dimension.label.text(language),
        "values": [code.id for code in dimension.codelist],
        "valueTexts": [code.label.text(language) for code in dimension.codelist],
    }
    if variable.elimination is not None:
        told["elimination"] = True
    if dimension.role is Role.TIME:
        told["time"] = True
    return told


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise no_level(language)


def _check_table(edition: Edition, topic: str, id: str) -> None:
    if id not in edition.datasets or edition.datasets[id].latest.metadata.topic != topic:
        raise no_level(id)


def _found(request: falcon.Request, finder: Finder, edition: Edition, language: str, id: str) -> Found:
    asked = read_query(request)
    try:
        return finder.found(request, edition, id, Query(language, asked.vintage, asked.as_of))
    except NotFound as error:
        if id in edition.datasets:
            raise
        raise no_level(id) from error


def _send_metadata(
    request: falcon.Request, response: falcon.Response, finder: Finder, edition: Edition, language: str, id: str
) -> None:
    found = _found(request, finder, edition, language, id)
    if known_already(request, response, edition):
        return
    variables = found.table.variables
    document = {
        "title": found.vintage.metadata.title.text(found.language),
        "variables": [_told_variable(each, found.language) for each in variables.all[variables.added :]],
    }
    send_json(response, document)


def _send_data(
    request: falcon.Request, response: falcon.Response, finder: Finder, edition: Edition, language: str, id: str
) -> None:
    found = _found(request, finder, edition, language, id)
    body = read_json(request, TableQuery)
    output = read_output(body.response.format, body.response.params, FORMATS, asked_by="response.format")
    query = Query(found.language, None, None, wishes=wishes_of(found.table, body.query))
    send(request, response, finder, found, query, output, FORMATS)
