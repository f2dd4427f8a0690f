"""The JSON of PxWebApi 1 (`json`, in version 2 `json-px`): a key of codes and the values of the contents a row."""

from collections.abc import Iterator, Mapping
from itertools import product

import orjson

from amargah.exchange.pivot import Pivot, Rows, cell_texts
from amargah.exchange.px.symbols import stored
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Role

_DOTS = tuple(stored(sign).strip('"') for sign in Sign)


def write_pxjson(pivot: Pivot, rows: Rows, *, about: Mapping[str, str]) -> Iterator[bytes]:
    """Columns, then one row a combination of the stub, streamed; `about` is the table's metadata.

    The heading is the contents variable or nothing. Every value is text: a number, or the dots that PX has for
    what is not there.
    """
    yield b'{"columns":' + orjson.dumps(_columns(pivot))
    yield b',"comments":[],"data":['
    keys = product(*([code.id for code in each.codelist] for each in pivot.stub))
    separator = b""
    for values, signs in rows:
        block = [{"key": next(keys), "values": row} for row in cell_texts(values, signs, _DOTS)]
        if block:
            yield separator + orjson.dumps(block)[1:-1]
            separator = b","
    yield b'],"metadata":' + orjson.dumps([dict(about)]) + b"}"


def _columns(pivot: Pivot) -> list[dict[str, str]]:
    kinds = {Role.TIME: "t"}
    variables = [
        {"code": each.id, "text": each.label.text(pivot.language), "type": kinds.get(each.role, "d")}
        for each in pivot.stub
    ]
    codes = [(code.id, code.label.text(pivot.language)) for each in pivot.heading for code in each.codelist]
    contents = codes or [(pivot.content, pivot.content)]
    return variables + [{"code": id, "text": text, "type": "c"} for id, text in contents]
