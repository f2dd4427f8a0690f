"""What is wrong with an SDMX message, and on which line."""

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


def wrong(fa: str, en: str, line: int | None = None) -> Invalid:
    """The refusal of a message, for what stands on `line` (counted from 1) when that is known."""
    if line is None:
        return Invalid(Label(fa, en))
    return Invalid(Label(f"سطر {line}: {fa}", f"line {line}: {en}"), line=line)


def line_at(data: bytes, place: int) -> int:
    """The line on which the byte at `place` stands."""
    return data.count(b"\n", 0, place) + 1
