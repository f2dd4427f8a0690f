from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q

from amargah.office.notices.models import Message, Notice
from amargah.office.notices.records import NoticeLine, OutboxLine
from amargah.office.notices.states import Channel, Delivery
from amargah.statcore.labels import Label

A_PAGE = 30


def notices_page(person: int, number: str) -> Page[Notice]:
    """One page of the notices of one person, newest first; a number out of range gives the nearest page."""
    return Paginator(Notice.objects.filter(receiver=person).order_by("-at", "-pk"), A_PAGE).get_page(number)


def unread(person: int) -> int:
    """How many notices the person has not opened."""
    return Notice.objects.filter(receiver=person, read_at__isnull=True).count()


def outbox(limit: int = 200) -> tuple[OutboxLine, ...]:
    """The latest messages, newest first, wherever they are on their way."""
    return tuple(outbox_line(row) for row in Message.objects.order_by("-at", "-pk")[:limit])


def waiting(at: datetime) -> tuple[int, ...]:
    """Keys of the messages to take up at `at`, the oldest first; also those whose worker has vanished."""
    states = [Delivery.CREATED, Delivery.TEMPORARY_FAILURE, Delivery.SENDING]
    rows = Message.objects.filter(Q(state__in=states) & Q(due__lte=at))
    return tuple(rows.order_by("due", "pk").values_list("pk", flat=True))


def notice_line(row: Notice) -> NoticeLine:
    return NoticeLine(
        id=row.pk,
        kind=row.kind,
        subject=Label(row.subject_fa, row.subject_en),
        body=Label(row.body_fa, row.body_en),
        link=row.link,
        at=row.at,
        read=row.read_at is not None,
    )


def outbox_line(row: Message) -> OutboxLine:
    return OutboxLine(
        id=row.pk,
        channel=Channel(row.channel),
        address=row.address,
        subject=row.subject,
        body=row.body,
        state=Delivery(row.state),
        attempts=row.attempts,
        at=row.at,
    )
