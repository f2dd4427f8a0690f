"""The artefacts that describe a dataset, and those that stand for the whole office."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from amargah.exchange.sdmx.artefacts import (
    AgencyScheme,
    Annotation,
    AttributeComponent,
    Categorisation,
    CategoryScheme,
    Codelist,
    Component,
    ConceptScheme,
    Constraint,
    Dataflow,
    DataStructure,
    Item,
    Representation,
)
from amargah.exchange.sdmx.definition import DECIMALS, STATUSES, Definition
from amargah.exchange.sdmx.identity import (
    AGENCY,
    ORGANISATIONS,
    TOP_AGENCY,
    TOPICS,
    categorisation_id,
    concepts_id,
    constraint_id,
    dataflow_id,
    structure_id,
    to_id,
)
from amargah.exchange.sdmx.times import to_time
from amargah.statcore import structures
from amargah.statcore.labels import Label
from amargah.statcore.periods import Period, parse_period
from amargah.statcore.selections import Indices
from amargah.statcore.structures import Role
from amargah.statcore.topics import TOPICS as CHAPTERS

_OFFICE = Label("مرکز آمار ایران", "Statistical Centre of Iran")

Names = Mapping[str, str]
"""The id of the codelist of each dimension, by our id of the dimension."""


def agencies() -> AgencyScheme:
    return AgencyScheme(
        id=ORGANISATIONS,
        label=Label("سازمان‌ها", "Agencies"),
        agency=TOP_AGENCY,
        items=(Item(AGENCY, _OFFICE),),
    )


def topics() -> CategoryScheme:
    return CategoryScheme(
        id=TOPICS,
        label=Label("موضوع‌های سالنامهٔ آماری", "Topics of the statistical yearbook"),
        items=tuple(Item(to_id(chapter.id), chapter.label) for chapter in CHAPTERS),
    )


def statuses() -> Codelist:
    return codelist(STATUSES.id, STATUSES)


def codelist(id: str, source: structures.Codelist) -> Codelist:
    return Codelist(
        id=id,
        label=source.label,
        items=tuple(
            Item(to_id(code.id), code.label, None if code.parent is None else to_id(code.parent))
            for code in source.codes
        ),
    )


def dataflow(definition: Definition, annotations: Iterable[Annotation] = ()) -> Dataflow:
    about = definition.metadata
    return Dataflow(
        id=dataflow_id(definition.dataset),
        label=about.title,
        description=about.description,
        annotations=(*_about(definition), *annotations),
        structure=structure_id(definition.dataset),
    )


def released(instant: datetime, reason: Label, number: int) -> Annotation:
    """One vintage of a dataset, among the annotations of its dataflow."""
    told = instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return Annotation("VINTAGE", f"VINTAGE_{number}", told, reason)


def data_structure(definition: Definition, names: Names) -> DataStructure:
    """The structure; `names` says where the codes of its dimensions stand."""
    return DataStructure(
        id=structure_id(definition.dataset),
        label=definition.structure.label,
        concepts=concepts_id(definition.dataset),
        dimensions=tuple(
            Component(to_id(dimension.id), Representation(names[dimension.id])) for dimension in definition.key
        ),
        attributes=tuple(
            AttributeComponent(
                attribute.id,
                _values(attribute.id, attribute.codelist),
                attribute.attached,
                len(attribute.attached) == len(definition.ids),
                attribute.required,
            )
            for attribute in definition.attributes
        ),
    )


def concepts(definition: Definition, names: Names) -> ConceptScheme:
    structure, about = definition.structure, definition.metadata
    dimensions = (
        Item(to_id(each.id), each.label, representation=Representation(names[each.id])) for each in definition.key
    )
    attributes = (
        Item(each.id, each.label, representation=_values(each.id, each.codelist)) for each in definition.attributes
    )
    time, measure = DataStructure.time, DataStructure.measure
    return ConceptScheme(
        id=concepts_id(definition.dataset),
        label=Label(f"مفاهیم {about.title.text('fa')}", f"Concepts of {about.title.text('en')}"),
        items=(
            *dimensions,
            Item(time.id, structure.time.label, representation=time.representation),
            Item(measure.id, structure.measure.label, representation=measure.representation),
            *attributes,
        ),
    )


def categorisation(definition: Definition) -> Categorisation:
    """Which topic of the yearbook the dataflow belongs to."""
    return Categorisation(
        id=categorisation_id(definition.dataset),
        label=definition.metadata.title,
        dataflow=dataflow_id(definition.dataset),
        scheme=TOPICS,
        category=to_id(definition.metadata.topic),
    )


def constraint(definition: Definition, available: Indices) -> Constraint:
    """`available` are the places of each dimension at which there are cells (or at which some were asked for)."""
    codes: dict[str, tuple[str, ...]] = {}
    periods: list[Period] = []
    for id, dimension, places in zip(definition.ids, definition.structure.dimensions, available, strict=True):
        found = [dimension.codelist.codes[place].id for place in places]
        if dimension.role is Role.TIME:
            periods = [parse_period(code) for code in found]
        else:
            codes[id] = tuple(map(to_id, found))
    about = definition.metadata.title
    return Constraint(
        id=constraint_id(definition.dataset),
        label=Label(f"محتوای {about.text('fa')}", f"Content of {about.text('en')}"),
        dataflow=dataflow_id(definition.dataset),
        codes={id: found for id, found in codes.items() if found},
        times=tuple(map(to_time, periods)),
        days=_days(periods),
    )


def _days(periods: Sequence[Period]) -> tuple[str, str] | None:
    if not periods:
        return None
    first, last = min(each.first_day for each in periods), max(each.last_day for each in periods)
    return first.isoformat(), last.isoformat()


def _values(attribute: str, codelist: str | None) -> Representation:
    if codelist is not None:
        return Representation(codelist)
    return Representation(type="Integer" if attribute == DECIMALS else "String")


def _about(definition: Definition) -> Iterable[Annotation]:
    """What a reader must know of a dataset, as far as SDMX has no place of its own for it."""
    about = definition.metadata
    told = {
        "SOURCE": about.source,
        "CONTACT": about.contact,
        "FREQUENCY": about.frequency,
        "COVERAGE": about.coverage,
        "CONCEPTS": about.concepts,
        "METHOD": about.method,
        "QUALITY": about.quality,
        "REVISION_POLICY": about.revision_policy,
        "MANDATE": about.mandate,
    }
    yield from (Annotation(kind, kind, text=text) for kind, text in told.items() if text.fa or text.en)
    if about.base_period:
        yield Annotation("BASE_PERIOD", "BASE_PERIOD", about.base_period)
    for number, note in enumerate(about.notes, start=1):
        yield Annotation("NOTE", f"NOTE_{number}", text=note)
    for broken in about.breaks:
        yield Annotation("BREAK", f"BREAK_{to_id(broken.period)}", broken.period, broken.note)
    for number, keyword in enumerate(about.keywords, start=1):
        yield Annotation("KEYWORD", f"KEYWORD_{number}", text=keyword)
