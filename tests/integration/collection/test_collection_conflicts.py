"""Double submits, stale tabs, two at once: one wins, the other is told who, and nothing is lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from collected import CODE, assigned, brought_to, cast_of, planned, stored
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from office_tree import appoint

from amargah.office.audit.public import clock_at, verify
from amargah.office.catalogue.public import dataset_versions
from amargah.office.collection.actions.entries import save_cells
from amargah.office.collection.actions.reviews import move
from amargah.office.collection.models import Assignment, Comment, Revision, Round, TableDesign
from amargah.office.collection.public import enter_figures, start_round, take_step
from amargah.office.people.public import Role
from amargah.statcore.errors import Conflict
from amargah.statcore.signs import Sign

HERE = "/fa/desk/collection"


def save(client, table, revision, *changes):
    cells = [{"row": row, "column": column, "text": text} for row, column, text in changes]
    body = {"revision": revision, "changes": cells}
    return client.post(f"{HERE}/tables/{table}/cells/", body, content_type="application/json")


def press(client, table, step, revision, **fields):
    return client.post(f"{HERE}/tables/{table}/step/", {"step": step, "revision": revision, **fields})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state, who, step",
    [
        ("assigned", "liaison", "submit"),
        ("submitted", "manager", "endorse"),
        ("endorsed", "expert", "verify"),
        ("verified", "head", "approve"),
    ],
)
def test_a_step_that_is_sent_twice_is_taken_once(state, who, step, cast, clock, browse):
    table = brought_to(state, cast, clock())
    client = browse(getattr(cast, who))
    assert press(client, table, step, 1).status_code == 302
    before = stored()
    answer = press(client, table, step, 1)
    assert answer.status_code == 409
    assert getattr(cast, who).name.fa in answer.content.decode()
    assert stored() == before


@pytest.mark.django_db
def test_a_round_that_is_planned_twice_is_planned_once(cast, clock, browse):
    planned(cast, clock())
    expert = browse(cast.expert)
    fields = {
        "title_fa": "دوباره",
        "title_en": "Again",
        "period": "1395",
        "due_on": "1405/01/20",
        "closes_on": "1405/01/20",
        "designs": TableDesign.objects.get().pk,
    }
    answer = expert.post(f"{HERE}/rounds/new/", fields)
    assert answer.status_code == 422
    assert "گردآوری جمعیت" in answer.content.decode()
    assert Round.objects.count() == 1
    assert expert.post(f"{HERE}/rounds/new/", fields | {"period": "1396"}).status_code == 302


@pytest.mark.django_db
def test_a_round_that_is_opened_twice_sends_one_letter(cast, clock, browse):
    round_ = planned(cast, clock())
    expert = browse(cast.expert)
    assert expert.post(f"{HERE}/rounds/{round_}/step/", {"step": "open"}).status_code == 302
    before = stored()
    assert expert.post(f"{HERE}/rounds/{round_}/step/", {"step": "open"}).status_code == 409
    assert stored() == before
    assert Assignment.objects.count() == 1


@pytest.mark.django_db
def test_remarks_and_answers_are_written_once(cast, clock, browse):
    table = brought_to("endorsed", cast, clock())
    expert, liaison = browse(cast.expert), browse(cast.liaison)
    words = {"text": "مأخذ این رقم چیست؟", "cell": "4"}
    assert expert.post(f"{HERE}/tables/{table}/remarks/", words).status_code == 302
    assert expert.post(f"{HERE}/tables/{table}/remarks/", words).status_code == 409
    assert press(expert, table, "return", 1, reason="پاسخ دهید").status_code == 302
    answer = {"remark": Comment.objects.get().pk, "text": "سرشماری"}
    assert liaison.post(f"{HERE}/tables/{table}/answers/", answer).status_code == 302
    assert liaison.post(f"{HERE}/tables/{table}/answers/", answer).status_code == 409
    assert Comment.objects.count() == 2


@pytest.mark.django_db
def test_a_stale_grid_is_told_who_saved(cast, clock, browse):
    table = assigned(cast, clock())
    colleague = appoint(Role.LIAISON, cast.tree.agency, "نسرین پاپی")
    assert save(browse(colleague), table, 0, (0, 0, "12")).status_code == 200
    before = stored()
    answer = save(browse(cast.liaison), table, 0, (0, 0, "99"), (1, 1, "7"))
    assert answer.status_code == 409
    assert "نسرین پاپی" in answer.json()["detail"]
    assert "در جدول" in answer.json()["detail"]
    assert stored() == before
    assert save(browse(cast.liaison), table, 1, (0, 0, "99")).json()["revision"] == 2


@pytest.mark.django_db
def test_a_stale_upload_is_told_before_the_file_is_judged(cast, clock, browse):
    table = assigned(cast, clock())
    save(browse(cast.liaison), table, 0, (0, 0, "12"))
    before = stored()
    file = SimpleUploadedFile("x.xlsx", b"whatever it is")
    answer = browse(cast.liaison).post(f"{HERE}/tables/{table}/upload/", {"file": file, "revision": 0})
    assert answer.status_code == 409
    assert cast.liaison.name.fa in answer.content.decode()
    assert stored() == before


@pytest.mark.django_db
def test_a_locked_table_says_who_sent_it_on(cast, clock, browse):
    table = brought_to("submitted", cast, clock())
    before = stored()
    answer = save(browse(cast.liaison), table, 1, (0, 0, "1"))
    assert answer.status_code == 409
    assert "ارسال برای مدیر دستگاه" in answer.json()["detail"]
    assert cast.liaison.name.fa in answer.json()["detail"]
    assert stored() == before


@pytest.mark.django_db
def test_what_is_approved_is_what_was_read(cast, clock, browse):
    """The manager reads revision 1; the table is declined, edited and submitted again by others meanwhile."""
    table = brought_to("submitted", cast, clock())
    other = appoint(Role.AGENCY_MANAGER, cast.tree.agency)
    take_step(table, step="decline", by=other, reason="یک رقم را بازبینی کنید")
    enter_figures(table, typed={(0, 0): "3001", (0, 1): "1001"}, by=cast.liaison)
    take_step(table, step="submit", by=cast.liaison)
    before = stored()
    answer = press(browse(cast.manager), table, "endorse", 1)
    assert answer.status_code == 409
    assert cast.liaison.name.fa in answer.content.decode()
    assert stored() == before
    assert press(browse(cast.manager), table, "endorse", 2).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        " ",
        "[]",
        "{}",
        "[" * 100_000,
        '{"revision": 0, "changes": null}',
        '{"revision": 1e999, "changes": []}',
        '{"revision": 0, "changes": [{"row": Infinity, "column": 0, "text": "1"}]}',
        '{"revision": 0, "changes": [{"row": -1, "column": 0, "text": "1"}]}',
        '{"revision": 0, "changes": [{"row": 3, "column": 0, "text": "1"}]}',
        '{"revision": 0, "changes": [{"row": 0, "column": 0}]}',
        '{"revision": 0, "changes": ['
        + ",".join(f'{{"row":0,"column":{n},"text":"1"}}' for n in range(5001))
        + "]}",
        b"\xff\xfe",
    ],
)
def test_a_save_that_cannot_be_read(body, cast, clock, browse):
    table = assigned(cast, clock())
    before = stored()
    answer = browse(cast.liaison).post(f"{HERE}/tables/{table}/cells/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert stored() == before


@pytest.mark.django_db
def test_cells_that_cannot_be_read_are_named_and_the_others_kept(cast, clock, browse):
    table = assigned(cast, clock())
    answer = save(browse(cast.liaison), table, 0, (0, 0, "۱۲*"), (0, 1, "دوازده"), (0, 2, "۱٫۵"), (1, 0, "..."))
    cells = answer.json()["cells"]
    assert [cell["problem"] is None for cell in cells] == [True, False, False, True]
    assert "دوازده" in cells[1]["problem"]
    assert Revision.objects.get().changes == {"0": [12.0, Sign.PROVISIONAL], "3": [None, Sign.NOT_AVAILABLE]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address, fields, status",
    [
        ("step", {"step": "no such step", "revision": "0"}, 422),
        ("step", {"step": "begin", "revision": "0"}, 422),
        ("step", {"step": "submit", "revision": "9" * 5000}, 400),
        ("step", {"step": "submit", "revision": "-1"}, 400),
        ("step", {"step": "submit"}, 400),
        ("answers", {"remark": "9" * 18, "text": "x"}, 400),
        ("explanations", {"rule": "R9", "text": "x"}, 400),
        ("explanations", {"rule": "R2", "text": " \0 "}, 400),
    ],
)
def test_a_form_that_no_page_sends(address, fields, status, cast, clock, browse):
    table = assigned(cast, clock())
    before = stored()
    assert browse(cast.liaison).post(f"{HERE}/tables/{table}/{address}/", fields).status_code == status
    assert stored() == before


@pytest.mark.django_db
def test_a_nul_in_a_reason_is_left_out(cast, clock, browse):
    table = brought_to("submitted", cast, clock())
    assert press(browse(cast.manager), table, "decline", 1, reason="نه\0خیر").status_code == 302
    assert press(browse(cast.manager), table, "decline", 1, reason="\0").status_code == 409


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_two_heads_at_once_write_one_version(folders, clock):
    cast = cast_of()
    heads = [cast.head, appoint(Role.HEAD, cast.tree.lorestan, "پروین ملکی")]
    table = brought_to("verified", cast, clock())
    barrier = Barrier(2)

    def approve(by):
        try:
            with clock_at(clock):
                row = Assignment.objects.get(pk=table)
                barrier.wait()
                return move(row, step="approve", by=by, revision=1)
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(approve, heads))
    (lost,) = [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    winner = heads[next(place for place, outcome in enumerate(outcomes) if outcome is not lost)]
    assert winner.name.fa in lost.detail.fa
    assert len(dataset_versions(CODE, by=cast.officer)) == 1
    assert verify().ok


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_two_tabs_that_save_at_once_lose_nothing(folders, clock):
    cast = cast_of()
    table = assigned(cast, clock())
    colleague = appoint(Role.LIAISON, cast.tree.agency)
    barrier = Barrier(2)

    def enter(by, column):
        try:
            with clock_at(clock):
                row = Assignment.objects.get(pk=table)
                barrier.wait()
                return save_cells(row, revision=0, typed={(0, column): "5"}, by=by)[0]
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(enter, (cast.liaison, colleague), (0, 1)))
    assert [type(outcome) for outcome in outcomes].count(Conflict) == 1
    (kept,) = Revision.objects.filter(assignment=table)
    assert kept.changes == {str(outcomes.index(1)): [5.0, 0]}


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrency
def test_a_round_opened_by_two_at_once_is_opened_once(folders, clock):
    cast = cast_of()
    experts = [cast.expert, appoint(Role.PROVINCIAL_EXPERT, cast.tree.lorestan)]
    round_ = planned(cast, clock())
    barrier = Barrier(2)

    def start(by):
        try:
            with clock_at(clock):
                barrier.wait()
                return start_round(round_, by=by)
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(start, experts))
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert Assignment.objects.count() == 1
