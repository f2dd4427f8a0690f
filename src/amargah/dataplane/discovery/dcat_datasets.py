"""One dataset with its vintages as DCAT 3, as DCAT-AP 3 wants it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from amargah.cubes import StoredCube
from amargah.dataplane.discovery.site import Site
from amargah.dataplane.discovery.vocabulary import (
    FILE_TYPES,
    IRAN,
    LANGUAGE_NAMES,
    PUBLIC,
    frequency,
    media_type,
    node,
    theme,
    typed,
)
from amargah.dataplane.files.addresses import data_address, permanent
from amargah.exchange.csvw import both
from amargah.exchange.sdmx.identity import AGENCY
from amargah.shelf import Dataset, Vintage
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Role, Structure
from amargah.statcore.topics import BY_ID, Topic

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)


def dataset_node(site: Site, dataset: Dataset, latest: StoredCube) -> dict[str, Any]:
    """The dataset as it is now; its vintages are versions of it, each with its permanent address."""
    vintage = dataset.latest
    return {
        "@id": _name(site, dataset),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.id,
        **_described(site, dataset, vintage, latest.structure),
        "dcat:version": str(vintage.number),
        "adms:versionNotes": both(vintage.reason),
        "dct:issued": _instant(dataset.vintages[-1].visible_from),
        "dct:modified": _instant(vintage.visible_from),
        "dcat:landingPage": [node(site.dataset(language, dataset.id)) for language in LANGUAGES],
        "dcat:distribution": list(_distributions(site, dataset, latest)),
        "dcat:hasCurrentVersion": node(_name(site, dataset, vintage)),
        "dcat:hasVersion": [_version(site, dataset, each) for each in dataset.vintages],
    }


def _described(site: Site, dataset: Dataset, vintage: Vintage, structure: Structure) -> dict[str, Any]:
    metadata = vintage.metadata
    told = {
        "dct:title": both(metadata.title),
        "dct:description": both(metadata.description),
        "dct:publisher": _publisher(vintage),
        "dct:creator": _publisher(vintage),
        "dcat:contactPoint": _contact(site, vintage),
        "dcat:theme": _themes(site, metadata),
        "dcat:keyword": [text for keyword in metadata.keywords for text in both(keyword)],
        "dct:accrualPeriodicity": frequency(metadata.frequency),
        "dct:temporal": _temporal(structure),
        "dct:spatial": _spatial(metadata, structure),
        "dct:language": list(map(node, LANGUAGE_NAMES.values())),
        "dct:accessRights": node(PUBLIC),
        "dct:provenance": [_statement(words) for words in (metadata.source, metadata.method) if both(words)],
        "dct:conformsTo": [node(f"{site.base}/sdmx/3.0/structure/dataflow/{AGENCY}/{quote(dataset.id)}")],
    }
    return {name: value for name, value in told.items() if value}


def _publisher(vintage: Vintage) -> dict[str, Any]:
    return {"@type": ["foaf:Agent", "foaf:Organization"], "foaf:name": both(vintage.organisation)}


def _contact(site: Site, vintage: Vintage) -> dict[str, Any]:
    contact = vintage.metadata.contact
    email = _EMAIL.search(contact.en) or _EMAIL.search(contact.fa)
    return {
        "@type": "vcard:Kind",
        "vcard:fn": both(contact if contact.fa or contact.en else vintage.organisation),
        "vcard:hasURL": node(site.page("fa", "about/")),
        **({"vcard:hasEmail": node(f"mailto:{email[0]}")} if email else {}),
    }


def _themes(site: Site, metadata: Metadata) -> list[dict[str, Any]]:
    topic, european = BY_ID.get(metadata.topic), theme(metadata.topic)
    own = _concept(site, topic) if topic else None
    return [*([own] if own else []), *([node(european)] if european else [])]


def _concept(site: Site, topic: Topic) -> dict[str, Any]:
    return {
        "@id": site.topic("fa", topic.id),
        "@type": "skos:Concept",
        "skos:prefLabel": both(topic.label),
        "skos:inScheme": node(site.page("fa", "topics/")),
    }


def _temporal(structure: Structure) -> dict[str, Any] | None:
    """From the first day to the last that figures speak of, in the calendar of ISO."""
    try:
        periods = [parse_period(code.id) for code in structure.time.codelist]
    except Invalid:
        return None
    if not periods:
        return None
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": typed(min(each.first_day for each in periods).isoformat(), "date"),
        "dcat:endDate": typed(max(each.last_day for each in periods).isoformat(), "date"),
    }


def _spatial(metadata: Metadata, structure: Structure) -> list[dict[str, Any]]:
    places = {"@type": "dct:Location", "skos:prefLabel": both(metadata.coverage)}
    told = [places] if places["skos:prefLabel"] and structure.with_role(Role.GEO) else []
    return [node(IRAN), *told]


def _statement(words: Label) -> dict[str, Any]:
    return {"@type": "dct:ProvenanceStatement", "rdfs:label": both(words)}


def _distributions(site: Site, dataset: Dataset, latest: StoredCube) -> Iterator[dict[str, Any]]:
    """Every format in each language; the archive is one file for both, and its size is known."""
    archive = {"dcat:byteSize": typed(latest.archive.stat().st_size, "nonNegativeInteger")}
    for extension in FILE_TYPES:
        if extension == "parquet":
            yield {**_distribution(site, dataset, extension), **archive}
            continue
        for language in LANGUAGES:
            named = {"dct:language": node(LANGUAGE_NAMES[language])}
            yield {**_distribution(site, dataset, extension, lang=language), **named}


def _distribution(site: Site, dataset: Dataset, extension: str, **query: str) -> dict[str, Any]:
    address = site.base + data_address(quote(dataset.id), extension, **query)
    file_type, language = FILE_TYPES[extension], query.get("lang", "fa")
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": both(Label(file_type.name, file_type.name)),
        "dcat:accessURL": node(site.dataset(language, dataset.id)),
        "dcat:downloadURL": node(address),
        "dct:license": node(site.page(language, "terms/")),
        **media_type(file_type),
    }


def _version(site: Site, dataset: Dataset, vintage: Vintage) -> dict[str, Any]:
    """A vintage; its files are at the same addresses with its number, for ever."""
    before = dataset.vintage(vintage.number - 1) if vintage.number > 1 else None
    return {
        "@id": _name(site, dataset, vintage),
        "@type": "dcat:Dataset",
        "dct:title": both(vintage.metadata.title),
        "dct:description": both(vintage.metadata.description),
        "dct:publisher": _publisher(vintage),
        "dct:issued": _instant(vintage.visible_from),
        "dcat:version": str(vintage.number),
        "adms:versionNotes": both(vintage.reason),
        "dcat:isVersionOf": node(_name(site, dataset)),
        **({"dcat:previousVersion": node(_name(site, dataset, before))} if before else {}),
        "dcat:distribution": [
            _distribution(site, dataset, extension, vintage=str(vintage.number)) for extension in FILE_TYPES
        ],
    }


def _name(site: Site, dataset: Dataset, vintage: Vintage | None = None) -> str:
    """The name of the thing itself; its document stands at the same address without the mark."""
    id = quote(dataset.id)
    path = permanent(id, vintage.number) if vintage else f"/data/{id}/metadata.json"
    return f"{site.base}{path}#dataset"


def _instant(instant: datetime) -> dict[str, str]:
    return typed(instant.astimezone(UTC).isoformat().replace("+00:00", "Z"), "dateTime")
