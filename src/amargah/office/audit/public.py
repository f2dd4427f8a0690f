"""The door of the audit: the clock, and what happened."""

from amargah.office.audit.actions import append
from amargah.office.audit.chain import Link
from amargah.office.audit.clock import clock_at, now
from amargah.office.audit.queries import events_of, verify
from amargah.office.audit.records import PLATFORM, ActorRef, Event, Json, SubjectRef, Verification

__all__ = [
    "PLATFORM",
    "ActorRef",
    "Event",
    "Json",
    "Link",
    "SubjectRef",
    "Verification",
    "append",
    "clock_at",
    "events_of",
    "now",
    "verify",
]
