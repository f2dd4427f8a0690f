"""From the id of a table to one vintage of it, and what is kept between requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC

import falcon

from amargah.dataplane.framing import Plane
from amargah.dataplane.pxweb2.asking import Query, read_request
from amargah.dataplane.pxweb2.table import Kept, Table
from amargah.dataplane.vintages import vintage_asked
from amargah.exchange.jsonstat import JsonStat
from amargah.shelf import Dataset, Edition, Vintage
from amargah.statcore.errors import Invalid, NotFound


@dataclass(frozen=True)
class Found:
    """One vintage of a dataset, as a table of PxWeb, read in one language.

    Links begin with `base`; those that lead to the same vintage have the parameters of `state`.
    """

    edition: Edition
    dataset: Dataset
    vintage: Vintage
    table: Table
    language: str
    base: str
    state: Mapping[str, str]

    @property
    def updated(self) -> str:
        """When the vintage was released, in UTC."""
        return self.vintage.visible_from.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Finder:
    """What the addresses of PxWeb share."""

    def __init__(self, plane: Plane) -> None:
        self.plane = plane
        self.documents: Kept[JsonStat] = Kept()
        self._tables: Kept[Table] = Kept()

    def table(self, dataset: Dataset, vintage: Vintage) -> Table:
        stored = self.plane.shelf.open(vintage)
        return self._tables.of((stored,), dataset.id, lambda: Table(dataset.id, stored))

    def asked(self, request: falcon.Request, id: str) -> tuple[Found, Query]:
        """What the query string asks for. NotFound and Invalid as `found`."""
        query = read_request(request)
        return self.found(request, self.plane.shelf.edition(), id, query), query

    def latest(self, request: falcon.Request, edition: Edition, id: str, language: str) -> Found:
        """NotFound for a table that is not there."""
        return self.found(request, edition, id, Query(language, None, None))

    def found(self, request: falcon.Request, edition: Edition, id: str, query: Query) -> Found:
        """NotFound for a table or a vintage that is not there; Invalid for an instant that cannot be."""
        dataset = edition.dataset(id)
        vintage = vintage_asked(self.plane.shelf, dataset, number=query.vintage, as_of=query.as_of)
        base = base_address(self.plane, request)
        return Found(edition, dataset, vintage, self.table(dataset, vintage), query.language, base, query.state)

    def found_for_data(self, request: falcon.Request, edition: Edition, id: str, query: Query) -> Found:
        """The same, but Invalid for a table that is not there: so PxWebApi 2 answers queries for data."""
        try:
            return self.found(request, edition, id, query)
        except NotFound as error:
            if id in edition.datasets:
                raise
            raise Invalid(error.detail, **error.context) from error


def base_address(plane: Plane, request: falcon.Request) -> str:
    """What absolute links begin with: the configured address, or the one by which we were called."""
    return plane.address.rstrip("/") or request.prefix
