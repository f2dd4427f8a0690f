"""The pages of a list of tables."""

from dataclasses import dataclass

from amargah.dataplane.pxweb2.asking import Query
from amargah.dataplane.pxweb2.links import Link, link
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

_USUAL = 20  # rows


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages, of `size` rows each, that `elements` rows fill."""

    number: int
    size: int
    elements: int

    @property
    def last(self) -> int:
        return max(1, -(-self.elements // self.size))

    @property
    def places(self) -> slice:
        return slice((self.number - 1) * self.size, self.number * self.size)

    def told(self) -> dict[str, int]:
        return {
            "pageNumber": self.number,
            "pageSize": self.size,
            "totalElements": self.elements,
            "totalPages": self.last,
        }


def page_asked(query: Query, elements: int) -> Page:
    """Numbers below 1 are none, as in PxWeb. NotFound behind the last page."""
    size = query.number("pageSize") or 0
    page = Page(max(query.number("pageNumber") or 1, 1), size if size > 0 else _USUAL, elements)
    if page.number > page.last:
        raise _no_page(page.number, page.last)
    return page


def page_links(base: str, query: Query, page: Page) -> list[Link]:
    kept = {name: query.text(name) for name in ("query", "pastDays")}
    asked = {name: value for name, value in kept.items() if value}
    number = page.number
    wanted = {"self": number, "first": 1, "previous": number - 1, "next": number + 1, "last": page.last}
    return [
        link(rel, base, "/tables", query.language, {**asked, "pageSize": page.size, "pageNumber": other})
        for rel, other in wanted.items()
        if 1 <= other <= page.last
    ]


def _no_page(number: int, pages: int) -> NotFound:
    return NotFound(
        Label(
            f"صفحهٔ {number} نیست؛ صفحه‌ها از 1 تا {pages} هستند",
            f"there is no page {number}; pages go from 1 to {pages}",
        ),
        parameter="pageNumber",
    )
