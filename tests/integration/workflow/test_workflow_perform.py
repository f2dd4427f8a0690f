"""One step: who, when, why, what is written, and that all of it happens or nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from office_tree import appoint
from workflow_sample import PAPER, Paper

from amargah.office.audit.public import events_of, verify
from amargah.office.notices.public import unread
from amargah.office.people.public import Role, end_mandate
from amargah.office.workflow.public import available, begin, declare_holiday, due, history, perform, subject_ref
from amargah.office.workflow.queries import reckoned
from amargah.statcore.errors import Conflict, Forbidden, Invalid, NotFound
from amargah.statcore.labels import Label


@pytest.fixture
def liaison(tree):
    return appoint(Role.LIAISON, tree.agency)


@pytest.fixture
def expert(tree):
    return appoint(Role.PROVINCIAL_EXPERT, tree.lorestan, "سارا کریمی")


@pytest.fixture
def head(tree):
    return appoint(Role.HEAD, tree.lorestan)


def put(paper: Paper, state: str) -> Paper:
    paper.state = state
    paper.save()
    return paper


def test_a_step_moves_the_subject_and_writes_the_event(paper, liaison):
    moved = perform(paper, "send", by=liaison, reason=" آماده است ", changes={"revision": 3})
    assert moved is paper
    assert Paper.objects.get(pk=paper.pk).state == "sent"
    (event,) = events_of(subject_ref(paper))
    assert (event.verb, event.reason, event.actor) == ("paper.send", "آماده است", liaison.actor)
    assert event.changes == {"revision": 3, "state": ["draft", "sent"]}
    assert verify().ok


def test_history_tells_who_when_and_why(paper, liaison, expert, clock, tree):
    begin(paper, by=liaison)
    perform(paper, "send", by=liaison)
    returned_at = clock.advance(timedelta(hours=2))
    perform(paper, "return", by=expert, reason="جمع درست نیست")
    past = history(paper)
    assert [entry.transition for entry in past] == ["begin", "send", "return"]
    assert past[-1].at == returned_at
    assert past[-1].label == PAPER.transition("return").label
    assert (past[-1].organisation, past[-1].role.fa) == (tree.lorestan.label, "کارشناس استان")
    assert past[-1].person == expert.name
    assert past[-1].text == "جمع درست نیست"
    assert past[-1].who.fa == "سارا کریمی (کارشناس استان، سازمان مدیریت لرستان)"


def test_history_names_who_has_left_since(paper, liaison, django_user_model):
    perform(paper, "send", by=liaison)
    django_user_model.objects.filter(pk=liaison.person).update(is_active=False)
    (entry,) = history(paper)
    assert entry.person == liaison.name


def test_the_public_history_names_nobody(paper, liaison):
    perform(paper, "send", by=liaison)
    (entry,) = history(paper, persons=False)
    assert entry.person is None
    assert entry.who.fa == "رابط آماری، اداره کل ثبت احوال لرستان"


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", [transition.name for transition in PAPER.transitions])
def test_the_published_table_is_the_one_that_runs(name, role, tree):
    by = appoint(role, tree.agency)
    for state in PAPER.codes:
        paper = Paper.objects.create(organisation_id=tree.agency.id, state=state)
        allowed = PAPER.permits(name, state=state, role=role)
        assert (PAPER.transition(name) in available(paper, by)) is allowed
        outcome = attempt(paper, name, by)
        assert outcome == (PAPER.transition(name).target if allowed else refusal(name, role))
        assert len(events_of(subject_ref(paper))) == allowed


def attempt(paper, name, by):
    try:
        return perform(paper, name, by=by, reason="…").state
    except (Conflict, Forbidden) as refused:
        assert Paper.objects.get(pk=paper.pk).state == paper.state
        return type(refused)


def refusal(name, role):
    return Conflict if role in PAPER.transition(name).roles else Forbidden


def test_scope_is_the_subtree_of_the_mandate(paper, tree):
    put(paper, "sent")
    for place in (tree.tehran, tree.other_agency):
        stranger = appoint(Role.PROVINCIAL_EXPERT, place)
        assert available(paper, stranger) == ()
        with pytest.raises(Forbidden) as refused:
            perform(paper, "check", by=stranger)
        assert "outside the scope" in refused.value.detail.en
    assert perform(paper, "check", by=appoint(Role.HEAD, tree.centre)).state == "checked"


def test_a_mandate_that_was_revoked_midway_does_not_count(paper, expert, clock):
    put(paper, "sent")
    clock.advance(timedelta(minutes=1))
    end_mandate(by=None, mandate=expert.mandate, reason="پایان مأموریت")
    with pytest.raises(Forbidden) as refused:
        perform(paper, "check", by=expert)
    assert "has ended" in refused.value.detail.en


def test_a_guard_refuses_in_its_own_words(paper, liaison):
    paper.title = ""
    paper.save()
    with pytest.raises(Invalid) as refused:
        perform(paper, "send", by=liaison)
    assert refused.value.detail.fa == "عنوان را بنویسید."
    assert Paper.objects.get(pk=paper.pk).state == "draft"


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_step_that_needs_its_reason_is_refused_without(paper, expert, reason):
    put(paper, "sent")
    with pytest.raises(Invalid) as refused:
        perform(paper, "return", by=expert, reason=reason)
    assert refused.value.context["field"] == "reason"


def test_notices_exist_exactly_when_the_step_does(paper, liaison, expert):
    perform(paper, "send", by=liaison)
    with pytest.raises(RuntimeError), transaction.atomic():
        perform(paper, "return", by=expert, reason="جمع درست نیست")
        raise RuntimeError
    assert (unread(liaison.person), unread(expert.person)) == (0, 0)
    perform(paper, "return", by=expert, reason="جمع درست نیست")
    assert (unread(liaison.person), unread(expert.person)) == (1, 0)


def test_two_persons_are_two_persons(paper, liaison, head, tree):
    perform(paper, "send", by=liaison)
    perform(paper, "check", by=head)
    with pytest.raises(Forbidden) as refused:
        perform(paper, "accept", by=head)
    assert "another person" in refused.value.detail.en
    assert perform(paper, "accept", by=appoint(Role.HEAD, tree.lorestan)).state == "accepted"


def test_a_stale_tab_is_told_who_was_first(paper, liaison, expert):
    perform(paper, "send", by=liaison)
    perform(paper, "check", by=expert)
    with pytest.raises(Conflict) as refused:
        perform(paper, "return", by=expert, reason="…", expected_state="sent")
    assert "سارا کریمی" in refused.value.detail.fa
    assert "«بررسی»" in refused.value.detail.fa
    assert "Check" in refused.value.detail.en


def test_a_subject_that_is_gone(paper, liaison):
    Paper.objects.filter(pk=paper.pk).delete()
    with pytest.raises(NotFound):
        perform(paper, "send", by=liaison)


def test_what_was_set_without_saving_does_not_slip_in(paper, liaison):
    paper.title = "دیگر"
    perform(paper, "send", by=liaison)
    assert (paper.title, Paper.objects.get(pk=paper.pk).title) == ("کاغذ", "کاغذ")


def test_the_clock_runs_from_the_last_step_over_working_days(paper, liaison, expert, clock):
    clock.instant = datetime(2026, 5, 26, 8, 30, tzinfo=UTC)
    assert due(paper) is None
    perform(paper, "send", by=liaison)
    assert due(paper) == datetime(2026, 5, 30, 8, 30, tzinfo=UTC)  # three days over a Friday
    clock.advance(timedelta(days=1))
    perform(paper, "return", by=expert, reason="…")
    assert due(paper) is None
    perform(paper, "send", by=liaison)
    assert due(paper) == datetime(2026, 5, 31, 8, 30, tzinfo=UTC)


def test_a_holiday_moves_the_deadlines_that_run(paper, liaison, tree, clock):
    clock.instant = datetime(2026, 5, 26, 8, 30, tzinfo=UTC)
    perform(paper, "send", by=liaison)
    administrator = appoint(Role.ADMINISTRATOR, tree.centre)
    declare_holiday(day=date(2026, 5, 27), name=Label("عید قربان", "Eid al-Adha"), by=administrator)
    reckoning = reckoned(paper)
    assert reckoning is not None
    assert reckoning.due == due(paper) == datetime(2026, 5, 31, 8, 30, tzinfo=UTC)
    assert [each.reason.fa for each in reckoning.closed] == ["عید قربان", "تعطیل هفتگی"]


def test_only_the_administrator_declares_holidays(head):
    with pytest.raises(Forbidden):
        declare_holiday(day=date(2026, 5, 27), name=Label("عید قربان", "Eid al-Adha"), by=head)


def test_the_first_day_of_the_year_is_closed(paper, liaison, clock):
    """The clock of the tests stands at noon of 1 Farvardin; the three days begin on the fifth, a Wednesday."""
    perform(paper, "send", by=liaison)
    assert due(paper) == datetime(2026, 3, 28, 20, 30, tzinfo=UTC)
