"""API keys of persons: made, shown once, kept as a digest, revoked by who made them."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from amargah.office.audit.public import ActorRef, SubjectRef, append, now
from amargah.office.people.key_files import digest_of, put_key, take_key
from amargah.office.people.models import ApiKey, Person
from amargah.persian.digits import format_number
from amargah.statcore.errors import Conflict, Invalid, NotFound
from amargah.statcore.labels import Label

MOST = ApiKey.MOST
PREFIX = "amargah_"  # whoever finds a key in a log or in a program sees what it is
SHOWN = 4
NO_KEY = Label("چنین کلیدی ندارید.", "You have no such key.")
NO_NAME = Label(
    f"برای کلید نامی تا {format_number(ApiKey.LONGEST_NAME, 0, 'fa')} نویسه بنویسید.",
    f"Write a name of up to {ApiKey.LONGEST_NAME} characters for the key.",
)
SAME_NAME = Label(
    "کلیدی به این نام دارید؛ نام دیگری بنویسید یا آن را باطل کنید.",
    "You have a key of this name; write another name, or revoke that key.",
)
TOO_MANY = Label(
    f"هر شخص تا {format_number(MOST, 0, 'fa')} کلید دارد؛ نخست یکی را باطل کنید.",
    f"A person has up to {MOST} keys; revoke one first.",
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as its owner sees it again: never whole."""

    id: int
    name: str
    ending: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key. `secret` is to be shown once and kept nowhere."""

    id: int
    name: str
    secret: str


def keys_of(person: int) -> tuple[KeyLine, ...]:
    """The good keys of a person, the newest first."""
    rows = ApiKey.objects.filter(person=person, revoked_at__isnull=True).order_by("-made_at", "-pk")
    return tuple(KeyLine(row.pk, row.name, row.ending, row.made_at) for row in rows)


@transaction.atomic
def make_key(*, person: int, name: str) -> MadeKey:
    """A key for the person. Invalid without a name; Conflict for a name in use and above the most that one has."""
    name = " ".join(name.split())
    if not 0 < len(name) <= ApiKey.LONGEST_NAME:
        raise Invalid(NO_NAME, field="name")
    secret = PREFIX + secrets.token_urlsafe(24)
    row = ApiKey.objects.create(
        person_id=person,
        name=name,
        slot=_free_slot(person, name),
        digest=digest_of(secret),
        ending=secret[-SHOWN:],
        made_at=now(),
    )
    _record("people.key_made", row)
    transaction.on_commit(partial(put_key, row.digest))
    return MadeKey(row.pk, name, secret)


@transaction.atomic
def revoke_key(*, person: int, key: int) -> None:
    """Let a key of the person open no more, from now on. NotFound for a key that is not theirs, or revoked."""
    row = ApiKey.objects.select_for_update().filter(pk=key, person=person, revoked_at__isnull=True).first()
    if row is None:
        raise NotFound(NO_KEY)
    row.revoked_at, row.slot = now(), None
    row.save(update_fields=["revoked_at", "slot"])
    _record("people.key_revoked", row)
    transaction.on_commit(partial(take_key, row.digest))


def _free_slot(person: int, name: str) -> int:
    Person.objects.select_for_update().get(pk=person)  # of two windows, one after the other
    held = dict(ApiKey.objects.filter(person=person, revoked_at__isnull=True).values_list("slot", "name"))
    if name in held.values():
        raise Conflict(SAME_NAME, field="name")
    free = set(range(1, MOST + 1)) - held.keys()
    if not free:
        raise Conflict(TOO_MANY, field="name")
    return min(free)


def _record(verb: str, row: ApiKey) -> None:
    append(
        verb=verb,
        actor=ActorRef(row.person_id, None, ""),
        subject=SubjectRef("people.api_key", row.pk),
        changes={"name": row.name, "ending": row.ending},
    )
