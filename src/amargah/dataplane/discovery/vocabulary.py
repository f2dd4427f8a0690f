"""Words of other vocabularies that the catalogue speaks: prefixes, themes, frequencies, file types, services."""

from dataclasses import dataclass
from typing import Any, Final

from amargah.exchange.csvw import both
from amargah.statcore.labels import Label

CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU: Final = "http://publications.europa.eu/resource/authority/"
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
DCAT_AP: Final = "https://semiceu.github.io/DCAT-AP/releases/3.0.0/"
THEMES: Final = f"{_EU}data-theme"
IRAN: Final = f"{_EU}country/IRN"
PUBLIC: Final = f"{_EU}access-right/PUBLIC"
LANGUAGE_NAMES: Final = {"fa": f"{_EU}language/FAS", "en": f"{_EU}language/ENG"}

# Chapters of the yearbook in the words of the European catalogue; chapters without one have no theme there.
_THEME: Final = {
    "land": "ENVI",
    "environment": "ENVI",
    "population": "SOCI",
    "labour": "SOCI",
    "agriculture": "AGRI",
    "mining": "ECON",
    "oil": "ENER",
    "manufacturing": "ECON",
    "utilities": "ENER",
    "construction": "ECON",
    "trade": "ECON",
    "transport": "TRAN",
    "communications": "TECH",
    "finance": "ECON",
    "justice": "JUST",
    "welfare": "SOCI",
    "education": "EDUC",
    "health": "HEAL",
    "culture": "EDUC",
    "budget": "GOVE",
    "households": "SOCI",
    "prices": "ECON",
    "accounts": "ECON",
    "politics": "GOVE",
}
_FREQUENCY: Final = {
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "monthly": "MONTHLY",
    "quarterly": "QUARTERLY",
    "twice a year": "ANNUAL_2",
    "half-yearly": "ANNUAL_2",
    "annual": "ANNUAL",
    "annually": "ANNUAL",
    "yearly": "ANNUAL",
    "every year": "ANNUAL",
    "every two years": "BIENNIAL",
    "every five years": "QUINQUENNIAL",
    "every ten years": "DECENNIAL",
    "irregular": "IRREG",
}


@dataclass(frozen=True, slots=True)
class FileType:
    """A format in the words of IANA (where it is registered), the EU (where it has a code), its standard."""

    name: str
    media_type: str = ""
    code: str = ""
    standard: str = ""


FILE_TYPES: Final = {
    "json": FileType("JSON-stat", "application/json", "JSON", "https://json-stat.org/full/"),
    "csv": FileType("CSV", "text/csv", "CSV", "https://www.w3.org/TR/tabular-data-model/"),
    "xlsx": FileType("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "px": FileType("PX", standard="https://www.scb.se/px-en"),
    "parquet": FileType(
        "Parquet", "application/vnd.apache.parquet", "PARQUET", "https://parquet.apache.org/docs/file-format/"
    ),
}


@dataclass(frozen=True, slots=True)
class Service:
    """An API by the beginning of its addresses."""

    prefix: str
    title: Label
    standard: str


SERVICES: Final = (
    Service("/data", Label("پرونده‌ها و خانه‌ها", "Files and cells"), "https://json-stat.org/full/"),
    Service("/api/v2", Label("PxWebApi 2", "PxWebApi 2"), "https://github.com/PxTools/PxApiSpecs"),
    Service("/api/v1", Label("PxWebApi 1", "PxWebApi 1"), "https://www.scb.se/api_en"),
    Service(
        "/sdmx/2.1",
        Label("SDMX REST 1.5", "SDMX REST 1.5"),
        "https://github.com/sdmx-twg/sdmx-rest/tree/v1.5.0",
    ),
    Service(
        "/sdmx/3.0",
        Label("SDMX REST 2.2", "SDMX REST 2.2"),
        "https://github.com/sdmx-twg/sdmx-rest/tree/v2.2.2",
    ),
)


def theme(topic: str) -> str | None:
    """The European data theme of a chapter."""
    return f"{THEMES}/{_THEME[topic]}" if topic in _THEME else None


def frequency(words: Label) -> dict[str, Any] | None:
    """How often figures come, with the European code where the English words name one."""
    if not words.fa and not words.en:
        return None
    code = _FREQUENCY.get(words.en.strip().rstrip(".").lower())
    return {
        **({"@id": f"{_EU}frequency/{code}"} if code else {}),
        "@type": "dct:Frequency",
        "rdfs:label": both(words),
    }


def media_type(file_type: FileType) -> dict[str, Any]:
    """`dcat:mediaType`, `dct:format` and `dct:conformsTo`, as far as they are known."""
    told = {
        "dcat:mediaType": _MEDIA + file_type.media_type if file_type.media_type else "",
        "dct:format": f"{_EU}file-type/{file_type.code}" if file_type.code else "",
        "dct:conformsTo": file_type.standard,
    }
    return {name: node(iri) for name, iri in told.items() if iri}


def node(iri: str) -> dict[str, str]:
    return {"@id": iri}


def typed(text: object, kind: str) -> dict[str, str]:
    """A literal of an XSD type: `typed(day, "date")`."""
    return {"@value": str(text), "@type": f"xsd:{kind}"}
