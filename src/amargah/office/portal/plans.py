"""Which chart suits a structure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from amargah.office.portal.figures import leaves, total_place
from amargah.statcore.structures import Dimension, Role, Structure

MOST_LINES = 7
FEWEST_PERIODS = 3
CROWDED = 8


class Kind(StrEnum):
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Plan:
    """`along` is the dimension of the axis, `lines` the one whose codes get a line each; the others stand still at
    the places of `fixed`. Bars show one period, which is chosen when the figures are known."""

    kind: Kind
    along: str
    lines: str | None
    fixed: Mapping[str, int]


def plan(structure: Structure) -> Plan | None:
    """Bars over places, lines over time from three periods on; None when there is nothing to compare.

    Time with many places would be a thicket of lines, so places come first there.
    """
    geo, time = structure.with_role(Role.GEO), structure.time
    crowded = geo is not None and len(leaves(geo)) > CROWDED
    if len(time) >= FEWEST_PERIODS and not crowded:
        return _plan(structure, Kind.LINES, time, _lines(structure))
    category = geo if geo and len(geo) > 1 else _widest(structure)
    if category:
        return _plan(structure, Kind.BARS, category, None)
    return _plan(structure, Kind.BARS, time, None) if len(time) > 1 else None


def _plan(structure: Structure, kind: Kind, along: Dimension, lines: Dimension | None) -> Plan:
    moving = {along.id, structure.time.id} | ({lines.id} if lines else set())
    still = (each for each in structure.dimensions if each.id not in moving)
    return Plan(kind, along.id, lines.id if lines else None, {each.id: total_place(each) or 0 for each in still})


def _lines(structure: Structure) -> Dimension | None:
    fitting = [
        each
        for each in structure.dimensions
        if each is not structure.time and 1 < len(each) <= MOST_LINES and _one_unit(each)
    ]
    return next((each for each in fitting if each.role is Role.GEO), next(iter(fitting), None))


def _one_unit(dimension: Dimension) -> bool:
    return len({code.unit for code in dimension.codelist}) == 1


def _widest(structure: Structure) -> Dimension | None:
    fitting = [
        each for each in structure.dimensions if each is not structure.time and len(each) > 1 and _one_unit(each)
    ]
    return max(fitting, key=len, default=None)
