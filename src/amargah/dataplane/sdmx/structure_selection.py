"""The artefacts that answer a structure query: those that match, and those that come along with them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from amargah.dataplane.sdmx.holdings import Holdings
from amargah.dataplane.sdmx.structure_query import StructureQuery
from amargah.exchange.sdmx.artefacts import Artefact, Categorisation, Kind, Name, Scheme
from amargah.exchange.sdmx.details import Detail, told
from amargah.exchange.sdmx.partial import used_items
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

_SPEAKING_OF_ITEMS = (Kind.CATEGORISATION, Kind.CONSTRAINT, Kind.DATA_STRUCTURE)


@dataclass(frozen=True)
class Selection:
    """`items` narrows the schemes that match, `detail` says how much of each artefact is told."""

    holdings: Holdings
    matched: tuple[Name, ...]
    referenced: frozenset[Name]
    detail: Detail
    items: frozenset[str] | None = None

    def artefacts(self) -> Mapping[Kind, Iterable[Artefact]]:
        """By kind, in the order of the holdings; each is made when it is read."""
        used = self._used() if self.detail is Detail.REFERENCE_PARTIAL else {}
        wanted = self.referenced.union(self.matched)
        names = [name for name in self.holdings.names if name in wanted]
        return {kind: self._of_kind(kind, names, used) for kind in Kind}

    def _of_kind(
        self, kind: Kind, names: Iterable[Name], used: Mapping[Name, frozenset[str]]
    ) -> Iterator[Artefact]:
        for name in names:
            if name.kind is kind:
                yield self._told(name, used.get(name))

    def _told(self, name: Name, used: frozenset[str] | None) -> Artefact:
        artefact = self.holdings.make(name)
        if name not in self.referenced:
            return told(_narrowed(artefact, self.items), self.detail.matches)
        return told(_narrowed(artefact, used), self.detail.references)

    def _used(self) -> Mapping[Name, frozenset[str]]:
        names = self.referenced.union(self.matched)
        return used_items(self.holdings.make(name) for name in names if name.kind in _SPEAKING_OF_ITEMS)


def select(holdings: Holdings, query: StructureQuery, *, with_agencies: bool) -> Selection:
    """NotFound when nothing matches. In SDMX 3.0 the scheme of agencies comes along (`with_agencies`)."""
    matched = tuple(name for name in holdings.names if query.matches(name))
    graph = holdings.graph_with_agencies if with_agencies else holdings.graph
    if query.items is not None:
        matched = tuple(name for name in matched if _has_any(holdings.make(name), query.items))
        graph = graph.without(_of_other_categories(holdings, query.items))
    if not matched:
        raise nothing_found()
    referenced = {name for way in query.references for name in graph.references(matched, way)}
    return Selection(holdings, matched, frozenset(referenced), query.detail, query.items)


def nothing_found() -> NotFound:
    return NotFound(
        Label(
            "چنین ساختاری نیست؛ فهرست آن‌ها در \u2066…/structure?detail=allstubs\u2069 است",
            "there is no such structure; …/structure?detail=allstubs lists them",
        )
    )


def _narrowed(artefact: Artefact, items: frozenset[str] | None) -> Artefact:
    return artefact.of(items) if isinstance(artefact, Scheme) and items is not None else artefact


def _has_any(artefact: Artefact, items: frozenset[str]) -> bool:
    return isinstance(artefact, Scheme) and any(item.id in items for item in artefact.items)


def _of_other_categories(holdings: Holdings, items: frozenset[str]) -> frozenset[Name]:
    """Who asks for a category means the categorisations of that category only."""
    placed = (name for name in holdings.names if name.kind is Kind.CATEGORISATION)
    return frozenset(name for name in placed if _category(holdings.make(name)) not in items)


def _category(artefact: Artefact) -> str:
    return artefact.category if isinstance(artefact, Categorisation) else ""
