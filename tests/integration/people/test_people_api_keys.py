"""API keys: shown once, kept as a digest, revoked by their owner, and what the data plane makes of them."""

import hashlib
import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from falcon.testing import TestClient
from office_tree import appoint, plant

from amargah.dataplane import CallCounter, FairUse, Limits, create_app
from amargah.office.audit.public import SubjectRef, events_of
from amargah.office.people import key_files
from amargah.office.people.keys import keys_of, make_key, revoke_key
from amargah.office.people.models import ApiKey, Person
from amargah.office.people.public import Role, key_ring, sweep_keys
from amargah.statcore.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/fa/account/keys/"


@pytest.fixture
def owner(clock, folders):
    return appoint(Role.LIAISON, plant().agency)


@pytest.fixture
def opens(settings):
    return key_ring(settings.API_KEYS)


def files(settings):
    return sorted(path.name for path in settings.API_KEYS.glob("*"))


def test_a_key_is_shown_once_and_kept_as_a_digest_only(owner, browse, opens, settings):
    client = browse(owner)
    page = client.post(PAGE, {"name": "برنامهٔ شب"})
    secret = re.search(r"amargah_[\w-]{32}", page.content.decode())[0]
    assert page["Cache-Control"].count("no-store") == 1
    again = client.get(PAGE).content.decode()
    assert secret not in again
    assert "برنامهٔ شب" in again and f"…{secret[-4:]}" in again
    assert opens(secret)
    (row,) = ApiKey.objects.values()
    assert secret not in str(row)
    assert files(settings) == [hashlib.sha256(secret.encode()).hexdigest()]
    assert (settings.API_KEYS / files(settings)[0]).read_bytes() == b""


def test_who_has_no_mandate_makes_keys_too(owner, client, opens):
    person = Person.objects.create(username="reader", email="reader@example.ir", name_fa="خواننده")
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(PAGE, {"name": "بی‌سمت"}).content.decode()
    assert opens(re.search(r"amargah_[\w-]{32}", page)[0])


def test_a_revoked_key_stops_at_once(owner, browse, opens):
    made = make_key(person=owner.person, name="شب")
    answer = browse(owner).post(f"/fa/account/keys/{made.id}/revoke/")
    assert answer.url == PAGE
    assert not opens(made.secret)
    assert keys_of(owner.person) == ()


def test_the_key_of_somebody_else_is_not_there(owner, browse, opens):
    made = make_key(person=owner.person, name="شب")
    other = appoint(Role.HEAD, owner.organisation)
    assert browse(other).post(f"/fa/account/keys/{made.id}/revoke/").status_code == 404
    assert made.name not in browse(other).get(PAGE).content.decode()
    assert opens(made.secret)


def test_ten_at_once_and_one_more_after_one_is_revoked(owner, browse):
    made = [make_key(person=owner.person, name=f"کلید {number}") for number in range(10)]
    refused = browse(owner).post(PAGE, {"name": "یازدهم"})
    assert refused.status_code == 422
    assert "هر شخص تا ۱۰ کلید دارد" in refused.content.decode()
    revoke_key(person=owner.person, key=made[3].id)
    make_key(person=owner.person, name="یازدهم")
    with pytest.raises(Conflict):
        make_key(person=owner.person, name="دوازدهم")


@pytest.mark.parametrize("name", ["", "   ", "ن" * 61])
def test_a_key_needs_a_name(owner, browse, name):
    assert browse(owner).post(PAGE, {"name": name}).status_code == 422
    with pytest.raises(Invalid):
        make_key(person=owner.person, name=name)
    assert not ApiKey.objects.exists()


def test_sending_the_form_again_makes_no_second_key(owner, browse):
    client = browse(owner)
    assert client.post(PAGE, {"name": "شب"}).status_code == 200
    assert client.post(PAGE, {"name": " شب "}).status_code == 422
    assert ApiKey.objects.count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"slot": 11},
        {"slot": 1},
        {"slot": None},
        {"name": "شب"},
        {"digest": ""},
        {"slot": None, "revoked_at": "2020-01-01T00:00Z"},
    ],
)
def test_the_database_refuses_what_may_not_be(owner, clock, broken):
    make_key(person=owner.person, name="شب")
    good = {
        "person_id": owner.person,
        "name": "روز",
        "slot": 2,
        "digest": "d",
        "ending": "abcd",
        "made_at": clock(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.create(**good | broken)


def test_making_and_revoking_stand_in_the_audit_without_the_secret(owner):
    made = make_key(person=owner.person, name="شب")
    revoke_key(person=owner.person, key=made.id)
    events = events_of(SubjectRef("people.api_key", made.id))
    assert [event.verb for event in events] == ["people.key_made", "people.key_revoked"]
    assert {event.actor.person for event in events} == {owner.person}
    assert made.secret not in str(events) and made.secret[-4:] in str(events)


def test_nothing_opens_when_the_making_fails(owner, settings):
    with pytest.raises(RuntimeError), transaction.atomic():
        make_key(person=owner.person, name="شب")
        raise RuntimeError
    assert files(settings) == []


def test_the_sweep_mends_the_folder_both_ways(owner, opens, settings):
    good, revoked = (make_key(person=owner.person, name=name) for name in ("شب", "روز"))
    with patch("amargah.office.people.keys.take_key"):  # the process died after the commit
        revoke_key(person=owner.person, key=revoked.id)
    key_files.take_key(key_files.digest_of(good.secret))
    (settings.API_KEYS / "stranger").touch()
    assert sweep_keys() == 3
    assert opens(good.secret) and not opens(revoked.secret)
    assert len(files(settings)) == 1
    assert sweep_keys() == 0


def test_a_key_that_is_revoked_while_the_sweep_runs_does_not_come_back(owner, opens, settings):
    made = make_key(person=owner.person, name="شب")
    key_files.take_key(key_files.digest_of(made.secret))
    put = key_files.put_key

    def revoked_just_before(digest):
        revoke_key(person=owner.person, key=made.id)
        put(digest)

    with patch("amargah.office.people.key_files.put_key", revoked_just_before):
        sweep_keys()
    assert not opens(made.secret)


def test_keys_of_a_closed_account_open_nothing_after_the_sweep(owner, opens):
    made = make_key(person=owner.person, name="شب")
    Person.objects.filter(pk=owner.person).update(is_active=False)
    sweep_keys()
    assert not opens(made.secret)


@pytest.mark.parametrize("key", ["", "../secret_key", "amargah_x", "\udcff", "کلید"])
def test_what_is_no_key_opens_nothing(owner, opens, key):
    make_key(person=owner.person, name="شب")
    assert not opens(key)


def test_the_data_plane_allows_more_with_a_key_until_it_is_revoked(owner, shelf, clock, opens):
    made = make_key(person=owner.person, name="شب")
    fair_use = FairUse(lambda: clock().timestamp(), CallCounter(), opens, Limits(10, 2, 60), Limits(100, 5, 60))
    asks = TestClient(create_app(shelf, fair_use=fair_use))
    key = {"X-API-Key": made.secret}
    assert [asks.simulate_get("/data").status_code for _ in range(3)] == [200, 200, 429]
    assert [asks.simulate_get("/data", headers=key).status_code for _ in range(6)] == [200] * 5 + [429]
    clock.advance(timedelta(minutes=1))
    revoke_key(person=owner.person, key=made.id)
    refused = asks.simulate_get("/data", headers=key)
    assert refused.status_code == 403
    assert "X-API-Key" in refused.json["detail"]


def test_the_page_is_for_those_who_are_signed_in(folders):
    assert Client().get(PAGE).status_code == 302
