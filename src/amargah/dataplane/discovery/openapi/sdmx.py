"""`/sdmx/2.1` and `/sdmx/3.0`: SDMX REST."""

from collections.abc import Iterable, Iterator
from typing import Final

from amargah.dataplane.discovery.openapi.files import AS_OF, AS_OF_OR_NONE
from amargah.dataplane.discovery.openapi.parts import (
    Json,
    answer,
    header,
    integer,
    operation,
    place,
    query,
    refusals,
    table_of,
    text,
)
from amargah.dataplane.sdmx.data_formats import DATA_21, DATA_30
from amargah.dataplane.sdmx.negotiation import Offer
from amargah.dataplane.sdmx.structure_answers import STRUCTURES_21, STRUCTURES_30
from amargah.exchange.sdmx.details import Detail
from amargah.exchange.sdmx.identity import AGENCY, VERSION

OLD, NEW = "/sdmx/2.1", "/sdmx/3.0"
_TAGS: Final = {OLD: "SDMX REST 1.5", NEW: "SDMX REST 2.2"}
_ERRORS: Final = {"application/xml": text(), "application/json": {"type": "object"}}
_STRUCTURES: Final = {OLD: STRUCTURES_21, NEW: STRUCTURES_30}
_DATA: Final = {OLD: DATA_21, NEW: DATA_30}

_FLOW: Final = place("flow", "A dataflow: POP, SCI,POP or SCI,POP,1.0.", "POP_COUNTY")
_KEY_21: Final = place("key", "Codes in the order of the dimensions: 1501+1502.T. or all.", "all")
_PROVIDER: Final = place("provider", "The agency, or all.", "all")
_COMPONENT: Final = place("component", "A dimension, or all.", "all")
_CONTEXT: Final = place("context", "dataflow, datastructure, or * for all.", "dataflow")
_AGENCY: Final = place("agency", "Agencies, or * for all.", AGENCY)
_IDS: Final = place("ids", "Ids, or * for all.", "POP_COUNTY")
_VERSIONS: Final = place("versions", "Versions, + for the latest stable one, or * for all.", VERSION)
_KEY_30: Final = place("key", "Codes in the order of the dimensions, * for all of one.", "*")
_RESOURCE: Final = place("resource", "A kind of artefact: dataflow, datastructure, codelist, …", "dataflow")
_ITEMS: Final = place("items", "Items of a scheme.", AGENCY)

_FORMAT: Final = (
    query("format", "Names a format; goes before Accept."),
    query("formatVersion", "Its version."),
    query("lang", "Language of the words; another one than fa and en gets Persian."),
    header("Accept", "Media types that are welcome."),
)
_DETAIL: Final = query("detail", "How much of each artefact is told.", text(enum=[each.value for each in Detail]))
_REFERENCES: Final = query(
    "references", "none, parents, parentsandsiblings, ancestors, children, descendants, all or a kind of artefact."
)
_TRUTH: Final = text(enum=["true", "false"])
_COUNT: Final = integer(minimum=1, maximum=10**13 - 1)
_PERIODS: Final = (
    query("startPeriod", "First period: 2011, 2011-Q3, 2011-03-21, a time range."),
    query("endPeriod", "Last period."),
)
_UPDATED: Final = query("updatedAfter", "Only what changed after an instant; deletions are told as such.")
_SERIES: Final = (
    query("firstNObservations", "So many observations of each series, from the oldest.", _COUNT),
    query("lastNObservations", "So many observations of each series, from the newest.", _COUNT),
    query("dimensionAtObservation", "The dimension along which observations stand, or AllDimensions."),
    query("includeHistory", "Every vintage, deletions included.", _TRUTH),
)
_FILTER: Final = query(
    "c",
    "Conditions by dimension: c[AREA]=1501,1502 or c[TIME_PERIOD]=ge:2011+lt:2020.",
    table_of(text()),
    style="deepObject",
    explode=True,
)
_DATA_21: Final = (
    *_PERIODS,
    _UPDATED,
    AS_OF,
    *_SERIES,
    query("detail", "What of the data is told.", text(enum=["full", "dataonly", "serieskeysonly", "nodata"])),
)
_DATA_30: Final = (
    _FILTER,
    _UPDATED,
    AS_OF,
    *_SERIES,
    query("attributes", "dsd, msd, dataset, series, obs, all, none or ids."),
    query("measures", "all, none or ids."),
    query("offset", "Observations that are left out at the beginning.", integer(minimum=0, maximum=10**13 - 1)),
    query("limit", "The most observations that are told.", _COUNT),
)
_AVAILABILITY: Final = (
    query("mode", "exact: what remains; available: what could be chosen.", text(enum=["exact", "available"])),
    _REFERENCES,
)


