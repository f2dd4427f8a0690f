"""The door of collection: ids in and out, always within the reach of `by`."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from amargah.office.collection import queries
from amargah.office.collection.actions import designs, entries, reviews, rounds
from amargah.office.collection.design import Design, table_of
from amargah.office.collection.models import TableDesign
from amargah.office.collection.permissions import EVERYONE as TABLE_ROLES
from amargah.office.collection.permissions import OFFICE
from amargah.office.collection.queries import waiting
from amargah.office.collection.records import WaitingTable
from amargah.office.people.public import Acting, OrganisationRef
from amargah.statcore.labels import Label
from amargah.statcore.periods import Period

__all__ = [
    "OFFICE",
    "TABLE_ROLES",
    "Design",
    "WaitingTable",
    "create_design",
    "enter_figures",
    "finalise_design",
    "plan_round",
    "start_round",
    "table_of",
    "take_step",
    "waiting",
]


def create_design(*, design: Design, custodian: OrganisationRef, by: Acting) -> int:
    """The id of a new draft."""
    row: TableDesign = designs.create_design(design=design, custodian=custodian, by=by)
    return row.pk


def finalise_design(id: int, *, by: Acting) -> None:
    designs.finalise_design(queries.design(id, by=by), by=by)


def plan_round(
    *, title: Label, period: Period, due_at: datetime, closes_at: datetime, tables: Iterable[int], by: Acting
) -> int:
    """The id of a new round that will collect the designs `tables`."""
    chosen = queries.designs(by=by).filter(pk__in=list(tables))
    return rounds.plan_round(
        title=title, period=period, due_at=due_at, closes_at=closes_at, designs=chosen, by=by
    ).pk


def start_round(id: int, *, by: Acting) -> tuple[int, ...]:
    """Opens the round; the ids of the assignments that it made."""
    row = rounds.open_round(queries.round_(id, by=by), by=by)
    return tuple(queries.assignments_of_round(row, by=by).values_list("pk", flat=True))


def enter_figures(id: int, *, typed: Mapping[tuple[int, int], str], by: Acting) -> tuple[Label, ...]:
    """Keeps what was typed at (row, column) of an assignment; the problems of the cells that were not taken."""
    row = queries.assignment(id, by=by)
    _, cells = entries.save_cells(row, revision=row.revision, typed=typed, by=by)
    return tuple(cell.problem for cell in cells if cell.problem)


def take_step(id: int, *, step: str, by: Acting, reason: str = "") -> str:
    """Takes a step of the return process for the figures as they stand; the state it led to."""
    row = queries.assignment(id, by=by)
    return reviews.move(row, step=step, by=by, revision=row.revision, reason=reason).state
