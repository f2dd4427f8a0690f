from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.db import transaction

from amargah.office.audit import clock
from amargah.office.audit.chain import Link, Row, canonical_json, row_hash, seal
from amargah.office.audit.models import EventRow, Head
from amargah.office.audit.queries import event
from amargah.office.audit.records import ActorRef, Event, Json, SubjectRef


@transaction.atomic
def append(
    *, verb: str, actor: ActorRef, subject: SubjectRef, reason: str = "", changes: Mapping[str, Json] | None = None
) -> Event:
    """Write one event inside the caller's transaction; it exists exactly when the caller's change exists.

    Appenders queue on the head until the caller commits, so append late in a transaction and keep it short.
    """
    head = Head.objects.select_for_update().get(pk=1)
    row = _signed(
        Row(
            sequence=head.sequence + 1,
            at=clock.now(),
            verb=verb,
            person=actor.person,
            organisation=actor.organisation,
            role=actor.role,
            subject_kind=subject.kind,
            subject_id=subject.id,
            reason=reason,
            changes=canonical_json(changes or {}),
            previous_hash=head.hash,
        )
    )
    written = EventRow.objects.create(**_columns(row))
    _move(head, Link(row.sequence, row.hash))
    return event(written)


def _signed(row: Row) -> Row:
    return replace(row, hash=row_hash(row, settings.AUDIT_KEY.encode()))


def _columns(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__slots__}


def _move(head: Head, link: Link) -> None:
    head.sequence, head.hash = link.sequence, link.hash
    head.seal = seal(link, settings.AUDIT_KEY.encode())
    head.save(update_fields=["sequence", "hash", "seal"])
