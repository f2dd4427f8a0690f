"""Sending a message that is written in pieces: with its length when it is short, else as a stream."""

import hashlib
from collections.abc import Iterator
from itertools import chain

import falcon

from amargah.shelf import Edition

_AT_ONCE = 1 << 18  # bytes


def message_id(request: falcon.Request, edition: Edition) -> str:
    """An id for the message: the same question to the same edition has the same one."""
    told = "\n".join((edition.key, request.path, request.query_string))
    return f"SCI{hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"


def send(response: falcon.Response, pieces: Iterator[bytes]) -> None:
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length > _AT_ONCE:
            response.stream = chain(held, pieces)
            return
    response.data = b"".join(held)
