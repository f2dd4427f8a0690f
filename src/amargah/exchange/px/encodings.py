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
# An É and the ’ behind it, two letters of a Windows page, are one of UTF-8; a second such pair is no chance.
_BEYOND_CHANCE = 2


def encoding_of(pieces: Sequence[Piece], marked: bool) -> str:
    """The encoding of a file's texts; `marked` when it begins with the byte order mark of UTF-8.

    Texts that are UTF-8 in a file that names no code page are taken for it: in another one they would hardly
    be by chance. Invalid when the file names an unknown page, or another one for such texts.
    """
    page = _said(pieces, "CODEPAGE")
    if marked:
        return UTF8
    letters = _letters_of_utf8(pieces)
    if page is not None:
        return _named(page, len(letters) >= _BEYOND_CHANCE)
    if letters:
        return UTF8
    charset = _said(pieces, "CHARSET")
    return WINDOWS if charset and charset.value.strip().strip(b'"').upper() == b"ANSI" else DOS


def _said(pieces: Sequence[Piece], keyword: str) -> Piece | None:
    return next((piece for piece in pieces if piece.keyword == keyword), None)


def _named(page: Piece, is_utf8: bool) -> str:
    name = page.value.decode("ascii", "replace").strip().strip('"')
    encoding = _KNOWN.get(re.sub(r"[^a-z0-9]", "", name.lower()))
    if encoding is None:
        raise wrong(
            page.line,
            f'رمزگذاری «{name}» شناخته نیست؛ فایل را با CODEPAGE="utf-8" ذخیره کنید',
            f'the code page {name!r} is not known; save the file with CODEPAGE="utf-8"',
        )
    if is_utf8 and encoding != UTF8:
        raise wrong(
            page.line,
            f'حرف‌های فایل UTF-8 است و نه «{name}»؛ CODEPAGE="utf-8" بنویسید',
            f'the file\'s letters are UTF-8, not {name!r}; write CODEPAGE="utf-8"',
        )
    return encoding


def _letters_of_utf8(pieces: Sequence[Piece]) -> set[str]:
    """The letters beyond ASCII when all texts are UTF-8; none when one is not."""
    letters: set[str] = set()
    for written in (part for piece in pieces for part in (piece.subkeys, piece.value)):
        if written is None or written.isascii():
            continue
        try:
            letters.update(written.decode())
        except UnicodeDecodeError:
            return set()
    return {letter for letter in letters if not letter.isascii()}
