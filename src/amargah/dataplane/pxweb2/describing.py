"""What PxWebApi 2 says of a table beside the figures: the extensions of JSON-stat that clients read."""

from collections.abc import Mapping
from typing import Any

from amargah.dataplane.pxweb2.finding import Found
from amargah.dataplane.pxweb2.placement import Placement
from amargah.dataplane.pxweb2.selecting import Chosen
from amargah.dataplane.pxweb2.topics import topic_label
from amargah.exchange.jsonstat import JsonStat
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import Frequency, parse_period
from amargah.statcore.structures import Dimension, Role, Structure

_UNITS = {Frequency.YEAR: "Annual", Frequency.SEASON: "Quarterly", Frequency.MONTH: "Monthly"}
_OTHER = {"measuringType": "Other", "priceType": "NotApplicable", "adjustment": "None"}

Links = Mapping[str, list[dict[str, Any]]]
"""What stands under `codeLists` of a variable, by its id."""


def data_document(found: Found, chosen: Chosen, placement: Placement) -> JsonStat:
    """The documents of all answers of `found` that leave out the same variables and sum nothing."""
    whole = found.table.variables.structure
    left = tuple(each for axis, each in enumerate(whole.dimensions) if axis not in chosen.eliminated)
    return document(found, Structure(whole.id, whole.label, left, whole.measure), placement)


def document(found: Found, structure: Structure, placement: Placement, codelists: Links | None = None) -> JsonStat:
    """Documents of a structure that is, or is made from, that of `found`, all of it placed."""
    vintage, language = found.vintage, found.language
    return JsonStat(
        structure,
        vintage.metadata,
        language=language,
        updated=vintage.visible_from,
        extension=_extension(found, placement),
        about={each.id: {"extension": _about(found, each, codelists or {})} for each in structure.dimensions},
        by_code={each.id: _contents(found, each) for each in structure.dimensions if each.role is Role.METRIC},
        as_pxweb=True,
    )


def first_and_last(found: Found) -> tuple[str, str]:
    """Ids of the earliest and the latest period."""
    listed = found.table.variables.named(found.table.stored.structure.time.id).listed
    return listed.codes[listed.order[0]], listed.codes[listed.order[-1]]


def time_unit(period: str) -> str:
    """How long the periods of a table are, in the words of PxWeb."""
    return _UNITS.get(parse_period(period).frequency, "Other")


def note_texts(metadata: Metadata, language: str) -> list[str]:
    """Notes and breaks of a dataset."""
    breaks = [f"{item.period}: {item.note.text(language)}" for item in metadata.breaks]
    return [note.text(language) for note in metadata.notes] + breaks


def told_contacts(metadata: Metadata, language: str) -> list[dict[str, str]]:
    contact = metadata.contact.text(language)
    return [{"raw": contact}] if contact else []


def told_elimination(found: Found, dimension: Dimension) -> dict[str, Any]:
    """Whether a variable may be left out, and the code that then stands for it."""
    code = found.table.variables.named(dimension.id).elimination
    return {"elimination": code is not None, **({"eliminationValueCode": code} if code else {})}


def _extension(found: Found, placement: Placement) -> dict[str, Any]:
    metadata, language = found.vintage.metadata, found.language
    first, last = first_and_last(found)
    return {
        "px": _px(found, placement),
        "firstPeriod": first,
        "lastPeriod": last,
        "tags": [keyword.text(language) for keyword in metadata.keywords],
        "discontinued": None,
        "contact": told_contacts(metadata, language),
    }


def _px(found: Found, placement: Placement) -> dict[str, Any]:
    metadata, language = found.vintage.metadata, found.language
    measure = found.table.stored.structure.measure
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
        "heading": list(placement.heading),
        "stub": list(placement.stub),
        "matrix": found.dataset.id,
        "subject-code": metadata.topic,
        "subject-area": topic_label(metadata.topic, language),
        **({"updateFrequency": frequency} if frequency else {}),
    }


def _about(found: Found, dimension: Dimension, codelists: Links) -> dict[str, Any]:
    extension: dict[str, Any] = {**told_elimination(found, dimension), "show": "value"}
    if codelists:
        extension["codeLists"] = codelists.get(dimension.id, [])
    return extension


def _contents(found: Found, dimension: Dimension) -> dict[str, dict[str, str]]:
    """What is said of each content."""
    metadata, codes = found.vintage.metadata, [code.id for code in dimension.codelist]
    frequency = metadata.frequency.text(found.language)
    return {
        **{name: dict.fromkeys(codes, value) for name, value in _OTHER.items()},
        **({"refperiod": dict.fromkeys(codes, frequency)} if frequency else {}),
        **({"basePeriod": dict.fromkeys(codes, metadata.base_period)} if metadata.base_period else {}),
    }
