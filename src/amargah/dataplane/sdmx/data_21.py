"""`/sdmx/2.1/data/{flow}/{key}/{provider}`: data by the addresses of SDMX REST 1.5."""

from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import falcon

from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.sdmx.data_answers import Answering, Content
from amargah.dataplane.sdmx.data_definitions import Definitions
from amargah.dataplane.sdmx.data_formats import DATA_21
from amargah.dataplane.sdmx.data_query import Given, Question, given, one_of, read_question
from amargah.dataplane.sdmx.history import Asking, Boxes
from amargah.dataplane.sdmx.keys import Box, read_key
from amargah.dataplane.sdmx.negotiation import negotiate
from amargah.dataplane.sdmx.sending import message_id
from amargah.dataplane.sdmx.wildcards import is_agency, is_version
from amargah.exchange.sdmx.data import Packing, levels
from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.identity import AGENCY, VERSION, dataflow_id
from amargah.shelf import Dataset, Edition
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label

OF_CELLS = ("startPeriod", "endPeriod", "updatedAfter", "asOf")
_PARAMETERS: Final = (
    *OF_CELLS,
    "firstNObservations",
    "lastNObservations",
    "dimensionAtObservation",
    "detail",
    "includeHistory",
)
_DETAILS = ("full", "dataonly", "serieskeysonly", "nodata")


@dataclass(frozen=True)
class Data:
    """Series of one dataflow: `23+24.T.` picks codes of each dimension, an empty place all of them."""

    plane: Plane
    definitions: Definitions

    def on_get(
        self,
        request: falcon.Request,
        response: falcon.Response,
        flow: str,
        key: str = "all",
        provider: str = "all",
    ) -> None:
        edition, chosen = self.plane.shelf.edition(), negotiate(request, DATA_21)
        asked = given(request, _PARAMETERS)
        question, content = read_question(asked, self.plane.shelf), _content(asked)
        asking = asking_about(self.plane, self.definitions, flow_asked(edition, flow), question, key, provider)
        asking.boxes(asking.definition(asking.newest))
        if known_already(request, response, edition, chosen.negotiated):
            return
        answering = Answering(self.plane, request, question, content, chosen, message_id(request, edition))
        answering.send(response, [asking])

    on_head = on_get


def add_data_21(app: Any, plane: Plane, definitions: Definitions) -> None:
    data = Data(plane, definitions)
    for address in ("/{flow}", "/{flow}/{key}", "/{flow}/{key}/{provider}"):
        app.add_route(f"/sdmx/2.1/data{address}", data)


def asking_about(
    plane: Plane, definitions: Definitions, dataset: Dataset, question: Question, key: str, provider: str
) -> Asking:
    """The question about a dataset. NotFound for data of another provider."""
    _check_provider(provider)
    return Asking(plane.shelf, definitions, dataset, question, _boxes(key))


def _boxes(key: str) -> Boxes:
    """Reads a key of REST 1.5 for a dataset."""

    def read(definition: Definition) -> tuple[Box, ...] | None:
        box = read_key(key, definition)
        return None if box is None else (box,)

    return read


def flow_asked(edition: Edition, reference: str) -> Dataset:
    """`POP`, `SCI,POP` or `SCI,POP,1.0`. NotFound for other agencies and versions; Invalid for other forms."""
    parts = reference.split(",")
    if len(parts) > len(("agency", "id", "version")) or not all(parts):
        raise Invalid(
            Label(
                f"«{reference[:200]}» نام جریان داده نیست؛ مانند \u2066{AGENCY},POP,{VERSION}\u2069 بنویسید",
                f"{reference[:200]!r} names no dataflow; write for example {AGENCY},POP,{VERSION}",
            ),
            parameter="flow",
        )
    agency, id = ("all", parts[0]) if len(parts) == 1 else parts[:2]
    version = parts[2] if len(parts) > 2 else "latest"
    found = {dataflow_id(dataset): dataset for dataset in edition.datasets}
    if not is_agency(agency) or not is_version(version) or id not in found:
        raise NotFound(
            Label(
                f"جریان دادهٔ «{reference[:200]}» نیست؛ فهرست در \u2066/sdmx/2.1/dataflow\u2069 است",
                f"there is no dataflow {reference[:200]!r}; /sdmx/2.1/dataflow lists them",
            )
        )
    return edition.datasets[found[id]]


def _check_provider(reference: str) -> None:
    """NotFound for data of other providers: all that is here is of one agency."""
    if not any(all(map(is_agency, provider.split(","))) for provider in reference.split("+")):
        raise NotFound(
            Label(
                f"دادهٔ «{reference[:200]}» اینجا نیست؛ همهٔ داده‌ها از {AGENCY} است",
                f"there are no data of {reference[:200]!r} here; all are of {AGENCY}",
            )
        )


def _content(asked: Given) -> Content:
    detail = one_of(asked, "detail", _DETAILS)
    return Content(partial(_attributes, detail), values=detail in ("full", "dataonly"))


def _attributes(detail: str, definition: Definition, packing: Packing) -> frozenset[str]:
    """`nodata` leaves out what is told of single cells."""
    if detail == "full":
        return frozenset(each.id for each in definition.attributes)
    if detail != "nodata":
        return frozenset()
    laid = levels(definition, packing, "en")
    return frozenset(each.attribute.id for each in (*laid.dataset, *laid.series_attributes))
