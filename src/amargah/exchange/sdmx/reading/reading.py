"""A data message as a cube."""

from dataclasses import replace
from math import prod
from typing import Final

from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.reading.cells import change, grown
from amargah.exchange.sdmx.reading.characters import check_characters
from amargah.exchange.sdmx.reading.csv import read_csv
from amargah.exchange.sdmx.reading.failures import at_least_on, line_at, wrong
from amargah.exchange.sdmx.reading.json import read_json
from amargah.exchange.sdmx.reading.observations import IDLE, Message, Observations
from amargah.exchange.sdmx.reading.partials import spread
from amargah.exchange.sdmx.reading.structure import plan_of
from amargah.exchange.sdmx.reading.xml import read_xml
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.metadata import EMPTY, Metadata
from amargah.statcore.structures import Structure

MOST_CELLS: Final = 20_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UNSAID = Metadata(EMPTY, EMPTY, EMPTY, "")


def read_data(data: bytes, known: Structure | None = None, present: Cube | None = None) -> Cube:
    """The cube of SDMX-CSV 1.0 or 2.0, SDMX-JSON 1.0 or 2.0, SDMX-ML 2.1 or 3.0; its content tells which it is.

    Datasets of the message are carried out in their order: Delete empties cells, Replace puts an observation in
    their place, all others (Append, Merge, Information) change what they tell. With `known`, codes, roles,
    labels and units are those of this structure, new codes stand behind the known ones (periods in time), and
    other dimensions are refused; without it the structure is what the message says. Notes are not read.

    They begin from nothing, or from the cells of `present`, which is of the structure `known`. A message of
    Information alone, or without any action, is the whole dataset and begins from nothing always.

    Invalid, with the `line`, for whatever the standard does not allow, for a message without observations, for
    statuses and attributes that are not known here, and for more than 20 million cells.
    """
    definition = Definition(known.id, known, _UNSAID) if known else None
    with at_least_on(1):
        message = _message(data, definition.ids if definition else None)
    with at_least_on(message.line):
        return _carried_out(message, definition, None if message.is_whole else present)


def _carried_out(message: Message, definition: Definition | None, present: Cube | None) -> Cube:
    if message.is_empty:
        raise wrong("پیام هیچ مشاهده‌ای ندارد", "there are no observations in the message")
    for dataset in message.datasets:
        _check_idle(dataset)
    message = replace(message, datasets=tuple(map(spread, message.datasets)))
    plan = plan_of(message, definition)
    _check_size(plan.structure)
    cube = grown(present, plan.structure) if present else empty_cube(plan.structure)
    for dataset in message.datasets:
        change(cube, plan.axes, dataset)
    return cube


def _message(data: bytes, dimensions: tuple[str, ...] | None) -> Message:
    data = data.removeprefix(_BYTE_ORDER_MARK)
    _check_encoding(data)
    check_characters(data)
    start = data[:1000].lstrip()
    if start.startswith(b"<"):
        return read_xml(data, dimensions)
    if start.startswith((b"{", b"[")):
        return read_json(data)
    return read_csv(data, dimensions)


def _check_encoding(data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise wrong(
            "پرونده UTF-8 نیست؛ آن را با این کدگذاری ذخیره کنید",
            "the file is not in UTF-8; save it in that encoding",
            line_at(data, error.start),
        ) from error


def _check_size(structure: Structure) -> None:
    cells = prod(structure.shape)
    if cells > MOST_CELLS:
        raise wrong(
            f"بُعدها با هم {cells} خانه می‌سازند و بیش از {MOST_CELLS} خوانده نمی‌شود؛ پرونده را چند بخش کنید",
            f"the dimensions make {cells} cells together, and more than {MOST_CELLS} are not read; split the file",
        )


def _check_idle(dataset: Observations) -> None:
    """Attributes that are passed over leave the figures as they are."""
    for id, idle in IDLE.items():
        column = dataset.columns.get(id)
        above = (each.said[id] for each in dataset.partials if id in each.said)
        told = [*(column.texts if column else ()), *above]
        changing = [text for text in told if idle is not None and text not in idle]
        if changing:
            raise wrong(
                f"ویژگی {id} با مقدار «{changing[0]}» عددها را دگرگون می‌کند؛ آن را در عددها اعمال کنید و بردارید",
                f"the attribute {id} {changing[0]!r} changes the figures; apply it to them and take it out",
            )
