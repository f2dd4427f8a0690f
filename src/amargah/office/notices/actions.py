from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from amargah.office.audit.public import now
from amargah.office.notices.models import Message, Notice
from amargah.office.notices.states import Channel
from amargah.office.people.public import Acting, PersonRef, people
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

NO_SUCH_NOTICE = Label("چنین اعلانی ندارید.", "You have no such notice.")


@transaction.atomic
def notify(*, to: Sequence[Acting], kind: str, subject: Label, body: Label, link: str) -> None:
    """Tell each person in `to` once, in the caller's transaction; e-mail and SMS leave after its commit.

    `link` is a path inside the platform, such as `reverse()` gives, or "".
    """
    at = now()
    receivers = {each.person: each for each in to}
    Notice.objects.bulk_create(
        Notice(
            receiver_id=each.person,
            organisation_id=each.organisation.id,
            kind=kind,
            subject_fa=subject.fa,
            subject_en=subject.en,
            body_fa=body.fa,
            body_en=body.en,
            link=link,
            at=at,
        )
        for each in receivers.values()
    )
    post([message for person in people(receivers) for message in _messages(person, subject, body, link, at)])


def post(messages: Sequence[Message]) -> None:
    """Put messages into the outbox; the sweep finds them only once the caller has committed."""
    Message.objects.bulk_create(messages)


def email(*, address: str, subject: str, body: str, at: datetime) -> Message:
    return Message(channel=Channel.EMAIL, address=address, subject=subject, body=body, at=at, due=at)


@transaction.atomic
def open_notice(*, person: int, notice: int) -> str:
    """Mark one's own notice as read and give its link; anybody else's does not exist."""
    row = Notice.objects.filter(receiver=person, pk=notice).first()
    if row is None:
        raise NotFound(NO_SUCH_NOTICE)
    mark_read(person=person, notices=[row.pk])
    return row.link


def mark_read(*, person: int, notices: Sequence[int] | None = None) -> None:
    """Mark one's own notices as read: the given ones, or all."""
    rows = Notice.objects.filter(receiver=person, read_at__isnull=True)
    if notices is not None:
        rows = rows.filter(pk__in=notices)
    rows.update(read_at=now())


def _messages(person: PersonRef, subject: Label, body: Label, link: str, at: datetime) -> list[Message]:
    address = f"{settings.SITE_URL}{link}" if link else ""
    text = "\n\n".join(part for part in (body.fa, address) if part)
    messages = [email(address=person.email, subject=subject.fa, body=text, at=at)]
    if person.phone:
        short = "\n".join(part for part in (subject.fa, address) if part)
        messages.append(Message(channel=Channel.SMS, address=person.phone, body=short, at=at, due=at))
    return messages
