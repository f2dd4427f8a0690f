"""The keywords of a file as they are written: from bytes to entries, up to where the data begin.

`KEYWORD[language]("subkey","subkey")=value;` Quotation marks, brackets and the like are the same bytes in every
code page that is read, so the entries are found before the code page is known.
"""

import re
from dataclasses import dataclass

from amargah.exchange.controls import CONTROL
from amargah.exchange.px.failures import line_at, wrong
from amargah.exchange.px.texts import Item, items

MOST_BYTES_BEFORE_DATA = 64 * 1024 * 1024

_SPACE = re.compile(rb"\s*+")
_KEY = re.compile(
    rb"""
    (?P<keyword> [A-Za-z][A-Za-z0-9-]*+ ) \s*+
    (?: \[ \s*+ "?+ (?P<language> [^\]"\s;=]*+ ) "?+ \s*+ \] \s*+ )?+
    (?: \( (?P<subkeys> (?: [^")]++ | "[^"\r\n]*+" )*+ ) \) \s*+ )?+
    =
    """,
    re.VERBOSE,
)
_VALUE = re.compile(rb'(?:[^";]++|"[^"\r\n]*+")*+')
_NEXT_KEY = re.compile(rb'(?:[^"=]++|"[^"\r\n]*+")*+=')


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry before it is decoded."""

    keyword: str
    language: bytes | None
    subkeys: bytes | None
    value: bytes
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, on `line`. `language` is None when it is not told."""

    keyword: str
    language: str | None
    subkeys: tuple[str, ...]
    items: tuple[Item, ...]
    line: int


def pieces(data: bytes, place: int) -> tuple[list[Piece], int]:
    """Every entry from `place` up to the data, and the place at which the data begin."""
    found: list[Piece] = []
    line, counted = 1, 0
    while True:
        place = _space_end(data, place)
        line, counted = line + data.count(b"\n", counted, place), place
        key = _KEY.match(data, place)
        if key is None:
            raise _no_key(data, place, line)
        keyword = key["keyword"].decode().upper()
        if keyword == "DATA":
            return found, key.end()
        if key.end() > MOST_BYTES_BEFORE_DATA:
            raise _too_long(line)
        end = _value_end(data, key.end(), keyword, line)
        found.append(Piece(keyword, key["language"], key["subkeys"], data[key.end() : end], line))
        place = end + 1


def begins_entry(data: bytes, place: int) -> bool:
    """Whether a keyword with its equals sign stands at `place`."""
    return _KEY.match(data, place) is not None


def entry(piece: Piece, encoding: str) -> Entry:
    """The entry in letters. Invalid when it is not in that encoding, or its value is not well formed."""
    language = None if piece.language is None else _decoded(piece, piece.language, encoding)
    subkeys = () if piece.subkeys is None else _subkeys(piece, encoding)
    value = _decoded(piece, piece.value, encoding)
    return Entry(piece.keyword, language, subkeys, items(value, piece.keyword, piece.line), piece.line)


def _subkeys(piece: Piece, encoding: str) -> tuple[str, ...]:
    found = items(_decoded(piece, piece.subkeys or b"", encoding), piece.keyword, piece.line)
    if not found or any(item.mark != "," for item in found[1:]):
        raise wrong(
            piece.line,
            f"{piece.keyword}: آنچه در پرانتز است باید متن‌هایی در گیومه باشد که با ویرگول از هم جدا شوند",
            f"{piece.keyword}: write texts in quotation marks, separated by commas, in the parentheses",
        )
    return tuple(item.text for item in found)


def _decoded(piece: Piece, written: bytes, encoding: str) -> str:
    """Invalid for bytes that are no letters of the encoding, and for control characters."""
    try:
        text = written.decode(encoding)
    except UnicodeDecodeError as error:
        line = piece.line + written.count(b"\n", 0, error.start)
        byte = written[error.start]
        raise wrong(
            line,
            f"بایت {byte:#04x} در رمزگذاری {encoding} حرفی نیست؛ CODEPAGE را درست بنویسید",
            f"byte {byte:#04x} is no letter of {encoding}; name the file's encoding in CODEPAGE",
        ) from error
    control = CONTROL.search(text)
    if control is not None:
        raise _has_control(piece, text, control.start())
    return text


def _has_control(piece: Piece, text: str, place: int) -> Exception:
    name = f"U+{ord(text[place]):04X}"
    return wrong(
        piece.line + text.count("\n", 0, place),
        f"{piece.keyword}: نویسهٔ کنترلی {name} اینجا آمده است؛ آن را پاک کنید",
        f"{piece.keyword}: the control character {name} stands here; remove it",
    )


def _space_end(data: bytes, place: int) -> int:
    match = _SPACE.match(data, place)
    return match.end() if match else place


def _value_end(data: bytes, place: int, keyword: str, line: int) -> int:
    """Where the semicolon stands that ends the value."""
    match = _VALUE.match(data, place)
    end = match.end() if match else place
    follower = _NEXT_KEY.match(data, place, end)
    if follower is not None:
        raise _no_semicolon(data, follower.end() - 1, keyword)
    if data[end : end + 1] == b";":
        return end
    if data[end : end + 1] == b'"':
        raise wrong(
            line_at(data, end),
            f"{keyword}: متن در همین سطر با گیومه بسته نشده است؛ متن بلند را در هر سطر جداگانه در گیومه بگذارید",
            f"{keyword}: the text is not closed on this line; put each line of a long text in quotation marks",
        )
    raise wrong(
        line,
        f"{keyword}: نقطه‌ویرگول پایان آن نیست، و فایل پیش از DATA تمام می‌شود",
        f"{keyword}: no semicolon ends it, and the file ends before DATA",
    )


def _no_semicolon(data: bytes, place: int, keyword: str) -> Exception:
    line = line_at(data, place)
    return wrong(
        line,
        f"پیش از این سطر نقطه‌ویرگول پایان {keyword} نیست",
        f"the semicolon that ends {keyword} is missing before here",
    )


def _no_key(data: bytes, place: int, line: int) -> Exception:
    if not data[place : place + 1].strip(b"\x1a"):
        return wrong(
            line,
            "کلیدواژه DATA در فایل نیست؛ داده‌ها باید در پایان آن بیایند",
            "DATA is missing; the data must stand at the end of the file",
        )
    text = data[place : place + 30].split(b"\n")[0].decode("ascii", "replace").strip()
    return wrong(
        line,
        f"«{text}» کلیدواژه نیست؛ هر بخش را «KEYWORD=value;» بنویسید",
        f"{text!r} is no keyword; write each part as KEYWORD=value;",
    )


def _too_long(line: int) -> Exception:
    most = MOST_BYTES_BEFORE_DATA // 1024 // 1024
    return wrong(
        line, f"پیش از DATA بیش از {most} مگابایت است", f"more than {most} MB stand before DATA; shorten the texts"
    )
