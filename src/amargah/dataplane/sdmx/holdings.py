"""Which artefacts an edition has, and how each is made. Only names and references are kept; content is made when
it is asked for, since the codelists of all datasets together may be large."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property, partial
from threading import Lock

from amargah.dataplane.vintages import instant_asked
from amargah.exchange.documents import encode
from amargah.exchange.sdmx import artefacts_of
from amargah.exchange.sdmx.artefacts import Artefact, Kind, Name
from amargah.exchange.sdmx.codelist_names import Use, Uses, codelist_names
from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.identity import (
    ORGANISATIONS,
    STATUS_CODELIST,
    TOP_AGENCY,
    TOPICS,
    categorisation_id,
    concepts_id,
    constraint_id,
    dataflow_id,
    periods_id,
    structure_id,
    units_id,
)
from amargah.exchange.sdmx.references import Graph
from amargah.shelf import Dataset, Edition, Shelf, Vintage
from amargah.statcore.topics import BY_ID

AGENCIES = Name(Kind.AGENCY_SCHEME, ORGANISATIONS, TOP_AGENCY)
_CATEGORIES = Name(Kind.CATEGORY_SCHEME, TOPICS)
_STATUSES = Name(Kind.CODELIST, STATUS_CODELIST)
_KEPT = 4
_NEVER = datetime.fromtimestamp(0, UTC)
_Maker = Callable[[], Artefact]
Shown = tuple[Dataset, Vintage]
UsesOf = Callable[[str, Vintage], Uses]
"""The codelists that a vintage of a dataset uses."""


class Holdings:
    """The artefacts of datasets, each in one vintage of it."""

    def __init__(self, shelf: Shelf, shown: Iterable[Shown], uses_of: UsesOf) -> None:
        self._shelf = shelf
        self._vintages = {dataset.id: (dataset, vintage) for dataset, vintage in shown}
        self._history = _history(self._vintages.values())
        self._codelists = codelist_names((id, uses_of(id, vintage)) for id, vintage in self._history)
        self._makers: dict[Name, _Maker] = {
            AGENCIES: artefacts_of.agencies,
            _CATEGORIES: artefacts_of.topics,
            _STATUSES: artefacts_of.statuses,
        }
        self._children: dict[Name, tuple[Name, ...]] = {}
        for id in self._vintages:
            self._hold(id)
        for codelist in self._codelists.last:  # also those that no dataset uses any more: they were published
            self._makers.setdefault(Name(Kind.CODELIST, codelist), partial(self._codes, codelist))

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every artefact: the order of kinds and datasets is that of the messages."""
        return tuple(self._makers)

    @property
    def newest(self) -> datetime:
        """The instant of the newest vintage, which is when the answers were made as far as readers can tell."""
        return max((vintage.visible_from for _, vintage in self._vintages.values()), default=_NEVER)

    @cached_property
    def graph(self) -> Graph:
        """References as SDMX 2.1 counts them: nothing refers to the scheme of agencies."""
        return Graph(self._children)

    @cached_property
    def graph_with_agencies(self) -> Graph:
        """References as SDMX 3.0 counts them: everything refers to the scheme in which its agency stands."""
        others = (name for name in self._makers if name != AGENCIES)
        return Graph({name: (*self._children.get(name, ()), AGENCIES) for name in others})

    def make(self, name: Name) -> Artefact:
        return self._makers[name]()

    def definition(self, dataset: str) -> Definition:
        """How a dataset is described; KeyError when it is not among the holdings."""
        _, vintage = self._vintages[dataset]
        return Definition(dataset, self._shelf.open(vintage).structure, vintage.metadata)

    def _hold(self, id: str) -> None:
        flow, structure = Name(Kind.DATAFLOW, dataflow_id(id)), Name(Kind.DATA_STRUCTURE, structure_id(id))
        concepts = Name(Kind.CONCEPT_SCHEME, concepts_id(id))
        names = self._codelists.current[id]
        codelists = dict(self._lists(id))
        self._makers |= {
            flow: partial(self._dataflow, id),
            structure: lambda: artefacts_of.data_structure(self.definition(id), names),
            concepts: lambda: artefacts_of.concepts(self.definition(id), names),
            Name(Kind.CONSTRAINT, constraint_id(id)): partial(self._constraint, id),
            **codelists,
        }
        self._children |= {
            flow: (structure,),
            structure: (concepts, *codelists, _STATUSES),
            concepts: (*codelists, _STATUSES),
            Name(Kind.CONSTRAINT, constraint_id(id)): (flow,),
        }
        if self._vintages[id][1].metadata.topic in BY_ID:
            placed = Name(Kind.CATEGORISATION, categorisation_id(id))
            self._makers[placed] = lambda: artefacts_of.categorisation(self.definition(id))
            self._children[placed] = (flow, _CATEGORIES)

    def _lists(self, id: str) -> Iterator[tuple[Name, _Maker]]:
        for codelist in self._codelists.current[id].values():
            yield Name(Kind.CODELIST, codelist), partial(self._codes, codelist)
        yield (
            Name(Kind.CODELIST, periods_id(id)),
            lambda: artefacts_of.codelist(periods_id(id), self.definition(id).periods),
        )
        yield (
            Name(Kind.CODELIST, units_id(id)),
            lambda: artefacts_of.codelist(units_id(id), self.definition(id).units),
        )

    def _codes(self, codelist: str) -> Artefact:
        place, use = self._codelists.last[codelist]
        _, vintage = self._history[place]
        source = self._shelf.open(vintage).structure.dimension(use.dimension).codelist
        return artefacts_of.codelist(codelist, source)

    def _dataflow(self, id: str) -> Artefact:
        dataset, shown = self._vintages[id]
        vintages = (
            artefacts_of.released(each.visible_from, each.reason, each.number)
            for each in dataset.vintages
            if each.number <= shown.number
        )
        return artefacts_of.dataflow(self.definition(id), vintages)

    def _constraint(self, id: str) -> Artefact:
        _, vintage = self._vintages[id]
        return artefacts_of.constraint(self.definition(id), self._shelf.open(vintage).occupied)


