"""SDMX-ML 2.1, generic: the same elements for every structure."""

from collections.abc import Iterator, Sequence

from amargah.exchange.sdmx.data.envelope import Envelope
from amargah.exchange.sdmx.data.levels import Levels, Told, levels_of
from amargah.exchange.sdmx.data.message import Message
from amargah.exchange.sdmx.data.wording import NO_TEXTS, KeyWords, Texts, Wording, joined, keyed, split, written
from amargah.exchange.sdmx.definition import STATUS
from amargah.exchange.sdmx.markup import element
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
            yield b"".join((_OPEN, *(_value(each.attribute.id, each.values[0]) for each in laid.dataset), _CLOSE))
        yield from written(_wording(laid, dataset.places), dataset.parts)
        yield b"</mes:DataSet>"
    yield envelope.closing()


def _wording(laid: Levels, places: Indices) -> Wording:
    leading, trailing, heads, tails = _flat(laid, places) if laid.at_observation is None else _in_series(laid)
    by_axis = _by_axis(laid, laid.observation)
    told = laid.status or bool(by_axis)
    statuses = [_value(STATUS, meaning.status) if laid.status else b"" for meaning in MEANINGS]
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
    heads = joined([_key(laid, axis) for axis in leading], before=b"<gen:Obs><gen:ObsKey>")
    tails = joined([_key(laid, axis) for axis in trailing], after=b"</gen:ObsKey>")
    return leading, trailing, heads, tails


def _in_series(laid: Levels) -> KeyWords:
    by_axis = _by_axis(laid, laid.key)
    heads = keyed(
        laid.key,
        [_key(laid, axis) for axis in laid.key],
        tuple(by_axis.items()),
        before=b"<gen:Series><gen:SeriesKey>",
        between=b"</gen:SeriesKey>" + (_OPEN if by_axis else b""),
        after=_CLOSE if by_axis else b"",
    )
    codes = laid.definition.codes[laid.observation[0]]
    observed = [b"<gen:Obs>" + element("gen:ObsDimension", {"value": code}).encode() for code in codes]
    return laid.key, laid.observation, heads, joined([observed])


def _key(laid: Levels, axis: int) -> Texts:
    id = laid.definition.ids[axis]
    return [_value(id, code) for code in laid.definition.codes[axis]]


def _by_axis(laid: Levels, axes: tuple[int, ...]) -> dict[int, Texts]:
    """What is told of each code of those axes that attributes depend on."""
    return {axis: _texts(laid.by_axis[axis]) for axis in axes if axis in laid.by_axis}


def _texts(told: Sequence[Told]) -> Texts:
    said = ([_value(each.attribute.id, value) for value in each.values] for each in told)
    return [b"".join(texts) for texts in zip(*said, strict=True)]


def _value(id: str, value: str) -> bytes:
    return element("gen:Value", {"id": id, "value": value}).encode()
