"""What the query string of a data query asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

import falcon

from amargah.dataplane.sdmx.data_filters import Condition, Term, read_condition
from amargah.dataplane.sdmx.errors import AddressTooLong
from amargah.dataplane.vintages import AS_OF, beginning_asked, instant_asked
from amargah.exchange.sdmx.data import ALL_DIMENSIONS
from amargah.exchange.sdmx.identity import TIME_DIMENSION
from amargah.exchange.sdmx.times import days_asked
from amargah.shelf import Shelf
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

LONGEST = 32_000  # characters of an address
_MOST = 10**12
_ANYWHERE = {"format", "formatVersion", "lang"}
UPDATED_AFTER = "updatedAfter"

Given = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """What of a dataset is asked for, whatever its dimensions are.

    `first` and `last` count observations of each series; `as_of` is kept as typed, for the vintage it names.
    """

    conditions: tuple[Condition, ...] = ()
    first: int | None = None
    last: int | None = None
    at_observation: str | None = None
    as_of: datetime | None = None
    updated_after: datetime | None = None
    history: bool = False
    offset: int = 0
    limit: int | None = None


def given(request: falcon.Request, known: Iterable[str]) -> dict[str, str]:
    """The parameters by name, in any case of letters; one that is repeated is taken as a list.

    A plus stays a plus: it is an operator here. Invalid for names that mean nothing in this query, and for a
    component that is named twice; AddressTooLong.
    """
    query = request.query_string
    if len(query) + len(request.path) > LONGEST:
        raise AddressTooLong(
            Label(
                f"نشانی بیش از {LONGEST} نویسه دارد؛ به‌جای برشمردن کدها جای آن بُعد را خالی بگذارید",
                f"the address has more than {LONGEST} characters; leave dimensions out in place of listing codes",
            )
        )
    spellings = {name.lower(): name for name in (*known, *_ANYWHERE)}
    found: dict[str, str] = {}
    twice: list[str] = []
    for part in filter(None, query.split("&")):
        typed, _, value = part.partition("=")
        typed, value = unquote(typed), unquote(value)
        name = spellings.get(typed.lower(), typed)
        if name in found:
            twice.append(name)
        found[name] = f"{found[name]},{value}" if name in found else value
    _check_names(found, {*spellings.values()})
    _check_filters(twice)
    return found


def read_question(given: Given, shelf: Shelf) -> Question:
    """Invalid for values that cannot be read, and for an `asOf` that has not come."""
    as_of, after = given.get(AS_OF), given.get(UPDATED_AFTER)
    question = Question(
        conditions=tuple(_conditions(given)),
        first=_number(given, "firstNObservations", least=1),
        last=_number(given, "lastNObservations", least=1),
        at_observation=_at_observation(given),
        as_of=None if as_of is None else instant_asked(shelf, as_of),
        updated_after=None if after is None else beginning_asked(after),
        history=_truth(given, "includeHistory"),
        offset=_number(given, "offset", least=0) or 0,
        limit=_number(given, "limit", least=1),
    )
    if question.as_of and question.updated_after and question.updated_after > question.as_of:
        raise Invalid(
            Label(
                "updatedAfter پس از asOf است؛ یکی را جابه‌جا کنید",
                "updatedAfter is later than asOf; move one of them",
            ),
            parameter=UPDATED_AFTER,
        )
    return question


def one_of(given: Given, name: str, values: tuple[str, ...]) -> str:
    """The value of a parameter, the first of `values` when it is not given."""
    value = given.get(name) or values[0]
    if value not in values:
        known = ", ".join(values)
        raise Invalid(
            Label(
                f"{name} یکی از این‌هاست: \u2066{known}\u2069 و نه «{value[:200]}»",
                f"{name} is one of {known}, not {value[:200]!r}",
            ),
            parameter=name,
        )
    return value


def _conditions(given: Given) -> Iterable[Condition]:
    for name, value in given.items():
        if name.startswith("c["):
            yield read_condition(name[2:-1], value)
    for name, operator in (("startPeriod", "ge"), ("endPeriod", "le")):
        if name in given:
            days_asked(given[name])
            yield Condition(TIME_DIMENSION, ((Term(operator, given[name]),),))


def _check_names(found: Given, known: set[str]) -> None:
    filters = "c" in known
    unknown = [name for name in found if name not in known - {"c"} and not (filters and _is_filter(name))]
    if unknown:
        names = ", ".join(sorted(known - {"c"})) + (", c[…]" if filters else "")
        raise Invalid(
            Label(
                f"پارامتر «{unknown[0][:200]}» در این پرسش نیست؛ پارامترها: \u2066{names}\u2069",
                f"this query has no parameter {unknown[0][:200]!r}; there are {names}",
            ),
            parameter=unknown[0][:200],
        )


def _check_filters(twice: Iterable[str]) -> None:
    for name in filter(_is_filter, twice):
        component = name[:200]
        raise Invalid(
            Label(
                f"{component} دو بار آمده است؛ یک بار بنویسید: «,» یعنی یا، «+» یعنی و",
                f"{component} is given twice; give it once, with a comma for «or» and a plus for «and»",
            ),
            parameter=component,
        )


def _is_filter(name: str) -> bool:
    return name.startswith("c[") and name.endswith("]") and len(name) > len("c[]")


def _at_observation(given: Given) -> str | None:
    asked = given.get("dimensionAtObservation")
    return ALL_DIMENSIONS if asked and asked.lower() == ALL_DIMENSIONS.lower() else asked or None


def _number(given: Given, name: str, *, least: int) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > len(str(_MOST)) or int(text) < least:
        raise Invalid(
            Label(
                f"{name} عددی درست است، دست‌کم {least}؛ «{text[:200]}» خوانده نمی‌شود",
                f"{name} is a whole number of at least {least}; {text[:200]!r} cannot be read",
            ),
            parameter=name,
        )
    return int(text)


def _truth(given: Given, name: str) -> bool:
    """As XML Schema writes a boolean, and as Python does."""
    return one_of({name: given.get(name, "").lower()}, name, ("false", "true", "0", "1")) in ("true", "1")
