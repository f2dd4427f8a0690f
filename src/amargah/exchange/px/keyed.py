"""Data with KEYS: each row tells the values of the stub's variables before its cells; the other rows are zero."""

import re
from collections.abc import Callable, Iterator

import numpy as np

from amargah.exchange.px import said
from amargah.exchange.px.cells import Marks, Span, mark_of, number_of
from amargah.exchange.px.document import Document
from amargah.exchange.px.entries import Entry
from amargah.exchange.px.failures import line_at, wrong
from amargah.exchange.px.variables import Variable, Variables
from amargah.statcore.cubes import Values

_PART = re.compile(rb'[\s,;]*+(?:"(?P<quoted>[^"\r\n]*+)"|(?P<bare>[^\s,;"]++))')
_Find = Callable[[bytes], int | None]


def read_keyed(span: Span, found: Document, known: Variables, encoding: str) -> tuple[Values, Marks]:
    """All cells, row by row. Invalid for a row of unknown or repeated keys, or with too few or too many cells."""
    stub = known.all[: known.stub]
    shape = tuple(len(variable) for variable in stub)
    width = int(np.prod([len(variable) for variable in known.all[known.stub :]], dtype=np.int64))
    values = np.zeros((int(np.prod(shape, dtype=np.int64)), width))
    marks = np.zeros(values.shape, np.uint8)
    filled = np.zeros(len(values), bool)
    parts = _parts(span)
    finds = _finds(found, known, encoding)
    for place, match in parts:
        row = _row(span, place, match, parts, finds, shape)
        if filled[row]:
            raise wrong(
                line_at(span.data, place),
                "سطری با همین کلیدها پیش‌تر آمده است؛ یکی را بردارید",
                "a row with these keys was given before; remove one",
            )
        filled[row] = True
        for column in range(width):
            values[row, column], marks[row, column] = _cell(span, place, next(parts, None))
    return values.reshape(-1), marks.reshape(-1)


def _parts(span: Span) -> Iterator[tuple[int, re.Match[bytes]]]:
    """Texts in quotation marks and bare words, with their places."""
    place = span.start
    while match := _PART.match(span.data, place, span.stop):
        yield match.start(match.lastgroup or 0), match
        place = match.end()
    rest = span.data[place : span.stop].strip(b" \t\r\n,;")
    if rest:
        raise span.failure(span.data.index(rest[:1], place))


def _finds(found: Document, known: Variables, encoding: str) -> list[_Find]:
    """For each variable of the stub, how its keys are looked up: among codes or texts."""
    told = {known.named(entry, found.main): entry for entry in found.all("KEYS")}
    finds: list[_Find] = []
    for place, variable in enumerate(known.all[: known.stub]):
        names = _keys(told[place], variable, found.main)
        finds.append({name.encode(encoding, "replace"): at for name, at in names.items()}.get)
    return finds


def _keys(entry: Entry, variable: Variable, language: str) -> dict[str, int]:
    """What a key may be, and the place of its value. Invalid when a text is that of two values."""
    if said.word(entry) == "CODES" and variable.codes:
        return variable.by_code
    twice = variable.doubled(language)
    if twice is not None:
        name = variable.names[language]
        raise wrong(
            entry.line,
            f'KEYS: «{twice}» از «{name}» دو بار آمده است؛ KEYS("{name}")=CODES بنویسید و کدها را کلید کنید',
            f'KEYS: {twice!r} of {name!r} is there twice; write KEYS("{name}")=CODES, and codes as keys',
        )
    return variable.by_text[language]


def _row(
    span: Span,
    place: int,
    match: re.Match[bytes] | None,
    parts: Iterator[tuple[int, re.Match[bytes]]],
    finds: list[_Find],
    shape: tuple[int, ...],
) -> int:
    """The number of the row that begins at `place`."""
    row = 0
    for number, (find, length) in enumerate(zip(finds, shape, strict=True)):
        if number:
            place, match = next(parts, (span.stop, None))
        key = match["quoted"] if match else None
        at = None if key is None else find(key)
        if at is None:
            raise _no_key(span, place, number)
        row = row * length + at
    return row


def _cell(span: Span, row: int, part: tuple[int, re.Match[bytes]] | None) -> tuple[float, int]:
    """Number and mark of one cell."""
    if part is None:
        raise _too_few(span, row)
    place, match = part
    if match["quoted"] is None:
        mark = mark_of(match["bare"])
        return (np.nan, mark) if mark else (number_of(span, place), 0)
    mark = mark_of(match["quoted"])
    if not mark:
        raise _too_few(span, place)
    return np.nan, mark


def _no_key(span: Span, place: int, number: int) -> Exception:
    return wrong(
        line_at(span.data, place),
        f"کلید شماره {number + 1} سطر نیست یا مقدار متغیر خود نیست؛ کلیدها را در گیومه پیش از خانه‌های سطر بنویسید",
        f"key {number + 1} of the row is missing, or is no value of its variable; "
        "write the keys in quotation marks before the cells of the row",
    )


def _too_few(span: Span, place: int) -> Exception:
    return wrong(
        line_at(span.data, place),
        "پیش از اینجا خانه‌های سطر تمام نشده‌اند؛ هر سطر برای هر ستون یک خانه می‌خواهد",
        "the row has too few cells up to here; it needs one for each column",
    )
