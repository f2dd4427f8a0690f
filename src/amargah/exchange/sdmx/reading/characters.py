"""Characters that no message may hold: no XML document could hold them again, and no page shows them."""

import re
from typing import Final

from amargah.exchange.sdmx.reading.failures import line_at, wrong

_BYTES: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xef\xbf[\xbe\xbf]")
# A backslash that is itself escaped begins no escape.
_ESCAPED: Final = re.compile(
    rb"(?<!\\)(?:\\\\)*(?P<it>\\(?:[bf]|u(?:00(?:0[0-8bcefBCEF]|1[0-9a-fA-F]|7[fF])|[fF]{3}[eEfF])))"
)
_REFERENCES: Final = re.compile(rb"(?P<it>&#(?:x0*7[fF]|0*127);)")


def check_characters(data: bytes) -> None:
    """Invalid for a message in UTF-8 with control characters besides tab and ends of lines, or U+FFFE and U+FFFF.

    Those count, too, that JSON or XML writes as an escape. Lone surrogates are no UTF-8, and refused as such.
    """
    if found := _BYTES.search(data):
        raise _forbidden(f"U+{ord(found[0].decode()):04X}", data, found.start())
    start = data[:1000].lstrip()[:1]
    escapes = {b"{": _ESCAPED, b"[": _ESCAPED, b"<": _REFERENCES}.get(start)
    if escapes and (found := escapes.search(data)):
        raise _forbidden(found["it"].decode(), data, found.start("it"))


def _forbidden(shown: str, data: bytes, place: int) -> Exception:
    return wrong(
        f"نویسهٔ کنترلی \u2066{shown}\u2069 در پرونده نمی‌آید؛ آن را بردارید",
        f"the control character {shown} may not stand in the file; take it out",
        line_at(data, place),
    )
