"""The columns of SDMX-CSV: headings, and the texts of codes and of what is told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from amargah.exchange.inert import inert
from amargah.exchange.sdmx.data.levels import Told, attribute_labels
from amargah.exchange.sdmx.data.message import Message
from amargah.exchange.sdmx.data.wording import Texts, texts_at
from amargah.exchange.sdmx.definition import STATUS, Definition
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE, TIME_DIMENSION
from amargah.statcore.labels import Label
from amargah.statcore.periods import Calendar, Period
from amargah.statcore.signs import MEANINGS

VALUE_LABEL = Label("مقدار مشاهده", "Observation value")


class Labels(StrEnum):
    """Whether names stand beside ids: not at all, in a column behind, or behind a colon."""

    ID = "id"
    NAME = "name"
    BOTH = "both"


class Keys(StrEnum):
    """Which keys have columns of their own."""

    NONE = "none"
    OBSERVATION = "obs"
    SERIES = "series"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Style:
    """How the columns are written. `normalized`: times as the first days of their periods, where these differ."""

    labels: Labels = Labels.ID
    keys: Keys = Keys.NONE
    normalized: bool = False

    def value(self, value: str, label: str = "") -> str:
        """What stands in the column, or columns, of a component, behind a comma."""
        if self.labels is Labels.NAME:
            return f",{quoted(value)},{quoted(inert(label))}"
        return f",{quoted(f'{value}: {label}' if label and self.labels is Labels.BOTH else value)}"

    def blank(self, components: int) -> str:
        return self.value("") * components


@dataclass(frozen=True, slots=True)
class Columns:
    """The components that the lines of a message have, whatever set a line is of."""

    dimensions: tuple[str, ...]
    value: bool
    attributes: tuple[str, ...]
    instants: bool


def columns_of(message: Message, *, cells: bool) -> Columns:
    """Every dimension of every set in the order of the data structures, time last; without `cells`, of series."""
    at_observation = message.packing.at_observation
    definitions = [each.definition for each in message.sets]
    keys = [id for definition in definitions for id in definition.ids if id != TIME_DIMENSION]
    ids = dict.fromkeys((*keys, TIME_DIMENSION))
    wanted = (each.id for definition in definitions for each in message.packing.wanted(definition))
    return Columns(
        tuple(id for id in ids if cells or id != at_observation),
        cells and message.packing.values,
        tuple(id for id in dict.fromkeys(wanted) if cells or id != STATUS),
        any(each.valid_from or each.valid_to for each in message.sets),
    )


def heading(columns: Columns, definitions: Sequence[Definition], style: Style, language: str) -> Iterable[str]:
    """The headings of all components."""
    labels = {PRIMARY_MEASURE: VALUE_LABEL}
    for definition in reversed(definitions):
        labels |= {each.id: each.label for each in definition.attributes}
        labels |= {
            id: each.label for id, each in zip(definition.ids, definition.structure.dimensions, strict=True)
        }
    measure = [PRIMARY_MEASURE] if columns.value else []
    for id in (*columns.dimensions, *measure, *columns.attributes):
        yield style.value(id, labels[id].text(language))


def quoted(text: str) -> str:
    """A field as RFC 4180 has it."""
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def code_texts(definition: Definition, axis: int, places: Sequence[int], style: Style, language: str) -> Texts:
    """Each code of a dimension in its column."""
    listed, codes = definition.structure.dimensions[axis].codelist.codes, definition.codes[axis]
    if style.normalized and definition.ids[axis] == TIME_DIMENSION:
        codes = _normalized(definition.times, codes)
    return texts_at(
        places, len(codes), lambda place: style.value(codes[place], listed[place].label.text(language))
    )


def told_texts(definition: Definition, told: Told, places: Sequence[int], style: Style, language: str) -> Texts:
    """Each value of an attribute in its column."""
    values = told.values
    if told.attribute.codelist is None:
        return texts_at(places, len(values), lambda place: style.value(inert(values[place])))
    labels = attribute_labels(definition, told.attribute.id)
    return texts_at(places, len(values), lambda place: style.value(values[place], labels[place].text(language)))


def status_texts(style: Style, language: str) -> Texts:
    """The status of each sign in its column."""
    return [style.value(meaning.status, meaning.label.text(language)).encode() for meaning in MEANINGS]


def _normalized(periods: Sequence[Period], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Times that can be compared: as they are while all are Gregorian ones of one length, else first days."""
    alike = {(period.calendar, period.frequency) for period in periods}
    if len(alike) == 1 and periods[0].calendar is Calendar.GREGORIAN:
        return codes
    return tuple(period.first_day.isoformat() for period in periods)
