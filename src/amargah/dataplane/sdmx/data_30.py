"""`/sdmx/3.0/data/{context}/{agency}/{id}/{version}/{key}`: data by the addresses of SDMX REST 2.x."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import falcon

from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.sdmx.data_answers import Answering, Content
from amargah.dataplane.sdmx.data_definitions import Definitions
from amargah.dataplane.sdmx.data_formats import DATA_30
from amargah.dataplane.sdmx.data_query import Given, Question, given, read_question
from amargah.dataplane.sdmx.errors import NotImplementedHere
from amargah.dataplane.sdmx.history import Asking
from amargah.dataplane.sdmx.keys import fits, read_keys
from amargah.dataplane.sdmx.negotiation import negotiate
from amargah.dataplane.sdmx.sending import message_id
from amargah.dataplane.sdmx.wildcards import is_agency, is_version
from amargah.exchange.sdmx.data import Packing, levels
from amargah.exchange.sdmx.definition import STATUS, Definition
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE, dataflow_id, structure_id
from amargah.shelf import Dataset, Edition
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label

PLACES = ("", "/{agency}", "/{agency}/{ids}", "/{agency}/{ids}/{versions}", "/{agency}/{ids}/{versions}/{key}")
_PARAMETERS: Final = (
    "c",
    "updatedAfter",
    "firstNObservations",
    "lastNObservations",
    "dimensionAtObservation",
    "attributes",
    "measures",
    "includeHistory",
    "offset",
    "limit",
    "asOf",
    *(NOT_HERE := ("sort", "reportingYearStartDay")),
)
_CONTEXTS = ("dataflow", "datastructure", "provisionagreement")
_ALL_ATTRIBUTES, _NO_ATTRIBUTES = {"dsd", "all"}, {"msd", "none"}
_LEVELS = {"dataset", "series", "obs"}


@dataclass(frozen=True)
class Extent:
    """What the path names: lists of contexts, agencies, ids and versions, in which `*` stands for all."""

    contexts: str
    agency: str = "*"
    ids: str = "*"
    versions: str = "*"

    @property
    def of_structures(self) -> bool:
        """Whether data of data structures are asked for, and not of dataflows."""
        return set(self.contexts.split(",")) == {"datastructure"}

    def datasets(self, edition: Edition) -> list[Dataset]:
        """Those that the path names. Invalid for an unknown context; NotFound when there are none."""
        contexts = self._contexts()
        found = [dataset for dataset in edition.datasets.values() if self._names(contexts, dataset.id)]
        if not found:
            raise NotFound(
                Label(
                    "چنین جریان یا ساختار داده‌ای نیست؛ فهرست در \u2066/sdmx/3.0/structure/dataflow\u2069 است",
                    "there is no such dataflow or data structure; /sdmx/3.0/structure/dataflow lists them",
                )
            )
        return found

    def _contexts(self) -> set[str]:
        asked = set(self.contexts.split(","))
        unknown = asked - {*_CONTEXTS, "*"}
        if unknown:
            known = ", ".join((*_CONTEXTS, "*"))
            raise Invalid(
                Label(
                    f"«{min(unknown)[:200]}» شناخته نیست؛ یکی از این‌ها را بنویسید: \u2066{known}\u2069",
                    f"{min(unknown)[:200]!r} is no context; write one of {known}",
                ),
                parameter="context",
            )
        return set(_CONTEXTS) if "*" in asked else asked

    def _names(self, contexts: set[str], dataset: str) -> bool:
        names = {"dataflow": dataflow_id(dataset), "datastructure": structure_id(dataset)}
        ids = self.ids.split(",")
        named = any(each == "*" or each in (names[c] for c in contexts if c in names) for each in ids)
        held = any(context in names for context in contexts)
        of_us = any(map(is_agency, self.agency.split(",")))
        return held and named and of_us and any(map(is_version, self.versions.split(",")))


@dataclass(frozen=True)
class Data:
    """Series of dataflows or data structures: keys (`23.*,24.T`) and `c[DIMENSION]=…` say which."""

    plane: Plane
    definitions: Definitions

    def on_get(
        self,
        request: falcon.Request,
        response: falcon.Response,
        context: str = "*",
        agency: str = "*",
        ids: str = "*",
        versions: str = "*",
        key: str = "*",
    ) -> None:
        edition, chosen = self.plane.shelf.edition(), negotiate(request, DATA_30)
        asked = given(request, _PARAMETERS)
        check_not_here(asked)
        question, content = read_question(asked, self.plane.shelf), _content(asked)
        extent = Extent(context, agency, ids, versions)
        askings = list(asking_each(self.plane, self.definitions, extent.datasets(edition), question, key))
        if known_already(request, response, edition, chosen.negotiated):
            return
        id = message_id(request, edition)
        Answering(self.plane, request, question, content, chosen, id, extent.of_structures).send(response, askings)

    on_head = on_get


def add_data_30(app: Any, plane: Plane, definitions: Definitions) -> None:
    data = Data(plane, definitions)
    app.add_route("/sdmx/3.0/data", data)
    for place in PLACES:
        app.add_route(f"/sdmx/3.0/data/{{context}}{place}", data)


def asking_each(
    plane: Plane, definitions: Definitions, datasets: Sequence[Dataset], question: Question, key: str
) -> Iterator[Asking]:
    """The question about each dataset that it fits. Of several, those with other dimensions are left out."""
    askings = [
        Asking(plane.shelf, definitions, dataset, question, partial(read_keys, key))
        for dataset in datasets
        if question.as_of is None or len(datasets) == 1 or dataset.vintages[-1].visible_from <= question.as_of
    ]
    if len(askings) == 1:
        yield from askings
        return
    fitting = [each for each in askings if _fits(each.definition(each.newest), question, key)]
    yield from fitting or askings[:1]


def check_not_here(asked: Given) -> None:
    """NotImplementedHere for parameters of the standard that this service does not have."""
    for name in NOT_HERE:
        if name in asked:
            raise NotImplementedHere(
                Label(
                    f"{name} اینجا پیاده نشده است؛ آن را بردارید", f"{name} is not implemented here; leave it out"
                )
            )


def _fits(definition: Definition, question: Question, key: str) -> bool:
    components = {PRIMARY_MEASURE, *definition.ids, *(each.id for each in definition.attributes)}
    at = question.at_observation
    packed = at is None or at == "AllDimensions" or at in definition.ids
    return packed and fits(key, definition) and all(each.component in components for each in question.conditions)


def _content(asked: Given) -> Content:
    attributes = frozenset((asked.get("attributes") or "dsd").split(","))
    measures = frozenset((asked.get("measures") or "all").split(","))
    unknown = measures - {"all", "none", PRIMARY_MEASURE}
    if unknown:
        raise Invalid(
            Label(
                f"سنجهٔ «{min(unknown)[:200]}» نیست؛ \u2066all, none, {PRIMARY_MEASURE}\u2069",
                f"there is no measure {min(unknown)[:200]!r}; write all, none or {PRIMARY_MEASURE}",
            ),
            parameter="measures",
        )
    return Content(partial(_attributes, attributes), values=measures != {"none"})


def _attributes(asked: frozenset[str], definition: Definition, packing: Packing) -> frozenset[str]:
    ids = {each.id for each in definition.attributes}
    unknown = asked - ids - _ALL_ATTRIBUTES - _NO_ATTRIBUTES - _LEVELS
    if unknown:
        known = ", ".join((*sorted(_ALL_ATTRIBUTES | _NO_ATTRIBUTES | _LEVELS), *sorted(ids)))
        raise Invalid(
            Label(
                f"ویژگی «{min(unknown)[:200]}» نیست؛ یکی از این‌ها را بنویسید: \u2066{known}\u2069",
                f"there is no attribute {min(unknown)[:200]!r}; write of {known}",
            ),
            parameter="attributes",
        )
    laid = levels(definition, packing, "en")
    at = {
        "dataset": {each.attribute.id for each in laid.dataset},
        "series": {each.attribute.id for each in laid.series_attributes},
        "obs": {STATUS, *(each.attribute.id for each in laid.observation_attributes)},
    }
    wanted = ids if asked & _ALL_ATTRIBUTES else asked & ids
    return frozenset(wanted.union(*(at[level] for level in asked & _LEVELS)))
