"""Structural metadata of SDMX as we publish it, apart from any version of the message that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import ClassVar, Self

from amargah.exchange.sdmx.identity import AGENCY, PRIMARY_MEASURE, TIME_DIMENSION
from amargah.statcore.labels import Label

EMPTY = Label("", "")


class Kind(StrEnum):
    """What can be asked for by name. The values are those of SDMX REST 2."""

    AGENCY_SCHEME = "agencyscheme"
    CATEGORISATION = "categorisation"
    CATEGORY_SCHEME = "categoryscheme"
    CODELIST = "codelist"
    CONCEPT_SCHEME = "conceptscheme"
    CONSTRAINT = "dataconstraint"
    DATAFLOW = "dataflow"
    DATA_STRUCTURE = "datastructure"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """Which artefact. All have version 1.0."""

    kind: Kind
    id: str
    agency: str = AGENCY


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something more about an artefact: `kind` is its type, `title` a value such as an instant."""

    kind: str
    id: str = ""
    title: str = ""
    text: Label = EMPTY


@dataclass(frozen=True, kw_only=True)
class Artefact:
    """A stub is named and described, and its content is to be asked for."""

    kind: ClassVar[Kind]
    id: str
    label: Label
    description: Label = EMPTY
    annotations: tuple[Annotation, ...] = ()
    agency: str = AGENCY
    stub: bool = False

    @property
    def name(self) -> Name:
        return Name(self.kind, self.id, self.agency)


@dataclass(frozen=True, slots=True)
class Representation:
    """Values out of a codelist, or of a type (`Double`, `String`, …)."""

    codelist: str | None = None
    type: str = "String"


@dataclass(frozen=True, slots=True)
class Item:
    """A code, category, agency or concept; `parent` is the id of another item of the scheme."""

    id: str
    label: Label
    parent: str | None = None
    representation: Representation | None = None


@dataclass(frozen=True, kw_only=True)
class Scheme(Artefact):
    """A list of items; `partial` when some were left out."""

    items: tuple[Item, ...] = ()
    partial: bool = False

    def of(self, ids: frozenset[str]) -> Self:
        """With the items of those ids only, in the order of the scheme."""
        kept = tuple(item for item in self.items if item.id in ids)
        return self if len(kept) == len(self.items) else replace(self, items=kept, partial=True)


@dataclass(frozen=True, kw_only=True)
class AgencyScheme(Scheme):
    kind = Kind.AGENCY_SCHEME


@dataclass(frozen=True, kw_only=True)
class CategoryScheme(Scheme):
    kind = Kind.CATEGORY_SCHEME


@dataclass(frozen=True, kw_only=True)
class Codelist(Scheme):
    kind = Kind.CODELIST


@dataclass(frozen=True, kw_only=True)
class ConceptScheme(Scheme):
    """Its items have a representation."""

    kind = Kind.CONCEPT_SCHEME


@dataclass(frozen=True, kw_only=True)
class Categorisation(Artefact):
    """A dataflow under a category of a scheme."""

    kind = Kind.CATEGORISATION
    dataflow: str = ""
    scheme: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Component:
    """A dimension or measure; its concept has the same id in the concept scheme of the structure."""

    id: str
    representation: Representation


@dataclass(frozen=True, slots=True)
class AttributeComponent:
    """`attached` as in `definition.Attribute`: no dimension, some, or (`observed`) all of them."""

    id: str
    representation: Representation
    attached: tuple[str, ...]
    observed: bool
    required: bool


@dataclass(frozen=True, kw_only=True)
class DataStructure(Artefact):
    """Dimensions in the order of the key; time, which is no part of the key, comes after them."""

    kind = Kind.DATA_STRUCTURE
    concepts: str = ""
    dimensions: tuple[Component, ...] = ()
    attributes: tuple[AttributeComponent, ...] = ()
    time: ClassVar[Component] = Component(TIME_DIMENSION, Representation(type="ObservationalTimePeriod"))
    measure: ClassVar[Component] = Component(PRIMARY_MEASURE, Representation(type="Double"))


@dataclass(frozen=True, kw_only=True)
class Dataflow(Artefact):
    kind = Kind.DATAFLOW
    structure: str = ""


@dataclass(frozen=True, kw_only=True)
class Constraint(Artefact):
    """The actual content of a dataflow: codes that occur by dimension, and the times as messages write them.

    `days` are the first and the last day (ISO) of all times. All are empty when there are no cells.
    """

    kind = Kind.CONSTRAINT
    dataflow: str = ""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    times: tuple[str, ...] = ()
    days: tuple[str, str] | None = None
