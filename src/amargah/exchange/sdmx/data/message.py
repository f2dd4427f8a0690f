"""A message of data: sets of cells that stream by, and how they are to be packed.

A part of a set is a block of the cube in which whole series lie; what a query leaves out stands there as a cell
that does not exist (NaN and NORMAL), so that a part is as simple as a cube.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from amargah.exchange.sdmx.definition import Attribute, Definition
from amargah.exchange.sdmx.identity import AGENCY, TIME_DIMENSION, VERSION, dataflow_id, structure_id, urn
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.selections import Indices

ALL_DIMENSIONS = "AllDimensions"


class Action(StrEnum):
    """What a receiver who keeps the data should do with a set."""

    INFORMATION = "Information"
    APPEND = "Append"
    REPLACE = "Replace"
    DELETE = "Delete"


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """Cells at the product of `places` (one tuple a dimension, as `statcore.selections`); arrays of that shape.

    A part holds whole series: all the places asked for of the dimension that stands at the observations.
    """

    places: Indices
    values: Values
    signs: Signs


@dataclass(frozen=True, eq=False)
class DataSet:
    """Cells of one vintage. `places` has at least all places that occur in `parts`, which are read once.

    The instants say from when and until when the cells were what the public saw.
    """

    definition: Definition
    places: Indices
    parts: Iterable[Part]
    action: Action = Action.INFORMATION
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class Packing:
    """`at_observation` is TIME_PERIOD, another dimension, or AllDimensions for cells without series around them.

    `attributes` are the ids of those to write (None: all); `values` is whether numbers are. Where neither the
    numbers nor attributes of single cells are wanted, series stand without observations in them.
    """

    at_observation: str = TIME_DIMENSION
    attributes: frozenset[str] | None = None
    values: bool = True

    @property
    def flat(self) -> bool:
        return self.at_observation == ALL_DIMENSIONS

    def wanted(self, definition: Definition) -> list[Attribute]:
        """Those of the attributes of a dataset that are to be written."""
        return [each for each in definition.attributes if self.attributes is None or each.id in self.attributes]

    def check(self, definition: Definition) -> None:
        """Invalid when the dataset has no dimension that could stand at its observations."""
        if self.flat or self.at_observation in definition.ids:
            return
        known = ", ".join((*definition.ids, ALL_DIMENSIONS))
        raise Invalid(
            Label(
                f"«{self.at_observation}» بُعدی از {definition.dataset} نیست؛ یکی از این‌ها را بنویسید: {known}",
                f"{definition.dataset} has no dimension {self.at_observation!r}; write one of {known}",
            ),
            parameter="dimensionAtObservation",
        )


@dataclass(frozen=True, eq=False)
class Message:
    """`id` and `prepared` depend on the data alone, so that the same question has the same answer to the byte.

    `of_structures`: the sets are told to be of their data structures, not of their dataflows.
    """

    id: str
    prepared: datetime
    language: str
    packing: Packing
    sets: tuple[DataSet, ...]
    of_structures: bool = False

    def artefact(self, definition: Definition) -> str:
        """Id of what the cells are told to be of."""
        dataset = definition.dataset
        return structure_id(dataset) if self.of_structures else dataflow_id(dataset)

    def artefact_urn(self, definition: Definition) -> str:
        return urn("DataStructure" if self.of_structures else "Dataflow", self.artefact(definition))

    def reference(self, definition: Definition) -> str:
        """`SCI:POP_COUNTY(1.0)`, as CSV names it."""
        return f"{AGENCY}:{self.artefact(definition)}({VERSION})"