def _history(shown: Iterable[Shown]) -> tuple[tuple[str, Vintage], ...]:
    """Every vintage up to those shown, with its dataset, in the order in which they were released."""
    released = [
        (dataset.id, vintage)
        for dataset, newest in shown
        for vintage in dataset.vintages
        if vintage.number <= newest.number
    ]
    return tuple(
        sorted(released, key=lambda each: (each[1].visible_from, each[1].sequence, each[0], each[1].number))
    )


class HoldingsAt:
    """Holdings of an edition as it is, or as it was at an instant; the latest few are kept."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kept: OrderedDict[tuple[str, ...], Holdings] = OrderedDict()
        self._uses: dict[str, Uses] = {}
        self._making = Lock()

    def __call__(self, edition: Edition, as_of: str | None = None) -> Holdings:
        """Datasets that were not released by then are left out. Invalid as `vintages.instant_asked`."""
        shown = tuple(self._shown(edition, as_of))
        key = (edition.key, *(f"{dataset.id} {vintage.number}" for dataset, vintage in shown))
        with self._making:  # all readers ask at the instant of a release, and once is enough
            if key not in self._kept:
                self._kept[key] = Holdings(self._shelf, shown, self._uses_of)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def _uses_of(self, id: str, vintage: Vintage) -> Uses:
        """A version never changes, so it is read once."""
        version = f"{id} {vintage.version}"
        if version not in self._uses:
            self._uses[version] = self._read(id, vintage)
        return self._uses[version]

    def _read(self, id: str, vintage: Vintage) -> Uses:
        dimensions = Definition(id, self._shelf.open(vintage).structure, vintage.metadata).key
        return tuple(
            Use(each.id, each.codelist.id, hashlib.sha256(encode(each.codelist)).digest()) for each in dimensions
        )

    def _shown(self, edition: Edition, as_of: str | None) -> Iterator[Shown]:
        if as_of is None:
            yield from ((dataset, dataset.latest) for dataset in edition.datasets.values())
            return
        instant = instant_asked(self._shelf, as_of)
        for dataset in edition.datasets.values():
            if dataset.vintages[-1].visible_from <= instant:
                yield dataset, dataset.as_of(instant)
