"""Structure messages in SDMX-ML 2.1 and 3.0. What the two have in common is much; `Dialect` holds the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from amargah.exchange.sdmx.artefacts import (
    Annotation,
    Artefact,
    AttributeComponent,
    Categorisation,
    Component,
    Constraint,
    Dataflow,
    DataStructure,
    Item,
    Kind,
    Representation,
    Scheme,
)
from amargah.exchange.sdmx.faults import SCHEMAS
from amargah.exchange.sdmx.identity import AGENCY, PACKAGES, VERSION, urn
from amargah.exchange.sdmx.markup import DECLARATION, element, opened, text
from amargah.exchange.sdmx.structures.message import StructureMessage, class_of, instant, urn_of
from amargah.statcore.labels import LANGUAGES, Label


@dataclass(frozen=True)
class Dialect:
    """A version of SDMX-ML. `groups` are the elements around artefacts of a kind, in the order of its schema."""

    schemas: str
    latest: bool
    groups: Mapping[Kind, str]

    @property
    def region(self) -> str:
        """The prefix of what stands in a region of a cube."""
        return "str" if self.latest else "com"

    def message(self, message: StructureMessage) -> Iterator[bytes]:
        """The whole message in pieces, an artefact each."""
        schemas = f"{SCHEMAS}/{self.schemas}"
        names = {"mes": "message", "str": "structure", "com": "common"}
        root = opened("mes:Structure", {f"xmlns:{prefix}": f"{schemas}/{name}" for prefix, name in names.items()})
        yield f"{DECLARATION}{root}{_header(message)}<mes:Structures>\n".encode()
        for kind, group in self.groups.items():
            yield from _grouped(group, (self._artefact(each) for each in message.artefacts.get(kind, ())))
        yield b"</mes:Structures></mes:Structure>\n"

    def _artefact(self, artefact: Artefact) -> str:
        name = class_of(artefact.kind, latest=self.latest)
        content = () if artefact.stub else _CONTENT[artefact.kind](self, artefact)
        children = [*_described(artefact), *content]
        return element(f"str:{name}", {**self._attributes(artefact), **self._role(artefact)}, children) + "\n"

    def _attributes(self, artefact: Artefact) -> dict[str, str | None]:
        unversioned = self.latest and artefact.kind is Kind.AGENCY_SCHEME
        return {
            "id": artefact.id,
            "agencyID": artefact.agency,
            "version": None if unversioned else VERSION,
            "urn": urn_of(artefact, latest=self.latest),
            "isExternalReference": "true" if artefact.stub else None,
            "isPartial": "true" if isinstance(artefact, Scheme) and artefact.partial else None,
        }

    def _role(self, artefact: Artefact) -> dict[str, str | None]:
        if artefact.kind is not Kind.CONSTRAINT:
            return {}
        return {"role" if self.latest else "type": "Actual"}

    def reference(self, name: str, kind: Kind, id: str) -> str:
        """An element that names another artefact."""
        of = class_of(kind, latest=self.latest)
        if self.latest:
            return element(name, {}, [text(urn(of, id))])
        attributes = {"id": id, "version": VERSION, "agencyID": AGENCY, "package": PACKAGES[of], "class": of}
        return element(name, {}, [element("Ref", attributes)])

    def item_reference(self, name: str, of: str, scheme: str, id: str) -> str:
        """An element that names an item of a scheme; `of` is the class of the item."""
        if self.latest:
            return element(name, {}, [text(urn(of, scheme, item=id))])
        attributes = {
            "id": id,
            "maintainableParentID": scheme,
            "maintainableParentVersion": VERSION,
            "agencyID": AGENCY,
            "package": PACKAGES[of],
            "class": of,
        }
        return element(name, {}, [element("Ref", attributes)])

    def local(self, name: str, id: str) -> str:
        """An element that names something in the same artefact."""
        return element(name, {}, [text(id) if self.latest else element("Ref", {"id": id})])

    def represented(self, name: str, representation: Representation) -> str:
        if representation.codelist is None:
            return element(name, {}, [element("str:TextFormat", {"textType": representation.type})])
        return element(name, {}, [self.reference("str:Enumeration", Kind.CODELIST, representation.codelist)])


def _header(message: StructureMessage) -> str:
    children = (
        element("mes:ID", {}, [text(message.id)]),
        element("mes:Test", {}, ["false"]),
        element("mes:Prepared", {}, [instant(message.prepared)]),
        element("mes:Sender", {"id": AGENCY}),
    )
    return element("mes:Header", {}, children)


def _grouped(name: str, written: Iterable[str]) -> Iterator[bytes]:
    begun = False
    for piece in written:
        yield (piece if begun else f"<str:{name}>\n{piece}").encode()
        begun = True
    if begun:
        yield f"</str:{name}>\n".encode()


def _described(artefact: Artefact) -> Iterator[str]:
    if artefact.annotations:
        yield element("com:Annotations", {}, map(_annotation, artefact.annotations))
    yield from _named(artefact.label, artefact.id)
    yield from _texts("com:Description", artefact.description)


def _annotation(annotation: Annotation) -> str:
    title = [element("com:AnnotationTitle", {}, [text(annotation.title)])] if annotation.title else []
    kind = element("com:AnnotationType", {}, [text(annotation.kind)])
    texts = _texts("com:AnnotationText", annotation.text)
    return element("com:Annotation", {"id": annotation.id or None}, [*title, kind, *texts])


def _named(label: Label, id: str) -> Iterator[str]:
    """A name is required: what has none is called by its id."""
    return _texts("com:Name", label if label.fa or label.en else Label("", id))


def _texts(name: str, label: Label) -> Iterator[str]:
    for language in LANGUAGES:
        words = label.fa if language == "fa" else label.en
        if words:
            yield element(name, {"xml:lang": language}, [text(words)])


def _items(name: str) -> Callable[[Dialect, Any], Iterator[str]]:
    def written(dialect: Dialect, scheme: Scheme) -> Iterator[str]:
        return (_item(dialect, name, item) for item in scheme.items)

    return written


def _item(dialect: Dialect, name: str, item: Item) -> str:
    children = [*_named(item.label, item.id)]
    if item.parent is not None:
        children.append(dialect.local("str:Parent", item.parent))
    if item.representation is not None:
        children.append(dialect.represented("str:CoreRepresentation", item.representation))
    return element(name, {"id": item.id}, children) + "\n"


def _dataflow(dialect: Dialect, dataflow: Dataflow) -> Iterator[str]:
    yield dialect.reference("str:Structure", Kind.DATA_STRUCTURE, dataflow.structure)


def _categorisation(dialect: Dialect, categorisation: Categorisation) -> Iterator[str]:
    yield dialect.reference("str:Source", Kind.DATAFLOW, categorisation.dataflow)
    yield dialect.item_reference("str:Target", "Category", categorisation.scheme, categorisation.category)


def _structure(dialect: Dialect, structure: DataStructure) -> Iterator[str]:
    dimensions = [
        _component(dialect, "str:Dimension", structure.concepts, each, {"position": str(place)})
        for place, each in enumerate(structure.dimensions, start=1)
    ]
    time = _component(dialect, "str:TimeDimension", structure.concepts, structure.time)
    attributes = [_attribute(dialect, structure, each) for each in structure.attributes]
    measured = "str:Measure" if dialect.latest else "str:PrimaryMeasure"
    measure = _component(dialect, measured, structure.concepts, structure.measure)
    lists = (
        element("str:DimensionList", {"id": "DimensionDescriptor"}, [*dimensions, time]),
        element("str:AttributeList", {"id": "AttributeDescriptor"}, attributes),
        element("str:MeasureList", {"id": "MeasureDescriptor"}, [measure]),
    )
    yield element("str:DataStructureComponents", {}, lists)


def _component(
    dialect: Dialect,
    name: str,
    concepts: str,
    component: Component | AttributeComponent,
    attributes: Mapping[str, str] | None = None,
    more: Iterable[str] = (),
) -> str:
    children = (
        dialect.item_reference("str:ConceptIdentity", "Concept", concepts, component.id),
        dialect.represented("str:LocalRepresentation", component.representation),
        *more,
    )
    return element(name, {"id": component.id, **(attributes or {})}, children) + "\n"


def _attribute(dialect: Dialect, structure: DataStructure, attribute: AttributeComponent) -> str:
    if dialect.latest:
        usage = {"usage": "mandatory" if attribute.required else "optional"}
    else:
        usage = {"assignmentStatus": "Mandatory" if attribute.required else "Conditional"}
    relationship = element("str:AttributeRelationship", {}, _relationship(dialect, structure, attribute))
    return _component(dialect, "str:Attribute", structure.concepts, attribute, usage, [relationship])


def _relationship(dialect: Dialect, structure: DataStructure, attribute: AttributeComponent) -> Iterable[str]:
    if attribute.observed:
        measure = structure.measure.id
        return [element("str:Observation") if dialect.latest else dialect.local("str:PrimaryMeasure", measure)]
    if attribute.attached:
        return [dialect.local("str:Dimension", id) for id in attribute.attached]
    if not dialect.latest:
        return [element("str:None")]
    # <Dataflow/> would say it too, but sdmx1 takes it for an artefact and gives up; what is the same for all keys
    # depends on the key as well. (`optional` on the dimensions would say more, and is what pysdmx cannot read.)
    return [dialect.local("str:Dimension", each.id) for each in structure.dimensions]


def _constraint(dialect: Dialect, constraint: Constraint) -> Iterator[str]:
    flow = dialect.reference("str:Dataflow", Kind.DATAFLOW, constraint.dataflow)
    yield element("str:ConstraintAttachment", {}, [flow])
    selections = [_occurring(dialect, id, codes) for id, codes in constraint.codes.items()]
    if constraint.days is not None:
        selections.append(_times(dialect, constraint.times, constraint.days))
    # A region that is left out, without saying what is in it, is the whole: nothing is there.
    yield element("str:CubeRegion", {"include": "true" if selections else "false"}, selections)


def _occurring(dialect: Dialect, id: str, values: Iterable[str]) -> str:
    prefix = dialect.region
    children = [element(f"{prefix}:Value", {}, [text(value)]) for value in values]
    return element(f"{prefix}:KeyValue", {"id": id}, children)


def _times(dialect: Dialect, times: Iterable[str], days: tuple[str, str]) -> str:
    """The span of time in 2.1. In 3.0 the times one by one, which are valid too, and readers know better."""
    if dialect.latest:
        return _occurring(dialect, DataStructure.time.id, times)
    ends = zip(("StartPeriod", "EndPeriod"), days, strict=True)
    children = [element(f"com:{name}", {"isInclusive": "true"}, [text(day)]) for name, day in ends]
    return element("com:KeyValue", {"id": DataStructure.time.id}, [element("com:TimeRange", {}, children)])


_CONTENT: Final[Mapping[Kind, Callable[[Dialect, Any], Iterable[str]]]] = {
    Kind.AGENCY_SCHEME: _items("str:Agency"),
    Kind.CATEGORISATION: _categorisation,
    Kind.CATEGORY_SCHEME: _items("str:Category"),
    Kind.CODELIST: _items("str:Code"),
    Kind.CONCEPT_SCHEME: _items("str:Concept"),
    Kind.CONSTRAINT: _constraint,
    Kind.DATAFLOW: _dataflow,
    Kind.DATA_STRUCTURE: _structure,
}

SDMX_ML_21 = Dialect(
    "v2_1",
    latest=False,
    groups={
        Kind.AGENCY_SCHEME: "OrganisationSchemes",
        Kind.DATAFLOW: "Dataflows",
        Kind.CATEGORY_SCHEME: "CategorySchemes",
        Kind.CATEGORISATION: "Categorisations",
        Kind.CODELIST: "Codelists",
        Kind.CONCEPT_SCHEME: "Concepts",
        Kind.DATA_STRUCTURE: "DataStructures",
        Kind.CONSTRAINT: "Constraints",
    },
)
SDMX_ML_30 = Dialect(
    "v3_0",
    latest=True,
    groups={
        Kind.AGENCY_SCHEME: "AgencySchemes",
        Kind.CATEGORISATION: "Categorisations",
        Kind.CATEGORY_SCHEME: "CategorySchemes",
        Kind.CODELIST: "Codelists",
        Kind.CONCEPT_SCHEME: "ConceptSchemes",
        Kind.CONSTRAINT: "DataConstraints",
        Kind.DATAFLOW: "Dataflows",
        Kind.DATA_STRUCTURE: "DataStructures",
    },
)
