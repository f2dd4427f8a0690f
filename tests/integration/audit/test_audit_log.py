"""The chain in the database: what it refuses, and what it shows after somebody with every right has been at it."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from amargah.office.audit.public import (
    PLATFORM,
    ActorRef,
    Link,
    SubjectRef,
    append,
    clock_at,
    events_of,
    now,
    verify,
)

SUBJECT = SubjectRef("test.subject", 7)


def write(count: int = 1, subject: SubjectRef = SUBJECT) -> list[int]:
    return [
        append(
            verb="test.done", actor=ActorRef(1, 2, "head"), subject=subject, reason="چون", changes={"n": n}
        ).sequence
        for n in range(count)
    ]


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def drop_triggers() -> None:
    on = {"audit_event_no_update", "audit_event_no_delete", "audit_event_no_replace"}
    head = {"audit_head_forward", "audit_head_no_delete"}
    if connection.vendor == "sqlite":
        execute(*(f"DROP TRIGGER {name}" for name in on | head))
        return
    on.discard("audit_event_no_replace")
    execute(*(f"DROP TRIGGER {name} ON audit_event" for name in on))
    execute(*(f"DROP TRIGGER {name} ON audit_head" for name in head))


@pytest.mark.django_db
def test_an_event_keeps_who_what_why_and_when(clock):
    event = append(
        verb="test.approved",
        actor=ActorRef(3, 4, "deputy"),
        subject=SUBJECT,
        reason="درست است",
        changes={"state": ["open", "approved"], "share": 0.1},
    )
    assert event.at == now()
    kept = events_of(SUBJECT)[-1]
    assert kept == event
    assert kept.changes == {"state": ["open", "approved"], "share": 0.1}
    assert (kept.actor.person, kept.actor.organisation, kept.actor.role) == (3, 4, "deputy")
    assert verify().ok


@pytest.mark.django_db
def test_an_event_goes_with_the_change_that_it_speaks_of():
    before = verify()
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert verify() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET reason = 'x'",
        "DELETE FROM audit_event",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET sequence = 0, hash = ''",
        "UPDATE audit_head SET hash = 'x'",
        "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event",
        "INSERT INTO audit_event SELECT * FROM audit_event",
    ],
)
def test_the_database_refuses_to_touch_what_is_written(statement):
    if "OR REPLACE" in statement and connection.vendor != "sqlite":
        statement = "TRUNCATE audit_event"
    write(2)
    before = verify()
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(statement)
    assert verify() == before
    assert before.ok


TAMPERING = {
    "reason edited": ("UPDATE audit_event SET reason = 'x' WHERE sequence = {0}", 0),
    "person edited": ("UPDATE audit_event SET person = 99 WHERE sequence = {1}", 1),
    "moment edited": ("UPDATE audit_event SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = {2}", 2),
    "changes edited": ("UPDATE audit_event SET changes = '{{}}' WHERE sequence = {3}", 3),
    "hash edited": ("UPDATE audit_event SET hash = '0' WHERE sequence = {4}", 4),
    "first deleted": ("DELETE FROM audit_event WHERE sequence = {0}", 0),
    "middle deleted": ("DELETE FROM audit_event WHERE sequence = {2}", 2),
    "last deleted": ("DELETE FROM audit_event WHERE sequence = {4}", 4),
    "end cut off": ("DELETE FROM audit_event WHERE sequence >= {3}", 3),
    "number moved": ("UPDATE audit_event SET sequence = {4} + 10 WHERE sequence = {1}", 1),
    "two swapped": (
        (
            "UPDATE audit_event SET sequence = -1 WHERE sequence = {1};"
            "UPDATE audit_event SET sequence = {1} WHERE sequence = {3};"
            "UPDATE audit_event SET sequence = {3} WHERE sequence = -1"
        ),
        1,
    ),
    "closed up after deletion": (
        (
            "DELETE FROM audit_event WHERE sequence = {2};"
            "UPDATE audit_event SET sequence = sequence + 1000 WHERE sequence > {2};"
            "UPDATE audit_event SET sequence = sequence - 1001 WHERE sequence > {2}"
        ),
        2,
    ),
    "end cut off and head moved back": (
        (
            "DELETE FROM audit_event WHERE sequence > {2};"
            "UPDATE audit_head SET sequence = {2}, hash = (SELECT hash FROM audit_event WHERE sequence = {2})"
        ),
        3,
    ),
    "head hash edited": ("UPDATE audit_head SET hash = '0'", 5),
    "head deleted": ("DELETE FROM audit_head", 5),
    "row added by hand": (
        (
            "INSERT INTO audit_event (sequence, at, verb, person, organisation, role, subject_kind, subject_id,"
            " reason, changes, previous_hash, hash) SELECT sequence + 1, at, verb, person, organisation, role,"
            " subject_kind, subject_id, reason, changes, hash, 'ff' FROM audit_event WHERE sequence = {4}"
        ),
        5,
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", TAMPERING)
def test_the_owner_of_the_database_is_found_out_at_the_first_bad_row(case):
    sequences = write(5)
    assert verify().ok
    drop_triggers()
    if connection.vendor == "sqlite":
        execute("PRAGMA ignore_check_constraints = ON")
    else:
        execute("ALTER TABLE audit_event DROP CONSTRAINT audit_event_sequence_from_one")
    statements, first_bad = TAMPERING[case]
    try:
        execute(*statements.format(*sequences).split(";"))
        found = verify()
    finally:
        if connection.vendor == "sqlite":
            execute("PRAGMA ignore_check_constraints = OFF")
    assert not found.ok
    assert found.first_bad == [*sequences, sequences[-1] + 1][first_bad]
    assert found.reason
    assert found.reason.fa


@pytest.mark.django_db
def test_every_single_row_is_watched():
    sequences = write(12)
    drop_triggers()
    for sequence in sequences:
        point = transaction.savepoint()
        execute(f"UPDATE audit_event SET subject_id = subject_id + 1 WHERE sequence = {sequence}")
        assert verify().first_bad == sequence
        transaction.savepoint_rollback(point)
    assert verify().ok


@pytest.mark.django_db
def test_an_old_state_put_back_as_a_whole_contradicts_a_witness():
    write(2)
    point = transaction.savepoint()
    write(3)
    seen = verify()
    witness = Link(seen.rows, seen.hash)
    assert verify(witness).ok
    transaction.savepoint_rollback(point)
    assert verify().ok
    assert verify(witness).first_bad == witness.sequence


@pytest.mark.django_db
def test_another_key_fits_no_row(settings):
    write(2)
    settings.AUDIT_KEY = "not the key"
    assert verify().first_bad == 1


@pytest.mark.django_db
def test_the_command_says_what_it_found():
    sequences = write(3)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert f"{sequences[-1]} rows, all good" in out.getvalue()
    drop_triggers()
    execute(f"DELETE FROM audit_event WHERE sequence = {sequences[1]}")
    with pytest.raises(CommandError, match=f"row {sequences[1]}:"):
        call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
def test_appenders_at_once_make_one_chain(clock):
    start = verify().rows

    def work(worker: int) -> None:
        with clock_at(clock):
            for _ in range(10):
                with transaction.atomic():
                    append(verb="test.parallel", actor=PLATFORM, subject=SubjectRef("test.parallel", worker))
        connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    result = verify()
    assert result.ok
    assert result.rows == start + 40


@pytest.mark.django_db(transaction=True)
def test_emptying_the_tables_leaves_the_audit():
    write(2)
    before = verify()
    call_command("flush", interactive=False, verbosity=0)
    assert verify() == before
