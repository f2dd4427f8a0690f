"""From a query to the answer that is sent: selection, limits, layout, format."""

from collections.abc import Mapping
from typing import Any

import falcon
import orjson

from amargah.dataplane.fair_use import TooManyCells
from amargah.dataplane.pxweb2.asking import Query
from amargah.dataplane.pxweb2.default_selection import default_query
from amargah.dataplane.pxweb2.finding import Finder, Found
from amargah.dataplane.pxweb2.formats import Answer, Format
from amargah.dataplane.pxweb2.output import Output
from amargah.dataplane.pxweb2.placement import Placement
from amargah.dataplane.pxweb2.selecting import choose
from amargah.persian.digits import format_number
from amargah.statcore.labels import Label

_MOST_HELD = 1_000_000


def answer_to(finder: Finder, found: Found, query: Query, output: Output) -> Answer:
    """What a query chooses; without wishes the default selection. Invalid for what is impossible."""
    wishes, usual = query.wishes, Placement(*found.vintage.layout)
    if not wishes:
        wishes, usual = default_query(found.table)
    answer = Answer(finder, found, choose(found.table, wishes), output, query.placement, usual)
    if query.placement != Placement():
        _ = answer.placement  # formats that lay nothing out would not look at it
    return answer


def send(
    request: falcon.Request,
    response: falcon.Response,
    finder: Finder,
    found: Found,
    query: Query,
    output: Output,
    formats: Mapping[str, Format],
) -> None:
    """Write the answer. TooManyCells above the limit of the asker, or of the format."""
    answer, format = answer_to(finder, found, query, output), formats[output.format]
    finder.plane.fair_use.check_cells(request, answer.chosen.size)
    if format.held:
        _check_held(answer.chosen.size, format.name)
    response.content_type = format.media_type
    response.set_header("Content-Disposition", f'inline; filename="{found.dataset.id}.{format.extension}"')
    if format.extension == "html":
        response.set_header("Content-Security-Policy", "default-src 'none'")
    written = format.write(answer)
    if isinstance(written, bytes):
        response.data = written
    else:
        response.stream = written


def send_json(response: falcon.Response, document: Any) -> None:
    response.content_type = falcon.MEDIA_JSON
    response.data = orjson.dumps(document)


def _check_held(cells: int, name: str) -> None:
    if cells > _MOST_HELD:
        asked, limit = format_number(cells, 0, "fa"), format_number(_MOST_HELD, 0, "fa")
        raise TooManyCells(
            Label(
                f"{asked} خانه برای {name} زیاد است (تا {limit})؛ بخشی را بخواهید یا csv بگیرید",
                f"{cells:,} cells are too many for {name} (up to {_MOST_HELD:,}); ask for a part, or take csv",
            ),
            cells=cells,
            most=_MOST_HELD,
        )
