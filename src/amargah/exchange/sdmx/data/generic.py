"""SDMX-ML 2.1, generic: the same elements for every structure."""

from collections.abc import Iterator, Sequence

from amargah.exchange.sdmx.data.envelope import Envelope
from amargah.exchange.sdmx.data.levels import Levels, Told, levels_of
from amargah.exchange.sdmx.data.message import Message
from amargah.exchange.sdmx.data.wording import (
    NO_TEXTS,
    KeyWords,
    Texts,
    Wording,
    joined,
    keyed,
    split,
    texts_at,
    written,
)
from amargah.exchange.sdmx.definition import STATUS
from amargah.exchange.sdmx.markup import attribute
from amargah.statcore.selections import Indices
from amargah.statcore.signs import MEANINGS

GENERIC = Envelope("GenericData", "v2_1", specific=False)
GENERIC_TIME_SERIES = Envelope("GenericTimeSeriesData", "v2_1", specific=False)

_OPEN, _CLOSE = b"<gen:Attributes>", b"</gen:Attributes>"


def write_generic(message: Message, envelope: Envelope = GENERIC) -> Iterator[bytes]:
    """The message in pieces, a piece a part of the cells."""
    yield envelope.opening(message)
    for dataset in message.sets:
        laid = levels_of(message, dataset)
        yield envelope.dataset(message, dataset, {})
        if laid.dataset:
            yield _OPEN + _told(laid.dataset, (0,))[0] + _CLOSE
        yield from written(_wording(laid, dataset.places), dataset.parts)
        yield b"</mes:DataSet>"
    yield envelope.closing()


def _wording(laid: Levels, places: Indices) -> Wording:
    leading, trailing, heads, tails = (
        _flat(laid, places) if laid.at_observation is None else _in_series(laid, places)
    )
    by_axis = _by_axis(laid, laid.observation, places)
    told = laid.status or bool(by_axis)
    statuses = [_value(STATUS, meaning.status).encode() if laid.status else b"" for meaning in MEANINGS]
    return Wording(
        leading,
        trailing,
        heads,
        tails,
        in_series=laid.at_observation is not None,
        values=laid.values,
        after_series=b"</gen:Series>\n",
        before_value=b'<gen:ObsValue value="',
        after_value=b'"/>',
        statuses=[_OPEN + each for each in statuses] if told else NO_TEXTS,
        attributes=tuple(by_axis.items()),
        end=(_CLOSE if told else b"") + b"</gen:Obs>\n",
        cells=laid.has_observations,
    )


def _flat(laid: Levels, places: Indices) -> KeyWords:
    leading, trailing = split(laid.axes, places)
    heads = joined(_keys(laid, leading, places), before=b"<gen:Obs><gen:ObsKey>")
    return leading, trailing, heads, joined(_keys(laid, trailing, places), after=b"</gen:ObsKey>")


def _in_series(laid: Levels, places: Indices) -> KeyWords:
    by_axis = _by_axis(laid, laid.key, places)
    heads = keyed(
        laid.key,
        _keys(laid, laid.key, places),
        tuple(by_axis.items()),
        before=b"<gen:Series><gen:SeriesKey>",
        between=b"</gen:SeriesKey>" + (_OPEN if by_axis else b""),
        after=_CLOSE if by_axis else b"",
    )
    (axis,) = laid.observation
    codes = laid.definition.codes[axis]
    observed = texts_at(places[axis], len(codes), lambda place: _observed(codes[place]))
    return laid.key, laid.observation, heads, joined([observed], before=b"<gen:Obs>")


def _keys(laid: Levels, axes: tuple[int, ...], places: Indices) -> list[Texts]:
    return [_key(laid, axis, places[axis]) for axis in axes]


def _key(laid: Levels, axis: int, places: Sequence[int]) -> Texts:
    id, codes = laid.definition.ids[axis], laid.definition.codes[axis]
    return texts_at(places, len(codes), lambda place: _value(id, codes[place]))


def _by_axis(laid: Levels, axes: tuple[int, ...], places: Indices) -> dict[int, Texts]:
    """What is told of each code of those axes that attributes depend on."""
    return {axis: _told(laid.by_axis[axis], places[axis]) for axis in axes if axis in laid.by_axis}


def _told(told: Sequence[Told], places: Sequence[int]) -> Texts:
    def said(place: int) -> str:
        return "".join(_value(each.attribute.id, each.values[place]) for each in told)

    return texts_at(places, len(told[0].values), said)


def _value(id: str, value: str) -> str:
    return f'<gen:Value id="{id}" value="{attribute(value)}"/>'


def _observed(code: str) -> str:
    return f'<gen:ObsDimension value="{attribute(code)}"/>'
