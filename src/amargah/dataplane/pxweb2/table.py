"""A cube as a table of PxWeb, and what is kept of it while it is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Generic, TypeVar

from amargah.cubes import StoredCube
from amargah.dataplane.pxweb2.codelists import Offer, offers
from amargah.dataplane.pxweb2.variables import Variables
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

T = TypeVar("T")
_MOST = 64


class Table:
    """The variables of a dataset's cube and the lists that are on offer for them."""

    def __init__(self, dataset: str, stored: StoredCube) -> None:
        self.dataset = dataset
        self.stored = stored
        self.variables = Variables(stored.structure)

    @cached_property
    def offers(self) -> dict[str, tuple[Offer, ...]]:
        """By the id of the dimension; the contents variable that PxWeb adds has none."""
        structure = self.stored.structure
        return {each.id: offers(self.dataset, structure, each) for each in structure.dimensions}

    def offer(self, variable: str, id: str) -> Offer:
        """The list of that id for a variable; Invalid tells which there are."""
        known = self.offers.get(variable, ())
        for offer in known:
            if offer.id == id:
                return offer
        ids = ", ".join(offer.id for offer in known) or "-"
        raise Invalid(
            Label(
                f"«{id}» فهرستی برای متغیر «{variable}» نیست؛ فهرست‌ها: {ids}",
                f"{id!r} is no codelist of variable {variable}; there are: {ids}",
            ),
            variable=variable,
            codelist=id,
        )


class Kept(Generic[T]):
    """Things made of long-lived objects, as many as are asked for most recently.

    Objects are told apart by identity, since comparing them costs more than the answer; each is kept with what was
    made of it, so that no other can take its place in memory.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[tuple[object, ...], T]] = OrderedDict()

    def of(self, objects: tuple[object, ...], rest: Hashable, make: Callable[[], T]) -> T:
        key = (*map(id, objects), rest)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = (objects, make())
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found[1]
