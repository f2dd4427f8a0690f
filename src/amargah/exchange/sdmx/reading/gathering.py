"""Observations, as they are read one after the other, become columns: a text that occurs often is held once."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat

import numpy as np

from amargah.exchange.sdmx.identity import PRIMARY_MEASURE
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.numbers import numbers
from amargah.exchange.sdmx.reading.observations import (
    NOTHING,
    Action,
    Column,
    Observations,
    Partial,
    Places,
    is_dimension,
)
from amargah.statcore.cubes import Values

MOST_OBSERVATIONS = 20_000_000
AT_ONCE = 1 << 13  # more of them at a time leave the processor's cache

Said = Mapping[str, str]
Texts = Sequence[str | None]
_ALONE: Said = {}


class Gathering:
    """The observations of one dataset. Those of a deletion have no numbers, whatever stands in their place."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self._held = _Held()
        self._columns: dict[str, _Growing] = {}
        self._values: list[Values] = []
        self._lines: array[int] = array("I")
        self._partials: list[Partial] = []

    def add(self, said: Said, line: int, series: Said = _ALONE) -> None:
        """One observation: the text of each component, told by itself or by the series that it is in."""
        if self._held.add(said, line, series) == AT_ONCE:
            self._settle()

    def add_partial(self, said: Said, line: int | None) -> None:
        if said:
            self._partials.append(Partial(said, line))

    def extend(self, columns: Mapping[str, Texts], lines: Sequence[int]) -> None:
        """Many observations at once: of each component the texts of all of them."""
        before = len(self._lines)
        if before + len(lines) > MOST_OBSERVATIONS:
            raise wrong(
                f"بیش از {MOST_OBSERVATIONS} مشاهده خوانده نمی‌شود؛ پرونده را چند بخش کنید",
                f"more than {MOST_OBSERVATIONS} observations are not read; split the file",
                lines[0],
            )
        for id, texts in columns.items():
            if id != PRIMARY_MEASURE:
                self._columns.setdefault(id, _Growing()).extend(texts, before)
        self._values.append(self._numbers(columns, lines))
        self._lines.extend(lines)

    def is_empty(self) -> bool:
        return not (self._held.rows or self._lines or self._partials)

    def gathered(self) -> Observations:
        self._settle()
        count = len(self._lines)
        columns = {id: column.column(count) for id, column in self._columns.items()}
        values = np.concatenate(self._values) if self._values else np.empty(0)
        return Observations(self._action, columns, values, tuple(self._partials), self._lines)

    def _settle(self) -> None:
        held, self._held = self._held, _Held()
        if held.rows:
            self.extend(held.columns(), held.lines)

    def _numbers(self, columns: Mapping[str, Texts], lines: Sequence[int]) -> Values:
        texts = columns.get(PRIMARY_MEASURE)
        if texts is None or self._action is Action.DELETE:
            return np.full(len(lines), np.nan)
        return numbers(texts, lines)


class _Held:
    """Observations that wait to become columns."""

    def __init__(self) -> None:
        self.rows: list[Said] = []
        self.lines: list[int] = []
        self._series: list[Said] = []
        self._begins: list[int] = []

    def add(self, said: Said, line: int, series: Said) -> int:
        """How many there are, with this one."""
        if not self._series or self._series[-1] is not series:
            self._series.append(series)
            self._begins.append(len(self.rows))
        self.rows.append(said)
        self.lines.append(line)
        return len(self.rows)

    def columns(self) -> dict[str, Texts]:
        """An observation may tell an attribute anew, not a dimension of its series."""
        of_series, of_rows = _ids(self._series), _ids(self.rows)
        found: dict[str, Texts] = {id: self._of_series(id) for id in of_series}
        for id in of_rows:
            own = [row.get(id) for row in self.rows]
            found[id] = self._anew(id, own, found[id]) if id in found else own
        return found

    def _of_series(self, id: str) -> Texts:
        ends = [*self._begins[1:], len(self.rows)]
        counts = [end - begin for begin, end in zip(self._begins, ends, strict=True)]
        texts = (repeat(each.get(id), count) for each, count in zip(self._series, counts, strict=True))
        return list(chain.from_iterable(texts))

    def _anew(self, id: str, own: Texts, above: Texts) -> Texts:
        if is_dimension(id):
            for number, (text, common) in enumerate(zip(own, above, strict=True)):
                if text is not None and common is not None:
                    raise wrong(
                        f"بُعد «{id}» هم در سری گفته شده است هم در مشاهده",
                        f"the dimension {id!r} is told both for the series and for the observation",
                        self.lines[number],
                    )
        return [common if text is None else text for text, common in zip(own, above, strict=True)]


def _ids(rows: Iterable[Said]) -> list[str]:
    """Every component that occurs, in the order of appearance; rows that are alike are looked at once."""
    return list(dict.fromkeys(id for ids in dict.fromkeys(map(tuple, rows)) for id in ids))


class _Growing:
    """A column that is not yet complete."""

    def __init__(self) -> None:
        self._seen: dict[str | None, int] = {None: NOTHING, "": NOTHING}
        self._pieces: list[Places] = []
        self._count = 0

    def extend(self, texts: Texts, before: int) -> None:
        """`before` observations came earlier; of those that the column said nothing of, it now says so."""
        self._pad(before)
        seen = self._seen
        for text in dict.fromkeys(texts):
            seen.setdefault(text, len(seen) - 2)
        self._pieces.append(np.fromiter(map(seen.__getitem__, texts), np.int32, len(texts)))
        self._count += len(texts)

    def column(self, count: int) -> Column:
        self._pad(count)
        return Column(tuple(text for text in self._seen if text), np.concatenate(self._pieces))

    def _pad(self, count: int) -> None:
        self._pieces.append(np.full(count - self._count, NOTHING, np.int32))
        self._count = count
