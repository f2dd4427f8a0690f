"""On which line of a JSON document something stands: looked for only when it is wrong."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from amargah.exchange.sdmx.reading.failures import placed
from amargah.statcore.errors import Invalid

Step = str | int
"""A key of an object, or the number of a member of an object or an array."""

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_int=float)


@dataclass(frozen=True)
class Spot:
    """A place in a well-formed document, by the steps that lead to it."""

    data: bytes
    path: tuple[Step, ...] = ()

    def inside(self, *steps: Step) -> "Spot":
        return Spot(self.data, (*self.path, *steps))

    @property
    def line(self) -> int:
        """Of the last member on the way that is there."""
        text = self.data.decode()
        return text.count("\n", 0, self._reached(text)[0]) + 1

    def located(self, error: Invalid) -> Invalid:
        """The refusal with this line, when it has none of its own."""
        return error if "line" in error.context else placed(error, self.line)

    @contextmanager
    def blamed(self) -> Iterator[None]:
        """What is refused without a line is refused here."""
        try:
            yield
        except Invalid as error:
            raise self.located(error) from error

    @property
    def size(self) -> int:
        """How many members stand here."""
        text = self.data.decode()
        return sum(1 for _ in _members(text, self._reached(text)[1]))

    def doubled(self) -> "Spot | None":
        """The first member whose key an earlier one has."""
        text, seen = self.data.decode(), set[Step]()
        for number, (key, _, _) in enumerate(_members(text, self._reached(text)[1])):
            if key in seen:
                return self.inside(number)
            seen.add(key)
        return None

    def _reached(self, text: str) -> tuple[int, int]:
        """Where the last member on the way begins, and where its value does."""
        begin = value = _blank(text, 0)
        for step in self.path:
            members = enumerate(_members(text, value))
            found = next((where for number, (key, *where) in members if step in (key, number)), None)
            if found is None:
                break
            begin, value = found
        return begin, value


class CellLines:
    """The line of each observation of a dataset, by its number."""

    def __init__(self) -> None:
        self._holders: list[Spot] = []
        self._ends: list[int] = []

    def add(self, holder: Spot, count: int) -> None:
        """`count` observations, which are the members of what stands at `holder`."""
        self._holders.append(holder)
        self._ends.append(len(self) + count)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __getitem__(self, number: int) -> int:
        place = bisect_right(self._ends, number)
        before = self._ends[place - 1] if place else 0
        return self._holders[place].inside(number - before).line


def _members(text: str, place: int) -> Iterator[tuple[Step, int, int]]:
    """Key (in an array: number), begin, and begin of the value of each member of what begins at `place`."""
    opening, place, number = text[place], _blank(text, place + 1), 0
    while opening in "{[" and text[place] not in "]}":
        begin, key = place, number
        if opening == "{":
            key, place = _DECODER.raw_decode(text, place)
            place = _blank(text, _blank(text, place) + 1)
        yield key, begin, place
        place = _blank(text, _DECODER.raw_decode(text, place)[1])
        place = _blank(text, place + 1) if text[place] == "," else place
        number += 1


def _blank(text: str, place: int) -> int:
    """Where the blanks at `place` end."""
    found = _BLANK.match(text, place)
    return found.end() if found else place
