"""SDMX-ML in the words of a structure: 2.1 (all data, or time series only) and 3.0.

Dimensions, numbers and attributes are attributes of XML, in any order: whatever depends on a code is written
together with it.
"""

from collections.abc import Iterator, Sequence

from amargah.exchange.sdmx.data.envelope import Envelope
from amargah.exchange.sdmx.data.levels import Levels, levels_of
from amargah.exchange.sdmx.data.message import Message
from amargah.exchange.sdmx.data.wording import NO_TEXTS, Texts, Wording, joined, split, texts_at, written
from amargah.exchange.sdmx.definition import STATUS
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE
from amargah.exchange.sdmx.markup import attribute
from amargah.statcore.selections import Indices
from amargah.statcore.signs import MEANINGS

SPECIFIC = Envelope("StructureSpecificData", "v2_1", specific=True)
SPECIFIC_TIME_SERIES = Envelope(
    "StructureSpecificTimeSeriesData", "v2_1", specific=True, type="TimeSeriesDataSetType"
)
SPECIFIC_3 = Envelope("StructureSpecificData", "v3_0", specific=True)


def write_specific(message: Message, envelope: Envelope = SPECIFIC) -> Iterator[bytes]:
    """The message in pieces, a piece a part of the cells."""
    yield envelope.opening(message)
    for dataset in message.sets:
        laid = levels_of(message, dataset)
        yield envelope.dataset(message, dataset, {each.attribute.id: each.values[0] for each in laid.dataset})
        yield from written(_wording(laid, dataset.places), dataset.parts)
        yield b"</mes:DataSet>"
    yield envelope.closing()


def _wording(laid: Levels, places: Indices) -> Wording:
    in_series = laid.at_observation is not None
    leading, trailing = (laid.key, laid.observation) if in_series else split(laid.axes, places)
    cell = b"<Obs"
    heads = joined(
        [_coded(laid, axis, places[axis]) for axis in leading],
        before=b"<Series" if in_series else cell,
        after=b">\n" if in_series and laid.has_observations else b">" if in_series else b"",
    )
    return Wording(
        leading,
        trailing,
        heads,
        joined([_coded(laid, axis, places[axis]) for axis in trailing], before=cell if in_series else b""),
        in_series=in_series,
        values=laid.values,
        after_series=b"</Series>\n",
        before_value=f' {PRIMARY_MEASURE}="'.encode(),
        after_value=b'"',
        statuses=[_named(STATUS, meaning.status).encode() for meaning in MEANINGS] if laid.status else NO_TEXTS,
        end=b"/>\n",
        cells=laid.has_observations,
    )


def _coded(laid: Levels, axis: int, places: Sequence[int]) -> Texts:
    """The dimension with each of its codes, and the attributes that go with the code."""
    id, codes, told = laid.definition.ids[axis], laid.definition.codes[axis], laid.by_axis.get(axis, ())

    def coded(place: int) -> str:
        return _named(id, codes[place]) + "".join(_named(each.attribute.id, each.values[place]) for each in told)

    return texts_at(places, len(codes), coded)


def _named(name: str, value: str) -> str:
    return f' {name}="{attribute(value)}"'
