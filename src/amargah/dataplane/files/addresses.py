"""Addresses of datasets, and the headers that lead from one to the others (RFC 7089 for the vintages)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlencode

from amargah.dataplane.asked import VINTAGE, Asked
from amargah.dataplane.vintages import AS_OF
from amargah.shelf import Vintage

CSVW = "application/csvm+json"
LINK_FORMAT = "application/link-format"
_LONGEST = 2_000  # of a query that is repeated in headers: clients refuse long ones
_PLAIN = re.compile(rf"[\w.~%&=+,:*!-]{{0,{_LONGEST}}}", re.ASCII)
_STATE = re.compile(rf"(?:^|&)(?:{VINTAGE}|{AS_OF})=[^&]*")


def data_address(dataset: str, extension: str, **query: str) -> str:
    """`/data/POP.csv?lang=en`."""
    return with_query(f"/data/{dataset}.{extension}", urlencode(query))


def permanent(dataset: str, vintage: int, **query: str) -> str:
    """Where the description of one vintage stands for ever."""
    return with_query(f"/data/{dataset}/metadata.json", urlencode({VINTAGE: str(vintage), **query}))


def timemap(dataset: str, of: str = "") -> str:
    """The list of vintages of the description, or of the file of an extension."""
    return with_query(f"/data/{dataset}/timemap", f"of={of}" if of else "")


def memento_datetime(instant: datetime) -> str:
    """As RFC 7089 writes it: `Sat, 21 Mar 2026 08:30:00 GMT`."""
    return format_datetime(instant.astimezone(UTC).replace(microsecond=0), usegmt=True)


def without_state(query: str) -> str:
    """The query of an address, answered by the latest vintage."""
    return _STATE.sub("", query).lstrip("&")


def fixed_query(query: str, vintage: int) -> str:
    """A query `without_state`, answered by that vintage for ever."""
    return f"{query}&{VINTAGE}={vintage}" if query else f"{VINTAGE}={vintage}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What an answer is made of: a vintage, as a file of an extension or (without one) as its description."""

    dataset: str
    extension: str
    vintage: Vintage
    asked: Asked


def links(path: str, query: str, shown: Shown) -> dict[str, str]:
    """Headers: where this very answer stands for ever, where other vintages are, what describes it."""
    asked = shown.asked
    of_the_past = asked.vintage is not None or asked.as_of is not None
    listed = link_of_timemap(shown.dataset, shown.extension)
    if is_plain(query):
        latest = without_state(query) if of_the_past else query
        listed += links_of_query(path, latest, shown.vintage.number)
        listed += link_of_description(path, query) if shown.extension == "csv" else ""
    headers = {"Link": listed}
    if of_the_past:
        headers["Memento-Datetime"] = memento_datetime(shown.vintage.visible_from)
    return headers


def link_of_timemap(dataset: str, extension: str) -> str:
    """The link that all answers of a dataset in one format have."""
    return f'<{timemap(dataset, extension)}>; rel="timemap"; type="{LINK_FORMAT}"'


def is_plain(query: str) -> bool:
    """Whether a query may be repeated in headers."""
    return _PLAIN.fullmatch(query) is not None


def links_of_query(path: str, query: str, vintage: int) -> str:
    """Further links of the answer to a query `without_state`, out of that vintage."""
    return (
        f', <{path}?{fixed_query(query, vintage)}>; rel="canonical", <{with_query(path, query)}>; rel="original"'
    )


def link_of_description(path: str, query: str) -> str:
    """The link from a CSV to the document that describes just its address, as it was asked for."""
    return f', <{with_query(f"{path}-metadata.json", query)}>; rel="describedby"; type="{CSVW}"'


def with_query(path: str, query: str) -> str:
    """The address, without a question mark that nothing follows."""
    return f"{path}?{query}" if query else path
