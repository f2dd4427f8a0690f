"""JSON-stat documents that are kept, one a vintage and language, for as long as they are asked for."""

from collections import OrderedDict
from collections.abc import Callable

from amargah.cubes import StoredCube
from amargah.exchange.jsonstat import JsonStat
from amargah.shelf import Vintage

_MOST = 64

Make = Callable[[StoredCube, Vintage, str], JsonStat]


def _plain(stored: StoredCube, vintage: Vintage, language: str) -> JsonStat:
    return JsonStat(stored.structure, vintage.metadata, language=language, updated=vintage.visible_from)


class Documents:
    """`make` says what a protocol adds to them. Vintages are told apart as objects: comparing their metadata costs
    more than the answer, and each is kept with its document, so that no other can take its place in memory."""

    def __init__(self, make: Make = _plain) -> None:
        self._make = make
        self._kept: OrderedDict[tuple[int, int, str], tuple[StoredCube, Vintage, JsonStat]] = OrderedDict()

    def of(self, stored: StoredCube, vintage: Vintage, language: str) -> JsonStat:
        """The document of `stored` as `vintage` released it."""
        key = (id(stored), id(vintage), language)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (stored, vintage, self._make(stored, vintage, language))
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found[2]
