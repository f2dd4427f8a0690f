"""What PxWebApi 2 says of a table beside the figures: the extensions of JSON-stat that clients read."""

from collections.abc import Mapping
from typing import Any

from amargah.dataplane.pxweb2.codelists import Offer
from amargah.dataplane.pxweb2.finding import Found
from amargah.dataplane.pxweb2.links import link
from amargah.dataplane.pxweb2.selecting import Chosen
from amargah.dataplane.pxweb2.variables import Variable
from amargah.exchange.jsonstat import JsonStat
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import Frequency, parse_period
from amargah.statcore.structures import Dimension, Role, Structure
from amargah.statcore.topics import BY_ID

_UNITS = {Frequency.YEAR: "Annual", Frequency.SEASON: "Quarterly", Frequency.MONTH: "Monthly"}
_OTHER = {"measuringType": "Other", "priceType": "NotApplicable", "adjustment": "None"}

Links = Mapping[str, list[dict[str, Any]]]
"""What stands under `codeLists` of a variable, by its id."""


def data_document(found: Found, chosen: Chosen) -> JsonStat:
    """The documents of all answers of `found` that leave out the same variables and sum nothing."""
    whole = found.table.variables.structure
    left = tuple(each for axis, each in enumerate(whole.dimensions) if axis not in chosen.eliminated)
    return document(found, Structure(whole.id, whole.label, left, whole.measure))


def document(found: Found, structure: Structure, codelists: Links | None = None) -> JsonStat:
    """Documents of a structure that is, or is made from, that of `found`."""
    vintage, language = found.vintage, found.language
    return JsonStat(
        structure,
        vintage.metadata,
        language=language,
        updated=vintage.visible_from,
        extension=_extension(found),
        about={
            each.id: {"extension": _about(found, each, codelists or {}), **_described_by(found, each)}
            for each in structure.dimensions
        },
        as_pxweb=True,
    )


def first_and_last(table_time: Variable) -> tuple[str, str]:
    """Ids of the earliest and the latest period."""
    codes, order = table_time.listed.codes, table_time.listed.order
    return codes[order[0]], codes[order[-1]]


def time_variable(found: Found) -> Variable:
    variables = found.table.variables
    return variables.all[variables.axis(variables.structure.time.id)]


def time_unit(period: str) -> str:
    """How long the periods of a table are, in the words of PxWeb."""
    return _UNITS.get(parse_period(period).frequency, "Other")


def note_texts(metadata: Metadata, language: str) -> list[str]:
    """Notes and breaks of a dataset."""
    breaks = [f"{item.period}: {item.note.text(language)}" for item in metadata.breaks]
    return [note.text(language) for note in metadata.notes] + breaks


def topic_label(topic: str, language: str) -> str:
    """The name of a subject; its id when it is none of the yearbook's."""
    return BY_ID[topic].label.text(language) if topic in BY_ID else topic


def _extension(found: Found) -> dict[str, Any]:
    metadata, language = found.vintage.metadata, found.language
    first, last = first_and_last(time_variable(found))
    contact = metadata.contact.text(language)
    return {
        "px": _px(found),
        "firstPeriod": first,
        "lastPeriod": last,
        "tags": [keyword.text(language) for keyword in metadata.keywords],
        "discontinued": None,
        "contact": [{"raw": contact}] if contact else [],
    }


def _px(found: Found) -> dict[str, Any]:
    metadata, language = found.vintage.metadata, found.language
    measure = found.table.stored.structure.measure
    stub, heading = found.vintage.layout
    frequency = metadata.frequency.text(language)
    return {
        "tableid": found.dataset.id,
        "decimals": measure.decimals,
        "official-statistics": True,
        "aggregallowed": measure.additive,
        "copyright": False,
        "language": language,
        "contents": measure.label.text(language),
        "description": metadata.title.text(language),
        "descriptiondefault": True,
        "heading": list(heading),
        "stub": list(stub),
        "matrix": found.dataset.id,
        "subject-code": metadata.topic,
        "subject-area": topic_label(metadata.topic, language),
        **({"updateFrequency": frequency} if frequency else {}),
    }


def _about(found: Found, dimension: Dimension, codelists: Links) -> dict[str, Any]:
    extension: dict[str, Any] = {**_elimination(found, dimension), "show": "value"}
    if dimension.role is Role.METRIC:
        extension |= _contents(found, dimension)
    if codelists:
        extension["codeLists"] = codelists.get(dimension.id, [])
    return extension


def _elimination(found: Found, dimension: Dimension) -> dict[str, Any]:
    variables = found.table.variables
    code = variables.all[variables.axis(dimension.id)].elimination
    return {"elimination": code is not None, **({"eliminationValueCode": code} if code else {})}


def _contents(found: Found, dimension: Dimension) -> dict[str, Any]:
    metadata, codes = found.vintage.metadata, [code.id for code in dimension.codelist]
    frequency = metadata.frequency.text(found.language)
    return {
        **{name: dict.fromkeys(codes, value) for name, value in _OTHER.items()},
        **({"refperiod": dict.fromkeys(codes, frequency)} if frequency else {}),
        **({"basePeriod": dict.fromkeys(codes, metadata.base_period)} if metadata.base_period else {}),
    }


def _described_by(found: Found, dimension: Dimension) -> dict[str, Any]:
    """Where the whole codelist is told."""
    offered: tuple[Offer, ...] = found.table.offers.get(dimension.id, ())
    if not offered:
        return {}
    id = offered[0].id
    href = link("describedby", found.base, f"/codelists/{id}", found.language)["href"]
    return {"link": {"describedby": [{"href": href, "extension": {dimension.id: id}}]}}
