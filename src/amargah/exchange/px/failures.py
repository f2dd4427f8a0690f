"""What is wrong with a PX file, and on which line."""

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


def wrong(line: int, fa: str, en: str) -> Invalid:
    """The refusal of a file for what stands on `line`, counted from 1."""
    return Invalid(Label(f"سطر {line}: {fa}", f"line {line}: {en}"), line=line)


def line_at(data: bytes, place: int) -> int:
    """The line on which the byte at `place` stands."""
    return data.count(b"\n", 0, place) + 1
