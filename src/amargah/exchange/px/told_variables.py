"""The keywords of variables: where they stand, their values, codes, kinds and hierarchies."""

from collections.abc import Callable, Iterator

from amargah.exchange.px.sheet import Sheet, for_variables, values_of
from amargah.exchange.px.times import timeval
from amargah.exchange.px.totals import total_of
from amargah.exchange.px.wording import entry, joined, listed, quoted
from amargah.statcore.structures import Code, Dimension, Role

TYPES = {Role.OTHER: "V", Role.GEO: "G", Role.TIME: "T", Role.METRIC: "C"}
MOST_PRECISION = 6
_Said = Callable[[Dimension, str], str | None]


def variables(sheet: Sheet) -> Iterator[str]:
    """From STUB to PRECISION, in the recommended order."""
    yield from _places(sheet)
    for keyword, said in _KEYWORDS:
        yield from for_variables(sheet, keyword, said)
    if sheet.metric:
        yield from _precision(sheet, sheet.metric)


def _places(sheet: Sheet) -> Iterator[str]:
    contents = tuple(each for each in sheet.dimensions if each is sheet.metric)
    for keyword, group in (("STUB", sheet.stub), ("HEADING", sheet.heading), ("CONTVARIABLE", contents)):
        for language in sheet.languages if group else ():
            names = listed(sheet.name(each, language) for each in group)
            yield entry(keyword, names, language=sheet.spoken(language))


def _timeval(dimension: Dimension, _: str) -> str | None:
    return timeval(_ids(dimension)) if dimension.role is Role.TIME else None


def _hierarchies(dimension: Dimension, _: str) -> str | None:
    """Codes without a parent by themselves, the others as parent and child."""
    codes = dimension.codelist.codes
    if all(code.parent is None for code in codes):
        return None
    return joined([_descent(code) for code in codes])


def _descent(code: Code) -> str:
    return quoted(code.id) if code.parent is None else f"{quoted(code.parent)}:{quoted(code.id)}"


def _elimination(dimension: Dimension, language: str) -> str | None:
    total = None if dimension.role in (Role.TIME, Role.METRIC) else total_of(dimension.codelist)
    if total is None:
        return None
    return quoted(values_of(dimension.codelist, language)[dimension.codelist.position(total)])


def _precision(sheet: Sheet, dimension: Dimension) -> Iterator[str]:
    """The decimals of contents that show more of them than the table does."""
    for place, code in enumerate(dimension.codelist):
        decimals = sheet.measure.decimals if code.decimals is None else code.decimals
        for language in sheet.languages if decimals > sheet.shown_decimals else ():
            subkeys = sheet.name(dimension, language), values_of(dimension.codelist, language)[place]
            told = str(min(decimals, MOST_PRECISION))
            yield entry("PRECISION", told, *subkeys, language=sheet.spoken(language))


def _ids(dimension: Dimension) -> list[str]:
    return [code.id for code in dimension.codelist]


_KEYWORDS: tuple[tuple[str, _Said], ...] = (
    ("VARIABLECODE", lambda each, _: quoted(each.id)),
    ("VALUES", lambda each, language: listed(values_of(each.codelist, language))),
    ("TIMEVAL", _timeval),
    ("CODES", lambda each, _: listed(_ids(each))),
    ("DOMAIN", lambda each, _: quoted(each.codelist.id)),
    ("VARIABLE-TYPE", lambda each, _: quoted(TYPES[each.role])),
    ("HIERARCHIES", _hierarchies),
    ("MAP", lambda each, _: quoted(each.codelist.id) if each.role is Role.GEO else None),
    ("ELIMINATION", _elimination),
)
