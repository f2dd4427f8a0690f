"""The outbox: written with the change, sent once, kept when a way is closed."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Lock

import pytest
from django.core import mail
from django.core.mail import get_connection
from django.db import IntegrityError, connections, transaction

from amargah.office.audit.public import clock_at, now
from amargah.office.notices import channels
from amargah.office.notices.actions import email, post
from amargah.office.notices.delivery import ATTEMPTS, LEASE, sweep
from amargah.office.notices.errors import PermanentFailure, TemporaryFailure
from amargah.office.notices.models import Message
from amargah.office.notices.queries import outbox
from amargah.office.notices.states import Delivery


class Way:
    """Counts what it sends; raises what it is told to."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.problem: Exception | None = None
        self.lock = Lock()

    def __call__(self, message) -> None:
        if self.problem:
            raise self.problem
        with self.lock:
            self.sent.append(message.id)


@pytest.fixture
def way(monkeypatch, settings) -> Way:
    way = Way()
    monkeypatch.setitem(channels.WAYS, "watched", way)
    settings.NOTICE_CHANNELS = {"email": "watched", "sms": "outbox"}
    return way


def write(count: int = 1) -> list[int]:
    post([email(address=f"p{n}@example.ir", subject="س", body="م", at=now()) for n in range(count)])
    return list(Message.objects.order_by("pk").values_list("pk", flat=True))


def state() -> str:
    return Message.objects.get().state


@pytest.mark.django_db
def test_a_sweep_sends_what_waits_once(clock, way):
    keys = write(3)
    assert sweep() == 3
    assert sweep() == 0
    assert way.sent == keys
    assert {line.state for line in outbox()} == {Delivery.DELIVERED}


@pytest.mark.django_db
def test_a_closed_way_is_tried_again_later_and_later_and_then_given_up(clock, way):
    write()
    way.problem = TemporaryFailure()
    pauses = []
    while state() != Delivery.PERMANENT_FAILURE:
        assert sweep() == 1
        pauses.append(Message.objects.get().due - now())
        assert sweep() == 0
        clock.advance(pauses[-1])
    assert len(pauses) == ATTEMPTS
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert sweep() == 0


@pytest.mark.django_db
def test_a_way_that_opens_again_delivers(clock, way):
    keys = write()
    way.problem = TemporaryFailure()
    sweep()
    assert state() == Delivery.TEMPORARY_FAILURE
    way.problem = None
    clock.advance(timedelta(minutes=1))
    sweep()
    assert (state(), way.sent) == (Delivery.DELIVERED, keys)


@pytest.mark.django_db
def test_an_address_that_takes_nothing_is_not_tried_again(clock, way):
    write()
    way.problem = PermanentFailure()
    sweep()
    clock.advance(timedelta(days=9))
    assert (state(), sweep()) == (Delivery.PERMANENT_FAILURE, 0)


@pytest.mark.django_db
def test_one_message_that_breaks_does_not_hold_up_the_others(clock, way, caplog):
    first, second = write(2)

    def fragile(message) -> None:
        if message.id == first:
            raise ValueError("cannot be written down")
        way(message)

    channels.WAYS["watched"] = fragile
    assert sweep() == 2
    assert way.sent == [second]
    assert Message.objects.get(pk=first).state == Delivery.TEMPORARY_FAILURE
    assert "cannot be written down" in caplog.text


@pytest.mark.django_db
def test_what_a_vanished_worker_took_is_taken_up_after_its_lease(clock, way):
    keys = write()
    way.problem = SystemExit()
    with pytest.raises(SystemExit):
        sweep()
    way.problem = None
    assert (state(), sweep()) == (Delivery.SENDING, 0)
    clock.advance(LEASE)
    assert sweep() == 1
    assert way.sent == keys


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(clock, way):
    keys = write(20)
    start = Barrier(2)

    def work(_: int) -> int:
        with clock_at(clock):
            start.wait()
            taken = sweep()
        connections.close_all()
        return taken

    with ThreadPoolExecutor(2) as pool:
        taken = sum(pool.map(work, range(2)))
    assert taken == 20
    assert sorted(way.sent) == keys


@pytest.mark.django_db
def test_what_is_rolled_back_is_never_sent(way):
    with pytest.raises(LookupError), transaction.atomic():
        write()
        raise LookupError
    assert sweep() == 0
    assert way.sent == []


@pytest.mark.django_db
def test_other_mail_of_the_platform_takes_the_same_way(clock, way):
    backend = get_connection("amargah.office.notices.mail.OutboxBackend")
    letter = mail.EmailMessage("گذرواژه", "پیوند", to=["a@example.ir"], cc=["b@example.ir"], connection=backend)
    letter.send()
    assert [line.address for line in outbox()] == ["b@example.ir", "a@example.ir"]
    assert way.sent == []
    assert sweep() == 2


@pytest.mark.parametrize(
    ("broken", "kind"),
    [
        (smtplib.SMTPRecipientsRefused({}), PermanentFailure),
        (smtplib.SMTPServerDisconnected(), TemporaryFailure),
        (ConnectionRefusedError(), TemporaryFailure),
    ],
)
def test_failures_of_smtp_are_told_apart(monkeypatch, broken, kind):
    def send(_: mail.EmailMessage) -> None:
        raise broken

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    with pytest.raises(kind):
        channels.by_smtp(channels.OutboxLine(1, "email", "a@example.ir", "س", "م", Delivery.SENDING, 1, None))


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"state": "lost"}, {"channel": "fax"}, {"address": ""}])
def test_the_database_refuses_messages_that_make_no_sense(clock, way, change):
    write()
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(**change)
