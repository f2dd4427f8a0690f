"""The formats of data messages, and how the parameters of a media type style them."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

from amargah.dataplane.sdmx.negotiation import Chosen, Offer
from amargah.exchange.sdmx.data import (
    GENERIC,
    GENERIC_TIME_SERIES,
    SPECIFIC,
    SPECIFIC_3,
    SPECIFIC_TIME_SERIES,
    Keys,
    Labels,
    Message,
    Style,
    write_csv_1,
    write_csv_2,
    write_generic,
    write_json_1,
    write_json_2,
    write_specific,
)
from amargah.exchange.sdmx.identity import TIME_DIMENSION
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

E = TypeVar("E", bound=StrEnum)
_SDMX = "application/vnd.sdmx."
_XML, _JSON, _CSV = ("application/xml", "text/xml"), ("application/json", "text/json"), ("text/csv",)

_GENERIC = Offer(f"{_SDMX}genericdata+xml", "2.1", ("genericdata", "xml", "sdmx-ml"), _XML)
_GENERIC_TIME_SERIES = Offer(f"{_SDMX}generictimeseriesdata+xml", "2.1", ("generictimeseriesdata",))
_SPECIFIC = Offer(f"{_SDMX}structurespecificdata+xml", "2.1", ("structurespecificdata", "structure"))
_SPECIFIC_TIME_SERIES = Offer(
    f"{_SDMX}structurespecifictimeseriesdata+xml", "2.1", ("structurespecifictimeseriesdata",)
)
_ML_3 = Offer(f"{_SDMX}data+xml", "3.0.0", ("data", "xml", "sdmx-ml"), _XML)
_JSON_1 = Offer(f"{_SDMX}data+json", "1.0.0", ("jsondata", "json", "sdmx-json"), _JSON)
_JSON_2 = Offer(f"{_SDMX}data+json", "2.0.0", ("jsondata", "json", "sdmx-json"), _JSON)
_CSV_1 = Offer(f"{_SDMX}data+csv", "1.0.0", ("csvdata", "csv", "sdmx-csv"), _CSV, charset="utf-8")
_CSV_2 = Offer(f"{_SDMX}data+csv", "2.0.0", ("csvdata", "csv", "sdmx-csv"), _CSV, charset="utf-8")

DATA_21: Final = (_GENERIC, _SPECIFIC, _GENERIC_TIME_SERIES, _SPECIFIC_TIME_SERIES, _JSON_1, _CSV_1)
"""What `/sdmx/2.1` offers, its default first."""
DATA_30: Final = (_JSON_2, _ML_3, _CSV_2, *DATA_21)
"""What `/sdmx/3.0` offers: its own formats, and the older ones for clients that read nothing else."""

_WRITERS: Final[dict[Offer, Callable[[Message], Iterator[bytes]]]] = {
    _GENERIC: partial(write_generic, envelope=GENERIC),
    _GENERIC_TIME_SERIES: partial(write_generic, envelope=GENERIC_TIME_SERIES),
    _SPECIFIC: partial(write_specific, envelope=SPECIFIC),
    _SPECIFIC_TIME_SERIES: partial(write_specific, envelope=SPECIFIC_TIME_SERIES),
    _ML_3: partial(write_specific, envelope=SPECIFIC_3),
    _JSON_1: write_json_1,
    _JSON_2: write_json_2,
}


def write(message: Message, chosen: Chosen) -> Iterator[bytes]:
    """The message in the format chosen. Invalid for a packing or style that the format does not have."""
    if chosen.offer in (_GENERIC_TIME_SERIES, _SPECIFIC_TIME_SERIES):
        _check_time_series(message)
    if chosen.offer is _CSV_1:
        return write_csv_1(message, _style(chosen, (Labels.ID, Labels.BOTH)))
    if chosen.offer is _CSV_2:
        return write_csv_2(message, _style(chosen, tuple(Labels)))
    return _WRITERS[chosen.offer](message)


def _style(chosen: Chosen, labels: tuple[Labels, ...]) -> Style:
    said = chosen.parameters
    return Style(
        _said("labels", said.get("labels", ""), labels),
        _said("keys", said.get("keys") or said.get("key", ""), tuple(Keys)),
        _said("timeFormat", said.get("timeformat", ""), tuple(_TimeFormat)) is _TimeFormat.NORMALIZED,
    )


class _TimeFormat(StrEnum):
    ORIGINAL = "original"
    NORMALIZED = "normalized"


def _said(name: str, value: str, known: tuple[E, ...]) -> E:
    """The first of `known` when nothing is said."""
    for each in known:
        if value.lower() in (each.value, ""):
            return each
    values = ", ".join(known)
    raise Invalid(
        Label(
            f"{name} یکی از این‌هاست: \u2066{values}\u2069 و نه «{value[:200]}»",
            f"{name} is one of {values}, not {value[:200]!r}",
        ),
        parameter=name,
    )


def _check_time_series(message: Message) -> None:
    if message.packing.at_observation != TIME_DIMENSION:
        raise Invalid(
            Label(
                "این قالب تنها سری زمانی دارد؛ dimensionAtObservation را بردارید یا قالبی دیگر بخواهید",
                "this format has time series only; leave dimensionAtObservation out or ask for another format",
            ),
            parameter="dimensionAtObservation",
        )
