"""What a vintage changed against the one before it, in pieces of bounded size."""

from collections.abc import Callable, Iterable, Iterator

from amargah.cubes import StoredCube, blocks
from amargah.shelf.editions import Dataset, Vintage
from amargah.statcore.revisions import Revision, Side, gained, joined, lost, none_changed
from amargah.statcore.selections import Indices, resolve

_BLOCK = 1 << 18  # cells compared at once

Open = Callable[[Vintage], StoredCube]


def revision_parts(dataset: Dataset, vintage: Vintage, open: Open) -> Iterator[Revision]:
    """What `vintage` added, changed and deleted against the vintage before, as pieces that hold few cells each.

    First comes what was added and changed, in the order of the new structure, then what was deleted, in the order
    of the old one; there is always at least one piece. The first vintage added all that it has.
    """
    after = open(vintage)
    before = open(dataset.vintage(vintage.number - 1)) if vintage.number > 1 else None
    old, new = (before or after).structure, after.structure
    yield Revision(old, new, none_changed(new), none_changed(new), none_changed(old))
    if before and before.version == after.version:
        return
    for block in _blocks(after):
        added, changed = gained(_side(before) if before else None, _side(after), block)
        yield Revision(old, new, added, changed, none_changed(old))
    if before:
        yield from _deletions(before, after)


def _deletions(before: StoredCube, after: StoredCube) -> Iterator[Revision]:
    none = none_changed(after.structure)
    for block in _blocks(before):
        yield Revision(before.structure, after.structure, none, none, lost(_side(before), _side(after), block))


def whole(parts: Iterable[Revision]) -> Revision:
    """All pieces as one; memory grows with the number of cells that changed, not with the cubes."""
    found = list(parts)
    old, new = found[0].old, found[0].new
    return Revision(
        old,
        new,
        joined(new, (each.added for each in found)),
        joined(new, (each.changed for each in found)),
        joined(old, (each.deleted for each in found)),
    )


def _side(stored: StoredCube) -> Side:
    return Side(stored.structure, stored.cells.figures)


def _blocks(stored: StoredCube) -> Iterator[Indices]:
    return blocks(resolve(stored.structure, {}), _BLOCK)
