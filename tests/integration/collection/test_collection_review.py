"""Who may move a table on, and when: other eyes, the right office, nothing blank, nothing unexplained."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from collected import FIGURES, assigned, brought_to, cast_of, planned, stored
from office_tree import appoint

from amargah.office.collection import queries
from amargah.office.collection.actions.entries import explain_warning
from amargah.office.collection.actions.reviews import answer_remark, remark
from amargah.office.collection.models import Assignment, Comment, Round
from amargah.office.collection.public import enter_figures, start_round, take_step, waiting
from amargah.office.letters.public import letters_about
from amargah.office.notices.public import unread
from amargah.office.people.public import Acting, Role, create_mandate, end_mandate
from amargah.office.workflow.public import subject_ref
from amargah.statcore.errors import Conflict, Forbidden, Invalid

pytestmark = pytest.mark.django_db
HERE = "/fa/desk/collection"


def also(person: Acting, role: Role, place) -> Acting:
    """A second mandate of the same person."""
    return create_mandate(by=None, person=person.person, role=role, organisation=place.id)


def row_of(table: int) -> Assignment:
    return Assignment.objects.select_related("round", "design").get(pk=table)


def refused(error: type[Exception], act: Callable[[], object], *words: str) -> None:
    before = stored()
    with pytest.raises(error) as caught:
        act()
    assert all(word in caught.value.detail.fa for word in words), caught.value.detail.fa
    assert stored() == before


def test_nobody_approves_what_they_entered(cast, clock):
    table = brought_to("submitted", cast, clock())
    manager = also(cast.liaison, Role.AGENCY_MANAGER, cast.tree.agency)
    refused(Forbidden, lambda: take_step(table, step="endorse", by=manager), "ورود دادهٔ خود")
    take_step(table, step="endorse", by=cast.manager)
    expert = also(cast.liaison, Role.PROVINCIAL_EXPERT, cast.tree.lorestan)
    refused(Forbidden, lambda: take_step(table, step="verify", by=expert), "ورود دادهٔ خود")
    take_step(table, step="verify", by=cast.expert)
    head = also(cast.liaison, Role.HEAD, cast.tree.lorestan)
    refused(Forbidden, lambda: take_step(table, step="approve", by=head), "ورود دادهٔ خود")


@pytest.mark.parametrize("who", ["manager", "expert"])
def test_each_approval_is_by_another_person(who, cast, clock):
    table = brought_to("verified", cast, clock())
    head = also(getattr(cast, who), Role.HEAD, cast.tree.lorestan)
    refused(Forbidden, lambda: take_step(table, step="approve", by=head), "گام پیشین")


def test_the_same_expert_verifies_again_after_the_head_returned_it(cast, clock):
    table = brought_to("verified", cast, clock())
    take_step(table, step="reject", by=cast.head, reason="رقم بروجرد")
    enter_figures(table, typed={(1, 0): "3301", (1, 1): "1101"}, by=cast.liaison)
    for step, by in (
        ("submit", cast.liaison),
        ("endorse", cast.manager),
        ("verify", cast.expert),
        ("approve", cast.head),
    ):
        state = take_step(table, step=step, by=by)
    assert state == "approved"


def test_a_table_is_reviewed_by_the_office_that_asked_for_it(cast, clock):
    table = brought_to("endorsed", cast, clock())
    centre = appoint(Role.SCI_EXPERT, cast.tree.centre)
    refused(Forbidden, lambda: take_step(table, step="verify", by=centre), cast.tree.lorestan.label.fa)
    refused(Forbidden, lambda: take_step(table, step="return", by=centre, reason="x"))
    assert queries.steps_of_table(row_of(table), by=centre) == ()
    assert waiting(by=centre) == ()
    assert [item.id for item in waiting(by=cast.expert)] == [table]


def test_a_round_is_moved_by_the_office_that_planned_it(cast, clock, browse):
    round_ = planned(cast, clock())
    centre = appoint(Role.SCI_EXPERT, cast.tree.centre)
    page = browse(centre).get(f"{HERE}/rounds/{round_}/")
    assert page.status_code == 200
    assert 'name="step"' not in page.content.decode()
    answer = browse(centre).post(f"{HERE}/rounds/{round_}/step/", {"step": "open"})
    assert answer.status_code == 403
    assert cast.tree.lorestan.label.fa in answer.content.decode()
    assert 'value="open"' in browse(cast.expert).get(f"{HERE}/rounds/{round_}/").content.decode()


def test_blank_cells_block_and_are_named(cast, clock, browse):
    table = assigned(cast, clock())
    some = {place: text for place, text in FIGURES.items() if place not in ((0, 1), (2, 2))}
    enter_figures(table, typed=some, by=cast.liaison)
    refused(Invalid, lambda: take_step(table, step="submit", by=cast.liaison), "۲ خانه خالی", "D9", "E11")
    enter_figures(table, typed={(0, 1): "...", (2, 2): "-"}, by=cast.liaison)
    assert take_step(table, step="submit", by=cast.liaison) == "submitted"


def test_a_broken_rule_blocks_and_names_its_cells(cast, clock):
    table = brought_to("assigned", cast, clock())
    enter_figures(table, typed={(1, 2): "9"}, by=cast.liaison)
    refused(Invalid, lambda: take_step(table, step="submit", by=cast.liaison), "جمع دو جنس", "C10", "D10", "E10")


def test_a_warning_needs_its_explanation(cast, clock):
    table = brought_to("assigned", cast, clock())
    enter_figures(table, typed={(0, 0): "2050", (0, 1): "50"}, by=cast.liaison)
    refused(Invalid, lambda: take_step(table, step="submit", by=cast.liaison), "شمار مردان کم است")
    refused(Invalid, lambda: explain_warning(row_of(table), rule="R2", text="  ", by=cast.liaison))
    explain_warning(row_of(table), rule="R2", text="روستای کوچک", by=cast.liaison)
    assert take_step(table, step="submit", by=cast.liaison) == "submitted"


def returned(cast, clock) -> int:
    table = brought_to("endorsed", cast, clock())
    remark(row_of(table), text="مأخذ؟", cell=0, by=cast.expert)
    take_step(table, step="return", by=cast.expert, reason="پاسخ دهید")
    return table


def answer(table: int, cast) -> None:
    answer_remark(row_of(table), remark=Comment.objects.get(answers=None).pk, text="سرشماری", by=cast.liaison)


def test_an_answer_in_words_goes_straight_to_the_expert(cast, clock):
    table = returned(cast, clock)
    for step in ("answer", "submit"):
        refused(Invalid, lambda step=step: take_step(table, step=step, by=cast.liaison), "پاسخ دهید")
    answer(table, cast)
    assert take_step(table, step="answer", by=cast.liaison) == "endorsed"


def test_changed_figures_go_to_the_manager_again(cast, clock):
    table = returned(cast, clock)
    answer(table, cast)
    enter_figures(table, typed={(0, 0): "3001", (0, 1): "1001"}, by=cast.liaison)
    refused(Invalid, lambda: take_step(table, step="answer", by=cast.liaison), "مدیر")
    assert take_step(table, step="submit", by=cast.liaison) == "submitted"


def test_figures_changed_and_changed_back_go_to_the_manager_too(cast, clock):
    table = returned(cast, clock)
    answer(table, cast)
    enter_figures(table, typed={(0, 0): "1"}, by=cast.liaison)
    enter_figures(table, typed={(0, 0): FIGURES[0, 0]}, by=cast.liaison)
    refused(Invalid, lambda: take_step(table, step="answer", by=cast.liaison), "مدیر")


def test_a_return_says_why(cast, clock):
    table = brought_to("endorsed", cast, clock())
    refused(Invalid, lambda: take_step(table, step="return", by=cast.expert, reason=" "), "دلیل")
    told = unread(cast.liaison.person)
    take_step(table, step="return", by=cast.expert, reason="رقم بروجرد")
    assert unread(cast.liaison.person) == told + 1


def test_remarks_belong_to_the_review(cast, clock):
    table = brought_to("assigned", cast, clock())
    refused(Conflict, lambda: remark(row_of(table), text="زود", cell=None, by=cast.expert))
    take_step(table, step="submit", by=cast.liaison)
    refused(Invalid, lambda: remark(row_of(table), text=" ", cell=None, by=cast.manager))
    refused(Conflict, lambda: answer_remark(row_of(table), remark=1, text="x", by=cast.liaison))


def test_a_closed_round_is_locked_until_it_is_opened_again(cast, clock, browse):
    table = brought_to("assigned", cast, clock())
    round_ = Round.objects.get().pk
    expert, liaison = browse(cast.expert), browse(cast.liaison)
    assert expert.post(f"{HERE}/rounds/{round_}/step/", {"step": "close"}).status_code == 302
    refused(Conflict, lambda: enter_figures(table, typed={(0, 0): "1"}, by=cast.liaison), "بسته")
    refused(Conflict, lambda: take_step(table, step="submit", by=cast.liaison), "بسته")
    page = liaison.get(f"{HERE}/tables/{table}/").content.decode()
    assert 'value="submit"' not in page
    assert "data-grid " not in page
    assert waiting(by=cast.liaison) == ()
    assert expert.post(f"{HERE}/rounds/{round_}/step/", {"step": "reopen"}).status_code == 302
    assert take_step(table, step="submit", by=cast.liaison) == "submitted"


def test_a_round_needs_a_liaison_to_open(cast, clock):
    other = cast_of()
    end_mandate(by=None, mandate=other.liaison.mandate, reason="جابه‌جا شد")
    round_ = planned(other, clock())
    clock.advance(timedelta(seconds=1))
    refused(Invalid, lambda: start_round(round_, by=other.expert), "رابط آماری ندارد")
    assert Round.objects.get(pk=round_).state == "planned"


def test_opening_sends_a_letter_and_tells_the_liaison(cast, clock):
    table = assigned(cast, clock())
    (letter,) = letters_about(subject_ref(row_of(table)))
    assert letter.receiver == cast.tree.agency.label
    assert unread(cast.liaison.person) >= 1
    assert [item.id for item in waiting(by=cast.liaison)] == [table]
