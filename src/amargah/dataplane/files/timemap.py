"""`/data/{dataset}/timemap`: every vintage with its permanent address, as a TimeMap of RFC 7089."""

from collections.abc import Iterator

import falcon

from amargah.dataplane.asked import VINTAGE, read_query
from amargah.dataplane.files.addresses import LINK_FORMAT, memento_datetime, timemap
from amargah.dataplane.files.download import format_asked
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.vintages import vintage_asked
from amargah.shelf import Dataset, Vintage

_OF = "of"


class TimeMap:
    """Of the description of a dataset; with `?of=csv` of its file in that format."""

    def __init__(self, plane: Plane) -> None:
        self._shelf = plane.shelf
        self._address = plane.address

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        edition, asked = self._shelf.edition(), read_query(request)
        dataset = edition.dataset(name)
        last = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of)
        of = request.get_param(_OF, default="")
        if of:
            format_asked(of, f"{name}.{of}")
        if known_already(request, response, edition):
            return
        shown = [vintage for vintage in dataset.vintages if vintage.number <= last.number]
        response.content_type = LINK_FORMAT
        response.data = ",\n".join(_lines(self._address, dataset, of, shown)).encode() + b"\n"

    on_head = on_get


def _lines(base: str, dataset: Dataset, of: str, shown: list[Vintage]) -> Iterator[str]:
    """`shown` newest first; the lines go from the oldest on."""
    original = f"{base}/data/{dataset.id}.{of}" if of else f"{base}/data/{dataset.id}/metadata.json"
    times = [memento_datetime(vintage.visible_from) for vintage in reversed(shown)]
    yield f'<{original}>; rel="original"'
    yield (
        f'<{base}{timemap(dataset.id, of)}>; rel="self"; type="{LINK_FORMAT}"; '
        f'from="{times[0]}"; until="{times[-1]}"'
    )
    for place, vintage in enumerate(reversed(shown)):
        relation = _relation(place, len(shown))
        yield f'<{original}?{VINTAGE}={vintage.number}>; rel="{relation}"; datetime="{times[place]}"'


def _relation(place: int, count: int) -> str:
    first, last = place == 0, place == count - 1
    return " ".join([*(["first"] if first else []), *(["last"] if last else []), "memento"])
