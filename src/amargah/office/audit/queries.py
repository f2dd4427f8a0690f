import hmac
import json
from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from amargah.office.audit.chain import (
    CUT,
    HEAD_FORGED,
    HEAD_MISSING,
    NOT_WITNESSED,
    UNLINKED,
    Break,
    Link,
    Row,
    follow,
    seal,
)
from amargah.office.audit.models import EventRow, Head
from amargah.office.audit.records import ActorRef, Event, SubjectRef, Verification


def event(row: EventRow) -> Event:
    return Event(
        sequence=row.sequence,
        at=row.at,
        verb=row.verb,
        actor=ActorRef(row.person, row.organisation, row.role),
        subject=SubjectRef(row.subject_kind, row.subject_id),
        reason=row.reason,
        changes=json.loads(row.changes),
        hash=row.hash,
    )


def events_of(subject: SubjectRef) -> tuple[Event, ...]:
    """Everything that happened to one subject, oldest first."""
    rows = EventRow.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return tuple(event(row) for row in rows.order_by("sequence"))


def verify(witness: Link | None = None) -> Verification:
    """Walk the whole chain and name the first bad row. Safe beside appenders; memory does not grow with the chain.

    `witness` is a place of the chain that was noted outside the database earlier.
    """
    key = settings.AUDIT_KEY.encode()
    last, broken = follow(_rows(EventRow.objects.all()), Link(), key)
    if not broken:
        last, broken = _end(last, key)
    broken = broken or _contradiction(witness)
    if broken:
        return Verification(False, last.sequence, last.hash, broken.sequence, broken.reason)
    return Verification(True, last.sequence, last.hash)


def _end(last: Link, key: bytes) -> tuple[Link, Break | None]:
    """Compare the last row with the head. The head is read after the rows: what it names is already written."""
    head = Head.objects.filter(pk=1).first()
    if head is None:
        return last, Break(last.sequence + 1, HEAD_MISSING)
    if not hmac.compare_digest(seal(Link(head.sequence, head.hash), key).encode(), head.seal.encode()):
        return last, Break(min(head.sequence, last.sequence) + 1, HEAD_FORGED)
    newer = EventRow.objects.filter(sequence__gt=last.sequence, sequence__lte=head.sequence)
    last, broken = follow(_rows(newer), last, key)
    return last, broken or _head_break(last, head)


def _head_break(last: Link, head: Head) -> Break | None:
    if last.sequence < head.sequence:
        return Break(last.sequence + 1, CUT)
    if last != Link(head.sequence, head.hash):
        return Break(head.sequence + 1, UNLINKED)
    return None


def _contradiction(witness: Link | None) -> Break | None:
    if witness is None or EventRow.objects.filter(sequence=witness.sequence, hash=witness.hash).exists():
        return None
    return Break(witness.sequence, NOT_WITNESSED)


def _rows(rows: QuerySet[EventRow]) -> Iterator[Row]:
    for values in rows.order_by("sequence").values(*Row.__slots__).iterator(chunk_size=2000):
        yield Row(**values)
