"""Addresses of datasets, and the headers that lead from one to the others (RFC 7089 for the vintages)."""

from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

import falcon

from amargah.dataplane.asked import LANGUAGE, VINTAGE, Asked
from amargah.dataplane.formats import Wanted

CSVW = "application/csvm+json"
LINK_FORMAT = "application/link-format"
_LONGEST = 2_000  # of a query that is repeated in headers: clients refuse long ones


def data_address(dataset: str, extension: str, **query: str) -> str:
    """`/data/POP.csv?lang=en`."""
    return _with(f"/data/{dataset}.{extension}", query)


def permanent(dataset: str, vintage: int, **query: str) -> str:
    """Where the description of one vintage stands for ever."""
    return _with(f"/data/{dataset}/metadata.json", {VINTAGE: str(vintage), **query})


def timemap(dataset: str, of: str = "") -> str:
    """The list of vintages of the description, or of the file of an extension."""
    return _with(f"/data/{dataset}/timemap", {"of": of} if of else {})


def memento_datetime(instant: datetime) -> str:
    """As RFC 7089 writes it: `Sat, 21 Mar 2026 08:30:00 GMT`."""
    return format_datetime(instant.astimezone(UTC).replace(microsecond=0), usegmt=True)


def set_links(response: falcon.Response, wanted: Wanted, asked: Asked, extension: str) -> None:
    """Where this very file stands for ever, where the latest and the other vintages are, and what describes it."""
    dataset, number = wanted.dataset.id, str(wanted.vintage.number)
    part = {id: ",".join(codes) for id, codes in asked.selection.items()}
    latest = {**part, LANGUAGE: wanted.language}
    if len(urlencode(latest)) <= _LONGEST:
        fixed = {**latest, VINTAGE: number}
        response.append_link(data_address(dataset, extension, **fixed), "canonical")
        response.append_link(data_address(dataset, extension, **latest), "original")
        if extension == "csv":
            metadata = data_address(dataset, "csv-metadata.json", **fixed)
            response.append_link(metadata, "describedby", type_hint=CSVW)
    response.append_link(timemap(dataset, extension), "timemap", type_hint=LINK_FORMAT)
    if asked.vintage is not None or asked.as_of is not None:
        response.set_header("Memento-Datetime", memento_datetime(wanted.vintage.visible_from))


def _with(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
