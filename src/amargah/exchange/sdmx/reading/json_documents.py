"""The parts of SDMX-JSON 1.0.0 and 2.0.0 data messages that carry figures and what they stand for."""

import re
from typing import Any, Final

import msgspec

from amargah.exchange.sdmx.reading.failures import line_at, wrong
from amargah.exchange.sdmx.reading.json_lines import Spot, Step
from amargah.exchange.sdmx.reading.words import label_of
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

_BYTE = re.compile(r"\(byte (\d+)\)")
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")
NO_OBJECT: Final = msgspec.Raw(b"{}")


class Value(msgspec.Struct):
    id: str | None = None
    value: Any = None
    name: str = ""
    names: dict[str, str] = {}
    parent: str | None = None

    @property
    def text(self) -> str:
        """The code, or a value that has none; version 1.0.0 has such a value in the place of a name."""
        if self.id is not None:
            return self.id
        return self.name if self.value is None else text_of(self.value)

    @property
    def label(self) -> Label | None:
        return label_of(self.name, self.names)


class Component(msgspec.Struct, rename="camel"):
    """`values` are the texts that places in the data point to; without them texts stand in the data."""

    id: str
    name: str = ""
    names: dict[str, str] = {}
    key_position: int | None = None
    roles: list[str] = []
    default: Any = None
    values: list[Value] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(value.text for value in self.values or ())


class Levels(msgspec.Struct, rename="camel"):
    data_set: list[Component] = []
    dimension_group: list[Component] = []
    series: list[Component] = []
    observation: list[Component] = []

    @property
    def all(self) -> list[Component]:
        return [*self.data_set, *self.dimension_group, *self.series, *self.observation]


class Link(msgspec.Struct):
    rel: str = ""
    urn: str = ""


class StructurePart(msgspec.Struct):
    dimensions: Levels
    attributes: Levels = msgspec.field(default_factory=Levels)
    measures: Levels | None = None
    name: str = ""
    names: dict[str, str] = {}
    links: list[Link] = []


class Series(msgspec.Struct):
    attributes: list[Any] = []
    observations: msgspec.Raw = NO_OBJECT


class DataSet(msgspec.Struct, rename="camel"):
    action: str = ""
    structure: int = 0
    attributes: list[Any] = []
    dimension_group_attributes: dict[str, list[Any]] = {}
    series: msgspec.Raw = NO_OBJECT
    observations: msgspec.Raw = NO_OBJECT


class Data(msgspec.Struct, rename="camel"):
    structure: StructurePart | None = None
    structures: list[StructurePart] = []
    data_sets: list[DataSet] = []


class Document(msgspec.Struct):
    data: Data


def document_of(data: bytes) -> Document:
    """Invalid for what is no JSON, with its line, and for JSON that is no data message."""
    document: Document = decoded(data, Document)
    return document


def decoded(data: bytes | msgspec.Raw, kind: Any) -> Any:
    """JSON as objects of a kind; only of a whole document can the line of a mistake be told."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError as error:
        raise wrong(
            f"این پیام دادهٔ SDMX-JSON 1.0.0 یا 2.0.0 نیست: {error}",
            f"this is no data message of SDMX-JSON 1.0.0 or 2.0.0: {error}",
            Spot(data, _path(str(error))).line if isinstance(data, bytes) else None,
        ) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise _malformed(bytes(data), str(error)) from error


def _path(reason: str) -> tuple[Step, ...]:
    """The way to what is wrong, as msgspec tells it: `$.data.dataSets[0].action`."""
    steps = _STEP.findall(reason.rpartition("`$")[2])
    return tuple(int(number) if number else key for key, number in steps)


def text_of(value: object) -> str:
    """A value that stands in the data, as text; nothing for null and for what is missing on purpose."""
    if value is None or value in ("#N/A", "NaN"):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _malformed(data: bytes, reason: str) -> Invalid:
    match = _BYTE.search(reason)
    line = line_at(data, int(match[1]) if match else len(data))
    return wrong(
        f"JSON درست نیست: {reason}؛ پرونده را دوباره و کامل دریافت کنید",
        f"this is no well-formed JSON: {reason}; get the file again, and whole",
        line,
    )