def _content(offers: Iterable[Offer]) -> dict[str, Json]:
    """Under the name of the format, and under the plain ones that some clients ask for."""
    names = [name for offer in offers for name in (str(offer), *offer.aliases)]
    return {name: {"type": "object"} if "json" in name else text() for name in dict.fromkeys(names)}


def _get(prefix: str, id: str, summary: str, offers: Iterable[Offer], parameters: Iterable[Json]) -> Json:
    responses = {
        "200": answer("An SDMX message.", _content(offers)),
        **refusals((304, 400, 404, 406, 413, 414, 501), _ERRORS),
    }
    return {"get": operation(id, _TAGS[prefix], summary, [*parameters, *_FORMAT], responses)}


def _growing(
    prefix: str, start: str, places: tuple[Json, ...], least: int
) -> Iterator[tuple[str, tuple[Json, ...], str]]:
    """The addresses that begin with `start`, each with one place more than the one before."""
    for count in range(least, len(places) + 1):
        path = "".join(f"/{{{each['name']}}}" for each in places[:count])
        id = f"{start.strip('/').replace('/', '_') or 'structures'}_{count}"
        yield f"{prefix}{start}{path}", places[:count], f"sdmx_{prefix[-3]}{prefix[-1]}_{id}"


def _structures(prefix: str, kinds: str, least: int) -> Iterator[tuple[str, Json]]:
    places = (_RESOURCE, _AGENCY, _IDS, _VERSIONS, _ITEMS)
    more = (_DETAIL, _REFERENCES, AS_OF_OR_NONE)
    for path, named, id in _growing(prefix, kinds, places, least):
        named = _of_a_scheme(named) if _ITEMS in named else named
        yield path, _get(prefix, id, "Structures.", _STRUCTURES[prefix], (*named, *more))
    for path, named, id in _growing(prefix, "/schema", (_CONTEXT, _AGENCY, _IDS, _VERSIONS), 3):
        yield path, _get(prefix, id, "All that is needed to check data.", _STRUCTURES[prefix], (*named, *more))


def _of_a_scheme(places: tuple[Json, ...]) -> tuple[Json, ...]:
    """Only schemes have items."""
    examples = {"resource": "agencyscheme", "ids": "AGENCIES"}
    return tuple({**each, "example": examples.get(each["name"], each["example"])} for each in places)


def _data(prefix: str, places: tuple[Json, ...], more: tuple[Json, ...], least: int) -> Iterator[tuple[str, Json]]:
    for path, named, id in _growing(prefix, "/data", places, least):
        yield path, _get(prefix, id, "Data.", _DATA[prefix], (*named, *more))


def _availability(
    prefix: str, start: str, places: tuple[Json, ...], more: tuple[Json, ...], least: int
) -> Iterator[tuple[str, Json]]:
    for path, named, id in _growing(prefix, start, places, least):
        summary = "Which codes and periods have data."
        yield path, _get(prefix, id, summary, _STRUCTURES[prefix], (*named, *more, *_AVAILABILITY))


def _not_here(path: str) -> tuple[str, Json]:
    kind = path.rpartition("/")[2]
    only = {"501": refusals((501,), _ERRORS)["501"], **refusals((), _ERRORS)}
    return path, {"get": operation(f"sdmx_30_{kind}", _TAGS[NEW], f"No {kind} is offered here.", [], only)}


_OLD_FLOW: Final = (_FLOW, _KEY_21, _PROVIDER)
_NEW_FLOW: Final = (_CONTEXT, _AGENCY, _IDS, _VERSIONS, _KEY_30)
_NEW_COMPONENT: Final = {**_COMPONENT, "example": "*"}
PATHS: Final[dict[str, Json]] = dict(
    [
        *_structures(OLD, "", 1),
        *_data(OLD, _OLD_FLOW, _DATA_21, 1),
        *_availability(OLD, "/availableconstraint", (*_OLD_FLOW, _COMPONENT), (*_PERIODS, _UPDATED, AS_OF), 1),
        *_structures(NEW, "/structure", 0),
        *_data(NEW, _NEW_FLOW, _DATA_30, 0),
        *_availability(NEW, "/availability", (*_NEW_FLOW, _NEW_COMPONENT), (_FILTER, _UPDATED, AS_OF), 0),
        _not_here(f"{NEW}/metadata"),
        _not_here(f"{NEW}/registration"),
    ]
)
