"""Which letters the bytes of a file are.

CODEPAGE names it. Without: CHARSET="ANSI" means Windows format, no CHARSET means DOS format (code page 437).
"""

import re
from collections.abc import Sequence

from amargah.exchange.px.entries import Piece
from amargah.exchange.px.failures import wrong

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
WINDOWS, DOS, UTF8 = "cp1252", "cp437", "utf-8"
# Encodings in which ASCII is ASCII, by their names without punctuation.
_ISO = {f"iso8859{part}": f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))}
_WINDOWS = {f"{name}{page}": f"cp{page}" for name in ("windows", "cp") for page in (874, *range(1250, 1259))}
_DOS_PAGES = (437, 720, 737, 775, 850, 852, 855, 857, 858, *range(860, 867), 869)
_DOS = {f"{name}{page}": f"cp{page}" for name in ("cp", "ibm", "") for page in _DOS_PAGES}
_OTHERS = {"utf8": UTF8, "usascii": "ascii", "ascii": "ascii", "ansi": WINDOWS, "latin1": "iso8859-1"}
_KNOWN = _ISO | _WINDOWS | _DOS | _OTHERS


def encoding_of(pieces: Sequence[Piece], marked: bool) -> str:
    """The encoding of a file's texts; `marked` when it begins with the byte order mark of UTF-8.

    Texts that are UTF-8 in a file that names no code page are taken for it: in another one they would hardly
    be by chance.
    """
    page = _said(pieces, "CODEPAGE")
    if marked:
        return UTF8
    if page is not None:
        return _named(page)
    if _is_utf8(pieces):
        return UTF8
    charset = _said(pieces, "CHARSET")
    return WINDOWS if charset and charset.value.strip().strip(b'"').upper() == b"ANSI" else DOS


def _said(pieces: Sequence[Piece], keyword: str) -> Piece | None:
    return next((piece for piece in pieces if piece.keyword == keyword), None)


def _named(page: Piece) -> str:
    name = page.value.decode("ascii", "replace").strip().strip('"')
    encoding = _KNOWN.get(re.sub(r"[^a-z0-9]", "", name.lower()))
    if encoding is None:
        raise wrong(
            page.line,
            f'رمزگذاری «{name}» شناخته نیست؛ فایل را با CODEPAGE="utf-8" ذخیره کنید',
            f'the code page {name!r} is not known; save the file with CODEPAGE="utf-8"',
        )
    return encoding


def _is_utf8(pieces: Sequence[Piece]) -> bool:
    try:
        texts = [piece.value.decode() for piece in pieces]
    except UnicodeDecodeError:
        return False
    return not all(text.isascii() for text in texts)
