"""At which level of a message each attribute stands, and what it says there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from amargah.exchange.sdmx.data.message import Action, DataSet, Message, Packing
from amargah.exchange.sdmx.definition import COMMENT, PERIOD, STATUS, UNIT, Attribute, Definition
from amargah.exchange.sdmx.identity import TIME_DIMENSION, to_id
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class Told:
    """An attribute and its value for each code of the dimension it depends on, or its one value."""

    attribute: Attribute
    values: tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """The dimensions of one set in the order of its key (time last), and its attributes by level.

    `by_axis` has the attributes that depend on one dimension; the status of a cell, which depends on all of them,
    is told apart.
    """

    definition: Definition
    axes: tuple[int, ...]
    at_observation: int | None
    dataset: tuple[Told, ...]
    by_axis: Mapping[int, tuple[Told, ...]]
    status: bool
    values: bool
    deleted: bool

    @cached_property
    def key(self) -> tuple[int, ...]:
        """Axes of the key of a series; none when cells stand alone."""
        return () if self.at_observation is None else tuple(a for a in self.axes if a != self.at_observation)

    @cached_property
    def observation(self) -> tuple[int, ...]:
        """Axes of the key of an observation within its series."""
        return self.axes if self.at_observation is None else (self.at_observation,)

    @cached_property
    def series_attributes(self) -> tuple[Told, ...]:
        return self._on(self.key)

    @cached_property
    def observation_attributes(self) -> tuple[Told, ...]:
        return self._on(self.observation)

    @property
    def has_observations(self) -> bool:
        """Whether anything is said of single cells; what is deleted are single cells always."""
        of_cells = self.values or self.status or bool(self.observation_attributes)
        return of_cells or self.deleted or self.at_observation is None

    def _on(self, axes: tuple[int, ...]) -> tuple[Told, ...]:
        return tuple(each for axis in axes for each in self.by_axis.get(axis, ()))


def levels(definition: Definition, packing: Packing, language: str, *, deleted: bool = False) -> Levels:
    """The levels of a set as it is packed. A set of deletions has keys only."""
    wanted = [] if deleted else packing.wanted(definition)
    axes = key_axes(definition)
    return Levels(
        definition,
        axes,
        None if packing.flat else definition.axes[packing.at_observation],
        tuple(_of_dataset(definition, wanted, language)),
        {axis: found for axis in axes if (found := tuple(_of_codes(definition, wanted, axis)))},
        any(each.id == STATUS for each in wanted),
        packing.values and not deleted,
        deleted,
    )


def levels_of(message: Message, dataset: DataSet) -> Levels:
    """The levels of a set of a message."""
    deleted = dataset.action is Action.DELETE
    return levels(dataset.definition, message.packing, message.language, deleted=deleted)


def key_axes(definition: Definition) -> tuple[int, ...]:
    """Axes in the order of the data structure: the key, then time."""
    time = definition.axes[TIME_DIMENSION]
    return (*(axis for axis in range(len(definition.ids)) if axis != time), time)


def attribute_axis(definition: Definition, attribute: Attribute) -> int | None:
    """The dimension that an attribute other than the status depends on; None for those of the whole set."""
    return definition.axes[attribute.attached[0]] if attribute.attached else None


def attribute_values(definition: Definition, id: str) -> Sequence[str]:
    """The values of an attribute by place of the code that it depends on, or the one of the whole set."""
    if id == PERIOD:
        return [to_id(code.id) for code in definition.structure.time.codelist]
    units = definition.unit_of_code.values()
    return [definition.unit_ids[unit] if id == UNIT else str(decimals) for unit, decimals in units]


def attribute_labels(definition: Definition, id: str) -> Sequence[Label]:
    """Names of the values that are codes, as `attribute_values`."""
    if id == PERIOD:
        return [code.label for code in definition.periods]
    return [unit for unit, _ in definition.unit_of_code.values()]


def _of_dataset(definition: Definition, wanted: Sequence[Attribute], language: str) -> Iterator[Told]:
    for attribute in wanted:
        if attribute.attached:
            continue
        values = (
            [definition.notes(language)] if attribute.id == COMMENT else attribute_values(definition, attribute.id)
        )
        if values[0]:
            yield Told(attribute, tuple(values))


def _of_codes(definition: Definition, wanted: Sequence[Attribute], axis: int) -> Iterator[Told]:
    for attribute in wanted:
        if attribute.id != STATUS and attribute_axis(definition, attribute) == axis:
            yield Told(attribute, tuple(attribute_values(definition, attribute.id)))
