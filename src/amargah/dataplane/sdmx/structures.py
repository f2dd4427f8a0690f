"""Structure queries: `/sdmx/2.1/{resource}/…` and `/sdmx/3.0/structure/{type}/…`, and queries for schemas."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, NoReturn

import falcon

from amargah.dataplane.headers import known_already
from amargah.dataplane.sdmx.errors import NotImplementedHere
from amargah.dataplane.sdmx.holdings import Holdings, HoldingsAt
from amargah.dataplane.sdmx.negotiation import Offer, negotiate
from amargah.dataplane.sdmx.sending import message_id
from amargah.dataplane.sdmx.structure_answers import STRUCTURES_21, STRUCTURES_30, send_structures
from amargah.dataplane.sdmx.structure_query import (
    EVERYTHING,
    KINDS,
    StructureQuery,
    kinds_offered,
    read_structure_query,
)
from amargah.dataplane.sdmx.structure_selection import Selection, nothing_found, select
from amargah.exchange.sdmx.artefacts import Kind
from amargah.exchange.sdmx.details import Detail
from amargah.exchange.sdmx.structures import StructureMessage
from amargah.shelf import Shelf
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label

_EXTENT = ("", "/{agency}", "/{agency}/{ids}", "/{agency}/{ids}/{versions}", "/{agency}/{ids}/{versions}/{items}")
_EVERYTHING = ("structure", "all", "*", "")
_NOT_IMPLEMENTED = ("metadata", "registration")
_CONTEXTS: Final = ("dataflow", "datastructure")
_CONTEXTS_NEVER_HELD: Final = (
    "metadatastructure",
    "metadataflow",
    "provisionagreement",
    "metadataprovisionagreement",
)


@dataclass(frozen=True)
class Version:
    """What the two versions of the protocol do differently."""

    offers: tuple[Offer, ...]
    latest: bool


SDMX_21 = Version(STRUCTURES_21, latest=False)
SDMX_30 = Version(STRUCTURES_30, latest=True)


@dataclass(frozen=True)
class Served:
    """Who answers: the shelf, the artefacts on it, and the version of the protocol."""

    shelf: Shelf
    holdings: HoldingsAt
    version: Version

    def query(
        self, request: falcon.Request, kinds: frozenset[Kind], parts: tuple[str, str, str, str]
    ) -> StructureQuery:
        return read_structure_query(request, kinds, parts, comma=self.version.latest)

    def answer(
        self,
        request: falcon.Request,
        response: falcon.Response,
        query: StructureQuery,
        select: Callable[[Holdings, StructureQuery], Selection],
    ) -> None:
        """What `select` finds for the query, in the format asked for."""
        edition, chosen = self.shelf.edition(), negotiate(request, self.version.offers)
        holdings = self.holdings(edition, query.as_of)
        selection = select(holdings, query)
        if known_already(request, response, edition, chosen.negotiated):
            return
        artefacts = selection.artefacts()
        id = message_id(request, edition)
        send_structures(response, chosen, StructureMessage(id, holdings.newest, artefacts, chosen.language))


@dataclass(frozen=True)
class Structures:
    """Artefacts by kind, agency, id, version and, in schemes, item; whatever is left out stands for all."""

    served: Served

    def on_get(
        self,
        request: falcon.Request,
        response: falcon.Response,
        resource: str = "*",
        agency: str = "*",
        ids: str = "*",
        versions: str = "*",
        items: str = "*",
    ) -> None:
        query = self.served.query(request, self._kinds(resource), (agency, ids, versions, items))
        self.served.answer(request, response, query, partial(select, with_agencies=self.served.version.latest))

    on_head = on_get

    def _kinds(self, resource: str) -> frozenset[Kind]:
        if resource in KINDS:
            return KINDS[resource]
        if resource in _EVERYTHING:
            return EVERYTHING
        if resource in _NOT_IMPLEMENTED:
            not_implemented()
        latest = self.served.version.latest
        raise _unknown_resource(resource, Invalid if latest else NotFound, kinds_offered(latest=latest))


@dataclass(frozen=True)
class Schemas:
    """Everything that is needed to read and check the data of a dataflow or data structure, as structures."""

    served: Served

    def on_get(
        self,
        request: falcon.Request,
        response: falcon.Response,
        context: str,
        agency: str,
        ids: str,
        versions: str = "*",
    ) -> None:
        if context not in (*_CONTEXTS, *_CONTEXTS_NEVER_HELD):
            raise _unknown_resource(context, Invalid, _CONTEXTS)
        query = self.served.query(request, KINDS[context], (agency, ids, versions, "*"))
        self.served.answer(request, response, query, _schema)

    on_head = on_get


def add_structures(app: Any, served: Served, prefix: str, kinds: str) -> None:
    """The addresses of structures, which have their kind under `kinds`, and of schemas."""
    structures, schemas = Structures(served), Schemas(served)
    if kinds != prefix:
        app.add_route(kinds, structures)
    for extent in _EXTENT:
        app.add_route(f"{kinds}/{{resource}}{extent}", structures)
    for extent in _EXTENT[2:4]:
        app.add_route(f"{prefix}/schema/{{context}}{extent}", schemas)


def _schema(holdings: Holdings, query: StructureQuery) -> Selection:
    matched = [name for name in holdings.names if query.matches(name)]
    found = {*matched, *holdings.graph.descendants(matched)}
    structures = tuple(name for name in found if name.kind is Kind.DATA_STRUCTURE)
    if not structures:
        raise nothing_found()
    others = holdings.graph_with_agencies.descendants(structures)
    return Selection(holdings, structures, frozenset(others), Detail.FULL)


def not_implemented(*_: object, **__: object) -> NoReturn:
    """Parts of the standard for which every service has an address, whatever it answers there."""
    raise NotImplementedHere(
        Label(
            "فرادادهٔ مرجع و ثبت در این خدمت نیست؛ شرح هر مجموعه داده در یادداشت‌های dataflow آن است",
            "reference metadata and registrations are not served; "
            "what is to be known of a dataset stands in the annotations of its dataflow",
        )
    )


def _unknown_resource(
    resource: str, error: type[Invalid] | type[NotFound], kinds: Iterable[str]
) -> Invalid | NotFound:
    known = ", ".join(kinds)
    return error(
        Label(
            f"«{resource[:100]}» نوعی از ساختار نیست؛ این‌ها هست: {known}",
            f"{resource[:100]!r} is no kind of structure; there are {known}",
        )
    )
