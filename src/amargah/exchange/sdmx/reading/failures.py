"""What is wrong with an SDMX message, and on which line."""

from collections.abc import Iterator
from contextlib import contextmanager

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


def wrong(fa: str, en: str, line: int | None = None) -> Invalid:
    """The refusal of a message, for what stands on `line` (counted from 1) when that is known."""
    if line is None:
        return Invalid(Label(fa, en))
    return Invalid(Label(f"سطر {line}: {fa}", f"line {line}: {en}"), line=line)


@contextmanager
def at_least_on(line: int) -> Iterator[None]:
    """What is refused without a line of its own is refused on `line`."""
    try:
        yield
    except Invalid as error:
        raise placed(error, line) from error


def placed(error: Invalid, line: int) -> Invalid:
    """The same refusal on `line`, when it has no line of its own."""
    return error if "line" in error.context else wrong(error.detail.fa, error.detail.en, line)


def line_at(data: bytes, place: int) -> int:
    """The line on which the byte at `place` stands."""
    return data.count(b"\n", 0, place) + 1
