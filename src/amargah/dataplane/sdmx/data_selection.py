"""Which cells of a vintage keys and conditions select: places along each axis, and tests of single cells."""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from amargah.dataplane.sdmx.data_cells import Cells, Figures, Mask, Test, exists, only
from amargah.dataplane.sdmx.data_filters import Condition
from amargah.dataplane.sdmx.data_query import Question
from amargah.dataplane.sdmx.keys import Box
from amargah.exchange.sdmx.data import attribute_axis, attribute_values
from amargah.exchange.sdmx.definition import COMMENT, PERIOD, STATUS, Definition
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE, TIME_DIMENSION, to_id
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.selections import Indices
from amargah.statcore.signs import MEANINGS

Read = Callable[[Indices], Figures]


@dataclass(frozen=True)
class Selected:
    """`indices` are where wanted cells can be; `tests` say which of those are wanted."""

    indices: Indices
    tests: tuple[Test, ...] = ()


def select(
    definition: Definition, boxes: Sequence[Box] | None, conditions: Iterable[Condition]
) -> Selected | None:
    """None when there can be no cell. Invalid for a condition on what is no component of the dataset.

    Places come in the order of the codelists, periods in the order of their days.
    """
    places = [_in_boxes(definition, boxes, axis) for axis in range(len(definition.ids))]
    tests: list[Test] = [_box_test(definition, boxes)] if boxes and len(boxes) > 1 else []
    for each in conditions:
        axis = _axis(definition, each.component)
        condition = each if each.component == COMMENT else each.among(_values(definition, each.component))
        if axis is not None:
            places[axis] = _kept(definition, condition, axis, places[axis])
        elif condition.component == STATUS:
            tests.append(_status_test(condition))
        elif condition.component == PRIMARY_MEASURE:
            tests.append(_value_test(condition))
        elif not _holds_for_all(definition, condition):
            return None
    return Selected(tuple(map(tuple, places)), tuple(tests)) if all(places) else None


def cells_of(definition: Definition, read: Read, selected: Selected, question: Question) -> Cells:
    """The selected cells of a vintage, of each series only the first or last ones when that is asked for."""
    for test in selected.tests:
        read = only(read, test)
    if question.first is None and question.last is None:
        return Cells(definition, selected.indices, read)
    time = definition.axes[TIME_DIMENSION]
    read = only(read, _ends_test(time, question.first, question.last))
    return Cells(definition, selected.indices, read, frozenset({time}))


def unknown_codes(
    definition: Definition, boxes: Sequence[Box] | None, conditions: Iterable[Condition]
) -> list[str]:
    """Codes that are asked for and that their dimensions do not have, as `SEX=X`."""
    asked = [(id, code) for box in boxes or () for id, codes in box.items() for code in sorted(codes)]
    for each in conditions:
        if each.component in definition.axes and each.component != TIME_DIMENSION:
            asked += [(each.component, code) for code in sorted(each.equals or ())]
    known = {id: definition.places[axis] for id, axis in definition.axes.items()}
    return [f"{id}={code}" for id, code in asked if code not in known[id] and to_id(code) not in known[id]]


def _in_boxes(definition: Definition, boxes: Sequence[Box] | None, axis: int) -> list[int]:
    id, places = definition.ids[axis], definition.places[axis]
    if id == TIME_DIMENSION:
        return list(definition.chronological)
    if boxes is None or any(id not in box for box in boxes):
        return list(range(len(places)))
    codes = frozenset[str]().union(*(box[id] for box in boxes))
    return sorted(places[code] for code in codes if code in places)


def _box_test(definition: Definition, boxes: Sequence[Box]) -> Test:
    """Of several keys, a cell must be in one: their codes taken together would name more cells."""

    def inside(indices: Indices, values: Values, _signs: Signs) -> Mask:
        found = np.zeros(values.shape, np.bool_)
        for box in boxes:
            along = (_along(definition, box, axis, places) for axis, places in enumerate(indices))
            found |= reduce(np.logical_and.outer, along)
        return found

    return inside


def _along(definition: Definition, box: Box, axis: int, places: Sequence[int]) -> Mask:
    codes = box.get(definition.ids[axis])
    if codes is None:
        return np.ones(len(places), np.bool_)
    return np.array([definition.codes[axis][place] in codes for place in places], np.bool_)


def _axis(definition: Definition, component: str) -> int | None:
    """The dimension that a component is, or that decides its value."""
    if component in definition.axes:
        return definition.axes[component]
    for attribute in definition.attributes:
        if attribute.id == component:
            return None if component == STATUS else attribute_axis(definition, attribute)
    if component == PRIMARY_MEASURE:
        return None
    raise _unknown_component(definition, component)


def _values(definition: Definition, component: str) -> Container[str]:
    """What a component with codes can be; nothing for numbers."""
    if component in definition.axes:
        return definition.places[definition.axes[component]]
    if component == STATUS:
        return [meaning.status for meaning in MEANINGS]
    return () if component == PRIMARY_MEASURE else attribute_values(definition, component)


def _kept(definition: Definition, condition: Condition, axis: int, places: Sequence[int]) -> list[int]:
    component = condition.component
    if component == TIME_DIMENSION:
        texts = definition.codes[axis]
        return [each for each in places if condition.holds_in_time(definition.times[each], texts[each])]
    if component == PERIOD:
        ids = attribute_values(definition, PERIOD)
        return [each for each in places if condition.holds_for_id(definition.times[each], ids[each])]
    if condition.equals is not None and component in definition.axes:
        return [each for each in places if definition.codes[axis][each] in condition.equals]
    values = definition.codes[axis] if component in definition.axes else attribute_values(definition, component)
    return [each for each in places if condition.holds(values[each])]


def _holds_for_all(definition: Definition, condition: Condition) -> bool:
    """For what is told of the whole dataset: its notes in either language, or the one unit of all its cells."""
    if condition.component == COMMENT:
        return any(condition.holds(definition.notes(language)) for language in LANGUAGES)
    return condition.holds(attribute_values(definition, condition.component)[0])


def _status_test(condition: Condition) -> Test:
    wanted = np.array([condition.holds(meaning.status) for meaning in MEANINGS])
    return lambda _places, values, signs: wanted[signs] & exists(values, signs)


def _value_test(condition: Condition) -> Test:
    condition.holds_for_numbers(np.empty(0))  # numbers that are none are told of at once
    return lambda _places, values, _signs: condition.holds_for_numbers(values)


def _ends_test(time: int, first: int | None, last: int | None) -> Test:
    def at_an_end(_places: Indices, values: Values, signs: Signs) -> Mask:
        found = exists(values, signs)
        counted = np.cumsum(found, axis=time)
        total = counted.take([-1], axis=time)
        wanted = np.zeros(values.shape, np.bool_)
        if first is not None:
            wanted |= counted <= first
        if last is not None:
            wanted |= counted > total - last
        return found & wanted

    return at_an_end


def _unknown_component(definition: Definition, component: str) -> Invalid:
    ids = (*definition.ids, PRIMARY_MEASURE, *(attribute.id for attribute in definition.attributes))
    known = ", ".join(ids)
    return Invalid(
        Label(
            f"«{component[:200]}» جزئی از {definition.dataset} نیست؛ اجزا: \u2066{known}\u2069",
            f"{component[:200]!r} is no component of {definition.dataset}; there are {known}",
        ),
        parameter=f"c[{component[:200]}]",
    )
