"""The body of a query of PxWebApi 1."""

from collections.abc import Sequence

import msgspec

from amargah.dataplane.pxweb2.expressions import ALL
from amargah.dataplane.pxweb2.selecting import Wish
from amargah.dataplane.pxweb2.table import Table
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Role


class Selection(msgspec.Struct):
    """`filter` is item, all, top, `vs:LIST`, `agg:LIST` or `agg_single:LIST`, in any case."""

    filter: str
    values: list[str]


class QueryItem(msgspec.Struct):
    code: str
    selection: Selection


class ResponseWanted(msgspec.Struct):
    format: str = "json"
    params: list[str] = []


class TableQuery(msgspec.Struct):
    """Without `query` everything that cannot be left out is asked for."""

    query: list[QueryItem] = []
    response: ResponseWanted = msgspec.field(default_factory=ResponseWanted)


def wishes_of(table: Table, items: Sequence[QueryItem]) -> tuple[Wish, ...]:
    """The selection; all codes of variables that are not named and must not be left out. Invalid: a bad filter."""
    named = {table.variables.axis(item.code) for item in items}
    rest = [
        Wish(variable.dimension.id, (ALL,))
        for axis, variable in enumerate(table.variables.all)
        if axis not in named and (variable.mandatory or variable.dimension.role is Role.TIME)
    ]
    return (*(_wish(table, item) for item in items), *rest)


def _wish(table: Table, item: QueryItem) -> Wish:
    kind, _, name = item.selection.filter.partition(":")
    values = tuple(item.selection.values)
    match kind.casefold():
        case "item":
            return Wish(item.code, _codes(table, item.code, values))
        case "all":
            return Wish(item.code, values or (ALL,))
        case "top":
            return Wish(item.code, tuple(f"TOP({value})" for value in values))
        case "vs":
            return Wish(item.code, values or (ALL,), _prefixed("vs_", name))
        case "agg" | "agg_single":
            return Wish(item.code, values or (ALL,), _prefixed("agg_", name), single=kind.casefold() != "agg")
    raise _unknown_filter(item)


def _codes(table: Table, variable: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes as they are: no value of `item` is an expression."""
    listed = table.variables.named(variable).listed
    for value in values:
        if listed.place(value) is None:
            raise Invalid(
                Label(
                    f"متغیر «{variable}» کد «{value}» ندارد؛ کدها در فرادادهٔ جدول آمده‌اند",
                    f"variable {variable} has no code {value!r}; the metadata of the table lists its codes",
                ),
                variable=variable,
                code=value,
            )
    return values


def _prefixed(prefix: str, name: str) -> str:
    return name if name.startswith(prefix) else prefix + name


def _unknown_filter(item: QueryItem) -> Invalid:
    return Invalid(
        Label(
            f"صافی «{item.selection.filter}» برای «{item.code}» شناخته نیست؛ item، all، top، vs: یا agg: بنویسید",
            f"the filter {item.selection.filter!r} of {item.code} is not known; write item, all, top, vs: or agg:",
        ),
        variable=item.code,
    )
