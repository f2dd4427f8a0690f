"""What `c[COMPONENT]=` says: alternatives (`,`) of terms that must all hold (`+`): an operator and a value."""

import operator
import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from amargah.exchange.sdmx.identity import to_id
from amargah.exchange.sdmx.times import days_asked, period_asked
from amargah.statcore.cubes import Values
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Period

Mask = npt.NDArray[np.bool_]

_ORDERED: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}
_TEXTUAL: Final[dict[str, Callable[[str, str], bool]]] = {
    "co": lambda text, part: part in text,
    "nc": lambda text, part: part not in text,
    "sw": str.startswith,
    "ew": str.endswith,
}
_OPERATOR = re.compile(r"[A-Za-z]+")  # what stands before a colon and means one, be there such or not
_MOST_TERMS = 2_000
_MOST_COMPARISONS = 100  # other than equality, which is looked up


@dataclass(frozen=True, slots=True)
class Term:
    """`operator` is one of the ten of SDMX REST."""

    operator: str
    value: str


@dataclass(frozen=True)
class Condition:
    """Holds where all terms of at least one alternative do."""

    component: str
    alternatives: tuple[tuple[Term, ...], ...]

    def holds(self, text: str) -> bool:
        """For a code or another text."""
        return self._any(lambda term: _holds_for_text(term, text))

    def holds_in_time(self, period: Period, text: str) -> bool:
        """For a period: compared by its days. `ge:` and `le:` keep what begins within."""
        return self._any(lambda term: _holds_for_period(term, period, text))

    def holds_for_id(self, period: Period, text: str) -> bool:
        """For the id of a period, which is of one calendar: another one may have the same days."""
        return self._any(lambda term: _holds_for_id(term, period, text))

    def holds_for_numbers(self, values: Values) -> Mask:
        """For an array of numbers; nothing holds where there is no number."""
        held = np.zeros(values.shape, np.bool_)
        for terms in self.alternatives:
            each = ~np.isnan(values)
            for term in terms:
                each &= _compared(term, values)
            held |= each
        return held

    @property
    def values(self) -> Iterable[str]:
        """Everything that is compared with."""
        return (term.value for terms in self.alternatives for term in terms)

    @cached_property
    def equals(self) -> frozenset[str] | None:
        """The values that are asked for, when the condition is only a list of them."""
        single = [terms[0] for terms in self.alternatives if len(terms) == 1]
        listed = len(single) == len(self.alternatives) and all(term.operator == "eq" for term in single)
        return frozenset(term.value for term in single) if listed else None

    def among(self, known: Container[str]) -> "Condition":
        """The same for a component with the values `known`, in which codes with a colon are escaped.

        Invalid where an operator that does not exist stands before a colon.
        """
        if not any(":" in value for value in self.values):
            return self
        alternatives = (tuple(self._known(term, known) for term in terms) for terms in self.alternatives)
        return replace(self, alternatives=tuple(alternatives))

    def _known(self, term: Term, known: Container[str]) -> Term:
        if ":" not in term.value or term.value in known:
            return term
        if to_id(term.value) in known:
            return replace(term, value=to_id(term.value))
        name = term.value.partition(":")[0]
        if term.operator == "eq" and _OPERATOR.fullmatch(name):
            operators = ", ".join((*_ORDERED, *_TEXTUAL))
            raise _invalid(
                self.component,
                f"«{name[:50]}» عملگر نیست؛ عملگرها: \u2066{operators}\u2069",
                f"{name[:50]!r} is no operator; there are {operators}",
            )
        return term

    def _any(self, holds: Callable[[Term], bool]) -> bool:
        return any(all(map(holds, terms)) for terms in self.alternatives)


def read_condition(component: str, text: str) -> Condition:
    """`ge:2020+le:2021,1399`: Invalid for empty values, too many of them, and numbers that are none."""
    alternatives = tuple(tuple(map(_term, each.split("+"))) for each in text.split(","))
    terms = [term for each in alternatives for term in each]
    if any(not term.value for term in terms):
        raise _invalid(component, "مقداری خالی است", "a value is empty")
    condition = Condition(component, alternatives)
    most = _MOST_TERMS if condition.equals is not None else _MOST_COMPARISONS
    if len(terms) > most:
        raise _invalid(component, f"بیش از {most} مقدار دارد", f"has more than {most} values")
    return condition


def _term(text: str) -> Term:
    name, colon, value = text.partition(":")
    if colon and (name in _ORDERED or name in _TEXTUAL):
        return Term(name, value)
    return Term("eq", text)


def _holds_for_text(term: Term, text: str) -> bool:
    return bool((_ORDERED.get(term.operator) or _TEXTUAL[term.operator])(text, term.value))


def _holds_for_period(term: Term, period: Period, text: str) -> bool:
    if term.operator in _TEXTUAL:
        return _TEXTUAL[term.operator](text, term.value)
    first, last = _days(term.value)
    return _IN_TIME[term.operator](period, first, last)


def _holds_for_id(term: Term, period: Period, text: str) -> bool:
    wanted = _period(term.value) if term.operator in ("eq", "ne") else None
    if wanted is None:
        return _holds_for_period(term, period, text)
    return (period == wanted) is (term.operator == "eq")


_days = lru_cache(maxsize=4096)(days_asked)  # a term is held against every period

_period = lru_cache(maxsize=4096)(period_asked)

_IN_TIME: Final[dict[str, Callable[[Period, date, date], bool]]] = {
    "eq": lambda period, first, last: (period.first_day, period.last_day) == (first, last),
    "ne": lambda period, first, last: (period.first_day, period.last_day) != (first, last),
    "lt": lambda period, first, _: period.first_day < first,
    "le": lambda period, _, last: period.first_day <= last,
    "gt": lambda period, _, last: period.first_day > last,
    "ge": lambda period, first, _: period.first_day >= first,
}


def _compared(term: Term, values: Values) -> Mask:
    if term.operator not in _ORDERED:
        raise _invalid(
            "OBS_VALUE", f"«{term.operator}» با عدد کار نمی‌کند", f"{term.operator} does not work with numbers"
        )
    try:
        number = float(term.value)
    except ValueError as error:
        raise _invalid("OBS_VALUE", f"«{term.value}» عدد نیست", f"{term.value!r} is no number") from error
    held: Mask = _ORDERED[term.operator](values, number)
    return held


def _invalid(component: str, fa: str, en: str) -> Invalid:
    example = f"c[{component}]=ge:A+le:B,C"
    return Invalid(
        Label(
            f"c[{component}]: {fa}؛ مانند \u2066{example}\u2069 بنویسید",
            f"c[{component}]: {en}; write for example {example}",
        ),
        parameter=f"c[{component}]",
    )
