"""Which vintages answer a data query, and what of each: its cells, what changed since, what it deleted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from amargah.cubes import StoredCube
from amargah.dataplane.sdmx.data_cells import Cells, Figures, Mask, Test, only
from amargah.dataplane.sdmx.data_definitions import Definitions
from amargah.dataplane.sdmx.data_query import Question
from amargah.dataplane.sdmx.data_selection import cells_of, select
from amargah.dataplane.sdmx.keys import Box
from amargah.exchange.sdmx.data import Action
from amargah.exchange.sdmx.definition import Definition
from amargah.shelf import Dataset, Shelf, Vintage
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.errors import Invalid
from amargah.statcore.revisions import Places, Side, gained, lost
from amargah.statcore.selections import Indices
from amargah.statcore.structures import Structure

Boxes = Callable[[Definition], Sequence[Box] | None]
"""Reads the key of a query for a dataset."""


@dataclass(frozen=True, eq=False)
class Wanted:
    """Cells of a vintage that become a set of the message."""

    cells: Cells
    vintage: Vintage
    action: Action = Action.INFORMATION
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True)
class Asking:
    """A question about one dataset."""

    shelf: Shelf
    definitions: Definitions
    dataset: Dataset
    question: Question
    boxes: Boxes

    @property
    def newest(self) -> Vintage:
        """The vintage that was the latest when the question looks. NotFound when there was none yet."""
        as_of = self.question.as_of
        return self.dataset.latest if as_of is None else self.dataset.as_of(as_of)

    def definition(self, vintage: Vintage) -> Definition:
        return self.definitions.of(self.dataset.id, self.shelf.open(vintage), vintage)

    def wanted(self) -> Iterator[Wanted]:
        """The sets of the answer, oldest first. Invalid for keys and filters that do not fit the newest."""
        newest = self.newest
        select(self.definition(newest), self.boxes(self.definition(newest)), self.question.conditions)
        if self.question.history:
            yield from self._history(newest)
        elif self.question.updated_after is not None:
            yield from self._changed(newest, self._base(newest, self.question.updated_after))
        elif cells := self._cells(newest):
            yield Wanted(cells, newest)

    def _history(self, newest: Vintage) -> Iterator[Wanted]:
        after = self.question.updated_after
        until: dict[int, datetime] = {each.number - 1: each.visible_from for each in self.dataset.vintages}
        for vintage in reversed(self.dataset.vintages):
            if vintage.number > newest.number or (after and vintage.visible_from <= after):
                continue
            end = until.get(vintage.number) if vintage.number < newest.number else None
            if cells := self._cells(vintage):
                yield Wanted(cells, vintage, Action.REPLACE, vintage.visible_from, end)
            if vintage.number > 1:
                yield from self._deleted(vintage, self.dataset.vintage(vintage.number - 1))

    def _base(self, newest: Vintage, after: datetime) -> Vintage | None:
        """The vintage that was there at `after`; None when everything came later."""
        older = (each for each in self.dataset.vintages if each.number <= newest.number)
        return next((each for each in older if each.visible_from <= after), None)

    def _changed(self, newest: Vintage, base: Vintage | None) -> Iterator[Wanted]:
        """The net difference: what was changed and changed back is none."""
        if base is None:
            if cells := self._cells(newest):
                yield Wanted(cells, newest, Action.REPLACE, newest.visible_from)
            return
        if base.version == newest.version:
            return
        old, new = self._side(base), self._side(newest)
        if cells := self._cells(newest, _in_list(new.structure, lambda block: _gained_places(old, new, block))):
            yield Wanted(cells, newest, Action.REPLACE, newest.visible_from)
        yield from self._deleted(newest, base)

    def _deleted(self, vintage: Vintage, before: Vintage) -> Iterator[Wanted]:
        """The cells of `before` that `vintage` has no more."""
        if before.version == vintage.version:
            return
        old, new = self._side(before), self._side(vintage)
        gone = _in_list(old.structure, lambda block: lost(old, new, block).places)
        if cells := self._cells(before, gone):
            yield Wanted(cells, vintage, Action.DELETE, valid_to=vintage.visible_from)

    def _cells(self, vintage: Vintage, test: Test | None = None) -> Cells | None:
        definition = self.definition(vintage)
        try:
            selected = select(definition, self.boxes(definition), self.question.conditions)
        except Invalid:  # an older vintage may have had other dimensions, and then nothing that is asked for
            return None
        if selected is None:
            return None
        read: Callable[[Indices], Figures] = self.shelf.open(vintage).figures
        return cells_of(definition, read if test is None else only(read, test), selected, self.question)

    def _side(self, vintage: Vintage) -> Side:
        stored: StoredCube = self.shelf.open(vintage)
        return Side(stored.structure, stored.figures)


def _gained_places(old: Side, new: Side, block: Indices) -> Places:
    added, changed = gained(old, new, block)
    return np.concatenate([added.places, changed.places])


def _in_list(structure: Structure, places: Callable[[Indices], Places]) -> Test:
    """Whether the linear places of cells are among those that `places` finds in their block."""

    def listed(block: Indices, values: Values, _signs: Signs) -> Mask:
        along = np.ix_(*(np.asarray(each, np.int64) for each in block))
        found: Mask = np.isin(np.ravel_multi_index(along, structure.shape), places(block))
        return found.reshape(values.shape)

    return listed
