"""Metadata of a table as `json-px`: one member a variable, by what it stands for."""

from typing import Any

from amargah.dataplane.pxweb2.describing import (
    Links,
    first_and_last,
    note_texts,
    time_unit,
    told_contacts,
    told_elimination,
)
from amargah.dataplane.pxweb2.finding import Found
from amargah.dataplane.pxweb2.links import table_links
from amargah.dataplane.pxweb2.topics import topic_label
from amargah.statcore.structures import Code, Dimension, Role, Structure

_TYPES = {Role.TIME: "TimeVariable", Role.GEO: "GeographicalVariable", Role.METRIC: "ContentsVariable"}


def px_metadata(found: Found, structure: Structure, codelists: Links) -> dict[str, Any]:
    """`structure` is what is shown of the table; `codelists` by variable."""
    metadata, language = found.vintage.metadata, found.language
    return {
        "language": language,
        "id": found.dataset.id,
        "label": metadata.title.text(language),
        "description": metadata.description.text(language),
        "aggregationAllowed": structure.measure.additive,
        "officialStatistics": True,
        "subjectCode": metadata.topic,
        "subjectLabel": topic_label(metadata.topic, language),
        "source": metadata.source.text(language),
        "tags": [keyword.text(language) for keyword in metadata.keywords],
        "updated": found.updated,
        "discontinued": None,
        "notes": [{"mandatory": False, "text": text} for text in note_texts(metadata, language)],
        "contacts": told_contacts(metadata, language),
        "variables": [_variable(found, each, codelists) for each in structure.dimensions],
        "links": table_links(found.base, found.dataset.id, language, found.state),
    }


def _variable(found: Found, dimension: Dimension, codelists: Links) -> dict[str, Any]:
    told = {
        "type": _TYPES.get(dimension.role, "RegularVariable"),
        "id": dimension.id,
        "label": dimension.label.text(found.language),
        "values": [_value(found, dimension, code) for code in dimension.codelist],
    }
    if dimension.role is Role.TIME:
        first, last = first_and_last(found)
        return {**told, "timeUnit": time_unit(first), "firstPeriod": first, "lastPeriod": last}
    if dimension.role is Role.METRIC:
        return told
    return {**told, **told_elimination(found, dimension), "codeLists": codelists.get(dimension.id, [])}


def _value(found: Found, dimension: Dimension, code: Code) -> dict[str, Any]:
    language = found.language
    told: dict[str, Any] = {"code": code.id, "label": code.label.text(language)}
    if dimension.role is not Role.METRIC:
        return told
    return {
        **told,
        "unit": code.unit.text(language) if code.unit else "",
        "preferedNumberOfDecimals": code.decimals,
        "baseperiod": found.vintage.metadata.base_period or None,
        "refrencePeriod": found.vintage.metadata.frequency.text(language) or None,
        "measuringType": "Other",
        "priceType": "NotApplicable",
        "adjustment": "None",
    }
