"""Ways to send a message. Each returns when the message is out, or says what kind of failure it was."""

import logging
import smtplib
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from amargah.office.notices.errors import PermanentFailure, TemporaryFailure
from amargah.office.notices.records import OutboxLine
from amargah.office.notices.states import Channel

Send = Callable[[OutboxLine], None]
log = logging.getLogger(__name__)


def keep(message: OutboxLine) -> None:
    """Leave it in the outbox, where the demo shows it."""


def by_smtp(message: OutboxLine) -> None:
    connection = get_connection("django.core.mail.backends.smtp.EmailBackend")
    mail = EmailMessage(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.address])
    mail.connection = connection
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        raise PermanentFailure from refused
    except OSError as broken:
        raise TemporaryFailure from broken


def to_console(message: OutboxLine) -> None:
    log.warning("SMS to %s: %s", message.address, message.body)


WAYS: dict[str, Send] = {"outbox": keep, "smtp": by_smtp, "console": to_console}


def way(channel: Channel) -> Send:
    """The way that the installation chose for `channel`."""
    return WAYS[settings.NOTICE_CHANNELS[channel.value]]
