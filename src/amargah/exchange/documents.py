"""Canonical JSON of the platform's values: structures, metadata, origins.

Keys are sorted and nothing depends on the machine, so the bytes can be hashed and compared.
"""

from typing import TypeVar

import msgspec

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")


def encode(value: object) -> bytes:
    """One line of UTF-8 JSON; equal values give equal bytes."""
    return _encoder.encode(value)


def decode(data: bytes | memoryview, type: type[T]) -> T:
    """The value written by `encode`; `type` may be a generic such as `tuple[Origin, ...]`.

    Invalid when the document is not JSON or does not fit the type.
    """
    try:
        return msgspec.json.decode(data, type=type)
    except msgspec.DecodeError as error:
        raise Invalid(
            Label(f"سند خوانده نشد: {error}", f"the document cannot be read: {error}"), type=str(type)
        ) from error
