"""SDMX-JSON 1.0.0 and 2.0.0."""

import re
from collections.abc import Iterator, Sequence

from amargah.exchange.sdmx.reading.actions import action_of
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.json_attributes import listed, told
from amargah.exchange.sdmx.reading.json_cells import Cells, in_order
from amargah.exchange.sdmx.reading.json_documents import (
    Component,
    DataSet,
    StructurePart,
    document_of,
    text_of,
)
from amargah.exchange.sdmx.reading.json_lines import Spot
from amargah.exchange.sdmx.reading.observations import Message, Names, Observations
from amargah.exchange.sdmx.reading.words import label_of
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

_REFERENCE = re.compile(r"urn:sdmx:[^=]+\.(?:Dataflow|DataStructure)=[^:]+:(?P<id>[^(]+)\(")
_PLACES = {"REF_AREA", "GEO"}


def read_json(data: bytes) -> Message:
    document = document_of(data).data
    parts = document.structures or [each for each in [document.structure] if each]
    spot = Spot(data, ("data", "dataSets"))
    datasets = []
    for number, each in enumerate(document.data_sets):
        with spot.inside(number).blamed():
            datasets.append(_dataset(each, _part(parts, each), spot.inside(number)))
    ids = dict.fromkeys(_id(_part(parts, each)) for each in document.data_sets)
    if len(ids) > 1:
        names = ", ".join(ids)
        raise wrong(
            f"پیام داده‌های چند مجموعه را با هم دارد ({names})؛ هر یک را جدا بدهید",
            f"the message has data of several datasets ({names}); give each in a message of its own",
        )
    first = _part(parts, document.data_sets[0]) if document.data_sets else None
    label = label_of(first.name, first.names) if first else None
    return Message(next(iter(ids), ""), label, _names(parts), tuple(datasets), spot.line)


def _part(parts: Sequence[StructurePart], dataset: DataSet) -> StructurePart:
    if not 0 <= dataset.structure < len(parts):
        raise wrong(
            f"ساختار شمارهٔ {dataset.structure} در پیام نیست",
            f"there is no structure number {dataset.structure} in the message",
        )
    return parts[dataset.structure]


def _id(part: StructurePart) -> str:
    """Of the dataflow, or of the structure without its DSD_."""
    found = (_REFERENCE.match(link.urn) for link in part.links)
    return next((match["id"] for match in found if match), "").removeprefix("DSD_")


def _dataset(dataset: DataSet, part: StructurePart, spot: Spot) -> Observations:
    cells = Cells(part, action_of(dataset.action), spot)
    cells.add_series(dataset.series)
    cells.add_flat(dataset.observations)
    groups = listed(part.attributes.dimension_group)
    for key, entries in dataset.dimension_group_attributes.items():
        with spot.inside("dimensionGroupAttributes", key).blamed():
            cells.add_partial({**_codes(key, in_order(part)), **told(groups, entries)})
    cells.add_partial(told(listed(part.attributes.data_set), dataset.attributes))
    cells.add_partial({each.id: text for each, text in _defaults(part)})
    return cells.observations()


def _codes(key: str, dimensions: Sequence[Component]) -> dict[str, str]:
    """The codes that a key with gaps, `::4:0:`, names."""
    places = key.split(":")
    if len(places) != len(dimensions):
        raise _no_group(key)
    found = {}
    for place, each in zip(places, dimensions, strict=True):
        if place and not (place.isdecimal() and int(place) < len(each.texts)):
            raise _no_group(key)
        if place:
            found[each.id] = each.texts[int(place)]
    return found


def _defaults(part: StructurePart) -> Iterator[tuple[Component, str]]:
    """What attributes say where nothing else is told."""
    for each in part.attributes.all:
        if each.default is not None:
            yield each, text_of(each.default)


def _names(parts: Sequence[StructurePart]) -> Names:
    components = [each for part in parts for each in _components(part)]
    labels = {each.id: label for each in components if (label := label_of(each.name, each.names))}
    values = [(each.id, value) for each in components for value in each.values or ()]
    codes: dict[str, dict[str, Label]] = {}
    parents: dict[str, dict[str, str]] = {}
    for id, value in values:
        if label := value.label:
            codes.setdefault(id, {})[value.text] = label
        if value.parent:
            parents.setdefault(id, {})[value.text] = value.parent
    geographic = frozenset(each.id for each in components if _PLACES.intersection(each.roles))
    return Names(labels, codes, parents, geographic)


def _components(part: StructurePart) -> list[Component]:
    measures = part.measures.all if part.measures else []
    return [*part.dimensions.all, *part.attributes.all, *measures]


def _no_group(key: str) -> Invalid:
    return wrong(
        f"کلید «{key}» در dimensionGroupAttributes به کدهایی که هست نمی‌رسد",
        f"the key {key!r} in dimensionGroupAttributes leads to no codes",
    )
