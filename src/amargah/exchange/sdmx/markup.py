"""Writing XML: elements with escaped attributes and text."""

from collections.abc import Iterable, Mapping
from typing import Final

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

# XML 1.0 has no way to write these; a reader is shown that something stood there.
_UNWRITABLE = (*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_IN_TEXT: Final = {
    **dict.fromkeys(_UNWRITABLE, "\ufffd"),
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord("\r"): "&#13;",
}
_IN_ATTRIBUTE: Final = {**_IN_TEXT, ord('"'): "&quot;", ord("\t"): "&#9;", ord("\n"): "&#10;"}


def text(words: str) -> str:
    """`words` as they stand between tags."""
    return words.translate(_IN_TEXT)


def attribute(words: str) -> str:
    """`words` as they stand between the quotation marks of an attribute."""
    return words.translate(_IN_ATTRIBUTE)


def element(name: str, attributes: Mapping[str, str | None] | None = None, children: Iterable[str] = ()) -> str:
    """`<name a="…">children</name>`; children are written already, attributes that are None are left out."""
    inside = "".join(children)
    opening = f"<{name}{_attributes(attributes or {})}"
    return f"{opening}>{inside}</{name}>" if inside else f"{opening}/>"


def opened(name: str, attributes: Mapping[str, str | None]) -> str:
    """The opening tag alone, for documents that are written in pieces."""
    return f"<{name}{_attributes(attributes)}>"


def _attributes(attributes: Mapping[str, str | None]) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items() if value is not None)
