"""Structure messages in SDMX-JSON 1.0.0 and 2.0.0."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

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
from amargah.exchange.sdmx.identity import AGENCY, VERSION, urn
from amargah.exchange.sdmx.structures.message import StructureMessage, class_of, instant, urn_of
from amargah.statcore.labels import LANGUAGES, Label

Told = dict[str, Any]

_GROUPS: Final = {
    Kind.AGENCY_SCHEME: "agencySchemes",
    Kind.CATEGORISATION: "categorisations",
    Kind.CATEGORY_SCHEME: "categorySchemes",
    Kind.CODELIST: "codelists",
    Kind.CONCEPT_SCHEME: "conceptSchemes",
    Kind.CONSTRAINT: "dataConstraints",
    Kind.DATAFLOW: "dataflows",
    Kind.DATA_STRUCTURE: "dataStructures",
}
_SCHEMA = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas"


@dataclass(frozen=True)
class Words:
    """A version of SDMX-JSON in one language, which is that of `name`; `names` has both."""

    latest: bool
    language: str

    def named(self, label: Label, id: str) -> Told:
        """A name is required: what has none is called by its id."""
        return self.both("name", label if label.fa or label.en else Label("", id))

    def both(self, name: str, label: Label) -> Told:
        """`{name: …, names: {fa: …, en: …}}`, or nothing when there are no words."""
        words = {"fa": label.fa, "en": label.en}
        said = {language: words[language] for language in LANGUAGES if words[language]}
        return {name: label.text(self.language), f"{name}s": said} if said else {}

    def urn(self, kind: Kind, id: str) -> str:
        return urn(class_of(kind, latest=self.latest), id)

    def represented(self, representation: Representation) -> Told:
        if representation.codelist is not None:
            return {"enumeration": self.urn(Kind.CODELIST, representation.codelist)}
        if self.latest:
            return {"format": {"dataType": representation.type}}
        return {"textFormat": {"textType": representation.type}}


def write_json(message: StructureMessage, *, latest: bool) -> Iterator[bytes]:
    """The message in pieces, an artefact each: SDMX-JSON 2.0.0 when `latest`, else 1.0.0."""
    words = Words(latest, message.language)
    yield b'{"meta":' + orjson.dumps(_meta(message, latest)) + b',"data":{'
    separator = b""
    for kind, group in _GROUPS.items():
        begun = False
        for artefact in message.artefacts.get(kind, ()):
            opening = b"," if begun else separator + orjson.dumps(_group(group, latest)) + b":["
            yield opening + orjson.dumps(_artefact(words, artefact))
            begun = True
        if begun:
            separator = b","
            yield b"]"
    yield b"}}"


def _group(name: str, latest: bool) -> str:
    return "contentConstraints" if name == "dataConstraints" and not latest else name


def _meta(message: StructureMessage, latest: bool) -> Told:
    version = "2.0.0" if latest else "1.0"
    others = [language for language in LANGUAGES if language != message.language]
    return {
        "schema": f"{_SCHEMA}/{version}/sdmx-json-structure-schema.json",
        "id": message.id,
        "test": False,
        "prepared": instant(message.prepared),
        "contentLanguages": [message.language, *others],
        "sender": {"id": AGENCY},
    }


def _artefact(words: Words, artefact: Artefact) -> Told:
    told = {
        "id": artefact.id,
        "agencyID": artefact.agency,
        "version": VERSION,
        **words.named(artefact.label, artefact.id),
        **words.both("description", artefact.description),
        "isExternalReference": artefact.stub,
        "links": [{"rel": "self", "urn": urn_of(artefact, latest=words.latest)}],
    }
    if artefact.annotations:
        told["annotations"] = [_annotation(words, each) for each in artefact.annotations]
    return told if artefact.stub else told | _CONTENT[artefact.kind](words, artefact)


def _annotation(words: Words, annotation: Annotation) -> Told:
    told = {"id": annotation.id, "type": annotation.kind, "title": annotation.title}
    return {name: said for name, said in told.items() if said} | words.both("text", annotation.text)


def _items(name: str) -> Callable[[Words, Any], Told]:
    def told(words: Words, scheme: Scheme) -> Told:
        items = [_item(words, item) for item in scheme.items]
        return {"isPartial": scheme.partial} | ({name: items} if items else {})

    return told


def _item(words: Words, item: Item) -> Told:
    told = {"id": item.id, **words.named(item.label, item.id)}
    if item.parent is not None:
        told["parent"] = item.parent
    if item.representation is not None:
        told["coreRepresentation"] = words.represented(item.representation)
    return told


def _dataflow(words: Words, dataflow: Dataflow) -> Told:
    return {"structure": words.urn(Kind.DATA_STRUCTURE, dataflow.structure)}


def _categorisation(words: Words, categorisation: Categorisation) -> Told:
    return {
        "source": words.urn(Kind.DATAFLOW, categorisation.dataflow),
        "target": urn("Category", categorisation.scheme, item=categorisation.category),
    }


def _structure(words: Words, structure: DataStructure) -> Told:
    kind = {} if words.latest else {"type": "Dimension"}
    dimensions = [
        _component(words, structure.concepts, each, position=place, **kind)
        for place, each in enumerate(structure.dimensions)
    ]
    time = _component(words, structure.concepts, structure.time)
    measure = _component(words, structure.concepts, structure.measure)
    timed: Told = {"timeDimension": time}
    measured: Told = {"measures": [measure]}
    if not words.latest:
        timed = {"timeDimensions": [time | {"type": "TimeDimension", "position": len(dimensions)}]}
        measured = {"primaryMeasure": measure}
    return {
        "dataStructureComponents": {
            "dimensionList": {"id": "DimensionDescriptor", "dimensions": dimensions, **timed},
            "attributeList": {
                "id": "AttributeDescriptor",
                "attributes": [_attribute(words, structure, each) for each in structure.attributes],
            },
            "measureList": {"id": "MeasureDescriptor", **measured},
        }
    }


def _component(words: Words, concepts: str, component: Component | AttributeComponent, **more: Any) -> Told:
    return {
        "id": component.id,
        "conceptIdentity": urn("Concept", concepts, item=component.id),
        "localRepresentation": words.represented(component.representation),
        **more,
    }


def _attribute(words: Words, structure: DataStructure, attribute: AttributeComponent) -> Told:
    if words.latest:
        usage = {"usage": "mandatory" if attribute.required else "optional"}
    else:
        usage = {"assignmentStatus": "Mandatory" if attribute.required else "Conditional"}
    relationship = {"attributeRelationship": _relationship(words, structure, attribute)}
    return _component(words, structure.concepts, attribute) | usage | relationship


def _relationship(words: Words, structure: DataStructure, attribute: AttributeComponent) -> Told:
    if attribute.observed:
        return {"observation": {}} if words.latest else {"primaryMeasure": structure.measure.id}
    if attribute.attached:
        return {"dimensions": list(attribute.attached)}
    return {"dataflow": {}} if words.latest else {"none": {}}


def _constraint(words: Words, constraint: Constraint) -> Told:
    time = DataStructure.time.id
    keys: list[Told] = [{"id": id, "values": _values(words, codes)} for id, codes in constraint.codes.items()]
    if constraint.days is not None:
        keys.append({"id": time, "timeRange": _days(constraint.days)})
    # A region that is left out, without saying what is in it, is the whole: nothing is there.
    region = {"include" if words.latest else "isIncluded": bool(keys), "keyValues": keys or [{"id": time}]}
    return {
        "role" if words.latest else "type": "Actual",
        "constraintAttachment": {"dataflows": [words.urn(Kind.DATAFLOW, constraint.dataflow)]},
        "cubeRegions": [region],
    }


def _values(words: Words, codes: Iterable[str]) -> list[Any]:
    return [{"value": code} for code in codes] if words.latest else list(codes)


def _days(days: tuple[str, str]) -> Told:
    ends = zip(("startPeriod", "endPeriod"), days, strict=True)
    return {name: {"period": day, "isInclusive": True} for name, day in ends}


_CONTENT: Final[Mapping[Kind, Callable[[Words, Any], Told]]] = {
    Kind.AGENCY_SCHEME: _items("agencies"),
    Kind.CATEGORISATION: _categorisation,
    Kind.CATEGORY_SCHEME: _items("categories"),
    Kind.CODELIST: _items("codes"),
    Kind.CONCEPT_SCHEME: _items("concepts"),
    Kind.CONSTRAINT: _constraint,
    Kind.DATAFLOW: _dataflow,
    Kind.DATA_STRUCTURE: _structure,
}
