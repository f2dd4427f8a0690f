"""The response formats of PxWebApi 1; most are those of version 2."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import orjson

from amargah.dataplane.pxweb2.formats import FORMATS as FORMATS_2
from amargah.dataplane.pxweb2.formats import Answer, Format, write_jsonstat2, write_pxjson_of
from amargah.dataplane.pxweb2.placement import Placement
from amargah.exchange.delimited import write_delimited
from amargah.exchange.pivot import Shown, relabelled
from amargah.statcore.structures import Role


def _as_version_1(document: dict[str, Any]) -> dict[str, Any]:
    """A JSON-stat 2 dataset as the response of version 1.2, where a dataset has its name and no class.

    Source: https://json-stat.org, format of version 1.2: `id`, `size` and `role` stand among the dimensions.
    """
    kept = ("label", "source", "updated", "extension", "value", "status")
    dimension = {**document["dimension"], **{name: document[name] for name in ("id", "size", "role")}}
    return {"dataset": {"dimension": dimension, **{name: document[name] for name in kept if name in document}}}


def _bundle(answer: Answer) -> bytes:
    return orjson.dumps(_as_version_1(orjson.loads(write_jsonstat2(answer))))


def _relational(shown: Shown) -> Any:
    """One row a combination of codes; contents across, as columns of their own."""

    def write(answer: Answer) -> Iterator[bytes]:
        structure = relabelled(answer.chosen.structure, shown)
        heading = tuple(each.id for each in structure.dimensions if each.role is Role.METRIC)
        stub = tuple(each.id for each in structure.dimensions if each.id not in heading)
        return write_delimited(*answer.pivot(Placement(stub, heading), shown=structure))

    return write


_CSV = FORMATS_2["csv"]
FORMATS: Final = {
    **FORMATS_2,
    "json": Format("json", "json", "application/json", write_pxjson_of, held=False),
    "json-stat": Format("json-stat", "json", "application/json", _bundle),
    "csv2": replace(_CSV, name="csv2", write=_relational(Shown.TEXTS)),
    "csv3": replace(_CSV, name="csv3", write=_relational(Shown.CODES)),
    "html5_table": replace(FORMATS_2["html"], name="html5_table"),
}
