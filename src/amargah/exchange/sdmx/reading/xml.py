"""SDMX-ML 2.1 (generic and structure-specific) and 3.0 (structure-specific)."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Final

from amargah.exchange.sdmx.identity import PRIMARY_MEASURE
from amargah.exchange.sdmx.reading.actions import action_of
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.gathering import Gathering
from amargah.exchange.sdmx.reading.observations import Action, Message, Names, Observations
from amargah.exchange.sdmx.reading.xml_components import Components
from amargah.exchange.sdmx.reading.xml_header import Header, Structured
from amargah.exchange.sdmx.reading.xml_parsing import Parser
from amargah.statcore.errors import Invalid

_MESSAGES = re.compile(r"http://www\.sdmx\.org/resources/sdmxml/schemas/v(?:2_1|3_0|3_1)/message (?P<name>.+)")
_ROOTS: Final = (
    "GenericData",
    "GenericTimeSeriesData",
    "StructureSpecificData",
    "StructureSpecificTimeSeriesData",
)
_HOLDERS: Final[Mapping[str, Collection[str]]] = {
    "DataSet": _ROOTS,
    "Group": {"DataSet"},
    "Atts": {"DataSet"},
    "Series": {"DataSet"},
    "Obs": {"DataSet", "Series"},
}
"""What holds components, and what it may stand in."""

_AROUND: Final = {"SeriesKey", "ObsKey", "GroupKey", "Attributes"}
_SKIPPED: Final = {"Annotations", "DataProvider", "Footer"}


def read_xml(data: bytes, dimensions: Collection[str] | None) -> Message:
    """`dimensions` are the ids in SDMX of those that the dataset has, when it is known.

    Structure-specific messages do not tell dimensions from attributes: of a dataset that is not known, whatever
    is no attribute of ours counts as a dimension.
    """
    reading = _Reading(dimensions)
    reading.parser.run(data)
    return Message(reading.dataset, None, Names(), tuple(reading.done), reading.begins)


class _Reading:
    """Elements as they come. What dataset, series and observation say is held until each of them ends."""

    def __init__(self, dimensions: Collection[str] | None) -> None:
        self.parser = Parser(self._start, self._end)
        self.dataset = ""
        self.done: list[Observations] = []
        self.begins = 1
        self._components = Components(dimensions)
        self._header = Header()
        self._locals: dict[str, str] = {}
        self._in: list[str] = []
        self._skipping = 0
        self._held: list[dict[str, str]] = []
        self._lines: list[int] = []
        self._observed = False
        self._structure = Structured("", "")
        self._gathering = Gathering(Action.INFORMATION)

    def _start(self, full: str, attributes: Mapping[str, str]) -> None:
        name = self._local(full)
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        if name in _HOLDERS and "Header" not in self._in:
            self._open(name, attributes)
        elif self._held:
            self._tell(name, attributes)
        elif self._in:
            self._enter_header(name, attributes)
        elif _is_data(full):
            pass
        else:
            raise _no_data_message(name, self.parser.line)
        self._in.append(name)

    def _end(self, full: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        self._in.pop()
        name = self._local(full)
        if name == "Obs":
            self._observed = True
            said, line = self._held.pop(), self._lines.pop()
            self._gathering.add(said, line, *self._held[1:])
        elif name in _HOLDERS and self._held:
            _CLOSING[name](self, self._held.pop(), self._lines.pop())
        elif not self._held:
            self._header.end(name, self.parser.heard())
        elif name == "Value" and self._in[-1] == "Comp":
            self._say(self._component, self.parser.heard())
            self.parser.hear(False)

    def _local(self, full: str) -> str:
        found = self._locals.get(full)
        if found is None:
            found = self._locals[full] = full.rpartition(" ")[2]
        return found

    def _enter_header(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Header" and "Header" not in self._in:
            raise _unexpected(name, self.parser.line)
        self.parser.hear(True)
        self._header.start(name, attributes)

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        line = self.parser.line
        if not self._in or self._in[-1] not in _HOLDERS[name]:
            raise _unexpected(name, line)
        if name == "DataSet":
            self._open_dataset(attributes, line)
        self._held.append(self._components.said(name, attributes, line))
        self._lines.append(line)

    def _open_dataset(self, attributes: Mapping[str, str], line: int) -> None:
        self.parser.hear(False)
        plain = {self._local(id): text for id, text in attributes.items()}
        self._structure = self._header.structure(plain.get("structureRef"), line)
        id = self._structure.id.removeprefix("DSD_")
        if self.done and id != self.dataset:
            raise wrong(
                f"پیام داده‌های «{self.dataset}» و «{id}» را با هم دارد؛ هر یک را جدا بدهید",
                f"the message has data of both {self.dataset} and {id}; give each in a message of its own",
                line,
            )
        self.dataset = id
        self.begins = self.begins if self.done else line
        self._action = action_of(plain.get("action") or self._header.action, line)
        self._gathering = Gathering(self._action)

    def _close_partial(self, said: dict[str, str], line: int) -> None:
        self._gathering.add_partial(said, line)

    def _close_series(self, said: dict[str, str], line: int) -> None:
        """A series without observations tells attributes, or deletes all of its observations."""
        if not self._observed and self._action is Action.DELETE:
            self._gathering.add(said, line)
        elif not self._observed:
            self._gathering.add_partial(said, line)
        self._observed = False

    def _close_dataset(self, said: dict[str, str], line: int) -> None:
        """A deletion in which nothing stands deletes everything."""
        if self._action is Action.DELETE and self._gathering.is_empty():
            self._gathering.add({}, line)
        self._gathering.add_partial(said, line)
        self.done.append(self._gathering.gathered())
        self._observed = False

    def _tell(self, name: str, attributes: Mapping[str, str]) -> None:
        """What stands within an observation, a series, a group or a dataset."""
        if name == "Value" and "id" in attributes:
            if self._in[-1] == "Attributes":
                self._components.check_attribute(attributes["id"], self.parser.line)
            self._say(attributes["id"], attributes.get("value", ""))
        elif name == "ObsValue":
            self._say(PRIMARY_MEASURE, attributes.get("value", ""))
        elif name == "ObsDimension":
            self._say(attributes.get("id") or self._at_observation(), attributes.get("value", ""))
        elif name == "Comp":
            self._component = attributes.get("id", "")
        elif name == "Value" and self._in[-1] == "Comp":
            self.parser.hear(True)
        elif name not in _AROUND:
            raise _unexpected(name, self.parser.line)

    def _say(self, id: str, text: str) -> None:
        said = self._held[-1]
        if id in said:
            raise wrong(
                f"«{id}» دو بار گفته شده است؛ یکی را بردارید",
                f"{id!r} is told twice; leave one of them",
                self.parser.line,
            )
        self._components.check((id,), self.parser.line)
        said[id] = text

    def _at_observation(self) -> str:
        if self._structure.at_observation == "AllDimensions":
            raise wrong(
                "سرآیند نگفته است که در مشاهده کدام بُعد است (dimensionAtObservation)",
                "the header does not tell the dimension at the observations (dimensionAtObservation)",
                self.parser.line,
            )
        return self._structure.at_observation


_CLOSING: Final[Mapping[str, Callable[[_Reading, dict[str, str], int], None]]] = {
    "DataSet": _Reading._close_dataset,
    "Series": _Reading._close_series,
    "Group": _Reading._close_partial,
    "Atts": _Reading._close_partial,
}


def _is_data(full: str) -> bool:
    match = _MESSAGES.fullmatch(full)
    return match is not None and match["name"] in _ROOTS


def _no_data_message(name: str, line: int) -> Invalid:
    known = ", ".join(_ROOTS)
    return wrong(
        f"«{name}» پیام داده نیست؛ آنچه از SDMX-ML 2.1 و 3.0 خوانده می‌شود: {known}",
        f"{name!r} is no data message; of SDMX-ML 2.1 and 3.0 are read: {known}",
        line,
    )


def _unexpected(name: str, line: int) -> Invalid:
    return wrong(f"«{name}» اینجا جایی ندارد", f"{name!r} has no place here", line)
