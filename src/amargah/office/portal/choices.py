"""The part of a dataset that a table shows: what the reader chose, or as much as reads well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from urllib.parse import urlencode

from amargah.statcore.selections import Indices, resolve
from amargah.statcore.structures import Dimension, Role, Structure

MANY_CODES = 40
MANY_CELLS = 2_000
MOST_CELLS = 10_000


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One dimension of the form."""

    dimension: str
    label: str
    options: tuple[Option, ...]

    @property
    def chosen(self) -> int:
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Choices:
    """`refused` is the number of cells that the reader asked for when they were too many for a page."""

    structure: Structure
    indices: Indices
    asked: bool
    refused: int

    @property
    def cells(self) -> int:
        return prod(len(places) for places in self.indices)

    @property
    def whole(self) -> bool:
        return self.cells == self.structure.size

    @property
    def offered(self) -> bool:
        """Whether a form is of use: the table is large, or was narrowed already."""
        many = any(len(each) > MANY_CODES for each in self.structure.dimensions)
        return many or self.structure.size > MANY_CELLS or self.asked

    def form(self, language: str) -> tuple[Choice, ...]:
        """A choice for every dimension of more than one code."""
        pairs = zip(self.structure.dimensions, self.indices, strict=True)
        return tuple(
            _choice(dimension, set(places), language) for dimension, places in pairs if len(dimension) > 1
        )

    def query(self, **more: object) -> str:
        """The query string that asks the data plane for the same cells."""
        narrowed = {
            dimension.id: ",".join(dimension.codelist.codes[place].id for place in places)
            for dimension, places in zip(self.structure.dimensions, self.indices, strict=True)
            if len(places) < len(dimension)
        }
        return urlencode({**narrowed, **more}, safe=",")


def choose(structure: Structure, asked: Mapping[str, Sequence[str]]) -> Choices:
    """`asked` is codes by dimension, also several in one text with commas. Invalid names an unknown code."""
    selection = {id: codes for id, given in asked.items() if (codes := _codes(given))}
    if not selection:
        return Choices(structure, _readable(structure), asked=False, refused=0)
    indices = resolve(structure, selection)
    cells = prod(len(places) for places in indices)
    if cells > MOST_CELLS:
        return Choices(structure, _readable(structure), asked=True, refused=cells)
    return Choices(structure, indices, asked=True, refused=0)


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for text in given for code in text.split(",") if code))


def _readable(structure: Structure) -> Indices:
    """Everything, or of a large table the latest periods and the first codes."""
    limits = list(structure.shape)
    if prod(limits) > MANY_CELLS:
        limits = [min(length, MANY_CODES) for length in limits]
    while prod(limits) > MANY_CELLS:
        widest = max(range(len(limits)), key=limits.__getitem__)
        limits[widest] = (limits[widest] + 1) // 2
    return tuple(_places(each, limit) for each, limit in zip(structure.dimensions, limits, strict=True))


def _places(dimension: Dimension, limit: int) -> tuple[int, ...]:
    start = len(dimension) - limit if dimension.role is Role.TIME else 0
    return tuple(range(start, start + limit))


def _choice(dimension: Dimension, chosen: set[int], language: str) -> Choice:
    return Choice(
        dimension.id,
        dimension.label.text(language),
        tuple(
            Option(code.id, code.label.text(language), place in chosen)
            for place, code in enumerate(dimension.codelist)
        ),
    )
