"""What PxWeb offers for choosing the codes of a variable: valuesets, levels of them, and aggregations."""

from collections.abc import Iterator
from dataclasses import dataclass

from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Grouping, Role, Structure


@dataclass(frozen=True, slots=True)
class Item:
    """A value on offer, and the codes of the variable that it stands for."""

    code: str
    label: Label
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A list on offer for a variable. The values of an `aggregation` are sums of their members."""

    id: str
    label: Label
    aggregation: bool
    items: tuple[Item, ...]


def offers(dataset: str, structure: Structure, dimension: Dimension) -> tuple[Offer, ...]:
    """Lists for a dimension of a dataset: all codes, each level of a hierarchy, and groupings that may be summed.

    Ids last as long as those that they are made of: `vs_D.DIM`, `vs_D.DIM.2` (a level), `agg_D.DIM.GROUPING`.
    """
    name = f"{dataset}.{dimension.id}"
    codelist = dimension.codelist
    whole = Offer(f"vs_{name}", codelist.label, False, tuple(_item(code) for code in codelist))
    return (whole, *_levels(name, codelist), *_sums(name, structure, dimension))


def owner(id: str) -> tuple[str, str]:
    """Dataset and dimension that the id of a list belongs to; empty texts when it is no such id."""
    prefix, _, name = id.partition("_")
    parts = name.split(".", 2)
    return (parts[0], parts[1]) if prefix in ("vs", "agg") and len(parts) > 1 else ("", "")


def _levels(name: str, codelist: Codelist) -> Iterator[Offer]:
    depths = _depths(codelist)
    deepest = max(depths.values(), default=1)
    for depth in range(1, deepest + 1 if deepest > 1 else 1):
        label = Label(f"{codelist.label.fa}، سطح {depth}", f"{codelist.label.en}, level {depth}")
        items = tuple(_item(code) for code in codelist if depths[code.id] == depth)
        yield Offer(f"vs_{name}.{depth}", label, False, items)


def _depths(codelist: Codelist) -> dict[str, int]:
    """How deep each code stands below the codes without a parent, which are at 1; 0 for codes in a ring."""
    parents = {code.id: code.parent for code in codelist}
    return {code: _depth(code, parents) for code in parents}


def _depth(code: str, parents: dict[str, str | None]) -> int:
    depth, above = 1, parents[code]
    while above is not None and depth <= len(parents):
        depth, above = depth + 1, parents[above]
    return depth if above is None else 0


def _sums(name: str, structure: Structure, dimension: Dimension) -> Iterator[Offer]:
    if structure.measure.additive and dimension.role not in (Role.TIME, Role.METRIC):
        for grouping in dimension.codelist.groupings:
            yield _sum(name, grouping)


def _sum(name: str, grouping: Grouping) -> Offer:
    items = tuple(Item(group.id, group.label, group.members) for group in grouping.groups)
    return Offer(f"agg_{name}.{grouping.id}", grouping.label, True, items)


def _item(code: Code) -> Item:
    return Item(code.id, code.label, (code.id,))
