from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amargah.office.audit.public import SubjectRef, events_of, now
from amargah.office.people.models import Mandate, Organisation, Person
from amargah.office.people.public import (
    Acting,
    Kind,
    OrganisationRef,
    Role,
    create_mandate,
    create_organisation,
    create_person,
    end_mandate,
    holders,
    mandates_of,
    organisation_by_code,
    organisations_under,
    sees,
    within,
)
from amargah.statcore.errors import Conflict, Forbidden, Invalid, NotFound
from amargah.statcore.labels import Label

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def organisation(code: str, kind: Kind, parent: OrganisationRef | None = None) -> OrganisationRef:
    return create_organisation(
        by=None, code=code, name=Label(f"سازمان {code}", code), kind=kind, parent=parent.id if parent else None
    )


def person(username: str = "liaison", **changes: object) -> int:
    details = {"email": f"{username}@example.ir", "name": Label("مریم کریمی", "Maryam Karimi")} | changes
    return create_person(by=None, username=username, **details).id


@pytest.fixture
def sci(clock) -> OrganisationRef:
    return organisation("SCI", Kind.SCI)


@pytest.fixture
def lorestan(sci) -> OrganisationRef:
    return organisation("MPO15", Kind.MPO, sci)


@pytest.fixture
def agency(lorestan) -> OrganisationRef:
    return organisation("A1", Kind.AGENCY, lorestan)


def mandate(role: Role, place: OrganisationRef, username: str) -> Acting:
    return create_mandate(by=None, person=person(username), role=role, organisation=place.id)


def test_a_path_runs_from_the_root_down(sci, lorestan, agency):
    assert agency.path == f"/{sci.id}/{lorestan.id}/{agency.id}/"
    assert [each.code for each in organisations_under(lorestan.path)] == ["A1", "MPO15"]
    assert organisations_under(sci.path, Kind.AGENCY) == (agency,)
    assert organisation_by_code("A1") == agency
    with pytest.raises(NotFound):
        organisation_by_code("nowhere")


def test_a_mandate_counts_from_its_start_until_its_end(clock, agency):
    who = person()
    create_mandate(
        by=None,
        person=who,
        role=Role.LIAISON,
        organisation=agency.id,
        starts=now() + DAY,
        ends=now() + 3 * DAY,
    )
    held = []
    for _ in range(5):
        held.append((len(mandates_of(who)), len(holders(Role.LIAISON, agency.id))))
        clock.advance(DAY)
    assert held == [(0, 0), (1, 1), (1, 1), (0, 0), (0, 0)]


def test_an_ended_mandate_is_over_at_once_and_says_why(clock, agency):
    held = mandate(Role.LIAISON, agency, "liaison")
    clock.advance(DAY)
    end_mandate(by=None, mandate=held.mandate, reason="بازنشستگی")
    assert holders(Role.LIAISON, agency.id) == ()
    events = events_of(SubjectRef("people.mandate", held.mandate))
    assert [event.verb for event in events[-2:]] == ["people.mandate_created", "people.mandate_ended"]
    assert events[-1].reason == "بازنشستگی"
    with pytest.raises(Conflict):
        end_mandate(by=None, mandate=held.mandate, reason="دوباره")


def test_holders_are_those_of_exactly_this_organisation_and_role(lorestan, agency):
    liaison = mandate(Role.LIAISON, agency, "liaison")
    mandate(Role.AGENCY_MANAGER, agency, "manager")
    closed = mandate(Role.LIAISON, agency, "closed")
    Person.objects.filter(pk=closed.person).update(is_active=False)
    assert holders(Role.LIAISON, agency.id) == (liaison,)
    assert holders(Role.LIAISON, lorestan.id) == ()


def test_a_mandate_sees_its_subtree_and_nothing_beside_it(sci, lorestan, agency):
    tehran = organisation("MPO23", Kind.MPO, sci)
    beside = organisation("A2", Kind.AGENCY, tehran)
    expert = mandate(Role.PROVINCIAL_EXPERT, lorestan, "expert")
    liaison = mandate(Role.LIAISON, beside, "beside")
    assert sees(expert, agency)
    assert not any(sees(expert, place) for place in (sci, tehran, beside))
    codes = Organisation.objects.filter(within(expert, "")).values_list("code", flat=True)
    assert set(codes) == {"MPO15", "A1"}
    assert not Mandate.objects.filter(within(expert), pk=liaison.mandate).exists()
    assert Mandate.objects.filter(within(expert), pk=expert.mandate).exists()


def test_a_path_is_no_prefix_of_its_neighbours(sci):
    many = [organisation(f"N{n}", Kind.AGENCY, sci) for n in range(12)]
    for place in many:
        assert organisations_under(place.path) == (place,)


def test_only_an_administrator_appoints_and_only_within(sci, lorestan, agency):
    administrator = mandate(Role.ADMINISTRATOR, lorestan, "admin")
    expert = mandate(Role.PROVINCIAL_EXPERT, lorestan, "expert")
    somebody = person("somebody")
    new = create_mandate(by=administrator, person=somebody, role=Role.LIAISON, organisation=agency.id)
    assert events_of(SubjectRef("people.mandate", new.mandate))[-1].actor == administrator.actor
    for by, place in ((expert, agency), (administrator, sci)):
        with pytest.raises(Forbidden):
            create_mandate(by=by, person=somebody, role=Role.HEAD, organisation=place.id)


@pytest.mark.parametrize(
    ("details", "error"),
    [
        ({"email": "no address"}, Invalid),
        ({"username": ""}, Invalid),
        ({"username": "a@b.ir"}, Invalid),
        ({"password": "1234567890"}, Invalid),
        ({"password": "short"}, Invalid),
        ({"email": "FIRST@example.ir"}, Conflict),
        ({"username": "FIRST"}, Conflict),
    ],
)
def test_accounts_that_could_not_sign_in_are_refused(clock, details, error):
    person("first")
    with pytest.raises(error):
        create_person(
            by=None, **{"username": "second", "email": "second@example.ir", "name": Label("د", "S")} | details
        )
    assert Person.objects.count() == 1


def test_a_code_belongs_to_one_organisation(sci):
    with pytest.raises(Conflict):
        organisation("SCI", Kind.SCI)


def test_the_database_refuses_what_the_actions_would(agency):
    held = mandate(Role.LIAISON, agency, "liaison")
    rows = Mandate.objects.filter(pk=held.mandate)
    for change in ({"ends": now() - DAY}, {"role": "king"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(Invalid):
        create_mandate(
            by=None, person=held.person, role=Role.HEAD, organisation=agency.id, starts=now(), ends=now()
        )
