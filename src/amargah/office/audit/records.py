"""What crosses the door of the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from amargah.statcore.labels import Label

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Who acted: person, for which organisation, in which role. No person is the platform itself."""

    person: int | None
    organisation: int | None
    role: str


PLATFORM = ActorRef(person=None, organisation=None, role="")


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """What was acted on: a kind such as "collection.submission" and its key."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the audit, as it was written."""

    sequence: int
    at: datetime
    verb: str
    actor: ActorRef
    subject: SubjectRef
    reason: str
    changes: Mapping[str, Json]
    hash: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a look at the whole chain found. `rows` are good rows; `first_bad` is a sequence number."""

    ok: bool
    rows: int
    hash: str
    first_bad: int | None = None
    reason: Label | None = None
