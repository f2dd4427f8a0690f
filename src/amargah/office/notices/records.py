"""What crosses the door of notices."""

from dataclasses import dataclass
from datetime import datetime

from amargah.office.notices.states import CHANNEL_LABELS, DELIVERY_LABELS, Channel, Delivery
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as its receiver sees it."""

    id: int
    kind: str
    subject: Label
    body: Label
    link: str
    at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One message as the outbox shows it and as a channel sends it."""

    id: int
    channel: Channel
    address: str
    subject: str
    body: str
    state: Delivery
    attempts: int
    at: datetime

    @property
    def channel_label(self) -> Label:
        return CHANNEL_LABELS[self.channel]

    @property
    def state_label(self) -> Label:
        return DELIVERY_LABELS[self.state]
