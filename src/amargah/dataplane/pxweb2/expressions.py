"""What a query writes for the codes of a variable: codes, masks, and TOP, BOTTOM, FROM, TO, RANGE.

Source: PxWebApi 2, selection expressions.
"""

import fnmatch
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from amargah.persian.digits import format_number
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period

ALL = "*"
_LONGEST = 200  # characters; no code is longer
_MOST = 100  # expressions of one variable; each walks through all of its codes
_CALL = re.compile(r"\s*(TOP|BOTTOM|FROM|TO|RANGE)\s*\((.*)\)\s*", re.IGNORECASE | re.DOTALL)
_COUNTS = re.compile(r"\s*([1-9][0-9]{0,17})\s*(?:,\s*([0-9]{1,18})\s*)?")
_Order = Sequence[int]


@dataclass(frozen=True)
class Listed:
    """Codes of a variable to choose from. Of `periods` TOP means the latest and BOTTOM the earliest."""

    variable: str
    codes: tuple[str, ...]
    periods: bool = False

    @cached_property
    def places(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def folded(self) -> dict[str, int]:
        """Places of the codes that are told apart without regard to case."""
        names = [code.casefold() for code in self.codes]
        often = Counter(names)
        return {name: place for place, name in enumerate(names) if often[name] == 1}

    @cached_property
    def order(self) -> _Order:
        """Places from the first to the last; periods by their days, however they are listed."""
        if not self.periods:
            return range(len(self.codes))
        return sorted(range(len(self.codes)), key=lambda place: parse_period(self.codes[place]))

    def place(self, code: str) -> int | None:
        found = self.places.get(code)
        return self.folded.get(code.casefold()) if found is None else found


def expand(listed: Listed, wanted: Sequence[str]) -> tuple[int, ...]:
    """Places of all that is wanted, each once, in the order of the list.

    Invalid for a code that is not there, an expression that cannot be read or fits nothing, and for too many.
    """
    if len(wanted) == 1:
        place = listed.places.get(wanted[0])
        if place is not None:
            return (place,)
        if wanted[0] == ALL:
            return tuple(range(len(listed.codes)))
    found: set[int] = set()
    expressions = 0
    for text in dict.fromkeys(wanted):
        place = listed.place(text)
        if place is not None:
            found.add(place)
            continue
        expressions += 1
        if expressions > _MOST:
            raise _too_many(listed)
        found.update(_expressed(listed, text))
    return tuple(sorted(found))


def _expressed(listed: Listed, text: str) -> Iterable[int]:
    if len(text) > _LONGEST:
        raise _unknown(listed, text[:_LONGEST] + "…")
    call = _CALL.fullmatch(text)
    if call:
        found = _CALLS[call[1].upper()](listed, call[2])
    elif "*" in text or "?" in text:
        found = _masked(listed, text)
    else:
        raise _unknown(listed, text)
    if found is None:
        raise _unreadable(listed, text)
    if not found:
        raise _nothing(listed, text)
    return found


def _masked(listed: Listed, text: str) -> _Order | None:
    mask = re.compile(fnmatch.translate(text.casefold().replace("[", "[[]")))
    return [place for place, code in enumerate(listed.codes) if mask.match(code.casefold())]


def _top(listed: Listed, inside: str) -> _Order | None:
    return _counted(listed, inside, from_end=listed.periods)


def _bottom(listed: Listed, inside: str) -> _Order | None:
    return _counted(listed, inside, from_end=not listed.periods)


def _counted(listed: Listed, inside: str, *, from_end: bool) -> _Order | None:
    match = _COUNTS.fullmatch(inside)
    if match is None:
        return None
    count, offset = int(match[1]), int(match[2] or 0)
    order = listed.order[::-1] if from_end else listed.order
    return order[offset : offset + count]


def _from(listed: Listed, inside: str) -> _Order | None:
    return listed.order[_rank(listed, inside) :]


def _to(listed: Listed, inside: str) -> _Order | None:
    return listed.order[: _rank(listed, inside) + 1]


def _range(listed: Listed, inside: str) -> _Order | None:
    """The ends may come in either order, as in PxWeb."""
    ends = inside.split(",")
    if len(ends) != 2:
        return None
    first, last = sorted(_rank(listed, end) for end in ends)
    return listed.order[first : last + 1]


def _rank(listed: Listed, code: str) -> int:
    place = listed.place(code.strip())
    if place is None:
        raise _unknown(listed, code.strip())
    return listed.order.index(place)


_CALLS: dict[str, Callable[[Listed, str], _Order | None]] = {
    "TOP": _top,
    "BOTTOM": _bottom,
    "FROM": _from,
    "TO": _to,
    "RANGE": _range,
}


def _too_many(listed: Listed) -> Invalid:
    return Invalid(
        Label(
            f"برای «{listed.variable}» بیش از {format_number(_MOST, 0, 'fa')} عبارت نوشته‌اید؛ "
            "چند عبارت را یکی کنید یا کدها را بنویسید",
            f"over {_MOST} expressions are written for {listed.variable}; join some of them, or write the codes",
        ),
        variable=listed.variable,
    )


def _unknown(listed: Listed, code: str) -> Invalid:
    return Invalid(
        Label(
            f"متغیر «{listed.variable}» کد «{code}» ندارد؛ کدها در metadata همین جدول است",
            f"variable {listed.variable} has no code {code!r}; the metadata of the table lists its codes",
        ),
        variable=listed.variable,
        code=code,
    )


def _unreadable(listed: Listed, text: str) -> Invalid:
    return Invalid(
        Label(
            f"عبارت «{text}» برای «{listed.variable}» خوانده نمی‌شود؛ مانند "
            "\u2066TOP(3)\u2069، \u2066TOP(3,1)\u2069 یا \u2066RANGE(1390,1395)\u2069 بنویسید",
            f"the expression {text!r} for {listed.variable} cannot be read; write for example TOP(3), TOP(3,1) "
            "or RANGE(1390,1395)",
        ),
        variable=listed.variable,
    )


def _nothing(listed: Listed, text: str) -> Invalid:
    return Invalid(
        Label(
            f"«{text}» به هیچ کدی از «{listed.variable}» نمی‌خورد؛ آن را درست کنید یا بردارید",
            f"{text!r} fits no code of {listed.variable}; correct it or leave it out",
        ),
        variable=listed.variable,
    )
