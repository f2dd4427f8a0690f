"""SDMX-CSV 1.0.0 and 2.0.0: a line a cell, or a line a series where no cells are asked for.

Codes are exact; names and notes are made inert, since CSV is opened with spreadsheet programs.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from amargah.exchange.sdmx.data.columns import (
    Columns,
    Keys,
    Labels,
    Style,
    code_texts,
    columns_of,
    heading,
    status_texts,
    told_texts,
)
from amargah.exchange.sdmx.data.envelope import instant
from amargah.exchange.sdmx.data.levels import Levels, Told, levels_of
from amargah.exchange.sdmx.data.message import Action, DataSet, Message
from amargah.exchange.sdmx.data.wording import Segment, Texts, Wording, folded, joined, split, written
from amargah.exchange.sdmx.definition import STATUS
from amargah.statcore.selections import Indices
from amargah.statcore.signs import MEANINGS

_LETTERS = {Action.INFORMATION: "I", Action.APPEND: "A", Action.REPLACE: "R", Action.DELETE: "D"}
_END = "\r\n"


def write_csv_1(message: Message, style: Style) -> Iterator[bytes]:
    """1.0.0: the dataflow, then the components. Columns for actions and instants of sets, if any, stand last."""
    acted = any(each.action is not Action.INFORMATION for each in message.sets)
    first = "DATAFLOW" + _keys_heading(style)

    def around(dataset: DataSet) -> tuple[str, str]:
        return _reference(message, dataset, style), f",{dataset.action.value}" if acted else ""

    yield from _written(message, style, first, ",ACTION" if acted else "", around)


def write_csv_2(message: Message, style: Style) -> Iterator[bytes]:
    """2.0.0: what the cells are of and what is to be done with them, then the components."""
    name = ",STRUCTURE_NAME" if style.labels is Labels.NAME else ""
    first = f"STRUCTURE,STRUCTURE_ID{name},ACTION" + _keys_heading(style)
    kind = "datastructure" if message.of_structures else "dataflow"

    def around(dataset: DataSet) -> tuple[str, str]:
        return f"{kind},{_reference(message, dataset, style)},{_LETTERS[dataset.action]}", ""

    yield from _written(message, style, first, "", around)


def _keys_heading(style: Style) -> str:
    series = ",SERIES_KEY" if style.keys in (Keys.SERIES, Keys.BOTH) else ""
    return series + (",OBS_KEY" if style.keys in (Keys.OBSERVATION, Keys.BOTH) else "")


def _reference(message: Message, dataset: DataSet, style: Style) -> str:
    title = dataset.definition.metadata.title.text(message.language)
    return style.value(message.reference(dataset.definition), title)[1:]


def _written(
    message: Message, style: Style, first: str, last: str, around: Callable[[DataSet], tuple[str, str]]
) -> Iterator[bytes]:
    cells = any(levels_of(message, each).has_observations for each in message.sets)
    columns = columns_of(message, cells=cells)
    definitions = [each.definition for each in message.sets]
    instants = ",VALID_FROM,VALID_TO" if columns.instants else ""
    yield "".join((first, *heading(columns, definitions, style, message.language), last, instants, _END)).encode()
    for dataset in message.sets:
        begin, end = around(dataset)
        until = f",{instant(dataset.valid_from) or ''},{instant(dataset.valid_to) or ''}"
        laid = levels_of(message, dataset)
        lines = _Lines(
            laid, columns, style, message.language, begin, end + (until if instants else "") + _END, dataset.places
        )
        yield from written(lines.wording(cells=cells), dataset.parts)


@dataclass(frozen=True)
class _Lines:
    """The lines of one set of data, as segments whose text is fixed or goes with the codes of one dimension."""

    laid: Levels
    columns: Columns
    style: Style
    language: str
    begin: str
    end: str
    places: Indices

    def wording(self, *, cells: bool) -> Wording:
        """Of lines for cells, or for series when nothing is said of single cells."""
        if not cells:
            heads = self._rows(self._axes, [*self._dimensions, *self._attributes])
            return Wording(self._axes, self.laid.observation, heads, joined([()]), in_series=True, cells=False)
        with_keys = self.style.keys is not Keys.NONE
        leading, trailing = (self._axes, ()) if with_keys else split(self._axes, self.places)
        before, dimensions = folded([(None, [self.begin.encode()]), *self._dimensions])
        said, told = folded(self._attributes)
        texts = dict(dimensions)
        plain = joined([texts[axis] for axis in leading], before=before)
        blank = self.style.blank(1).encode()
        return Wording(
            leading,
            trailing,
            self._rows(leading, self._dimensions) if with_keys else plain,
            joined([texts[axis] for axis in trailing]),
            in_series=False,
            values=self.laid.values,
            before_value=b",",
            after_value=blank[1:],
            no_value=blank if self.columns.value else b"",
            statuses=[status + said for status in self._statuses],
            attributes=told,
        )

    @cached_property
    def _axes(self) -> tuple[int, ...]:
        axes = self.laid.definition.axes
        return tuple(axes[id] for id in self.columns.dimensions if id in axes)

    @cached_property
    def _dimensions(self) -> list[Segment]:
        definition = self.laid.definition
        blank = self.style.blank(1).encode()
        return [
            (axis, code_texts(definition, axis, self.places[axis], self.style, self.language))
            if (axis := definition.axes.get(id)) is not None
            else (None, [blank])
            for id in self.columns.dimensions
        ]

    @cached_property
    def _attributes(self) -> list[Segment]:
        """Those behind the status."""
        found: dict[str, tuple[int | None, Told]] = {each.attribute.id: (None, each) for each in self.laid.dataset}
        for axis, told in self.laid.by_axis.items():
            found |= {each.attribute.id: (axis, each) for each in told}
        return [
            *(self._attribute(*found.get(id, (None, None))) for id in self.columns.attributes if id != STATUS),
            (None, [self.end.encode()]),
        ]

    def _attribute(self, axis: int | None, told: Told | None) -> Segment:
        known = told is not None and (axis is None or axis in self._axes)
        if told is None or not known:
            return None, [self.style.blank(1).encode()]
        places = (0,) if axis is None else self.places[axis]
        return axis, told_texts(self.laid.definition, told, places, self.style, self.language)

    @property
    def _statuses(self) -> Texts:
        if self.laid.status:
            return status_texts(self.style, self.language)
        return [self.style.blank(1).encode() if STATUS in self.columns.attributes else b""] * len(MEANINGS)

    def _rows(self, axes: tuple[int, ...], segments: list[Segment]) -> Callable[[Indices], list[bytes]]:
        """Lines, or their beginnings, one by one: with the keys of the cells in them when these are asked for."""
        begin = self.begin.encode()

        def row(at: Mapping[int, int]) -> bytes:
            texts = (along[0] if axis is None else along[at[axis]] for axis, along in segments)
            return b"".join((begin, self._key(at), *texts))

        return lambda places: [row(dict(zip(axes, each, strict=True))) for each in product(*places)]

    def _key(self, at: Mapping[int, int]) -> bytes:
        """The columns of the keys: of the series (all but the dimension at the observations), of the cell."""
        codes, axes = self.laid.definition.codes, self.laid.axes
        of_series = self.laid.key or axes[:-1]
        keys = [of_series] if self.style.keys in (Keys.SERIES, Keys.BOTH) else []
        keys += [axes] if self.style.keys in (Keys.OBSERVATION, Keys.BOTH) else []
        written = (".".join(codes[axis][at[axis]] for axis in key if axis in at) for key in keys)
        return "".join(f",{each}" for each in written).encode()
