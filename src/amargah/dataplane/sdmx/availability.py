"""Which codes and periods have data, for all or some of a dataset: the answer is a constraint with its content.

`/sdmx/2.1/availableconstraint/{flow}/{key}/{provider}/{component}` in REST 1.5, and
`/sdmx/3.0/availability/{context}/{agency}/{id}/{version}/{key}/{component}` in REST 2.x.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import falcon

from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.sdmx.availability_codes import available
from amargah.dataplane.sdmx.availability_references import reference_kinds, with_references
from amargah.dataplane.sdmx.data_21 import OF_CELLS, asking_about, flow_asked
from amargah.dataplane.sdmx.data_30 import PLACES, Extent, asking_each
from amargah.dataplane.sdmx.data_answers import nothing_found
from amargah.dataplane.sdmx.data_definitions import Definitions
from amargah.dataplane.sdmx.data_query import Given, given, one_of, read_question
from amargah.dataplane.sdmx.history import Asking
from amargah.dataplane.sdmx.holdings import HoldingsAt
from amargah.dataplane.sdmx.negotiation import negotiate
from amargah.dataplane.sdmx.sending import message_id
from amargah.dataplane.sdmx.structure_answers import STRUCTURES_21, STRUCTURES_30, send_structures
from amargah.dataplane.sdmx.wildcards import is_every_code
from amargah.exchange.sdmx.structures import StructureMessage
from amargah.shelf import Edition

_MODES = ("exact", "available")
_PARAMETERS_21: Final = (*OF_CELLS, "mode", "references")
_PARAMETERS_30: Final = ("c", "updatedAfter", "asOf", "mode", "references")


@dataclass(frozen=True)
class Sources:
    """Where answers come from."""

    plane: Plane
    definitions: Definitions
    holdings: HoldingsAt


@dataclass(frozen=True)
class Availability21:
    sources: Sources

    def on_get(
        self,
        request: falcon.Request,
        response: falcon.Response,
        flow: str,
        key: str = "all",
        provider: str = "all",
        component: str = "all",
    ) -> None:
        plane = self.sources.plane
        edition, chosen = plane.shelf.edition(), negotiate(request, STRUCTURES_21)
        asked = given(request, _PARAMETERS_21)
        question = read_question(asked, plane.shelf)
        dataset = flow_asked(edition, flow)
        asking = asking_about(plane, self.sources.definitions, dataset, question, key, provider)
        message = _message(
            self.sources, request, edition, [asking], asked, component.split("+"), chosen.language, latest=False
        )
        if not known_already(request, response, edition, chosen.negotiated):
            send_structures(response, chosen, message)

    on_head = on_get


@dataclass(frozen=True)
class Availability30:
    sources: Sources

    def on_get(
        self,
        request: falcon.Request,
        response: falcon.Response,
        context: str = "*",
        agency: str = "*",
        ids: str = "*",
        versions: str = "*",
        key: str = "*",
        component: str = "*",
    ) -> None:
        plane = self.sources.plane
        edition, chosen = plane.shelf.edition(), negotiate(request, STRUCTURES_30)
        asked = given(request, _PARAMETERS_30)
        question = read_question(asked, plane.shelf)
        datasets = Extent(context, agency, ids, versions).datasets(edition)
        askings = list(asking_each(plane, self.sources.definitions, datasets, question, key))
        message = _message(
            self.sources, request, edition, askings, asked, component.split(","), chosen.language, latest=True
        )
        if not known_already(request, response, edition, chosen.negotiated):
            send_structures(response, chosen, message)

    on_head = on_get


def add_availability_21(app: Any, sources: Sources) -> None:
    resource = Availability21(sources)
    for address in (
        "/{flow}",
        "/{flow}/{key}",
        "/{flow}/{key}/{provider}",
        "/{flow}/{key}/{provider}/{component}",
    ):
        app.add_route(f"/sdmx/2.1/availableconstraint{address}", resource)


def add_availability_30(app: Any, sources: Sources) -> None:
    resource = Availability30(sources)
    app.add_route("/sdmx/3.0/availability", resource)
    for place in (*PLACES, f"{PLACES[-1]}/{{component}}"):
        app.add_route(f"/sdmx/3.0/availability/{{context}}{place}", resource)


def _message(
    sources: Sources,
    request: falcon.Request,
    edition: Edition,
    askings: Sequence[Asking],
    asked: Given,
    components: Sequence[str],
    language: str,
    *,
    latest: bool,
) -> StructureMessage:
    """NotFound when there are no data; Invalid for components that a dataset does not have."""
    kinds = reference_kinds(asked.get("references") or "none", latest=latest)
    exact = one_of(asked, "mode", _MODES) == "exact"
    wanted = None if any(map(is_every_code, components)) else frozenset(components)
    found = [each for asking in askings if (each := available(asking, wanted, exact=exact))]
    if not found:
        raise nothing_found(askings)
    artefacts = with_references(sources.holdings(edition, asked.get("asOf")), found, kinds)
    prepared = max(asking.newest.visible_from for asking in askings)
    return StructureMessage(message_id(request, edition), prepared, artefacts, language)
