"""A release: armed for an instant, sealed until then, everywhere at it; and what a crash leaves behind."""

from datetime import timedelta

import pytest
from collected import CODE, again, brought_to, drafted, named
from django.test import Client
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.office.audit.models import EventRow
from amargah.office.people.models import Person
from amargah.office.releases import actions
from amargah.office.releases.models import Release
from amargah.office.releases.public import arm, shelf, stage_armed, waiting_versions, withdraw
from amargah.shelf import Shelf
from amargah.statcore.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db
HERE = "/fa/desk/releases"
MINUTE = timedelta(minutes=1)
PAGES = (
    f"/fa/data/{CODE}/",
    f"/en/data/{CODE}/",
    "/fa/",
    "/fa/releases/",
    "/fa/topics/",
    "/fa/topics/population/",
    "/fa/search/?q=جمعیت",
)
FILES = (
    f"/data/{CODE}.json",
    f"/data/{CODE}.csv",
    f"/data/{CODE}.xlsx",
    f"/data/{CODE}.parquet",
    f"/data/{CODE}/metadata.json",
    f"/data/{CODE}/cell?COUNTY=1501&SEX=T&TIME_PERIOD=1395",
    "/data",
    "/data?q=جمعیت",
)


@pytest.fixture
def approved(cast, clock):
    return brought_to("approved", cast, clock())


def public(root=None, clock=None):
    """What everybody can get: address → status, headers, content."""
    citizen, data = Client(), TestClient(create_app(Shelf(root, clock) if root else shelf()))
    seen = {}
    for page in PAGES:
        answer = citizen.get(page)
        seen[page] = answer.status_code, answer.content
    for file in FILES:
        answer = data.simulate_get(file.partition("?")[0], query_string=file.partition("?")[2])
        seen[file] = answer.status_code, sorted(answer.headers.items()), answer.content
    return seen


def test_no_trace_before_and_everywhere_at_the_instant(approved, cast, clock):
    before = public()
    arm(drafted(cast, clock() + MINUTE), by=cast.officer)
    clock.advance(MINUTE - timedelta(microseconds=1))
    assert public() == before
    clock.advance(timedelta(microseconds=1))
    after = public()
    assert [address for address in after if after[address] == before[address]] == []
    assert {answer[0] for answer in after.values()} == {200}


def test_what_the_shelf_keeps_names_no_person(approved, cast, clock, folders):
    arm(drafted(cast, clock() + MINUTE), by=cast.officer)
    names = {word for person in Person.objects.all() for word in (person.username, person.name_fa, person.name_en)}
    kept = b"".join(path.read_bytes() for path in (folders / "shelf").rglob("*") if path.is_file())
    assert cast.tree.agency.label.fa.encode() in kept
    assert len(names) >= 15
    assert [name for name in names if name.encode() in kept] == []


@pytest.mark.parametrize("late", [0, 1])
def test_an_instant_that_has_passed_is_refused(late, approved, cast, clock, browse):
    with pytest.raises(Invalid):
        drafted(cast, clock() - late * MINUTE)
    row = drafted(cast, clock() + MINUTE)
    clock.advance((1 + late) * MINUTE)
    answer = browse(cast.officer).post(f"{HERE}/{row.pk}/step/", {"step": "arm"})
    assert answer.status_code == 400
    assert "گذشته است" in answer.content.decode()
    assert shelf().edition().releases == ()
    assert Release.objects.get().state == "drafted"


def test_a_draft_whose_instant_passed_gives_its_version_free(approved, cast, clock, browse):
    row = drafted(cast, clock() + MINUTE)
    clock.advance(2 * MINUTE)
    assert waiting_versions(by=cast.officer) == ()
    fields = {"step": "withdraw", "reason": "لحظه گذشت"}
    assert browse(cast.officer).post(f"{HERE}/{row.pk}/step/", fields).status_code == 302
    assert [version.dataset for version in waiting_versions(by=cast.officer)] == [CODE]


def test_a_version_is_in_one_release_only(approved, cast, clock):
    drafted(cast, clock() + MINUTE)
    with pytest.raises(Invalid) as refused:
        drafted(cast, clock() + MINUTE)
    assert "انتشار دیگری" in refused.value.detail.fa
    assert Release.objects.count() == 1


def test_withdrawn_before_its_instant_it_never_was(approved, cast, clock, browse):
    before = public()
    row = drafted(cast, clock() + MINUTE)
    arm(row, by=cast.officer)
    client = browse(cast.officer)
    assert client.post(f"{HERE}/{row.pk}/step/", {"step": "withdraw"}).status_code == 400
    fields = {"step": "withdraw", "reason": "اشتباه"}
    assert client.post(f"{HERE}/{row.pk}/step/", fields).status_code == 302
    clock.advance(2 * MINUTE)
    assert public() == before
    assert client.post(f"{HERE}/{row.pk}/step/", fields).status_code == 409


