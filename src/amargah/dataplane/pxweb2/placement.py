"""Which variables stand down the stub and which across the heading of an answer that is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Structure


@dataclass(frozen=True, slots=True)
class Placement:
    """Ids of variables, outermost first."""

    stub: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()


def placed(structure: Structure, asked: Placement, usual: Placement) -> Placement:
    """Every dimension of the answer once: as asked for, or as the table usually is.

    When only stub or only heading is given, the other takes the rest. Invalid for an id that is not in the answer,
    for one that is given twice, and when both are given and leave one out.
    """
    ids = tuple(dimension.id for dimension in structure.dimensions)
    if not asked.stub and not asked.heading:
        heading = tuple(id for id in usual.heading if id in ids)
        return Placement(_usual_stub(ids, usual, heading), heading)
    given = asked.stub + asked.heading
    if len(set(given)) != len(given) or not set(given) <= set(ids):
        raise _unplaceable(ids)
    rest = tuple(id for id in ids if id not in given)
    if rest and asked.stub and asked.heading:
        raise _unplaceable(ids)
    return Placement(asked.stub or rest, asked.heading or rest)


def _usual_stub(ids: Sequence[str], usual: Placement, heading: Sequence[str]) -> tuple[str, ...]:
    """A dimension of which the usual layout says nothing goes first."""
    stub = tuple(id for id in usual.stub if id in ids)
    return (*(id for id in ids if id not in (*stub, *heading)), *stub)


def _unplaceable(ids: Sequence[str]) -> Invalid:
    names = ", ".join(ids)
    return Invalid(
        Label(
            f"stub و heading روی هم هر یک از این متغیرها را یک بار دارند: {names}",
            f"stub and heading together name each of these variables once: {names}",
        )
    )
