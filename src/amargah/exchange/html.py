"""A table laid out by stub and heading, as a page of HTML that stands alone."""

from collections.abc import Iterator
from html import escape
from math import prod

from amargah.exchange.pivot import Pivot, Rows, cell_texts


def write_html(pivot: Pivot, rows: Rows) -> Iterator[bytes]:
    """UTF-8, a block for each of `rows`; the title is the caption when there is one.

    Heads that stand over several columns, or beside several rows, span them.
    """
    yield _begin(pivot).encode()
    sides, number = pivot.sides(), 0
    spans = _spans([len(dimension) for dimension in pivot.stub])
    for values, signs in rows:
        lines = []
        for row in cell_texts(values, signs):
            lines.append(f"<tr>{_side(next(sides), spans, number)}{_cells(row)}</tr>\n")
            number += 1
        yield "".join(lines).encode()
    yield b"</tbody>\n</table>\n</body>\n</html>\n"


def _begin(pivot: Pivot) -> str:
    direction = "rtl" if pivot.language == "fa" else "ltr"
    caption = f"<caption>{escape(pivot.title)}</caption>\n" if pivot.title else ""
    return (
        f'<!doctype html>\n<html lang="{pivot.language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(pivot.title or pivot.content)}</title>\n</head>\n<body>\n<table>\n{caption}"
        f"<thead>\n{''.join(_heads(pivot))}</thead>\n<tbody>\n"
    )


def _heads(pivot: Pivot) -> Iterator[str]:
    """One row a dimension of the heading; the names of the stub stand in the last."""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in pivot.names())
    if not pivot.heading:
        yield f'<tr>{names}<th scope="col">{escape(pivot.content)}</th></tr>\n'
        return
    sizes = [len(dimension) for dimension in pivot.heading]
    for level, (dimension, span) in enumerate(zip(pivot.heading, _spans(sizes), strict=True)):
        last = level == len(sizes) - 1
        corner = names if last else "<td></td>" * len(pivot.stub)
        texts = [escape(code.label.text(pivot.language)) for code in dimension.codelist]
        heads = "".join(f'<th{_spanning("colspan", span)} scope="{_SCOPES[last]}">{text}</th>' for text in texts)
        yield f"<tr>{corner}{heads * prod(sizes[:level])}</tr>\n"


_SCOPES = {True: "col", False: "colgroup"}


def _side(texts: tuple[str, ...], spans: list[int], row: int) -> str:
    return "".join(
        f'<th{_spanning("rowspan", span)} scope="row">{escape(text)}</th>'
        for text, span in zip(texts, spans, strict=True)
        if row % span == 0
    )


def _cells(row: list[str]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in row)


def _spans(sizes: list[int]) -> list[int]:
    """How many columns or rows a head of each level covers."""
    return [prod(sizes[level + 1 :]) for level in range(len(sizes))]


def _spanning(name: str, span: int) -> str:
    return f' {name}="{span}"' if span > 1 else ""
