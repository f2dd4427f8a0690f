"""Keys of SDMX-JSON, `3:0:12`: the places of codes, one for each dimension at their level."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.json_documents import Component
from amargah.exchange.sdmx.reading.observations import NOTHING, Places
from amargah.statcore.errors import Invalid

WHOLE: Final = "*"
"""In the place of a key: every observation of a series that is deleted."""

_KEYS = re.compile(r"[0-9]{1,9}(?::[0-9]{1,9})*")
_MEMBER = re.compile(rb'"[0-9]+(?::[0-9]+)*"\s*:')


def places_of(keys: Sequence[str], dimensions: Sequence[Component]) -> Places:
    """A row for each key, a column for each dimension. Invalid for a key that does not fit them."""
    if WHOLE in keys:
        return np.array([_one(key, dimensions) for key in keys], np.int32).reshape(len(keys), -1)
    if not dimensions:
        return _of_no_dimension(keys)
    joined = ":".join(keys)
    wide = len(dimensions) - 1
    if not _KEYS.fullmatch(joined) or any(key.count(":") != wide for key in keys):
        raise _no_key(next(key for key in keys if not _KEYS.fullmatch(key) or key.count(":") != wide), dimensions)
    places = np.array(joined.split(":"), np.int32).reshape(len(keys), -1)
    outside = np.flatnonzero((places >= [len(each.values or ()) for each in dimensions]).any(axis=1))
    if outside.size:
        raise _no_key(keys[int(outside[0])], dimensions)
    return places


def members(part: msgspec.Raw) -> int:
    """How many members with such keys an object has, and the objects in it: also those of a repeated key."""
    return len(_MEMBER.findall(bytes(part)))


def repeated() -> Invalid:
    return wrong(
        "کلید یک سری یا مشاهده دو بار آمده است؛ یکی را بردارید",
        "the key of a series or of an observation occurs twice; leave one of them",
    )


def _one(key: str, dimensions: Sequence[Component]) -> list[int]:
    if key == WHOLE:
        return [NOTHING] * len(dimensions)
    return [int(place) for place in places_of([key], dimensions)[0]]


def _of_no_dimension(keys: Sequence[str]) -> Places:
    for key in keys:
        if key:
            raise _no_key(key, ())
    return np.empty((len(keys), 0), np.int32)


def _no_key(key: str, dimensions: Sequence[Component]) -> Invalid:
    sizes = ", ".join(f"{each.id} ({len(each.values or ())})" for each in dimensions)
    return wrong(
        f"کلید «{key}» به کدی که هست نمی‌رسد؛ بُعدها و شمار کدهایشان: {sizes}",
        f"the key {key!r} leads to no code; the dimensions, and how many codes they have: {sizes}",
    )
