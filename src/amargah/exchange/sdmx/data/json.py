"""SDMX-JSON 1.0.0 and 2.0.0: the structure first, so that whoever reads along knows what the numbers stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import orjson

from amargah.exchange.sdmx.data.envelope import instant
from amargah.exchange.sdmx.data.levels import Levels, levels_of
from amargah.exchange.sdmx.data.listing import Dialect, Json, Listing
from amargah.exchange.sdmx.data.message import DataSet, Message
from amargah.exchange.sdmx.data.wording import (
    NO_TEXTS,
    KeyWords,
    Segment,
    Texts,
    Wording,
    folded,
    joined,
    keyed,
    split,
    written,
)
from amargah.exchange.sdmx.definition import STATUS
from amargah.exchange.sdmx.identity import AGENCY
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.signs import MEANINGS

_SCHEMAS = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas"
JSON_1 = Dialect(f"{_SCHEMAS}/1.0/sdmx-json-data-schema.json", valued=False)
JSON_2 = Dialect(f"{_SCHEMAS}/2.0.0/sdmx-json-data-schema.json", valued=True)


def write_json_1(message: Message) -> Iterator[bytes]:
    """The message in pieces. Invalid when its sets have not all the same dimensions: 1.0.0 has one structure."""
    groups = _groups(message, JSON_1)
    if len(groups) > 1:
        raise Invalid(
            Label(
                "SDMX-JSON 1.0.0 یک ساختار دارد و بُعدهای این داده‌ها یکی نیست؛ یکی یا قالبی دیگر را بخواهید",
                "SDMX-JSON 1.0.0 has one structure and these data differ in their dimensions; "
                "ask for one of them, or for another format",
            )
        )
    return _written(message, JSON_1, groups, {"structure": groups[0].structure(message)})


def write_json_2(message: Message) -> Iterator[bytes]:
    """The message in pieces, with a structure for each dataset."""
    groups = _groups(message, JSON_2)
    structures = [{**each.structure(message), "dataSets": list(each.sets)} for each in groups]
    return _written(message, JSON_2, groups, {"structures": structures})


@dataclass(frozen=True)
class _Worded:
    """A set of data, the words around its cells, and the numbers of the attributes of the whole."""

    dataset: DataSet
    laid: Levels
    wording: Wording
    attributes: bytes


@dataclass(frozen=True)
class _Group:
    """Sets with the same dimensions, by their places in the message."""

    listing: Listing
    sets: Mapping[int, _Worded]

    def structure(self, message: Message) -> Json:
        last = list(self.sets.values())[-1]
        ids = last.laid.definition.ids
        dimensions = {
            "dataSet": [],
            "series": [ids[axis] for axis in last.laid.key],
            "observation": [ids[axis] for axis in last.laid.observation],
        }
        return self.listing.structure(last.laid.definition, dimensions, _links(message, last.dataset))


def _groups(message: Message, dialect: Dialect) -> list[_Group]:
    found: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(message.sets):
        found.setdefault((each.definition.dataset, *each.definition.ids), []).append(place)
    return [_group(message, dialect, places) for places in found.values()]


def _group(message: Message, dialect: Dialect, places: list[int]) -> _Group:
    listing = Listing(dialect, message.language)
    laid = {place: levels_of(message, message.sets[place]) for place in places}
    for each in laid.values():
        listing.note(each)
    return _Group(listing, {place: _worded(listing, message.sets[place], each) for place, each in laid.items()})


def _written(message: Message, dialect: Dialect, groups: list[_Group], structure: Json) -> Iterator[bytes]:
    yield b'{"meta":' + orjson.dumps(_meta(message, dialect)) + b',"data":' + orjson.dumps(structure)[:-1]
    worded = {place: (number, each) for number, group in enumerate(groups) for place, each in group.sets.items()}
    for place in range(len(message.sets)):
        number, each = worded[place]
        told = {"structure": number} if dialect.valued else {}
        yield (b"," if place else b',"dataSets":[') + _opening(message, each, told)
        yield from written(each.wording, each.dataset.parts)
        yield b"}}"
    yield b"]}}"


def _meta(message: Message, dialect: Dialect) -> Json:
    return {
        "schema": dialect.schema,
        "id": message.id,
        "test": False,
        "prepared": instant(message.prepared),
        "contentLanguages": [message.language, *(each for each in LANGUAGES if each != message.language)],
        "sender": {"id": AGENCY},
    }


def _links(message: Message, dataset: DataSet) -> list[Json]:
    kind = "datastructure" if message.of_structures else "dataflow"
    return [{"rel": kind, "urn": message.artefact_urn(dataset.definition)}]


def _opening(message: Message, worded: _Worded, more: Json) -> bytes:
    """The members of a set up to its cells."""
    dataset = worded.dataset
    instants = {"validFrom": instant(dataset.valid_from), "validTo": instant(dataset.valid_to)}
    told: Json = {
        **more,
        "action": dataset.action.value,
        **{name: moment for name, moment in instants.items() if moment},
        "links": _links(message, dataset),
    }
    attributes = b',"attributes":[' + worded.attributes + b"]" if worded.attributes else b""
    cells = b',"series":{' if worded.laid.key else b',"observations":{'
    return orjson.dumps(told)[:-1] + attributes + cells


def _worded(listing: Listing, dataset: DataSet, laid: Levels) -> _Worded:
    attributes, _ = folded(_listed(listing, dataset, laid, "dataSet"))
    wording = _in_series(listing, dataset, laid) if laid.key else _flat(listing, dataset, laid)
    return _Worded(dataset, laid, wording, attributes)


def _listed(listing: Listing, dataset: DataSet, laid: Levels, level: str) -> list[Segment]:
    """What stands in an array of attributes, without the comma before the first."""
    numbers = [] if laid.deleted else listing.numbers(dataset, laid, level)
    first = [(axis, [text[1:] for text in texts]) for axis, texts in numbers[:1]]
    return [*first, *numbers[1:]]


def _in_series(listing: Listing, dataset: DataSet, laid: Levels) -> Wording:
    said, told = folded(_listed(listing, dataset, laid, "series"))
    attributes = b'"attributes":[' if said or told else b""
    observations = b'"observations":{' if laid.has_observations else b""
    comma = b"," if attributes and observations else b""
    heads = keyed(
        laid.key,
        _keys(listing, dataset, laid.key),
        told,
        before=b'"',
        between=b'":{' + attributes + said,
        after=(b"]" if attributes else b"") + comma + observations,
    )
    tails = joined(_keys(listing, dataset, laid.observation), before=b'"', after=b'":[')
    after = b"}}" if observations else b"}"
    return _wording(listing, dataset, laid, (laid.key, laid.observation, heads, tails), after)


def _flat(listing: Listing, dataset: DataSet, laid: Levels) -> Wording:
    keys = dict(zip(laid.axes, _keys(listing, dataset, laid.axes), strict=True))
    leading, trailing = split(laid.axes, dataset.places)
    heads = joined([keys[axis] for axis in leading], before=b'"')
    tails = joined([keys[axis] for axis in trailing], after=b'":[')
    return _wording(listing, dataset, laid, (leading, trailing, heads, tails), b"")


def _wording(listing: Listing, dataset: DataSet, laid: Levels, keys: KeyWords, after_series: bytes) -> Wording:
    said, told = folded([] if laid.deleted else listing.numbers(dataset, laid, "observation"))
    leading, trailing, heads, tails = keys
    return Wording(
        leading,
        trailing,
        heads,
        tails,
        in_series=bool(laid.key),
        values=laid.values,
        between_cells=b",",
        between_series=b",",
        after_series=after_series,
        no_value=b"" if laid.deleted else b"null",
        statuses=_statuses(listing, laid, said),
        attributes=told,
        end=b"]",
        cells=laid.has_observations,
    )


def _statuses(listing: Listing, laid: Levels, said: bytes) -> Texts:
    """The status, if told, and what stands fixed behind it."""
    if laid.deleted:
        return NO_TEXTS
    if laid.status:
        return [each + said for each in listing.statuses()]
    missing = b",null" if STATUS in listing.attributes.get("observation", {}) else b""
    return [missing + said] * len(MEANINGS)


def _keys(listing: Listing, dataset: DataSet, axes: tuple[int, ...]) -> list[Texts]:
    """The numbers of the codes along `axes`, with the colons between them."""
    numbers = [listing.codes(dataset, axis) for axis in axes]
    return [*([text + b":" for text in along] for along in numbers[:-1]), *numbers[-1:]]
