"""From what a query says of each variable to the cells of a cube."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np

from amargah.cubes import blocks
from amargah.dataplane.pxweb2.codelists import Item, Offer
from amargah.dataplane.pxweb2.expressions import Listed, expand
from amargah.dataplane.pxweb2.summing import summed
from amargah.dataplane.pxweb2.table import Table
from amargah.dataplane.pxweb2.variables import Variable
from amargah.statcore.cubes import Cube, Signs, Values
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.selections import Indices, narrowed
from amargah.statcore.structures import Code, Codelist, Dimension, Structure


@dataclass(frozen=True, slots=True)
class Wish:
    """What a query says of one variable. `single`: the members of the groups, in place of their sums."""

    variable: str
    codes: tuple[str, ...]
    codelist: str | None = None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Places along one axis; with `groups` they are summed. An eliminated axis is not in the answer."""

    places: tuple[int, ...]
    eliminated: bool = False
    groups: tuple[Item, ...] = ()

    def __len__(self) -> int:
        return len(self.groups or self.places)


@dataclass(frozen=True)
class Chosen:
    """The cells of `table` that were chosen: one choice a variable, in their order. `summed`: some are sums."""

    table: Table
    choices: tuple[Choice, ...]
    summed: bool = False

    @property
    def _stored(self) -> tuple[Choice, ...]:
        """The choices along the axes of the stored cube."""
        return self.choices[self.table.variables.added :]

    @property
    def indices(self) -> Indices:
        """Places along each axis of the stored cube."""
        return tuple([choice.places for choice in self._stored])

    @property
    def size(self) -> int:
        """Number of cells in the answer, or of those that are summed for it when they are more."""
        read = prod([len(choice.places) for choice in self.choices])
        return max(read, prod(map(len, self.choices))) if self.summed else read

    @property
    def eliminated(self) -> tuple[int, ...]:
        """Axes, those of the table's variables, that are not in the answer."""
        return tuple(axis for axis, choice in enumerate(self.choices) if choice.eliminated)

    @cached_property
    def contents_and_structure(self) -> Structure:
        """What the answer has, the contents variable included."""
        whole = self.table.variables.structure
        part = narrowed(whole, tuple(choice.places for choice in self.choices))
        pairs = zip(part.dimensions, self.choices, strict=True)
        return replace(
            part,
            dimensions=tuple(_grouped(each, choice.groups) for each, choice in pairs if not choice.eliminated),
        )

    @cached_property
    def structure(self) -> Structure:
        """What the answer has in formats that need no contents variable: without one that PxWeb added."""
        both = self.contents_and_structure
        return replace(both, dimensions=both.dimensions[self.table.variables.added :])

    def figures(self) -> tuple[Values, Signs]:
        """Numbers and signs, of the shape of `structure`."""
        values, signs = self.table.stored.figures(self.indices)
        for axis, choice in enumerate(self._stored):
            if choice.groups:
                values, signs = summed(values, signs, axis, _positions(choice, self._listed(axis)))
        shape = self.structure.shape
        return values.reshape(shape), signs.reshape(shape)

    def cube(self) -> Cube:
        """The answer as a cube. A sum has no origin of its own; then the cube names none."""
        if self.summed:
            values, signs = self.figures()
            return Cube(self.structure, values, signs, np.zeros(signs.shape, np.uint16))
        values, signs, numbers = self.table.stored.cells.part(self.indices)
        shape, origins = self.structure.shape, self.table.stored.origins
        return Cube(self.structure, values.reshape(shape), signs.reshape(shape), numbers.reshape(shape), origins)

    def rows(self, stub: Sequence[str], heading: Sequence[str], most: int) -> Iterator[tuple[Values, Signs]]:
        """Blocks of whole rows, laid out by stub and heading, of about `most` cells; sums are made at once."""
        structure = self.structure
        order = [structure.axis(id) for id in (*stub, *heading)]
        columns = prod(len(structure.dimension(id)) for id in heading)
        if self.summed or structure.size <= most:
            yield _rows(*self.figures(), order, columns)
            return
        axes = [
            axis for axis, choice in enumerate(self.choices[self.table.variables.added :]) if not choice.eliminated
        ]
        down = tuple(self.indices[axes[each]] for each in order[: len(stub)])
        for block in blocks(down, max(1, most // columns)):
            indices = list(self.indices)
            for axis, places in zip(order, block, strict=False):
                indices[axes[axis]] = places
            shape = [len(indices[axis]) for axis in axes]
            values, signs = self.table.stored.figures(tuple(indices))
            yield _rows(values.reshape(shape), signs.reshape(shape), order, columns)

    def _listed(self, axis: int) -> Listed:
        return self.table.variables.all[axis + self.table.variables.added].listed


def choose(table: Table, wishes: Sequence[Wish]) -> Chosen:
    """What is chosen by the wishes; a variable that none names is left out where that is possible.

    Invalid names the unknown or repeated variable, the unknown code or list, and variables that must be chosen of.
    """
    said: dict[int, Wish] = {}
    for wish in wishes:
        axis = table.variables.axis(wish.variable)
        if axis in said:
            raise _repeated(wish.variable)
        said[axis] = wish
    variables = table.variables
    missing = [axis for axis in variables.mandatory if axis not in said or not said[axis].codes]
    if missing:
        raise _missing([variables.all[axis].dimension.id for axis in missing])
    choices = [_choice(table, variable, said.get(axis)) for axis, variable in enumerate(variables.all)]
    return Chosen(table, tuple(choices), any(choice.groups for choice in choices))


def _choice(table: Table, variable: Variable, wish: Wish | None) -> Choice:
    if wish is None or not wish.codes:
        return _left_out(table, variable)
    if wish.codelist is None:
        return Choice(expand(variable.listed, wish.codes))
    return _offered(variable.listed, table.offer(variable.dimension.id, wish.codelist), wish)


def _left_out(table: Table, variable: Variable) -> Choice:
    added = table.variables.added and variable is table.variables.all[0]
    if variable.elimination is None or added:
        return Choice((0,))
    return Choice((variable.listed.places[variable.elimination],), eliminated=True)


def _offered(listed: Listed, offer: Offer, wish: Wish) -> Choice:
    codes = tuple(item.code for item in offer.items)
    periods = listed.periods and not offer.aggregation
    items = tuple(offer.items[place] for place in expand(Listed(listed.variable, codes, periods), wish.codes))
    places = tuple(sorted({listed.places[member] for item in items for member in item.members}))
    return Choice(places, groups=items if offer.aggregation and not wish.single else ())


def _positions(choice: Choice, listed: Listed) -> list[list[int]]:
    """Members of each group, by their positions among the places that are read."""
    position = {place: number for number, place in enumerate(choice.places)}
    return [[position[listed.places[member]] for member in group.members] for group in choice.groups]


def _grouped(dimension: Dimension, groups: tuple[Item, ...]) -> Dimension:
    if not groups:
        return dimension
    codes = tuple(Code(item.code, item.label) for item in groups)
    return replace(dimension, codelist=Codelist(dimension.codelist.id, dimension.codelist.label, codes))


def _rows(values: Values, signs: Signs, order: list[int], columns: int) -> tuple[Values, Signs]:
    return values.transpose(order).reshape(-1, columns), signs.transpose(order).reshape(-1, columns)


def _repeated(name: str) -> Invalid:
    return Invalid(
        Label(
            f"متغیر «{name}» دو بار آمده است؛ همهٔ کدهای آن را یک‌جا بنویسید",
            f"variable {name!r} is there twice; write all its codes in one place",
        ),
        variable=name,
    )


def _missing(ids: list[str]) -> Invalid:
    names = ", ".join(ids)
    return Invalid(
        Label(
            f"کدهای این متغیرها را هم برگزینید: {names}؛ «*» همه را می‌گیرد",
            f"choose codes of these variables too: {names}; * takes all of them",
        ),
        variables=names,
    )
