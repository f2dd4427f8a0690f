"""A structure message, apart from the format in which it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from amargah.exchange.sdmx.artefacts import Artefact, Kind
from amargah.exchange.sdmx.identity import urn

_CLASSES: Final = {
    Kind.AGENCY_SCHEME: "AgencyScheme",
    Kind.CATEGORISATION: "Categorisation",
    Kind.CATEGORY_SCHEME: "CategoryScheme",
    Kind.CODELIST: "Codelist",
    Kind.CONCEPT_SCHEME: "ConceptScheme",
    Kind.CONSTRAINT: "DataConstraint",
    Kind.DATAFLOW: "Dataflow",
    Kind.DATA_STRUCTURE: "DataStructure",
}


@dataclass(frozen=True, slots=True)
class StructureMessage:
    """`artefacts` of a kind are read once, when they are written, so that they need not be there all at once.

    `prepared` and `id` depend on the edition and the address only: the same question has the same answer.
    """

    id: str
    prepared: datetime
    artefacts: Mapping[Kind, Iterable[Artefact]]
    language: str = "fa"


def class_of(kind: Kind, *, latest: bool) -> str:
    """The class of the information model, of version 3.0 when `latest`, else of 2.1."""
    return "ContentConstraint" if kind is Kind.CONSTRAINT and not latest else _CLASSES[kind]


def urn_of(artefact: Artefact, *, latest: bool) -> str:
    return urn(class_of(artefact.kind, latest=latest), artefact.id, agency=artefact.agency)


def instant(moment: datetime) -> str:
    """In UTC, with a Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
