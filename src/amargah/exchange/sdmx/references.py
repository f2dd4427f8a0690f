"""Which artefacts come along with those that are asked for: the parameter `references` of SDMX REST."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from amargah.exchange.sdmx.artefacts import Kind, Name

WAYS = ("none", "parents", "parentsandsiblings", "ancestors", "children", "descendants", "all")


class Graph:
    """Who refers to whom: `children` of an artefact are those that it names."""

    def __init__(self, children: Mapping[Name, tuple[Name, ...]]) -> None:
        self._children = children

    @cached_property
    def _parents(self) -> Mapping[Name, tuple[Name, ...]]:
        parents: defaultdict[Name, list[Name]] = defaultdict(list)
        for parent, children in self._children.items():
            for child in children:
                parents[child].append(parent)
        return {child: tuple(found) for child, found in parents.items()}

    def without(self, names: frozenset[Name]) -> "Graph":
        """As if `names` referred to nothing."""
        return Graph({name: found for name, found in self._children.items() if name not in names})

    def children(self, names: Iterable[Name]) -> set[Name]:
        return {child for name in names for child in self._children.get(name, ())}

    def parents(self, names: Iterable[Name]) -> set[Name]:
        return {parent for name in names for parent in self._parents.get(name, ())}

    def siblings(self, names: Iterable[Name]) -> set[Name]:
        """The parents, and what they refer to."""
        parents = self.parents(names)
        return parents | self.children(parents)

    def descendants(self, names: Iterable[Name]) -> set[Name]:
        return _all_the_way(self.children, names)

    def ancestors(self, names: Iterable[Name]) -> set[Name]:
        return _all_the_way(self.parents, names)

    def related(self, names: Iterable[Name]) -> set[Name]:
        """Everything that `all` means: parents, their children, and descendants."""
        return self.siblings(names) | self.descendants(names)

    def references(self, names: Iterable[Name], way: str | Kind) -> set[Name]:
        """The artefacts to add to `names`: one of WAYS, or a kind, which is looked for at any distance."""
        matched = set(names)
        if isinstance(way, Kind):
            reached = self.related(matched) | self.ancestors(matched)
            return {name for name in reached if name.kind is way} - matched
        follow = {
            "none": lambda _: set(),
            "parents": self.parents,
            "parentsandsiblings": self.siblings,
            "ancestors": self.ancestors,
            "children": self.children,
            "descendants": self.descendants,
            "all": self.related,
        }[way]
        return follow(matched) - matched


def _all_the_way(step: Callable[[Iterable[Name]], set[Name]], names: Iterable[Name]) -> set[Name]:
    reached: set[Name] = set()
    new = step(names)
    while new:
        reached |= new
        new = step(new) - reached
    return reached
