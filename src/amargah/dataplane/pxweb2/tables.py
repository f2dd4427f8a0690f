"""`/tables/{id}/metadata`, `/defaultselection`, `/data` and `/codelists/{id}` of PxWebApi 2."""

from typing import Any

import falcon

from amargah.dataplane.headers import known_already
from amargah.dataplane.pxweb2.answering import send, send_json
from amargah.dataplane.pxweb2.asking import Query, read_posted, read_request, split
from amargah.dataplane.pxweb2.codelists import Offer, owner
from amargah.dataplane.pxweb2.default_selection import default_query
from amargah.dataplane.pxweb2.describing import Links, document
from amargah.dataplane.pxweb2.expressions import ALL
from amargah.dataplane.pxweb2.finding import Finder, Found
from amargah.dataplane.pxweb2.formats import FORMATS
from amargah.dataplane.pxweb2.links import link
from amargah.dataplane.pxweb2.output import read_output
from amargah.dataplane.pxweb2.placement import Placement, placed
from amargah.dataplane.pxweb2.px_metadata import px_metadata
from amargah.dataplane.pxweb2.saved_id import query_of
from amargah.dataplane.pxweb2.selecting import Wish, choose
from amargah.dataplane.pxweb2.table import Table
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.structures import Structure


class TableMetadata:
    """The table without figures, to choose from: every variable with all values, or those of another list.

    `codelist[VARIABLE]=` names one, `savedQuery=` those of that query, and `defaultSelection=true` those of the
    default selection, which has none.
    """

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        found, query = self._finder.asked(request, id)
        output = read_output(query.text("outputFormat"), (), ("json-stat2", "json-px"))
        query.truth("defaultSelection")
        if known_already(request, response, found.edition):
            return
        structure, codelists = _described(found, query), _codelist_links(found)
        if output.format == "json-px":
            send_json(response, px_metadata(found, structure, codelists))
            return
        usual = placed(structure, Placement(), Placement(*found.vintage.layout))
        told = document(found, structure, usual, codelists).without_values()
        response.content_type, response.data = falcon.MEDIA_JSON, told[:-1] + b',"value":[]}'

    on_head = on_get


class DefaultSelection:
    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        found, query = self._finder.asked(request, id)
        if known_already(request, response, found.edition):
            return
        path = f"/tables/{found.dataset.id}"
        links = [
            link("self", found.base, f"{path}/defaultselection", query.language, found.state),
            link("data", found.base, f"{path}/data", query.language, found.state),
        ]
        selection = told_selection(*default_query(found.table))
        send_json(response, {"language": query.language, **selection, "links": links})

    on_head = on_get


class TableData:
    """Figures, chosen by the query string or by the body of a POST."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        edition, query = self._finder.plane.shelf.edition(), read_request(request)
        found = self._finder.found_for_data(request, edition, id, query)
        if known_already(request, response, edition):
            return
        self._send(request, response, found, query)

    on_head = on_get

    def on_post(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        edition, query = self._finder.plane.shelf.edition(), read_posted(request)
        found = self._finder.found_for_data(request, edition, id, query)
        self._send(request, response, found, query)

    def _send(self, request: falcon.Request, response: falcon.Response, found: Found, query: Query) -> None:
        parameters = split(query.parameters.get("outputformatparams", ()))
        output = read_output(query.text("outputFormat"), parameters, FORMATS)
        send(request, response, self._finder, found, query, output, FORMATS)


class OneCodelist:
    """A valueset or an aggregation; its id names the table and the variable that it is for."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def on_get(self, request: falcon.Request, response: falcon.Response, id: str) -> None:
        edition, query = self._finder.plane.shelf.edition(), read_request(request)
        dataset, variable = owner(id)
        if dataset not in edition.datasets:
            raise _no_codelist(id)
        found = self._finder.found(request, edition, dataset, query)
        offer = _offer(found.table, variable, id)
        if known_already(request, response, edition):
            return
        send_json(response, _told_codelist(found, variable, offer))

    on_head = on_get


def told_selection(wishes: tuple[Wish, ...], placement: Placement) -> dict[str, Any]:
    """A selection as the protocol tells it."""
    return {
        "selection": [
            {"variableCode": wish.variable, "valueCodes": list(wish.codes), "codelist": wish.codelist}
            | ({"outputValues": "single"} if wish.single else {})
            for wish in wishes
        ],
        "placement": {"heading": list(placement.heading), "stub": list(placement.stub)},
    }


def _codelist_links(found: Found) -> Links:
    """What is on offer for each variable."""
    return {
        variable: [
            {
                "id": offer.id,
                "label": offer.label.text(found.language),
                "type": _type(offer),
                "links": [link("metadata", found.base, f"/codelists/{offer.id}", found.language, found.state)],
            }
            for offer in offered
        ]
        for variable, offered in found.table.offers.items()
    }


def _described(found: Found, query: Query) -> Structure:
    """The whole structure, with the lists that a saved query or the query string names in place of its own."""
    whole, saved = found.table.variables.structure, query.text("savedQuery")
    wishes = query_of(saved).selection.wishes() if saved else query.wishes
    lists = {found.table.variables.axis(wish.variable): wish.codelist for wish in wishes if wish.codelist}
    if not lists:
        return whole
    everything = [Wish(each.id, (ALL,), lists.get(axis)) for axis, each in enumerate(whole.dimensions)]
    return choose(found.table, everything).contents_and_structure


def _offer(table: Table, variable: str, id: str) -> Offer:
    for offer in table.offers.get(variable, ()):
        if offer.id == id:
            return offer
    raise _no_codelist(id)


def _told_codelist(found: Found, variable: str, offer: Offer) -> dict[str, Any]:
    language, path = found.language, f"/codelists/{offer.id}"
    code = None if offer.aggregation else found.table.variables.named(variable).elimination
    offered = code is not None and code in {item.code for item in offer.items}
    return {
        "id": offer.id,
        "label": offer.label.text(language),
        "language": language,
        "languages": list(LANGUAGES),
        "elimination": offered,
        **({"eliminationValueCode": code} if offered else {}),
        "type": _type(offer),
        "values": [
            {"code": item.code, "label": item.label.text(language), "valueMap": list(item.members)}
            for item in offer.items
        ],
        "links": [
            link("self" if each == language else "alternate", found.base, path, each, found.state)
            for each in sorted(LANGUAGES, key=lambda each: each != language)
        ],
    }


def _type(offer: Offer) -> str:
    return "Aggregation" if offer.aggregation else "Valueset"


def _no_codelist(id: str) -> NotFound:
    return NotFound(
        Label(
            f"فهرست «{id}» وجود ندارد؛ فهرست‌ها در metadata هر جدول آمده‌اند",
            f"there is no codelist {id!r}; the metadata of a table lists its codelists",
        )
    )
