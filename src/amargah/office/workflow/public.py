"""The door of workflow: processes as data, the one verb that runs them, and what may be known of a run."""

from amargah.office.workflow.actions import begin, declare_holiday, perform
from amargah.office.workflow.deadlines import ClosedDay, Reckoning, WorkingCalendar, reckon
from amargah.office.workflow.diagrams import PermissionRow, mermaid, permission_rows, permission_table
from amargah.office.workflow.policies import other_than
from amargah.office.workflow.process import BadProcess, NoticeDraft, Process, State, Transition
from amargah.office.workflow.queries import (
    HistoryEntry,
    available,
    due,
    history,
    reckoned,
    working_calendar,
)
from amargah.office.workflow.registry import register, registered
from amargah.office.workflow.subjects import Subject, subject_ref

__all__ = [
    "BadProcess",
    "ClosedDay",
    "HistoryEntry",
    "NoticeDraft",
    "PermissionRow",
    "Process",
    "Reckoning",
    "State",
    "Subject",
    "Transition",
    "WorkingCalendar",
    "available",
    "begin",
    "declare_holiday",
    "due",
    "history",
    "mermaid",
    "other_than",
    "perform",
    "permission_rows",
    "permission_table",
    "reckon",
    "reckoned",
    "register",
    "registered",
    "subject_ref",
    "working_calendar",
]
