"""The data of a file: numbers and symbols, from bytes to arrays, a piece at a time.

Numbers are put together from their digits over whole arrays. Up to 15 digits that is exact: the digits and the
power of ten are both whole float64 numbers, and their quotient is rounded once. Longer numbers and exponents go
through `float`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import isinf

import numpy as np
import numpy.typing as npt

from amargah.exchange.px.entries import begins_entry
from amargah.exchange.px.failures import line_at, wrong
from amargah.exchange.px.symbols import DASH, SYMBOLS
from amargah.statcore.cubes import Values

MOST_CELLS = 50_000_000
Marks = npt.NDArray[np.uint8]
"""Of each cell the place of its symbol in SYMBOLS, from 1; 0 is a number."""
Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_PIECE = 1024 * 1024
_LONGEST_CELL = 512
_EXACT_DIGITS = 15
_SEPARATORS = np.zeros(256, bool)
_SEPARATORS[list(b" \t\r\n,;")] = True
_QUOTE, _DOT, _MINUS, _ZERO = b'".-0'
_NUMBER = re.compile(rb"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_TENS = 10.0 ** np.arange(_EXACT_DIGITS + 1)
_MARKS = {symbol.stored.encode(): place for place, symbol in enumerate(SYMBOLS, start=1)}
_DASH_MARK = _MARKS[DASH.encode()]
_MOST_SHOWN = 40
_CELL = re.compile(rb"[^ \t\r\n,;]+")
_END = re.compile(rb"[\s\x1a]*")


@dataclass(frozen=True)
class Span:
    """The bytes between DATA= and the semicolon that ends the file."""

    data: bytes
    start: int
    stop: int

    @classmethod
    def after(cls, data: bytes, start: int) -> "Span":
        """Invalid when no semicolon ends the data, or something other than white space follows it."""
        stop = data.rfind(b";", start)
        if stop < 0:
            raise wrong(
                line_at(data, len(data.rstrip())),
                "نقطه‌ویرگول پایان داده‌ها نیست؛ فایل ناقص است",
                "no semicolon ends the data; the file is cut off",
            )
        end = _END.match(data, stop + 1)
        if end is not None and end.end() != len(data):
            raise _not_last(data, end.end())
        return cls(data, start, stop)

    def failure(self, place: int) -> Exception:
        """What is wrong with the cell that begins at `place`."""
        if begins_entry(self.data, place):
            return _not_last(self.data, place)
        text = _CELL.match(self.data, place, min(self.stop, place + _MOST_SHOWN))
        shown = text.group().decode("ascii", "replace") if text else ""
        return wrong(
            line_at(self.data, place),
            f"«{shown}» نه عدد است و نه نشانه (خط تیره یا یک تا هفت نقطه در گیومه)",
            f"{shown!r} is neither a number nor a symbol (a dash or one to seven dots in quotation marks)",
        )


def read_cells(span: Span, count: int) -> tuple[Values, Marks]:
    """Exactly `count` cells: numbers (NaN where a symbol stands), and marks. Invalid tells the line."""
    values, marks = np.empty(count), np.zeros(count, np.uint8)
    done = 0
    for piece in _pieces(span):
        here = len(piece.starts)
        if done + here > count:
            raise _too_many(span, piece.at + int(piece.starts[count - done]), count)
        piece.read(values[done : done + here], marks[done : done + here])
        done += here
    if done < count:
        raise _wrong_count(span, span.stop, count, done)
    return values, marks


def number_of(span: Span, place: int) -> float:
    """The number that begins at `place`, in whatever way it is written. Invalid when it is none."""
    match = _NUMBER.match(span.data, place, span.stop)
    end = match.end() if match else place
    if match is None or (end < span.stop and not _SEPARATORS[span.data[end]]):
        raise span.failure(place)
    number = float(match.group())
    if isinf(number):
        raise _too_large(span, place)
    return number


def mark_of(symbol: bytes) -> int:
    """The mark of a symbol without its quotation marks; 0 when it is none."""
    return _MARKS.get(symbol, 0)


class _Piece:
    """Some bytes of the data that begin and end between cells; `at` is their place in the file."""

    def __init__(self, span: Span, at: int, stop: int) -> None:
        self.span, self.at = span, at
        self.bytes = np.frombuffer(span.data, np.uint8, stop - at, at)
        separates = _SEPARATORS[self.bytes]
        bounds = np.flatnonzero(separates[1:] != separates[:-1]) + 1
        if not separates[0]:
            bounds = np.concatenate(([0], bounds))
        if not separates[-1]:
            bounds = np.append(bounds, len(self.bytes))
        self.starts, self.ends = bounds[::2], bounds[1::2]

    def read(self, values: Values, marks: Marks) -> None:
        """Fills what belongs to this piece."""
        if not len(self.starts):
            return
        first, lengths = self.bytes[self.starts], self.ends - self.starts
        symbolic = (first == _QUOTE) | ((first == _MINUS) & (lengths == 1)) | self._dotted(first, lengths)
        if not symbolic.any():
            values[:] = self._numbers(self.starts, lengths, first)
            return
        places = np.flatnonzero(symbolic)
        marks[places] = self._symbols(places)
        values[places] = np.nan
        rest = np.flatnonzero(~symbolic)
        values[rest] = self._numbers(self.starts[rest], lengths[rest], first[rest])

    def _dotted(self, first: Bytes, lengths: Places) -> Flags:
        """Cells that begin with a dot and are dots only, as far as two letters tell."""
        dotted: Flags = first == _DOT
        if not dotted.any():
            return dotted
        second = self.bytes[np.minimum(self.starts + 1, len(self.bytes) - 1)]
        dotted &= (lengths == 1) | (second == _DOT)
        return dotted

    def _symbols(self, places: Places) -> Marks:
        starts, ends = self.starts[places], self.ends[places]
        quoted = self.bytes[starts] == _QUOTE
        closed = ~quoted | ((self.bytes[ends - 1] == _QUOTE) & (ends - starts > 2))
        starts, ends = starts + quoted, ends - quoted
        lengths = ends - starts
        dots = np.ones(len(starts), bool)
        for place in range(len(SYMBOLS) - 1):
            letter = self.bytes[np.minimum(starts + place, len(self.bytes) - 1)]
            dots &= (lengths <= place) | (letter == _DOT)
        dash = (lengths == 1) & (self.bytes[np.minimum(starts, len(self.bytes) - 1)] == _MINUS)
        known = closed & (dash | (dots & (lengths < len(SYMBOLS))))
        if not known.all():
            raise self.span.failure(self.at + int(self.starts[places[np.argmin(known)]]))
        marks: Marks = np.where(dash, _DASH_MARK, lengths).astype(np.uint8)
        return marks

    def _numbers(self, starts: Places, lengths: Places, first: Bytes) -> Values:
        """The numbers of the cells, read digit by digit, the longest cells last."""
        minus = first == _MINUS
        starts, lengths = starts + minus, lengths - minus
        order = np.argsort(np.minimum(lengths, 255).astype(np.uint8), kind="stable")
        digits = _Digits(self.bytes, starts[order], lengths[order])
        numbers = np.empty(len(starts))
        numbers[order] = digits.numbers()
        np.negative(numbers, out=numbers, where=minus)
        for place in order[digits.odd].tolist():
            numbers[place] = number_of(self.span, self.at + int(starts[place] - minus[place]))
        return numbers


class _Digits:
    """Digits of cells in order of their length; `odd` are the cells that `float` must read."""

    def __init__(self, letters: Bytes, starts: Places, lengths: Places) -> None:
        self.letters, self.starts, self.lengths = letters, starts, lengths
        self.point = np.zeros(len(starts), np.int64)
        self.whole = np.zeros(len(starts))
        self.odd = (lengths > _EXACT_DIGITS + 1) | (lengths == 0)

    def numbers(self) -> Values:
        longest = min(int(self.lengths[-1]), _EXACT_DIGITS + 1) if len(self.lengths) else 0
        for column in range(longest):
            self._take(column)
        if not self.point.any():
            self.odd |= self.lengths > _EXACT_DIGITS
            return self.whole
        has_point = self.point > 0
        digits = self.lengths - has_point
        self.odd |= (digits > _EXACT_DIGITS) | (digits == 0)
        behind = np.where(has_point & ~self.odd, self.lengths - self.point, 0)
        numbers: Values = self.whole / _TENS[behind]
        return numbers

    def _take(self, column: int) -> None:
        """The letter at `column` of each cell that is so long."""
        first = int(np.searchsorted(self.lengths, column, side="right"))
        letters = self.letters[self.starts[first:] + column]
        digits = letters - np.uint8(_ZERO)
        whole, is_digit = self.whole[first:], digits < 10
        if is_digit.all():
            whole *= 10.0
            whole += digits
            return
        np.multiply(whole, 10.0, out=whole, where=is_digit)
        np.add(whole, digits, out=whole, where=is_digit)
        is_point = letters == _DOT
        self.odd[first:] |= ~(is_digit | is_point) | (is_point & (self.point[first:] > 0))
        self.point[first:][is_point] = column + 1


def _pieces(span: Span) -> Iterator[_Piece]:
    at = span.start
    while at < span.stop:
        stop = min(at + _PIECE, span.stop)
        if stop < span.stop:
            stop = _between(span, at, stop)
        yield _Piece(span, at, stop)
        at = stop


def _between(span: Span, at: int, stop: int) -> int:
    """The last place before `stop` at which no cell is cut."""
    first = max(at, stop - _LONGEST_CELL)
    window = np.frombuffer(span.data, np.uint8, stop - first, first)
    separators = np.flatnonzero(_SEPARATORS[window])
    if not len(separators):
        raise span.failure(first)
    return first + int(separators[-1]) + 1


def _too_many(span: Span, place: int, wanted: int) -> Exception:
    """The cell at `place` is one too many, or no cell at all but a word or a keyword."""
    if span.data[place : place + 1].isalpha():
        return span.failure(place)
    return _wrong_count(span, place, wanted, sum(len(piece.starts) for piece in _pieces(span)))


def _too_large(span: Span, place: int) -> Exception:
    return wrong(
        line_at(span.data, place),
        "عدد بزرگ‌تر از آن است که نگه داشته شود (تا ۱۰ به توان ۳۰۸)؛ یکای بزرگ‌تری به کار ببرید",
        "a number is larger than can be kept (up to 10 to the power of 308); use a larger unit",
    )


def _wrong_count(span: Span, place: int, wanted: int, found: int) -> Exception:
    return wrong(
        line_at(span.data, place),
        f"تعداد خانه‌های داده {found} است و باید {wanted} باشد (حاصل‌ضرب تعداد مقدارهای متغیرها)",
        f"the data have {found} cells, and {wanted} are expected (the variables' numbers of values, multiplied)",
    )


def _not_last(data: bytes, place: int) -> Exception:
    text = data[place : place + 30].split(b"\n")[0].decode("ascii", "replace").strip()
    return wrong(
        line_at(data, place),
        f"پس از داده‌ها «{text}» آمده است؛ DATA باید آخرین کلیدواژه باشد",
        f"{text!r} follows the data; DATA must be the last keyword",
    )
