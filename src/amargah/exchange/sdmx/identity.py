"""Names of artefacts in SDMX: ids, versions and URNs. One agency, one version, one way to write an id."""

import re
from typing import Final

AGENCY: Final = "SCI"
TOP_AGENCY: Final = "SDMX"
"""It maintains the scheme in which agencies without a parent stand."""
VERSION: Final = "1.0"
"""Of every artefact: what an address names stays the same artefact; its vintages are asked for by time."""

TIME_DIMENSION: Final = "TIME_PERIOD"
PRIMARY_MEASURE: Final = "OBS_VALUE"
STATUS_CODELIST: Final = "CL_OBS_STATUS"
ORGANISATIONS: Final = "AGENCIES"
TOPICS: Final = "TOPICS"

_PLAIN = re.compile(r"[A-Za-z0-9_@-]*")
_ESCAPED = re.compile(r"((?:\$[0-9A-F]{2})+)")
_OTHER = re.compile(r"[^A-Za-z0-9_@-]")

# The package in which the information model keeps each kind of artefact.
PACKAGES: Final = {
    "Agency": "base",
    "AgencyScheme": "base",
    "Categorisation": "categoryscheme",
    "Category": "categoryscheme",
    "CategoryScheme": "categoryscheme",
    "Code": "codelist",
    "Codelist": "codelist",
    "Concept": "conceptscheme",
    "ConceptScheme": "conceptscheme",
    "ContentConstraint": "registry",
    "DataConstraint": "registry",
    "DataStructure": "datastructure",
    "Dataflow": "datastructure",
}


def to_id(code: str) -> str:
    """A code as an SDMX id, which has letters, digits, `_`, `@`, `-` and `$` only.

    Anything else is written as `$` and the hexadecimal byte of its UTF-8, so no two codes become one.
    """
    if _PLAIN.fullmatch(code):
        return code
    return _OTHER.sub(lambda match: "".join(f"${byte:02X}" for byte in match[0].encode()), code)


def from_id(id: str) -> str:
    """The code that `to_id` wrote; what was not written by it is left as it is."""
    if "$" not in id:
        return id
    return _ESCAPED.sub(_unescaped, id)


def dataflow_id(dataset: str) -> str:
    return dataset


def structure_id(dataset: str) -> str:
    return f"DSD_{dataset}"


def concepts_id(dataset: str) -> str:
    return f"CS_{dataset}"


def constraint_id(dataset: str) -> str:
    """Of the constraint that says which cells are there."""
    return f"CR_{dataset}"


def periods_id(dataset: str) -> str:
    """Of the codelist with the periods of a dataset in both calendars."""
    return f"CL_PERIOD_{dataset}"


def categorisation_id(dataset: str) -> str:
    return f"CAT_{dataset}"


def units_id(dataset: str) -> str:
    return f"CL_UNIT_{dataset}"


def urn(kind: str, id: str, *, item: str = "", version: str = VERSION, agency: str = AGENCY) -> str:
    """`urn:sdmx:org.sdmx.infomodel.codelist.Codelist=SCI:CL_SEX(1.0)`; with `item`, of an item in the scheme."""
    tail = f".{item}" if item else ""
    return f"urn:sdmx:org.sdmx.infomodel.{PACKAGES[kind]}.{kind}={agency}:{id}({version}){tail}"


def _unescaped(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match[0].replace("$", "")).decode()
    except UnicodeDecodeError:
        return match[0]
