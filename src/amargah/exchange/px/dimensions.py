"""The structure that a file's variables are: ids, kinds, the time dimension, labels in both languages."""

from collections.abc import Sequence

from amargah.exchange.px import said
from amargah.exchange.px.document import Document
from amargah.exchange.px.entries import Entry
from amargah.exchange.px.failures import wrong
from amargah.exchange.px.identifiers import identifiers
from amargah.exchange.px.names import undone
from amargah.exchange.px.times import periods_of
from amargah.exchange.px.variables import Variable, Variables
from amargah.persian.folding import fold
from amargah.statcore.structures import Code, Codelist, Dimension, Role

# What a variable of time is called, folded; its values must be periods as well.
_TIME_NAMES = frozenset(
    fold(name)
    for names in (
        ("time", "year", "quarter", "month", "period", "date"),
        ("زمان", "سال", "فصل", "ماه", "دوره", "تاریخ"),
        ("tid", "år", "kvartal", "månad", "måned", "vuosi", "neljännes", "kuukausi", "aika"),
        ("zeit", "jahr", "quartal", "monat", "année", "trimestre", "mois", "año", "periodo", "mes", "anno"),
    )
    for name in names
)
_GEO_TYPES, _TIME_TYPES = {"g", "geo", "geographic", "geographical"}, {"t", "time"}


def dimensions(found: Document, known: Variables) -> tuple[Dimension, ...]:
    """One dimension for each variable, in the order of the file. Invalid when more than one is of time."""
    ids = _ids(found, known)
    time = _time(found, known)
    return tuple(
        _dimension(found, known, place, id, Role.TIME if place == time else _role(found, known, place))
        for place, id in enumerate(ids)
    )


def told(found: Document, known: Variables, keyword: str, place: int) -> Entry | None:
    """The keyword's entry for a variable, in the first language that has one."""
    for language in found.languages:
        for entry in found.all(keyword, language):
            if known.named(entry, language) == place:
                return entry
    return None


def _ids(found: Document, known: Variables) -> tuple[str, ...]:
    names = []
    for place, variable in enumerate(known.all):
        code = told(found, known, "VARIABLECODE", place)
        names.append(said.text(code) if code else variable.names[found.main])
    return identifiers(names, named=True)


def _role(found: Document, known: Variables, place: int) -> Role:
    if place == known.contents:
        return Role.METRIC
    is_geo = told(found, known, "MAP", place) or _type(found, known, place) in _GEO_TYPES
    return Role.GEO if is_geo else Role.OTHER


def _type(found: Document, known: Variables, place: int) -> str:
    entry = told(found, known, "VARIABLE-TYPE", place)
    return said.text(entry).strip().casefold() if entry else ""


def _time(found: Document, known: Variables) -> int | None:
    """TIMEVAL's variable, else the one of type T, else the one that is called time and has periods as values."""
    with_list = [place for place, variable in enumerate(known.all) if variable.periods is not None]
    typed = [place for place in range(len(known.all)) if _type(found, known, place) in _TIME_TYPES]
    called = [place for place, variable in enumerate(known.all) if _is_called_time(variable)]
    candidates = with_list or typed or called
    if len(candidates) > 1:
        names = ", ".join(known.all[place].names[found.main] for place in candidates)
        raise wrong(
            found.end,
            f"متغیر زمان یکی نیست ({names})؛ با TIMEVAL بگویید کدام متغیر زمان است",
            f"there is more than one variable of time ({names}); tell by TIMEVAL which one it is",
        )
    return candidates[0] if candidates else None


def _is_called_time(variable: Variable) -> bool:
    return any(fold(name) in _TIME_NAMES for name in variable.names.values()) and _periods(variable) is not None


def _periods(variable: Variable) -> Sequence[str] | None:
    """Ids of the periods that the variable's codes, or else its texts, name."""
    for texts in (variable.codes, *variable.texts.values()):
        periods = periods_of(texts) if texts else None
        if periods is not None:
            return [period.id for period in periods]
    return None


def _dimension(found: Document, known: Variables, place: int, id: str, role: Role) -> Dimension:
    variable = known.all[place]
    domain = told(found, known, "DOMAIN", place)
    label = found.joined(_names(found, known, place))
    ids = _time_ids(variable) if role is Role.TIME else identifiers(variable.codes or variable.texts[found.main])
    codes = _codes(found, variable, ids, _parents(found, known, place))
    return Dimension(id, label, Codelist(said.text(domain) if domain else f"CL_{id}", label, codes), role)


def _names(found: Document, known: Variables, place: int) -> dict[str, str]:
    """The variable's name in each language, without the id that told it from another of the same name."""
    codes = [told(found, known, "VARIABLECODE", each) for each in range(len(known.all))]
    ids = [said.text(code) if code else "" for code in codes]
    return {
        language: undone([variable.names[language] for variable in known.all], ids)[place]
        for language in found.languages
    }


def _time_ids(variable: Variable) -> tuple[str, ...]:
    """Ids of periods; codes that are none are kept where the file has no TIMEVAL for them."""
    named = _periods(variable)
    ids = [period.id for period in variable.periods] if variable.periods else named
    if ids is None:
        ids = list(identifiers(variable.codes)) if variable.codes else None
    if ids is None or (named is not None and list(named) != list(ids)) or len(set(ids)) != len(ids):
        name = next(iter(variable.names.values()))
        raise wrong(
            variable.line,
            f"مقدارهای «{name}» دوره‌هایی یکتا نیستند، یا با TIMEVAL یکی نیستند",
            f"the values of {name!r} are no periods, name one twice, or differ from TIMEVAL",
        )
    return tuple(ids)


def _codes(found: Document, variable: Variable, ids: Sequence[str], parents: dict[int, int]) -> tuple[Code, ...]:
    told_apart = variable.codes or ("",) * len(variable)
    texts = {language: undone(texts, told_apart) for language, texts in variable.texts.items()}
    return tuple(
        Code(
            id,
            found.joined({language: texts[language][place] for language in found.languages}),
            ids[parents[place]] if place in parents else None,
        )
        for place, id in enumerate(ids)
    )


def _parents(found: Document, known: Variables, place: int) -> dict[int, int]:
    """Place of a value → place of the value above it. Invalid for one that is unknown, or has two above it."""
    entry = told(found, known, "HIERARCHIES", place)
    parents: dict[int, int] = {}
    for above, below in said.descent(entry) if entry else ():
        named = [known.all[place].place(name, found.main) for name in (above, below) if name is not None]
        if entry and (None in named or (above is not None and (named[1] in parents or named[0] == named[1]))):
            raise _bad_hierarchy(entry, below)
        if above is not None and named[0] is not None and named[1] is not None:
            parents[named[1]] = named[0]
    if entry:
        _check_no_circle(entry, parents, known.all[place], found)
    return parents


def _check_no_circle(entry: Entry, parents: dict[int, int], variable: Variable, found: Document) -> None:
    safe: set[int] = set()
    for start in parents:
        path: set[int] = set()
        place: int | None = start
        while place is not None and place not in safe:
            if place in path:
                raise _bad_hierarchy(entry, variable.texts[found.main][place])
            path.add(place)
            place = parents.get(place)
        safe |= path


def _bad_hierarchy(entry: Entry, name: str) -> Exception:
    return wrong(
        entry.line,
        f"HIERARCHIES: «{name}» مقداری از متغیر نیست، دو والد دارد، یا زیر خود آمده است",
        f"HIERARCHIES: {name!r} is no value of the variable, has two parents, or stands below itself",
    )
