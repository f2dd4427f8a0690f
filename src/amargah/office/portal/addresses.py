"""Where programs find exactly the part of a dataset that a page shows, by each protocol."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from urllib.parse import quote, urlencode

from django.conf import settings

from amargah.dataplane.vintages import AS_OF
from amargah.exchange.sdmx.identity import AGENCY, TIME_DIMENSION, VERSION, to_id
from amargah.exchange.sdmx.times import to_time
from amargah.office.portal.choices import Choices
from amargah.shelf import Dataset, Vintage
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Dimension, Role

ALL = "*"


@dataclass(frozen=True, slots=True)
class Address:
    """`id` marks the text on the page, so that a button can copy it."""

    id: str
    name: str
    purpose: Label
    url: str
    media_type: str


def program_addresses(dataset: Dataset, vintage: Vintage, choices: Choices, language: str) -> tuple[Address, ...]:
    """JSON-stat, PxWebApi and SDMX addresses that answer with the chosen cells and no others."""
    old = {} if vintage is dataset.latest else {AS_OF: _instant(vintage)}
    numbered = {} if vintage is dataset.latest else {"vintage": str(vintage.number)}
    parts = tuple(_parts(choices))
    return (
        Address(
            "api-address",
            "JSON-stat",
            Label("یک درخواست ساده، بی‌کلید", "one plain request, no key"),
            _absolute(f"/data/{dataset.id}.json?{choices.query(lang=language, **numbered)}"),
            "application/json",
        ),
        Address(
            "pxweb-address",
            "PxWebApi 2",
            Label("برای pxwebpy، pxstatspy و pxweb در R", "for pxwebpy, pxstatspy and pxweb in R"),
            _absolute(f"/api/v2/tables/{dataset.id}/data?{_pxweb(parts, language, old)}"),
            "application/json",
        ),
        Address(
            "sdmx-address",
            "SDMX 3.0",
            Label("برای pysdmx؛ بسته به Accept: JSON، CSV یا XML", "for pysdmx; JSON, CSV or XML by Accept"),
            _absolute(f"/sdmx/3.0/data/dataflow/{AGENCY}/{dataset.id}/{VERSION}{_sdmx(parts, old)}"),
            "application/vnd.sdmx.data+json",
        ),
    )


def sdmx_csv(dataset: Dataset, vintage: Vintage) -> str:
    """The whole vintage as SDMX-CSV."""
    old = {} if vintage is dataset.latest else {AS_OF: _instant(vintage)}
    return f"/sdmx/2.1/data/{AGENCY},{dataset.id},{VERSION}/all?{urlencode({'format': 'csv', **old})}"


@dataclass(frozen=True, slots=True)
class _Part:
    """The codes wanted of one dimension; `whole` when it is wanted altogether."""

    dimension: Dimension
    codes: tuple[str, ...]
    whole: bool


def _parts(choices: Choices) -> Iterator[_Part]:
    for dimension, places in zip(choices.structure.dimensions, choices.indices, strict=True):
        codes = tuple(dimension.codelist.codes[place].id for place in places)
        yield _Part(dimension, codes, len(places) == len(dimension))


def _pxweb(parts: tuple[_Part, ...], language: str, old: dict[str, str]) -> str:
    """Every variable is named: what is left out would be chosen by the protocol's own default."""
    chosen = {f"valueCodes[{part.dimension.id}]": ALL if part.whole else ",".join(part.codes) for part in parts}
    return urlencode({"lang": language, **chosen, "outputFormat": "json-stat2", **old}, safe=",*")


def _sdmx(parts: tuple[_Part, ...], old: dict[str, str]) -> str:
    filters = {f"c[{_sdmx_id(part.dimension)}]": ",".join(_sdmx_codes(part)) for part in parts if not part.whole}
    query = urlencode({**filters, **old}, safe=",*/", quote_via=quote)
    return f"/{ALL}?{query}" if query else f"/{ALL}"


def _sdmx_id(dimension: Dimension) -> str:
    return TIME_DIMENSION if dimension.role is Role.TIME else to_id(dimension.id)


def _sdmx_codes(part: _Part) -> Iterator[str]:
    time = part.dimension.role is Role.TIME
    return (to_time(parse_period(code)) if time else to_id(code) for code in part.codes)


def _instant(vintage: Vintage) -> str:
    return vintage.visible_from.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
