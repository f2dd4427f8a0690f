"""`/savedqueries` of PxWebApi 2."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import falcon

from amargah.dataplane.bodies import read_json
from amargah.dataplane.headers import known_already
from amargah.dataplane.pxweb2.answering import answer_to, send, send_json
from amargah.dataplane.pxweb2.asking import Query, read_request, split
from amargah.dataplane.pxweb2.default_selection import default_query
from amargah.dataplane.pxweb2.finding import Finder, Found, base_address
from amargah.dataplane.pxweb2.formats import FORMATS
from amargah.dataplane.pxweb2.links import ROOT, Link, link
from amargah.dataplane.pxweb2.output import DEFAULT, Output, read_output
from amargah.dataplane.pxweb2.saved_id import SavedQuery, id_of, query_of
from amargah.dataplane.pxweb2.tables import told_selection
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label


class SavedQueries:
    """POST: the query is tried, and its id is told. The same query has the same id for ever."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_post(self, request: falcon.Request, response: falcon.Response) -> None:
        edition, saved = self._finder.plane.shelf.edition(), read_json(request, SavedQuery)
        saved.language = saved.language.lower()
        if saved.language not in LANGUAGES:
            raise Invalid(
                Label("زبان fa یا en است؛ language را درست کنید", "the language is fa or en; correct language"),
                parameter="language",
            )
        query = _query(saved, Query(saved.language, None, None))
        found = self._finder.found_for_data(request, edition, saved.table_id, query)
        answer_to(self._finder, found, query, _output(saved))
        saved.id = id_of(saved)
        response.status = falcon.HTTP_201
        response.set_header("Location", f"{found.base}{ROOT}/savedqueries/{saved.id}")
        _send(response, saved, _links(found.base, saved))


class OneSavedQuery:
    """What was saved."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        saved = query_of(id)
        if known_already(request, response, self._finder.plane.shelf.edition()):
            return
        _send(response, saved, _links(base_address(self._finder.plane, request), saved))

    on_head = on_get


class SavedSelection:
    """The selection, its expressions as they are."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        saved, query, found = _opened(self._finder, request, id)
        if known_already(request, response, found.edition):
            return
        chosen = (query.wishes, query.placement) if query.wishes else default_query(found.table)
        links = _links(found.base, saved, found.state)
        send_json(response, {"language": found.language, **told_selection(*chosen), "links": links})

    on_head = on_get


class SavedData:
    """The figures of today. `lang`, `outputFormat` and its parameters may be other than what was saved."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        saved, query, found = _opened(self._finder, request, id)
        if not known_already(request, response, found.edition):
            send(request, response, self._finder, found, query, _output(saved, query), FORMATS)

    on_head = on_get


def _opened(finder: Finder, request: falcon.Request, id: str) -> tuple[SavedQuery, Query, Found]:
    """What was saved, the query that it is now, and the table that it is of."""
    saved = query_of(id)
    query = _query(saved, read_request(request))
    return saved, query, finder.found_for_data(request, finder.plane.shelf.edition(), saved.table_id, query)


def _query(saved: SavedQuery, asked: Query) -> Query:
    """What was saved, in the language of the one who asks when that is given."""
    language = asked.language if asked.language_given else saved.language
    wishes, placement = saved.selection.wishes(), saved.selection.placed()
    return replace(asked, language=language, wishes=wishes, placement=placement)


def _output(saved: SavedQuery, asked: Query | None = None) -> Output:
    """Parameters belong to the format that they were saved with, and are not taken over by another."""
    format = asked.text("outputFormat") if asked else None
    given = split(asked.parameters.get("outputformatparams", ())) if asked else ()
    parameters = given or (() if format else tuple(saved.output_format_params or ()))
    return read_output(format or saved.output_format, parameters, FORMATS)


def _links(base: str, saved: SavedQuery, state: Mapping[str, str] | None = None) -> list[Link]:
    """What was saved is the same in every vintage."""
    path = f"/savedqueries/{saved.id}"
    return [link("self", base, path, saved.language), link("data", base, f"{path}/data", saved.language, state)]


def _send(response: falcon.Response, saved: SavedQuery, links: list[Link]) -> None:
    """The query itself, and once more under `savedQuery`, where later versions of the protocol have it."""
    told: dict[str, Any] = {
        "id": saved.id,
        "language": saved.language,
        "tableId": saved.table_id,
        "selection": told_selection(saved.selection.wishes(), saved.selection.placed()),
        "outputFormat": saved.output_format or DEFAULT,
        "outputFormatParams": saved.output_format_params or [],
    }
    send_json(response, {**told, "savedQuery": told, "links": links})
