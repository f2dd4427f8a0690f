"""Delimited text laid out by stub and heading, as PxWeb writes CSV."""

from collections.abc import Iterable, Iterator

from amargah.exchange.csv import BYTE_ORDER_MARK
from amargah.exchange.inert import inert
from amargah.exchange.pivot import Pivot, Rows, cell_texts


def write_delimited(pivot: Pivot, rows: Rows, *, separator: str = ",") -> Iterator[bytes]:
    """UTF-8 with a byte order mark, CRLF lines, a block for each of `rows`.

    A title, when there is one, stands above an empty line. The columns are the stub, then one for each combination
    of the heading, its texts joined by spaces; without a heading there is one of the content. Texts are in
    quotation marks, numbers and the official signs that stand for them are bare.
    """
    yield BYTE_ORDER_MARK + _head(pivot, separator).encode()
    sides = pivot.sides()
    for values, signs in rows:
        yield "".join(_lines(sides, cell_texts(values, signs), separator)).encode()


def _head(pivot: Pivot, separator: str) -> str:
    columns = [" ".join(texts) for texts in pivot.heads()] if pivot.heading else [pivot.content]
    title = f"{_quoted(pivot.title)}\r\n\r\n" if pivot.title else ""
    return title + separator.join(map(_quoted, (*pivot.names(), *columns))) + "\r\n"


def _lines(sides: Iterator[tuple[str, ...]], cells: Iterable[list[str]], separator: str) -> Iterator[str]:
    for row in cells:
        side = next(sides)  # more sides than rows here belong to the next block
        yield separator.join((*map(_quoted, side), *row)) + "\r\n"


def _quoted(text: str) -> str:
    return '"' + inert(text).replace('"', '""') + '"'
