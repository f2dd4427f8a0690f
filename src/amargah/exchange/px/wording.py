"""How a PX file writes keywords and texts.

Rules of the specification: a text stands in quotation marks and has none itself; a long text is broken into
several, one a line; a list is broken after a comma, and an item of a list or of a subkey never is.
"""

from collections.abc import Iterable, Sequence

LINE_END = "\r\n"
LONGEST_LINE = 256
_CONTROLS = dict.fromkeys((*range(32), 0x7F, 0xFFFE, 0xFFFF), " ")
# A naive reader looks for the data by this word alone; with a space it stays legible and harmless.
_DATA, _NO_DATA = "DATA=", "DATA ="
_NUMBER_SIGN, _WIDE_NUMBER_SIGN = "#", "＃"


def entry(keyword: str, value: str, *subkeys: str, language: str | None = None) -> str:
    """`KEYWORD[language]("subkey")=value;` on a line of its own; `value` is written as it is."""
    spoken = f"[{language}]" if language else ""
    keyed = f"({','.join(map(quoted, subkeys))})" if subkeys else ""
    return f"{keyword}{spoken}{keyed}={value};{LINE_END}"


def quoted(text: str) -> str:
    """One text that may not be broken; quotation marks in it become apostrophes, line breaks spaces."""
    return f'"{_tame(text)}"'


def broken(text: str) -> str:
    """One text over as many lines as it needs."""
    tame, length = _tame(text), LONGEST_LINE - 2
    pieces = [tame[place : place + length] for place in range(0, len(tame), length)] or [""]
    return LINE_END.join(f'"{piece}"' for piece in pieces)


def listed(texts: Iterable[str]) -> str:
    """Texts behind each other, with a new line where the next one would make the line too long."""
    return joined([quoted(text) for text in texts])


def joined(items: Sequence[str]) -> str:
    """Items that are written already, as `listed` lays them out."""
    lines, length = [""], 0
    for place, item in enumerate(items):
        piece = item if place + 1 == len(items) else f"{item},"
        if length and length + len(piece) > LONGEST_LINE:
            lines.append("")
            length = 0
        lines[-1] += piece
        length += len(piece)
    return LINE_END.join(lines)


def flag(value: bool) -> str:
    return "YES" if value else "NO"


def paragraphs(text: str) -> str:
    """The text of a note: `#` begins a new line, so one in the text itself is written wide."""
    lines = text.replace(_NUMBER_SIGN, _WIDE_NUMBER_SIGN).splitlines()
    return _NUMBER_SIGN.join(lines)


def lines_of(note: str) -> str:
    """The text that `paragraphs` wrote, and notes of other offices."""
    return note.replace(_NUMBER_SIGN, "\n")


def _tame(text: str) -> str:
    return text.replace('"', "'").translate(_CONTROLS).replace(_DATA, _NO_DATA)
