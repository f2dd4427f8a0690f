"""The sweep that sends what waits. Workers take messages one by one with a conditional update: nobody else sends a
message that one has taken, until its lease runs out because the worker is gone."""

import logging
from datetime import timedelta

from django.db.models import F

from amargah.office.audit.public import now
from amargah.office.notices.channels import Send, way
from amargah.office.notices.errors import PermanentFailure, TemporaryFailure
from amargah.office.notices.models import Message
from amargah.office.notices.queries import outbox_line, waiting
from amargah.office.notices.records import OutboxLine
from amargah.office.notices.states import Delivery

LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(minutes=1)
ATTEMPTS = 8
log = logging.getLogger(__name__)


def sweep() -> int:
    """Send every message that waits; the number of messages that this call took."""
    taken = 0
    for key in waiting(now()):
        if _take(key):
            _send(key)
            taken += 1
    return taken


def _take(key: int) -> bool:
    at = now()
    free = Message.objects.filter(
        pk=key, due__lte=at, state__in=[Delivery.CREATED, Delivery.TEMPORARY_FAILURE, Delivery.SENDING]
    )
    return bool(free.update(state=Delivery.SENDING, attempts=F("attempts") + 1, due=at + LEASE))


def _send(key: int) -> None:
    message = outbox_line(Message.objects.get(pk=key))
    state = _outcome(way(message.channel), message)
    pause = FIRST_PAUSE * 2 ** (message.attempts - 1)
    Message.objects.filter(pk=key, state=Delivery.SENDING, attempts=message.attempts).update(
        state=state, due=now() + pause
    )


def _outcome(send: Send, message: OutboxLine) -> Delivery:
    try:
        send(message)
    except PermanentFailure:
        return Delivery.PERMANENT_FAILURE
    except TemporaryFailure:
        return _again(message)
    except Exception:  # one message that nobody can send must not hold up those behind it
        log.exception("message %s", message.id)
        return _again(message)
    return Delivery.DELIVERED


def _again(message: OutboxLine) -> Delivery:
    return Delivery.PERMANENT_FAILURE if message.attempts >= ATTEMPTS else Delivery.TEMPORARY_FAILURE
