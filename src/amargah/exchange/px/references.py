"""Whether what a keyword names in parentheses is there: variables, values, cells."""

from collections.abc import Callable

from amargah.exchange.px import said
from amargah.exchange.px.document import Document
from amargah.exchange.px.entries import Entry
from amargah.exchange.px.failures import wrong
from amargah.exchange.px.keywords import BY_NAME, Keys
from amargah.exchange.px.variables import Variable, Variables

ALL = "*"
Place = tuple[int | None, ...]
"""A place along each variable; None is every value."""


def check_references(found: Document, known: Variables) -> None:
    """Invalid for the first entry that names what is not there, and for what does not go together."""
    for (keyword, language), entries in found.entries.items():
        check = _CHECKS.get(BY_NAME[keyword].keys) if keyword in BY_NAME else None
        for entry in entries if check else ():
            if entry.subkeys and check:
                check(entry, language, known)
    _check_decimals(found)
    _check_units(found, known)
    _check_elimination(found, known)
    _check_keys(found, known)


def cell(entry: Entry, language: str, known: Variables) -> Place:
    """Which cells the entry is about: a code or text of each variable, or a star."""
    if len(entry.subkeys) != len(known.all):
        raise wrong(
            entry.line,
            f"{entry.keyword}: برای هر یک از {len(known.all)} متغیر یک مقدار لازم است، نه {len(entry.subkeys)}",
            f"{entry.keyword}: one value for each of the {len(known.all)} variables is needed, "
            f"not {len(entry.subkeys)}",
        )
    pairs = zip(known.all, entry.subkeys, strict=True)
    return tuple(_place(entry, variable, value, language) for variable, value in pairs)


def _place(entry: Entry, variable: Variable, value: str, language: str) -> int | None:
    place = variable.place(value, language)
    if place is None and value != ALL:
        raise _no_value(entry, variable.names[language], value)
    return place


def _check_variable(entry: Entry, language: str, known: Variables) -> None:
    known.named(entry, language)


def _check_value(entry: Entry, language: str, known: Variables) -> None:
    variable = known.all[known.named(entry, language)]
    if len(entry.subkeys) == 2 and variable.place(entry.subkeys[1], language) is None:
        raise _no_value(entry, variable.names[language], entry.subkeys[1])


def _check_content(entry: Entry, language: str, known: Variables) -> None:
    if known.contents is None:
        raise wrong(
            entry.line,
            f"{entry.keyword}: پرانتز تنها با CONTVARIABLE معنا دارد؛ آن را بیاورید یا پرانتز را بردارید",
            f"{entry.keyword}: subkeys need CONTVARIABLE; give it, or remove the parentheses",
        )
    variable = known.all[known.contents]
    if variable.place(entry.subkeys[0], language) is None:
        raise _no_value(entry, variable.names[language], entry.subkeys[0])


def _check_cell(entry: Entry, language: str, known: Variables) -> None:
    cell(entry, language, known)


_CHECKS: dict[Keys, Callable[[Entry, str, Variables], None]] = {
    Keys.VARIABLE: _check_variable,
    Keys.TABLE_OR_VARIABLE: _check_variable,
    Keys.VALUE: _check_value,
    Keys.PLACE: _check_value,
    Keys.CONTENT: _check_content,
    Keys.CELL: _check_cell,
    Keys.TABLE_OR_CELL: _check_cell,
}


def _no_value(entry: Entry, variable: str, value: str) -> Exception:
    return wrong(
        entry.line,
        f"{entry.keyword}: متغیر «{variable}» مقداری به نام «{value}» ندارد",
        f"{entry.keyword}: the variable {variable!r} has no value {value!r}",
    )


def _check_decimals(found: Document) -> None:
    stored, shown = found.one("DECIMALS"), found.one("SHOWDECIMALS")
    if stored and shown and said.number(shown) > said.number(stored):
        raise wrong(
            shown.line,
            f"SHOWDECIMALS ({said.number(shown)}) از DECIMALS ({said.number(stored)}) بیشتر است",
            f"SHOWDECIMALS ({said.number(shown)}) is greater than DECIMALS ({said.number(stored)})",
        )


def _check_units(found: Document, known: Variables) -> None:
    """A unit for the table, or for each of its contents."""
    if known.contents is None or found.one("UNITS"):
        return
    variable = known.all[known.contents]
    told = {variable.place(entry.subkeys[0], found.main) for entry in found.all("UNITS")}
    missing = next((place for place in range(len(variable)) if place not in told), None)
    if missing is not None:
        name = variable.texts[found.main][missing]
        raise wrong(
            found.end, f'UNITS("{name}") نیست؛ واحد آن را بیاورید', f'UNITS("{name}") is missing; give its unit'
        )


def _check_elimination(found: Document, known: Variables) -> None:
    for language in found.languages:
        for entry in found.all("ELIMINATION", language):
            value = said.flag_or_text(entry)
            variable = known.all[known.named(entry, language)]
            if isinstance(value, str) and value not in ("YES", "NO") and variable.place(value, language) is None:
                raise _no_value(entry, variable.names[language], value)


def _check_keys(found: Document, known: Variables) -> None:
    """KEYS of every variable of the stub, and of no other."""
    told = {known.named(entry, found.main): entry for entry in found.all("KEYS")}
    if told and set(told) != set(range(known.stub)):
        raise wrong(
            max(entry.line for entry in told.values()),
            "KEYS باید برای همه متغیرهای STUB بیاید و نه برای دیگران",
            "KEYS must be given for every variable of STUB, and for no other",
        )
