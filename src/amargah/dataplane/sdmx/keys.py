"""Keys of series in addresses: `23+24.T.` in REST 1.5; `23.*,24.T` in REST 2.x, of which each key is read so."""

from collections.abc import Iterable, Mapping

from amargah.dataplane.sdmx.wildcards import is_every_code
from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.identity import TIME_DIMENSION
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

Codes = frozenset[str]
Box = Mapping[str, Codes]
"""Codes wanted by dimension; a dimension that is not named is wanted whole."""

_MOST_KEYS = 500
_SHOWN = 3  # dimensions of which an example shows a code


def read_key(text: str, definition: Definition) -> Box | None:
    """The key of REST 1.5; None for `all`. Invalid unless it has a place for each dimension but time."""
    if text == "" or is_every_code(text):
        return None
    places = text.split(".")
    if len(places) != len(definition.key):
        raise _wrong_length(text, definition)
    return _box(places, definition, wildcards=("",))


def read_keys(text: str, definition: Definition) -> tuple[Box, ...] | None:
    """The keys of REST 2.x; None for `*`. Places left out at the end are wildcards.

    Invalid for a key with more places than dimensions, and for too many keys.
    """
    keys = text.split(",")
    if any(key in ("", "*") for key in keys):
        return None
    if len(keys) > _MOST_KEYS:
        raise Invalid(
            Label(
                f"بیش از {_MOST_KEYS} کلید خواسته‌اید؛ به‌جای آن «*» یا c[بُعد]=… به کار ببرید",
                f"more than {_MOST_KEYS} keys are asked for; use * or c[dimension]=… in their place",
            )
        )
    return tuple(_long_enough(key, definition) for key in keys)


def fits(text: str, definition: Definition) -> bool:
    """Whether keys of REST 2.x could be those of this dataset."""
    return all(len(key.split(".")) <= len(definition.key) for key in text.split(","))


def _long_enough(key: str, definition: Definition) -> Box:
    places = key.split(".")
    if len(places) > len(definition.key):
        raise _wrong_length(key, definition)
    return _box(places, definition, wildcards=("", "*"))


def _box(places: Iterable[str], definition: Definition, wildcards: tuple[str, ...]) -> Box:
    ids = (id for id in definition.ids if id != TIME_DIMENSION)
    wanted = {id: frozenset(place.split("+")) for id, place in zip(ids, places, strict=False)}
    return {id: codes for id, codes in wanted.items() if not codes & set(wildcards)}


def _wrong_length(text: str, definition: Definition) -> Invalid:
    ids = ".".join(id for id in definition.ids if id != TIME_DIMENSION)
    codes = (codes for id, codes in zip(definition.ids, definition.codes, strict=True) if id != TIME_DIMENSION)
    example = ".".join(each[0] if number < _SHOWN else "" for number, each in enumerate(codes))
    return Invalid(
        Label(
            f"کلید «{text[:200]}» برای هر بُعد یک جا می‌خواهد: \u2066{ids}\u2069؛ مانند \u2066{example}\u2069",
            f"the key {text[:200]!r} needs a place for each dimension: {ids}; for example {example}",
        ),
        parameter="key",
    )
