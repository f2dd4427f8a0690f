"""The observations of one dataset of SDMX-JSON as columns."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
import numpy as np

from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.gathering import AT_ONCE, MOST_OBSERVATIONS
from amargah.exchange.sdmx.reading.json_attributes import Listed, listed, told
from amargah.exchange.sdmx.reading.json_documents import Component, Series, StructurePart, decoded
from amargah.exchange.sdmx.reading.json_keys import WHOLE, members, places_of, repeated
from amargah.exchange.sdmx.reading.json_lines import CellLines, Spot
from amargah.exchange.sdmx.reading.numbers import no_number, numbers
from amargah.exchange.sdmx.reading.observations import Action, Column, Observations, Partial, Places
from amargah.exchange.sdmx.reading.partials import laid_over
from amargah.statcore.cubes import Values
from amargah.statcore.errors import Invalid

Cell = list[Any]
Rows = Mapping[str, Cell]
_WHOLE_SERIES: Final[Rows] = {WHOLE: []}


class Cells:
    """Series, or observations that stand alone, of one dataset; `part` says what their numbers mean."""

    def __init__(self, part: StructurePart, action: Action, spot: Spot) -> None:
        self._part, self._action, self._spot = part, action, spot
        self._lines = CellLines()
        self._of_series, self._of_cells = listed(part.attributes.series), listed(part.attributes.observation)
        self._measures = _measures(part)
        self._held: list[tuple[str, Cell, Rows]] = []
        self._holding = 0
        self._count = 0
        self._dimensions: dict[str, list[Places]] = {}
        self._attributes: dict[Listed, list[Places]] = {each: [] for each in (*self._of_cells, *self._of_series)}
        self._values: list[Values] = []
        self._partials: list[Partial] = []

    def add_series(self, series: msgspec.Raw) -> None:
        found = 0
        for key, raw in decoded(series, dict[str, msgspec.Raw]).items():
            try:
                found += 1 + self._add_one(key, raw)
            except Invalid as error:
                raise self._spot.inside("series", key).located(error) from error
        if members(series) > found:
            raise self._doubled(self._spot.inside("series")).located(repeated())

    def _add_one(self, key: str, raw: msgspec.Raw) -> int:
        """How many observations the series has."""
        series = decoded(raw, Series)
        rows = decoded(series.observations, dict[str, Cell])
        if rows or self._action is Action.DELETE:
            self._hold(key, series.attributes, rows or _WHOLE_SERIES)
        else:
            self._add_empty_series(key, series.attributes)
        return len(rows)

    def _doubled(self, series: Spot) -> Spot:
        """The series or the observation whose key an earlier one has."""
        inner = (series.inside(number, "observations").doubled() for number in range(series.size))
        return series.doubled() or next(filter(None, inner), series)

    def add_flat(self, observations: msgspec.Raw) -> None:
        rows = decoded(observations, dict[str, Cell])
        if members(observations) > len(rows):
            spot = self._spot.inside("observations")
            raise (spot.doubled() or spot).located(repeated())
        if rows:
            self._hold("", [], rows)

    def add_partial(self, said: Mapping[str, str]) -> None:
        if said:
            self._partials.append(Partial(said))

    def observations(self) -> Observations:
        """Of a deletion that names nothing, one observation without any code: all of them are meant."""
        self._settle()
        if self._action is Action.DELETE and not self._count and not self._partials:
            return Observations(self._action, {}, np.full(1, np.nan))
        values = np.concatenate(self._values) if self._values else np.empty(0)
        columns = {**self._dimension_columns(), **self._attribute_columns()}
        return Observations(self._action, columns, values, tuple(self._partials), self._lines)

    def _hold(self, key: str, attributes: Cell, rows: Rows) -> None:
        self._held.append((key, attributes, rows))
        self._holding += len(rows)
        if self._holding >= AT_ONCE:
            self._settle()

    def _add_empty_series(self, key: str, attributes: Cell) -> None:
        dimensions = self._part.dimensions.series
        places = places_of([key], dimensions)[0].tolist()
        codes = {each.id: each.texts[place] for each, place in zip(dimensions, places, strict=True)}
        self.add_partial({**codes, **told(self._of_series, attributes)})

    def _settle(self) -> None:
        held, self._held, self._holding = self._held, [], 0
        if not held:
            return
        self._count = _checked(self._count + sum(len(rows) for _, _, rows in held))
        try:
            self._take(held)
        except Invalid as error:
            self._find_wrong(held)
            raise error

    def _find_wrong(self, held: Sequence[tuple[str, Cell, Rows]]) -> None:
        """Invalid, with its line, for the first series or observation that cannot be taken by itself."""
        for key, attributes, rows in held:
            series = self._series_spot(key)
            with series.blamed():
                places_of([key], self._part.dimensions.series)
                told(self._of_series, attributes)
            for row, cell in rows.items():
                with series.inside("observations", row).blamed():
                    self._take([(key, attributes, {row: cell})])

    def _series_spot(self, key: str) -> Spot:
        """Of the series; of the dataset for observations that stand alone."""
        return self._spot.inside("series", key) if key else self._spot

    def _take(self, held: Sequence[tuple[str, Cell, Rows]]) -> None:
        """What is held becomes a piece of each column."""
        counts = [len(rows) for _, _, rows in held]
        cells = [cell for _, _, rows in held for cell in rows.values()]
        for key, _, rows in held:
            self._lines.add(self._series_spot(key).inside("observations"), len(rows))
        levels = self._part.dimensions
        of_series = places_of([key for key, _, _ in held], levels.series)
        self._put(levels.series, np.repeat(of_series, counts, axis=0))
        self._put(levels.observation, places_of([key for _, _, rows in held for key in rows], levels.observation))
        said = [attributes for _, attributes, _ in held]
        for number, each in enumerate(self._of_series):
            self._attributes[each].append(np.repeat(each.places(_entries(said, number)), counts))
        for number, each in enumerate(self._of_cells):
            self._attributes[each].append(each.places(_entries(cells, self._measures + number)))
        self._values.append(self._numbers(cells))

    def _put(self, dimensions: Sequence[Component], places: Places) -> None:
        for number, dimension in enumerate(dimensions):
            self._dimensions.setdefault(dimension.id, []).append(places[:, number])

    def _numbers(self, cells: Sequence[Cell]) -> Values:
        if self._action is Action.DELETE or not self._measures:
            return np.full(len(cells), np.nan)
        return _numbers([cell[0] if cell else None for cell in cells])

    def _dimension_columns(self) -> dict[str, Column]:
        """In the order of the key; those of the whole dataset have one code."""
        found = {}
        for each in in_order(self._part):
            pieces = self._dimensions.get(each.id)
            if pieces:
                found[each.id] = Column(each.texts, np.concatenate(pieces))
            elif each in self._part.dimensions.data_set:
                found[each.id] = Column(each.texts, np.zeros(self._count, np.int32))
        return found

    def _attribute_columns(self) -> dict[str, Column]:
        """What is told for an observation stands over what is told for its series."""
        found: dict[str, Column] = {}
        for each, pieces in self._attributes.items():
            if pieces:
                column = Column(each.texts, np.concatenate(pieces))
                found[each.id] = laid_over(found[each.id], column) if each.id in found else column
        return found


def in_order(part: StructurePart) -> list[Component]:
    """The dimensions in the order of the key; those that do not say their place behind the others."""
    return sorted(
        part.dimensions.all, key=lambda each: 1_000_000 if each.key_position is None else each.key_position
    )


def _measures(part: StructurePart) -> int:
    """How many measures stand in front of the attributes of a cell: one, or none."""
    if part.measures is None:
        return 1
    measures = part.measures.observation
    if len(measures) > 1 or any(each.values is not None for each in measures):
        raise wrong(
            "پیام بیش از یک سنجه دارد یا سنجه‌ای با مقدارهای کددار؛ یک سنجهٔ عددی بدهید",
            "the message has several measures, or one whose values are codes; give one that is a number",
        )
    return len(measures)


def _entries(lists: Iterable[Cell], place: int) -> list[Any]:
    """What stands at `place` of each list; null where a list is shorter."""
    return [each[place] if len(each) > place else None for each in lists]


def _numbers(said: Sequence[Any]) -> Values:
    if set(map(type, said)) <= {int, float, type(None)}:
        return _exact(said)
    for each in said:
        if not isinstance(each, str | int | float | None) or isinstance(each, bool):
            raise no_number(each, None)
    texts = [None if each is None else each if isinstance(each, str) else repr(each) for each in said]
    return numbers(texts, [])


def _exact(said: Sequence[float | None]) -> Values:
    try:
        values = np.array(said, np.float64)
    except OverflowError as error:
        raise no_number(max(filter(None, said), key=abs), None) from error
    if np.isinf(values).any():
        raise no_number(values[np.isinf(values)][0], None)
    return values


def _checked(count: int) -> int:
    if count > MOST_OBSERVATIONS:
        raise wrong(
            f"بیش از {MOST_OBSERVATIONS} مشاهده خوانده نمی‌شود؛ پرونده را چند بخش کنید",
            f"more than {MOST_OBSERVATIONS} observations are not read; split the file",
        )
    return count
