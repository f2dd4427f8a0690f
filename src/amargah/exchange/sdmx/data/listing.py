"""The structure part of SDMX-JSON: components with the values that occur, to which cells refer by number.

Sets of one dataset (its vintages) share the lists: a value that several of them have is listed once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from amargah.exchange.sdmx.data.levels import Levels, Told, attribute_labels, key_axes
from amargah.exchange.sdmx.data.message import DataSet
from amargah.exchange.sdmx.data.wording import Segment, Texts
from amargah.exchange.sdmx.definition import COMMENT, STATUS, STATUSES, Attribute, Definition
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE, TIME_DIMENSION, to_id
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.periods import Period
from amargah.statcore.structures import Dimension, Role

Json = dict[str, Any]
_ROLES = {Role.TIME: [TIME_DIMENSION], Role.GEO: ["REF_AREA"]}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the versions of SDMX-JSON say differently. `valued`: what is no code is told by its `value`."""

    schema: str
    valued: bool

    def time(self, time: str, period: Period, label: Label, language: str) -> Json:
        """1.0 has ids only, in which no `/` may stand."""
        told: Json = {"value": time} if self.valued else {"id": to_id(time)}
        begin, end = _moment(period.first_day, "00:00:00"), _moment(period.last_day, "23:59:59")
        return {**told, **named(label, language), "start": begin, "end": end}

    def free(self, id: str, value: str) -> Json:
        """A value that is no code: notes, or a number of decimals."""
        if self.valued:
            return {"value": value}
        return {"name": value} if id == COMMENT else {"id": value, "name": value}

    def relationship(self, attribute: Attribute) -> Json:
        if attribute.id == STATUS:
            return {"observation": {}} if self.valued else {"primaryMeasure": PRIMARY_MEASURE}
        if not attribute.attached:
            return {"dataflow": {}} if self.valued else {"none": {}}
        return {"dimensions": list(attribute.attached)}


@dataclass(slots=True)
class Listed:
    """Values in the order in which they are first met, each once."""

    values: list[Json] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, id: str, value: Json) -> bytes:
        """Where the value stands in the list, to which it is added when none of that `id` is there."""
        if id not in self._numbers:
            self._numbers[id] = len(self.values)
            self.values.append(value)
        return b"%d" % self._numbers[id]


@dataclass(frozen=True)
class Listing:
    """The components of sets that have the same dimensions: those of one dataset, mostly."""

    dialect: Dialect
    language: str
    components: dict[str, Listed] = field(default_factory=dict)
    attributes: dict[str, dict[str, Attribute]] = field(default_factory=dict)

    def codes(self, dataset: DataSet, axis: int) -> Texts:
        """The numbers of the codes of a dimension, by place; empty for those that are not asked for."""
        definition = dataset.definition
        listed = self.components.setdefault(definition.ids[axis], Listed())
        texts = [b""] * len(definition.codes[axis])
        for place in dataset.places[axis]:
            texts[place] = listed.number(definition.codes[axis][place], self._code(definition, axis, place))
        return texts

    def note(self, laid: Levels) -> None:
        """Make room for the attributes of one more set at each level."""
        self._note("dataSet", laid.dataset)
        self._note("series", laid.series_attributes)
        if laid.status:
            status = next(each for each in laid.definition.attributes if each.id == STATUS)
            self.attributes.setdefault("observation", {})[STATUS] = status
        self._note("observation", laid.observation_attributes)

    def numbers(self, dataset: DataSet, laid: Levels, level: str) -> list[Segment]:
        """The numbers of the values of the attributes at a level but the status, each behind a comma."""
        found = {each.attribute.id: (axis, each) for axis, told in laid.by_axis.items() for each in told}
        constant = {each.attribute.id: each for each in laid.dataset}
        segments: list[Segment] = []
        for id in self.attributes.get(level, {}):
            if id in found and level != "dataSet":
                axis, told = found[id]
                segments.append((axis, self._values(dataset, told, dataset.places[axis])))
            elif id in constant and level == "dataSet":
                segments.append((None, self._values(dataset, constant[id], (0,))))
            elif id != STATUS:
                segments.append((None, [b",null"]))
        return segments

    def statuses(self) -> Texts:
        """The numbers of all statuses, by sign, each behind a comma."""
        listed = self.components.setdefault(STATUS, Listed())
        return [b"," + listed.number(code.id, self._item(code.id, code.label)) for code in STATUSES]

    def structure(self, definition: Definition, levels: Mapping[str, Sequence[str]], links: list[Json]) -> Json:
        """What the cells refer to; `levels` has the dimensions at each level."""
        metadata = definition.metadata
        dimensions = dict(zip(definition.ids, definition.structure.dimensions, strict=True))
        order = [definition.ids[axis] for axis in key_axes(definition)]
        return {
            "links": links,
            **named(metadata.title, self.language),
            "dimensions": {
                level: [self._dimension(id, dimensions[id], order.index(id)) for id in ids]
                for level, ids in levels.items()
            },
            **({"measures": {"observation": [self._measure(definition)]}} if self.dialect.valued else {}),
            "attributes": {
                level: [self._attribute(each) for each in self.attributes.get(level, {}).values()]
                for level in ("dataSet", "series", "observation")
            },
        }

    def _note(self, level: str, told: Iterable[Told]) -> None:
        self.attributes.setdefault(level, {}).update({each.attribute.id: each.attribute for each in told})

    def _values(self, dataset: DataSet, told: Told, places: Iterable[int]) -> Texts:
        id, free = told.attribute.id, told.attribute.codelist is None
        listed = self.components.setdefault(id, Listed())
        labels = attribute_labels(dataset.definition, id)
        texts = [b""] * len(told.values)
        for place in places:
            value = told.values[place]
            item = self.dialect.free(id, value) if free else self._item(value, labels[place])
            texts[place] = b"," + listed.number(value, item)
        return texts

    def _code(self, definition: Definition, axis: int, place: int) -> Json:
        code, written = definition.structure.dimensions[axis].codelist.codes[place], definition.codes[axis][place]
        if definition.ids[axis] == TIME_DIMENSION:
            return self.dialect.time(written, definition.times[place], code.label, self.language)
        parent = {} if code.parent is None else {"parent": to_id(code.parent)}
        return {**self._item(written, code.label), **parent}

    def _item(self, id: str, label: Label) -> Json:
        return {"id": id, **named(label, self.language)}

    def _dimension(self, id: str, dimension: Dimension, place: int) -> Json:
        roles = {"roles": _ROLES[dimension.role]} if dimension.role in _ROLES else {}
        format = {"format": {"dataType": "ObservationalTimePeriod"}} if id == TIME_DIMENSION else {}
        return {
            "id": id,
            **named(dimension.label, self.language),
            "keyPosition": place,
            **roles,
            **(format if self.dialect.valued else {}),
            "values": self.components[id].values,
        }

    def _measure(self, definition: Definition) -> Json:
        label = definition.structure.measure.label
        return {"id": PRIMARY_MEASURE, **named(label, self.language), "format": {"dataType": "Double"}}

    def _attribute(self, attribute: Attribute) -> Json:
        return {
            "id": attribute.id,
            **named(attribute.label, self.language),
            "relationship": self.dialect.relationship(attribute),
            "values": self.components[attribute.id].values,
        }


def named(label: Label, language: str) -> Json:
    """The name in the language that was asked for, and in both."""
    return {"name": label.text(language), "names": {each: label.text(each) for each in LANGUAGES}}


def _moment(day: date, time: str) -> str:
    return f"{day.isoformat()}T{time}Z"
