"""What a POST brings: JSON of a known shape and of bounded size."""

from typing import TypeVar

import falcon
import msgspec

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

T = TypeVar("T")
MOST = 1_000_000  # bytes


class TooLarge(Invalid):
    status = 413
    title = Label("درخواست بزرگ", "Request too large")


def has_body(request: falcon.Request) -> bool:
    """Whether anything is sent along; of what comes in chunks nobody tells the length before."""
    return bool(request.content_length) or _in_chunks(request)


def read_json(request: falcon.Request, shape: type[T]) -> T:
    """The body as `shape` (a msgspec Struct). TooLarge above a million bytes; Invalid names what does not fit."""
    if (request.content_length or 0) > MOST:
        raise _too_large()
    data = (request.stream if _in_chunks(request) else request.bounded_stream).read(MOST + 1)
    if len(data) > MOST:
        raise _too_large()
    try:
        return msgspec.json.decode(data, type=shape)
    except UnicodeDecodeError as error:
        raise Invalid(
            Label("بدنهٔ درخواست UTF-8 نیست؛ آن را به UTF-8 بفرستید", "the body is not UTF-8; send it in UTF-8")
        ) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise Invalid(
            Label(f"بدنهٔ درخواست خوانده نشد: {error}", f"the body of the request cannot be read: {error}")
        ) from error


def _in_chunks(request: falcon.Request) -> bool:
    return "chunked" in request.env.get("HTTP_TRANSFER_ENCODING", "").casefold()


def _too_large() -> TooLarge:
    return TooLarge(
        Label(
            "بدنهٔ درخواست بزرگ‌تر از یک مگابایت است؛ به‌جای برشمردن کدها «*» به کار ببرید",
            "the body of the request is over a million bytes; use * in place of listing codes",
        )
    )
