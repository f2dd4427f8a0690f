"""The structure of what a message carries: the known one with the codes that are new, or one made from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from amargah.exchange.numerals import decimals_of
from amargah.exchange.sdmx.definition import UNIT, Definition
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE, TIME_DIMENSION, from_id
from amargah.exchange.sdmx.reading.codes import Axis, axis_of
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import (
    ATTRIBUTES,
    NOTHING,
    Action,
    Message,
    Names,
    Observations,
    is_dimension,
)
from amargah.exchange.sdmx.reading.units import told_units
from amargah.statcore.labels import Label
from amargah.statcore.structures import Codelist, Dimension, Measure, Role, Structure

_TIME = Label("دوره", "Time period")
_UNNAMED = "DATASET"


@dataclass(frozen=True)
class Plan:
    """A structure, and its dimensions with the places of what stands in the message for their codes."""

    structure: Structure
    axes: tuple[Axis, ...]


def plan_of(message: Message, known: Definition | None) -> Plan:
    """Invalid for dimensions that are missing or unknown, and for observations without a code of one."""
    given = [each for each in message.datasets if each.action is not Action.DELETE and each.values.size]
    ids = known.ids if known else _dimensions(given)
    for dataset in message.datasets:
        _check(dataset, ids)
    return _extended(known, given, message.names) if known else _made(message, given, ids)


def _dimensions(datasets: Sequence[Observations]) -> tuple[str, ...]:
    """The dimensions of a dataset that is not known, in the order of appearance."""
    ids = tuple(dict.fromkeys(id for each in datasets for id in each.columns if is_dimension(id)))
    if not ids:
        raise wrong("پیام هیچ مشاهده‌ای ندارد", "there are no observations in the message")
    if TIME_DIMENSION not in ids:
        raise wrong(
            f"پیام بُعد زمان ({TIME_DIMENSION}) ندارد؛ بُعدهایش: {', '.join(ids)}",
            f"the message has no dimension of time ({TIME_DIMENSION}); its dimensions: {', '.join(ids)}",
        )
    return ids


def _check(dataset: Observations, ids: Sequence[str]) -> None:
    unknown = [id for id in dataset.columns if is_dimension(id) and id not in ids]
    if unknown:
        known = ", ".join([*ids, *sorted(ATTRIBUTES)])
        raise wrong(
            f"«{unknown[0]}» نه بُعد است و نه ویژگی شناخته؛ شناخته‌ها: {known}",
            f"{unknown[0]!r} is no dimension and no attribute that is known here. Known: {known}",
        )
    if dataset.action is Action.DELETE:
        return  # what a deletion does not name, it means whole
    for id in ids:
        column = dataset.columns.get(id)
        if dataset.values.size and (column is None or NOTHING in column.places):
            number = 0 if column is None else column.places.tolist().index(NOTHING)
            raise wrong(
                f"مشاهده کدی از بُعد «{id}» ندارد؛ بُعدها: {', '.join(ids)}",
                f"an observation has no code of the dimension {id!r}; the dimensions: {', '.join(ids)}",
                dataset.line(number),
            )


def _extended(known: Definition, given: Sequence[Observations], names: Names) -> Plan:
    structure = known.structure
    parts = zip(known.ids, structure.dimensions, known.codes, strict=True)
    axes = [axis_of(id, dimension, written, given, names) for id, dimension, written in parts]
    metric = known.metric
    if metric is not None:
        own = structure.axis(metric.id)
        words = {id: label for label, id in known.unit_ids.items()} | dict(names.codes.get(UNIT, {}))
        units = told_units(given, [axes[own]], words)
        axes[own] = replace(axes[own], dimension=units.dimension(axes[own].dimension, len(metric)))
    return Plan(replace(structure, dimensions=tuple(axis.dimension for axis in axes)), tuple(axes))


def _made(message: Message, given: Sequence[Observations], ids: Sequence[str]) -> Plan:
    names = message.names
    axes = [axis_of(id, _empty(id, names), (), given, names) for id in ids]
    units = told_units(given, axes, names.codes.get(UNIT, {}))
    if units.axis is not None:
        axes[units.axis] = replace(axes[units.axis], dimension=units.dimension(axes[units.axis].dimension))
    id = message.dataset or _UNNAMED
    label = message.label or Label(id, id)
    # A message that tells no decimals has those of its numbers: to show fewer would be another figure.
    decimals = max((decimals_of(each.values) for each in given), default=0)
    measure = units.measure(Measure(names.components.get(PRIMARY_MEASURE, label), Label("", ""), decimals))
    return Plan(Structure(id, label, tuple(axis.dimension for axis in axes), measure), tuple(axes))


def _empty(component: str, names: Names) -> Dimension:
    """A dimension of the message, still without codes."""
    id = from_id(component)
    label = names.components.get(component) or (_TIME if component == TIME_DIMENSION else Label(id, id))
    role = Role.GEO if component in names.geographic else Role.OTHER
    role = Role.TIME if component == TIME_DIMENSION else role
    return Dimension(id, label, Codelist(f"CL_{id}", label, ()), role)
