from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from amargah.office.audit.public import now
from amargah.office.notices.actions import email, post


class OutboxBackend(BaseEmailBackend):
    """Django's way to send e-mail, led through the outbox: one message a receiver, retried like any other."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        at = now()
        post(
            [
                email(address=address, subject=str(mail.subject), body=str(mail.body), at=at)
                for mail in email_messages
                for address in mail.recipients()
            ]
        )
        return len(email_messages)
