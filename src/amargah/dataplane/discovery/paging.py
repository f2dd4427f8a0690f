"""Long lists in pages: `?page=2`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import falcon

from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label

T = TypeVar("T")
PAGE = "page"
_LONGEST = 9  # digits


@dataclass(frozen=True, slots=True)
class Page:
    """Page `number` of `count`, both from 1, with `size` entries each."""

    number: int
    count: int
    size: int

    def of(self, entries: Sequence[T]) -> Sequence[T]:
        return entries[(self.number - 1) * self.size : self.number * self.size]


def page_asked(request: falcon.Request, entries: int, size: int) -> Page:
    """The page asked for, the first one by default. Invalid for no number, NotFound behind the last."""
    text = request.get_param(PAGE, default="1")
    if not (text.isascii() and text.isdecimal()) or not 1 <= len(text) <= _LONGEST or int(text) < 1:
        raise Invalid(
            Label(f"«{text}» شمارهٔ صفحه نیست؛ از ۱ به بعد بنویسید", f"{text!r} is no page; write 1 or higher"),
            parameter=PAGE,
        )
    count = max(1, -(-entries // size))
    if int(text) > count:
        raise NotFound(
            Label(f"صفحه‌ها تا {count} است؛ page را کمتر کنید", f"there are pages up to {count}; lower page"),
            parameter=PAGE,
        )
    return Page(int(text), count, size)
