"""CSV on the Web: what the columns of our CSV are (W3C, Metadata Vocabulary for Tabular Data).

https://www.w3.org/TR/tabular-metadata/
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from amargah.exchange.inert import inert
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Dimension, Role, Structure

_SDMX: Final = "http://purl.org/linked-data/sdmx/2009/"
_PROPERTIES: Final = {Role.TIME: f"{_SDMX}dimension#timePeriod", Role.GEO: f"{_SDMX}dimension#refArea"}
_VALUE_PROPERTY: Final = f"{_SDMX}measure#obsValue"
_STATUS_PROPERTY: Final = f"{_SDMX}attribute#obsStatus"
_CODE: Final = Label("کد {}", "{} (code)")
_STATUS: Final = Label("وضعیت", "Status")
_ROWS: Final = Label("{} سطر، یکی برای هر خانه", "{} rows, one for each cell")


@dataclass(frozen=True)
class CsvFile:
    """A CSV: its address seen from the document, its language and rows, and how the address of a row is made.

    `about` is a URI template over the names of the columns: `cell?COUNTY={COUNTY}&TIME={TIME}`.
    """

    url: str
    language: str
    rows: int
    issued: datetime
    about: str
    publisher: Label


def write_csvw(structure: Structure, metadata: Metadata, file: CsvFile) -> dict[str, Any]:
    """The document that describes the CSV which `exchange.csv` writes of `structure`."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": file.language}],
        "url": file.url,
        "dc:title": both(metadata.title),
        "dc:description": both(metadata.description),
        "dc:source": both(metadata.source),
        "dc:publisher": both(file.publisher),
        "dc:issued": {"@value": file.issued.isoformat(), "@type": "xsd:dateTime"},
        "dc:subject": [text for keyword in metadata.keywords for text in both(keyword)],
        "dc:extent": both(Label(*(text.format(file.rows) for text in (_ROWS.fa, _ROWS.en)))),
        "notes": [
            {"rows": file.rows, "unit": both(structure.measure.unit)},
            *({"note": both(note)} for note in metadata.notes),
            *({"period": each.period, "break": both(each.note)} for each in metadata.breaks),
        ],
        "dialect": {
            "encoding": "utf-8",
            "lineTerminators": ["\r\n"],
            "quoteChar": '"',
            "doubleQuote": True,
            "delimiter": ",",
            "header": True,
            "headerRowCount": 1,
        },
        "tableSchema": {
            "aboutUrl": file.about,
            "columns": _columns(structure, file.language),
            "primaryKey": [dimension.id for dimension in structure.dimensions],
        },
    }


def both(label: Label) -> list[dict[str, str]]:
    """The words of each language in which there are any."""
    texts = (("fa", label.fa), ("en", label.en))
    return [{"@value": text, "@language": language} for language, text in texts if text]


def _columns(structure: Structure, language: str) -> list[dict[str, Any]]:
    pairs = (_pair(dimension, language) for dimension in structure.dimensions)
    return [*(column for pair in pairs for column in pair), _value(structure), _status()]


def _pair(dimension: Dimension, language: str) -> Sequence[dict[str, Any]]:
    """The columns of the codes of a dimension and of their labels."""
    label = dimension.label
    coded = Label(_CODE.fa.format(label.text("fa")), _CODE.en.format(label.text("en")))
    told = {"propertyUrl": _PROPERTIES[dimension.role]} if dimension.role in _PROPERTIES else {}
    codes = {
        "name": dimension.id,
        "titles": _titles(inert(dimension.id), coded),
        "datatype": "string",
        "required": True,
        **told,
    }
    # A label that is empty or like the id is written otherwise in the heading; see `exchange.csv`.
    named = label if label.text(language) not in ("", dimension.id) else Label(*(f"{dimension.id}_label",) * 2)
    words = {
        "name": f"{dimension.id}_label",
        "titles": {"fa": inert(named.text("fa")), "en": inert(named.text("en"))},
        "datatype": "string",
        "lang": language,
        "suppressOutput": True,
    }
    return codes, words


def _value(structure: Structure) -> dict[str, Any]:
    measure = structure.measure
    return {
        "name": "value",
        "titles": _titles("value", measure.label),
        "dc:description": both(measure.unit),
        "datatype": {"base": "double"},
        "null": [""],
        "propertyUrl": _VALUE_PROPERTY,
    }


def _status() -> dict[str, Any]:
    return {
        "name": "status",
        "titles": _titles("status", _STATUS),
        "dc:description": [
            {"@value": f"{meaning.status}: {text}", "@language": language}
            for meaning in MEANINGS
            if meaning.sign
            for language, text in (("fa", meaning.label.fa), ("en", meaning.label.en))
        ],
        "datatype": {"base": "string", "format": f"[{''.join(each.status for each in MEANINGS if each.sign)}]"},
        "null": [""],
        "propertyUrl": _STATUS_PROPERTY,
    }


def _titles(heading: str, label: Label) -> dict[str, list[str]]:
    """What stands in the heading comes first, then what a reader of the language calls it."""
    return {
        language: list(dict.fromkeys((heading, text)))
        for language, text in (("fa", label.text("fa")), ("en", label.text("en")))
    }
