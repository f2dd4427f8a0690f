"""A letter is written, numbered and delivered in one piece."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from office_tree import appoint

from amargah.office.audit.public import SubjectRef, events_of
from amargah.office.letters.models import Letter, LetterTemplate
from amargah.office.letters.public import letters_about
from amargah.office.letters.wording import PLACEHOLDER
from amargah.office.notices.public import unread
from amargah.office.people.public import Role
from amargah.statcore.errors import Forbidden, Invalid, NotFound


def test_what_a_letter_is(post, tree, clock):
    ref = post()
    assert ref.number == f"1405/{tree.lorestan.code}/0001"
    assert ref.date == date(2026, 3, 21)
    assert ref.subject.fa == "درخواست آمار: جمعیت شهرستان‌ها"
    assert ref.subject.en == "Request for statistics: Population of counties"
    assert (ref.sender, ref.receiver) == (tree.lorestan.label, tree.agency.label)
    assert letters_about(SubjectRef("collection.assignment", 7)) == (ref,)
    assert letters_about(SubjectRef("collection.assignment", 8)) == ()
    row = Letter.objects.get(pk=ref.id)
    assert "حداکثر تا ۱ خرداد ۱۴۰۵" in row.body_fa
    assert "by 22 May 2026" in row.body_en
    assert not PLACEHOLDER.search(row.body_fa + row.body_en)


def test_numbers_run_per_sender_and_solar_year(post, tree, clock):
    head = appoint(Role.HEAD, tree.tehran)
    clock.instant = datetime(2026, 3, 20, 20, 29, tzinfo=UTC)
    assert post().number == f"1404/{tree.lorestan.code}/0001"
    assert post().number == f"1404/{tree.lorestan.code}/0002"
    clock.instant = datetime(2026, 3, 20, 20, 30, tzinfo=UTC)  # midnight in Tehran: the year turns
    assert post().number == f"1405/{tree.lorestan.code}/0001"
    assert post(by=head, receiver=tree.other_agency).number == f"1405/{tree.tehran.code}/0001"


def test_a_letter_that_was_rolled_back_leaves_no_gap(post, tree):
    first = post()
    with pytest.raises(RuntimeError), transaction.atomic():
        post()
        raise RuntimeError
    assert [first.number[-4:], post().number[-4:]] == ["0001", "0002"]


def test_liaisons_and_managers_of_the_receiver_are_told(post, tree):
    liaison, manager = appoint(Role.LIAISON, tree.agency), appoint(Role.AGENCY_MANAGER, tree.agency)
    others = [appoint(Role.AUDITOR, tree.agency), appoint(Role.LIAISON, tree.other_agency)]
    ref = post()
    assert [unread(each.person) for each in (liaison, manager, *others)] == [1, 1, 0, 0]
    (event,) = events_of(SubjectRef("letters.letter", ref.id))
    assert (event.verb, event.changes["number"]) == ("letters.send", ref.number)


@pytest.mark.parametrize("code", ["collection-request", "collection-reminder"])
def test_the_first_templates_can_be_written(post, code):
    ref = post(template=code)
    row = Letter.objects.get(pk=ref.id)
    for text in (row.subject_fa, row.body_fa, row.subject_en, row.body_en):
        assert text
        assert not PLACEHOLDER.search(text)


def test_both_languages_of_a_template_ask_for_the_same_values(db):
    for template in LetterTemplate.objects.all():
        asked = [set(PLACEHOLDER.findall(text)) for text in (template.body_fa, template.body_en)]
        assert asked[0] == asked[1] == {"table_title", "period", "due", "organisation"}


def test_refusals(post, tree):
    with pytest.raises(NotFound):
        post(template="no-such")
    with pytest.raises(Invalid):
        post(values={})
    with pytest.raises(Forbidden):
        post(by=appoint(Role.LIAISON, tree.agency), receiver=tree.lorestan)
    with pytest.raises(Forbidden):
        post(by=appoint(Role.SCI_EXPERT, tree.centre), sender=tree.lorestan)
    assert Letter.objects.count() == 0


def test_the_database_refuses_a_number_twice(post):
    first, second = Letter.objects.get(pk=post().id), Letter.objects.get(pk=post().id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(ordinal=first.ordinal)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=second.pk).update(number=first.number)
