"""The processes that run in the office, as anybody may read them."""

from dataclasses import dataclass

from amargah.office.people.public import ROLE_LABELS
from amargah.office.workflow.public import PermissionRow, Process, permission_rows, registered
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class PublishedProcess:
    """`roles` head the columns of the permission table; `rows` are its lines, one a step."""

    process: Process
    roles: tuple[Label, ...]
    rows: tuple[PermissionRow, ...]


def published_processes() -> tuple[PublishedProcess, ...]:
    """Every process that runs, in the order of ids."""
    return tuple(
        PublishedProcess(process, tuple(ROLE_LABELS[role] for role in process.roles), permission_rows(process))
        for process in registered()
    )