def test_what_was_seen_is_not_withdrawn(approved, cast, clock):
    row = drafted(cast, clock() + MINUTE)
    arm(row, by=cast.officer)
    clock.advance(MINUTE)
    with pytest.raises(Conflict):
        withdraw(row, reason="دیر", by=cast.officer)
    assert Release.objects.get().state == "armed"
    assert [manifest.id for manifest in shelf().edition().releases] == [row.name]


def test_the_same_dataset_again_is_its_second_vintage(approved, cast, clock):
    arm(drafted(cast, clock() + MINUTE), by=cast.officer)
    clock.advance(MINUTE)
    again(approved, "1001", cast, clock())
    arm(drafted(cast, clock() + MINUTE), by=cast.officer)
    assert [vintage.number for vintage in shelf().edition().dataset(CODE).vintages] == [1]
    clock.advance(MINUTE)
    dataset = shelf().edition().dataset(CODE)
    assert [vintage.number for vintage in dataset.vintages] == [2, 1]
    place = {"COUNTY": "1501", "SEX": "M", "TIME_PERIOD": "1395"}
    assert [float(cell.value) for cell in shelf().history(dataset, place)] == [1001, 1000]


def test_arming_twice_is_told_and_stages_once(approved, cast, clock, browse):
    row = drafted(cast, clock() + MINUTE)
    client = browse(cast.officer)
    assert client.post(f"{HERE}/{row.pk}/step/", {"step": "arm"}).status_code == 302
    events = EventRow.objects.count()
    answer = client.post(f"{HERE}/{row.pk}/step/", {"step": "arm"})
    assert answer.status_code == 409
    assert cast.officer.name.fa in answer.content.decode()
    assert EventRow.objects.count() == events
    clock.advance(MINUTE)
    assert len(shelf().edition().releases) == 1


def test_a_crash_between_arming_and_staging_is_completed_by_the_worker(approved, cast, clock, monkeypatch):
    row = drafted(cast, clock() + MINUTE)
    with monkeypatch.context() as broken:
        broken.setattr(actions, "_stage", _crash)
        with pytest.raises(KeyboardInterrupt):
            arm(row, by=cast.officer)
    assert Release.objects.get().sequence is None
    clock.advance(MINUTE)
    assert shelf().edition().releases == ()
    assert (stage_armed(), stage_armed()) == (1, 0)
    assert [manifest.id for manifest in shelf().edition().releases] == [row.name]


def test_a_release_staged_just_before_a_crash_is_withdrawn_all_the_same(approved, cast, clock):
    """The manifest was written, the row that says so was not."""
    row = drafted(cast, clock() + MINUTE)
    arm(row, by=cast.officer)
    Release.objects.filter(pk=row.pk).update(sequence=None)
    withdraw(row, reason="اشتباه", by=cast.officer)
    clock.advance(MINUTE)
    assert shelf().edition().releases == ()


def test_a_release_that_cannot_be_staged_keeps_no_other_waiting(approved, cast, clock, monkeypatch, folders):
    broken = drafted(cast, clock() + MINUTE)
    brought_to("approved", cast, clock(), design=named("LRS_OTHER"))
    sound = drafted(cast, clock() + 2 * MINUTE, code="LRS_OTHER")
    with monkeypatch.context() as stopped:
        stopped.setattr(actions, "_stage", lambda _: None)
        arm(broken, by=cast.officer)
        arm(sound, by=cast.officer)
    content = broken.items().get().version.content
    (folders / "catalogue" / content).rename(folders / "catalogue" / "away")
    assert stage_armed() == 1
    assert list(Release.objects.filter(sequence=None)) == [broken]
    (folders / "catalogue" / "away").rename(folders / "catalogue" / content)
    assert stage_armed() == 1


def test_the_form_refuses_what_was_taken_meanwhile(approved, cast, clock, browse):
    client = browse(cast.officer)
    version = waiting_versions(by=cast.officer)[0].id
    fields = {
        "versions": version,
        "visible_from": "۱۴۰۵/۰۱/۰۲ ۰۸:۳۰",
        "title_fa": "جمعیت",
        "title_en": "Population",
        "reason_fa": "نخستین",
        "reason_en": "First",
    }
    assert client.post(f"{HERE}/new/", fields | {"visible_from": "2026-03-22 08:30"}).status_code == 422
    assert client.post(f"{HERE}/new/", fields | {"visible_from": "۱۴۰۴/۰۱/۰۲ ۰۸:۳۰"}).status_code == 422
    assert client.post(f"{HERE}/new/", fields).status_code == 302
    assert client.post(f"{HERE}/new/", fields).status_code == 422
    assert Release.objects.count() == 1


def _crash(row):
    raise KeyboardInterrupt
