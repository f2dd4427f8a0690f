"""Names of codelists, such that no dataset changes what another one has published.

The plain id (`CL_SEX`) goes to the content that was released first under it, and whoever has the same content
shares it. Other contents get the qualified name (`CL_SEX_POP`). A codelist that grows keeps its name while no
other dataset shares it; if one does, the dataset that changed moves to a name of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from amargah.exchange.sdmx.identity import STATUS_CODELIST, periods_id, to_id, units_id

_OURS = (periods_id(""), units_id(""))


@dataclass(frozen=True, slots=True)
class Use:
    """A dimension with its codelist; equal digests stand for equal codelists."""

    dimension: str
    codelist: str
    digest: bytes


Uses = tuple[Use, ...]
"""Those of one vintage of a dataset, in the order of its dimensions."""
Last = tuple[int, Use]


@dataclass(frozen=True)
class CodelistNames:
    """`current` is the SDMX id of the codelist of each dimension, by dataset.

    `last` has every id that was ever published, with the place of the last vintage that used it and how.
    """

    current: Mapping[str, Mapping[str, str]]
    last: Mapping[str, Last]


def codelist_names(vintages: Iterable[tuple[str, Uses]]) -> CodelistNames:
    """The names after `vintages` of datasets, oldest first. One more changes names of its own dataset only."""
    register = _Register()
    for place, (dataset, uses) in enumerate(vintages):
        register.enter(place, dataset, uses)
    return CodelistNames(register.current, register.last)


@dataclass
class _Register:
    """Who uses which name for what, at one moment of the history."""

    current: dict[str, dict[str, str]] = field(default_factory=dict)
    last: dict[str, Last] = field(default_factory=dict)
    _given: dict[tuple[str, str, str], str] = field(default_factory=dict)
    _users: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def enter(self, place: int, dataset: str, uses: Uses) -> None:
        for name in self.current.get(dataset, {}).values():
            self._users[name].discard(dataset)
        names: dict[str, str] = {}
        # What did not change goes first, so that it is not what has to move.
        for use in sorted(uses, key=lambda use: not self._unchanged(dataset, use)):
            name = names[use.dimension] = self._name(dataset, use)
            self.last[name] = (place, use)
            self._given[dataset, use.dimension, use.codelist] = name
            self._users[name].add(dataset)
        self.current[dataset] = {use.dimension: names[use.dimension] for use in uses}

    def _name(self, dataset: str, use: Use) -> str:
        given = self._given.get((dataset, use.dimension, use.codelist))
        if given is not None and (self._means(given, use) or not self._users[given]):
            return given
        return next(name for name in _candidates(dataset, use) if name not in self.last or self._means(name, use))

    def _unchanged(self, dataset: str, use: Use) -> bool:
        given = self._given.get((dataset, use.dimension, use.codelist))
        return given is not None and self._means(given, use)

    def _means(self, name: str, use: Use) -> bool:
        return self.last[name][1].digest == use.digest


def _candidates(dataset: str, use: Use) -> Iterator[str]:
    own = f"{use.codelist}_{dataset}"
    alone = f"{own}_{use.dimension}"
    yield from _allowed(use.codelist, own, alone)
    for number in count(2):
        yield from _allowed(f"{alone}_{number}")


def _allowed(*names: str) -> Iterator[str]:
    """Names as ids that are none of the lists which every dataset has, be it released or to come."""
    for name in map(to_id, names):
        if name != STATUS_CODELIST:
            yield f"CODES_{name}" if name.startswith(_OURS) else name
