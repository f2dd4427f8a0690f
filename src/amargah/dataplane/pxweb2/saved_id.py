"""The id of a saved query is the query itself: nothing is stored, and every copy of the shelf can answer it."""

import base64
import binascii
import zlib
from typing import Final

import msgspec

from amargah.dataplane.pxweb2.asking import VariablePlacement, VariableSelection, VariablesSelection
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label

LONGEST: Final = 3_000  # characters of an id; addresses that are longer do not get through everywhere
_MOST = 200_000  # bytes of an unpacked query
_LEVEL = 9


class SavedQuery(msgspec.Struct, rename="camel"):
    """What is saved. Expressions stay expressions: with a new period TOP(3) is another three."""

    table_id: str
    selection: VariablesSelection
    language: str = "fa"
    output_format: str | None = None
    output_format_params: list[str] | None = None
    id: str | None = None


class _Packed(msgspec.Struct, array_like=True):
    """The same in fewer characters."""

    table: str
    language: str
    variables: list[tuple[str, list[str], str | None, str | None]]
    stub: list[str]
    heading: list[str]
    format: str | None
    parameters: list[str]


def id_of(query: SavedQuery) -> str:
    """The same for the same query. Invalid when it would be too long for an address."""
    packed = zlib.compress(msgspec.json.encode(_packed(query)), _LEVEL)
    id = base64.urlsafe_b64encode(packed).rstrip(b"=").decode()
    if len(id) > LONGEST:
        raise Invalid(
            Label(
                "پرس‌وجو برای ذخیره بلند است؛ به‌جای برشمردن کدها عبارت‌هایی مانند «*» یا \u2066TOP(3)\u2069 بنویسید",
                "the query is too long to be saved; write expressions such as * or TOP(3) in place of many codes",
            )
        )
    return id


def query_of(id: str) -> SavedQuery:
    """What `id` stands for. NotFound for one that no query has."""
    try:
        packed = msgspec.json.decode(_unpacked(id), type=_Packed)
        query = _query(packed, id)
        if id_of(query) == id:
            return query
    except (ValueError, binascii.Error, zlib.error, msgspec.DecodeError, RecursionError, Invalid):
        pass
    raise NotFound(
        Label(
            "پرس‌وجویی با این نشانی ذخیره نشده است؛ نشانی را کامل بنویسید",
            "no query is saved under this address; write it whole",
        )
    )


def _unpacked(id: str) -> bytes:
    if len(id) > LONGEST:
        raise ValueError(id)
    data = base64.b64decode(id.encode("ascii") + b"=" * (-len(id) % 4), altchars=b"-_", validate=True)
    unpacking = zlib.decompressobj()
    text = unpacking.decompress(data, _MOST)
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError(id)
    return text


def _packed(query: SavedQuery) -> _Packed:
    placement = query.selection.placement or VariablePlacement()
    variables = [
        (each.variable_code, list(each.value_codes or ()), each.codelist or each.code_list, each.output_values)
        for each in query.selection.selection or ()
    ]
    return _Packed(
        query.table_id,
        query.language,
        variables,
        placement.stub or [],
        placement.heading or [],
        query.output_format,
        query.output_format_params or [],
    )


def _query(packed: _Packed, id: str) -> SavedQuery:
    variables = [
        VariableSelection(variable, codes, codelist=codelist, output_values=output)
        for variable, codes, codelist, output in packed.variables
    ]
    placement = VariablePlacement(packed.heading, packed.stub)
    selection = VariablesSelection(variables, placement)
    return SavedQuery(packed.table, selection, packed.language, packed.format, packed.parameters, id)
