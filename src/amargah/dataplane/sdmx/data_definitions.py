"""How datasets are described in SDMX, kept for as long as they are asked for: their codes are made once."""

from collections import OrderedDict

from amargah.cubes import StoredCube
from amargah.exchange.sdmx.definition import Definition
from amargah.shelf import Vintage

_MOST = 64


class Definitions:
    """Vintages are told apart as objects; each is kept with its definition, so that no other takes its place."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int], tuple[StoredCube, Vintage, Definition]] = OrderedDict()

    def of(self, dataset: str, stored: StoredCube, vintage: Vintage) -> Definition:
        """The definition of `stored` as `vintage` released it."""
        key = (id(stored), id(vintage))
        found = self._kept.get(key)
        if found is None:
            found = (stored, vintage, Definition(dataset, stored.structure, vintage.metadata))
            self._kept[key] = found
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found[2]
