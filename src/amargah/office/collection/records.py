"""What crosses the door of collection."""

from dataclasses import dataclass
from datetime import datetime

from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class WaitingTable:
    """A table that waits for the one who asks: since when, until when, and what may be done with it."""

    id: int
    title: Label
    agency: Label
    state: str
    state_label: Label
    since: datetime
    due: datetime
