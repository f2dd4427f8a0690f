"""The chain of hashes as arithmetic: no database, no clock."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from amargah.statcore.labels import Label

EDITED = Label(
    "محتوای این ردیف پس از ثبت تغییر کرده است.", "The content of this row was changed after it was written."
)
MISSING = Label("این ردیف حذف شده است.", "This row was deleted.")
UNLINKED = Label("این ردیف به ردیف پیش از خود نمی‌خورد.", "This row does not follow from the row before it.")
CUT = Label("زنجیره از این ردیف به بعد بریده شده است.", "The chain was cut off from this row on.")
HEAD_FORGED = Label(
    "سر زنجیره بیرون از سامانه نوشته شده است.", "The head of the chain was not written by the platform."
)
HEAD_MISSING = Label("سر زنجیره حذف شده است.", "The head of the chain was deleted.")
NOT_WITNESSED = Label("زنجیره با نشانیِ ثبت‌شده نمی‌خواند.", "The chain does not hold the row that was witnessed.")


@dataclass(frozen=True, slots=True)
class Row:
    """One event in the form that is hashed; `changes` is canonical JSON text."""

    sequence: int
    at: datetime
    verb: str
    person: int | None
    organisation: int | None
    role: str
    subject_kind: str
    subject_id: int
    reason: str
    changes: str
    previous_hash: str
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the chain: the last row so far. Before the first row it is (0, "")."""

    sequence: int = 0
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    sequence: int
    reason: Label


def canonical_json(value: Mapping[str, object]) -> str:
    """Sorted, compact, ASCII JSON; refuses NaN and infinity, which databases and readers disagree on."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def row_hash(row: Row, key: bytes) -> str:
    """HMAC-SHA256 (hex) over every column of the row, the hash of the row before it included."""
    fields = (
        row.sequence,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.verb,
        row.person,
        row.organisation,
        row.role,
        row.subject_kind,
        row.subject_id,
        row.reason,
        row.changes,
        row.previous_hash,
    )
    return _mac(key, "event", *fields)


def seal(link: Link, key: bytes) -> str:
    """HMAC over the head, so that it cannot be moved back to an earlier row without the key."""
    return _mac(key, "head", link.sequence, link.hash)


def follow(rows: Iterable[Row], start: Link, key: bytes) -> tuple[Link, Break | None]:
    """Walk `rows` (in order of sequence) from `start` to the last good one, and tell why it stopped."""
    last = start
    for row in rows:
        broken = _break(row, last, key)
        if broken:
            return last, broken
        last = Link(row.sequence, row.hash)
    return last, None


def _break(row: Row, last: Link, key: bytes) -> Break | None:
    expected = last.sequence + 1
    if row.sequence > expected:
        return Break(expected, MISSING)
    if not hmac.compare_digest(row_hash(row, key).encode(), row.hash.encode()):
        return Break(row.sequence, EDITED)
    if row.sequence != expected or row.previous_hash != last.hash:
        return Break(row.sequence, UNLINKED)
    return None


def _mac(key: bytes, *fields: object) -> str:
    message = json.dumps(fields, separators=(",", ":")).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()
