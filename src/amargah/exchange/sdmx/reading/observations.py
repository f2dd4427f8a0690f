"""What a message says, whatever its format: columns of texts over its observations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from amargah.exchange.sdmx.definition import COMMENT, DECIMALS, PERIOD, STATUS, UNIT
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE
from amargah.statcore.cubes import Values
from amargah.statcore.labels import Label

Places = npt.NDArray[np.int32]

NOTHING: Final = -1
"""The place of an observation that a column says nothing of."""

ATTRIBUTES: Final = frozenset({STATUS, PERIOD, UNIT, DECIMALS, COMMENT})

# Attributes that leave every figure as it is, with the values for which that holds; None is any value.
IDLE: Final[Mapping[str, frozenset[str] | None]] = {
    "UNIT_MULT": frozenset({"0"}),
    "OBS_CONF": frozenset({"F"}),
    "CONF_STATUS": frozenset({"F"}),
    "TIME_FORMAT": None,
    "COLLECTION": None,
    "TITLE": None,
    "TITLE_COMPL": None,
}


class Action(Enum):
    """What an observation does to the one that is there; MERGE leaves what it does not tell.

    INFORMATION does as MERGE does. A message of nothing else is the whole dataset, any other is a part of it.
    """

    INFORMATION = "Information"
    MERGE = "Merge"
    REPLACE = "Replace"
    DELETE = "Delete"


@dataclass(frozen=True, slots=True)
class Column:
    """Distinct `texts`, and for each observation its place among them or NOTHING."""

    texts: tuple[str, ...]
    places: Places


@dataclass(frozen=True, slots=True)
class Partial:
    """Attributes of every observation that has the codes among `said`; both stand there by component."""

    said: Mapping[str, str]
    line: int | None = None


class Lines(Protocol):
    """The line of each observation, by its number."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> int: ...


@dataclass(frozen=True)
class Observations:
    """One dataset of a message. `values` are NaN where no number is; `lines` is empty when none are known."""

    action: Action
    columns: Mapping[str, Column]
    values: Values
    partials: tuple[Partial, ...] = ()
    lines: Lines = ()

    def line(self, number: int) -> int | None:
        """Where the observation of that number stands."""
        return self.lines[number] if self.lines else None


@dataclass(frozen=True)
class Names:
    """Words of components, and of the codes of each; parents of codes, and which dimensions are places."""

    components: Mapping[str, Label] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, Label]] = field(default_factory=dict)
    parents: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    geographic: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Message:
    """`dataset` is the id of the dataflow, or of the structure without its DSD_. Datasets are in their order.

    `line` is where the first of them begins.
    """

    dataset: str
    label: Label | None
    names: Names
    datasets: tuple[Observations, ...]
    line: int = 1

    @property
    def is_empty(self) -> bool:
        return not any(each.values.size for each in self.datasets)

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the dataset, so that what it does not name is not there."""
        return all(each.action is Action.INFORMATION for each in self.datasets if each.values.size)


def is_dimension(component: str) -> bool:
    """Whether a component can only be a dimension; the formats that tell them apart do so themselves."""
    return component not in ATTRIBUTES and component not in IDLE and component != PRIMARY_MEASURE
