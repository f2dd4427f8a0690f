"""Every address × every role × own, other agency, other province, above, another's thing; and without signing in.

What each must get is derived from the view's `access` and from whose the thing is. A new address must be listed in
`authorization_routes.ROUTES`, or the first test fails.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from authorization_areas import Staff, collect_one_table
from authorization_routes import MOVED, REFUSED, ROUTES, Call, Route, Whose
from authorization_world import STAFF_MARK, Actor, World, build_world
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from falcon.testing import TestClient

from addresses import Address, addresses
from amargah.dataplane import create_app
from amargah.office.collection.public import take_step
from amargah.office.people.public import Access, Audience, Role
from amargah.office.releases.public import shelf
from amargah.statcore.errors import Forbidden

FOLDERS = ("SHELF", "CATALOGUE")
NOT_TAKEN = (405,)
UNSIGNED = (401,)
IN_AGENCY = (Role.LIAISON, Role.AGENCY_MANAGER)
# Seat of the agency's roles, seat of the others, and the office whose things they ask for.
RELATIONS = {
    "own": ("L1", "LORESTAN", "LORESTAN"),
    "other agency": ("L2", "L2", "LORESTAN"),
    "other province": ("T1", "TEHRAN", "LORESTAN"),
    "above": ("SCI", "SCI", "LORESTAN"),
    "below": ("L1", "LORESTAN", "SCI"),
}
# What a visit leaves of itself; allauth also copies a person's address when it looks for it.
OF_THE_VISIT = {"django_session", "usersessions_usersession", "axes_accesslog", "account_emailaddress"}
WRITES = ("INSERT", "UPDATE", "DELETE")
VIEWS = {address.name: address for address in addresses()}


@dataclass(frozen=True)
class Visit:
    """One person asks for one address. `office` names the area whose things are asked for."""

    route: Route
    relation: str
    role: Role | None
    office: str = "LORESTAN"

    @property
    def id(self) -> str:
        return " | ".join((self.route.id, self.role.value if self.role else "-", self.relation))

    def calls(self) -> Iterator[tuple[str, Call | None]]:
        """(method, call); one that nobody listed is tried at home only: it must not do anything even there."""
        if self.relation in ("own", "anonymous", "former"):
            yield from ((method, None) for method in self.route.unlisted())
        yield from self.route.listed()

    def actor(self, world: World) -> Actor | None:
        if self.role is None:
            return world.former if self.relation == "former" else None
        agency, office, _ = RELATIONS[self.relation]
        return world.actors[self.role, agency if self.role in IN_AGENCY else office]


def visits() -> Iterator[Visit]:
    for route in ROUTES:
        yield Visit(route, "anonymous", None)
        yield Visit(route, "former", None)
        for relation, (_, _, office) in RELATIONS.items():
            if relation not in ("above", "below") or route.whose is not Whose.NOBODY:
                yield from (Visit(route, relation, role, office) for role in Role)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """Made once and rolled back at the end; each test runs in a savepoint of its own within."""
    from django.db import transaction

    folder = tmp_path_factory.mktemp("authorization")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        for name in FOLDERS:
            patch.setattr(settings, name, folder / name)
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browser() -> Client:
    return Client()


@pytest.fixture
def visitor(browser: Client) -> Client:
    """Nobody yet, and not counted among those who have tried too often."""
    browser.cookies.clear()
    cache.clear()
    return browser


@pytest.fixture
def files(visit: Visit, world: World, monkeypatch, tmp_path) -> None:
    """Steps that write files get a copy: rows are rolled back, files are not."""
    if visit.route.writes_files:
        for name in FOLDERS:
            copy = tmp_path / name
            shutil.copytree(getattr(settings, name), copy)
            monkeypatch.setattr(settings, name, copy)


@pytest.fixture(scope="module")
def untouched(world: World, django_db_blocker) -> dict[str, object]:
    with django_db_blocker.unblock():
        return contents()


def contents() -> dict[str, object]:
    """All that is kept, in the database and in files."""
    rows = {
        model._meta.db_table: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table not in OF_THE_VISIT
    }
    return rows | {name: _files(getattr(settings, name)) for name in FOLDERS}


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def asked(visitor: Client, visit: Visit, world: World, call: Call | None, method: str):
    """The answer to one request of the visit."""
    area = world.areas[visit.office]
    actor = visit.actor(world)
    if actor:
        visitor.cookies[settings.SESSION_COOKIE_NAME] = actor.session
    with override("fa"):
        address = reverse(visit.route.name, kwargs=visit.route.kwargs(area)) + visit.route.query
    # A refusal in JSON is said sooner than on a page.
    refused = actor and set(expected(visit, world, method)) <= {403, 404}
    headers = {"Accept": "application/json"} if refused else {}
    if method == "get":
        return visitor.get(address, headers=headers)
    data = dict(call.data(area)) if call else {}
    if call and call.json:
        return visitor.post(address, json.dumps(data), content_type="application/json")
    return visitor.post(address, data, headers=headers)


def expected(visit: Visit, world: World, method: str) -> tuple[int, ...]:
    """The statuses that may come."""
    route, access = visit.route, VIEWS[visit.route.name].access
    call = route.get if method == "get" else route.post
    if stopped := at_the_door(visit, access, call):
        return stopped
    if call is None:
        reading = () if method == "get" else expected(visit, world, "get")
        return NOT_TAKEN + reading
    return beyond_the_door(visit, world, call)


def at_the_door(visit: Visit, access: Access, call: Call | None) -> tuple[int, ...]:
    if access.audience is Audience.PUBLIC:
        return ()
    if visit.relation == "anonymous":
        return UNSIGNED if call and call.json else MOVED
    if access.audience is Audience.MANDATES and visit.role not in access.roles:
        return REFUSED
    return ()


def beyond_the_door(visit: Visit, world: World, call: Call) -> tuple[int, ...]:
    if not reaches(visit, world):
        return visit.route.refusal
    if visit.role and visit.role not in call.only:
        return REFUSED
    return call.above if call.above and visit.relation == "above" else call.answers


def reaches(visit: Visit, world: World) -> bool:
    """Whether the thing belongs to the subtree of the mandate, or to the person."""
    staff, actor = world.areas[visit.office].staff, visit.actor(world)
    if visit.route.whose is Whose.NOBODY:
        return True
    if visit.route.whose is Whose.LIAISON:
        return actor is not None and actor.person == staff.liaison.person
    place = staff.agency if visit.route.whose is Whose.AGENCY else staff.office
    return actor is not None and actor.acting is not None and place.path.startswith(actor.acting.organisation.path)


def may_change(visit: Visit, world: World, call: Call | None) -> bool:
    return call is not None and expected(visit, world, "post") == call.answers


def leaks(page: str, visit: Visit, world: World) -> list[str]:
    """Marks on the page of what the reader has no business with: on a public page, names of the staff."""
    actor = visit.actor(world)
    access = VIEWS[visit.route.name].access
    if access.audience is Audience.PUBLIC:
        own = actor.username if actor else ""
        return [name for name in re.findall(rf"{STAFF_MARK} ([\w.]+)", page) if name != own]
    reach = actor.acting.organisation.path if actor and actor.acting else "nowhere"
    above = actor.acting.organisation.path if actor and actor.acting else ""
    return [
        mark
        for mark, place in world.marks()
        if mark in page and not place.path.startswith(reach) and not above.startswith(place.path)
    ]


def test_every_address_is_listed():
    listed = {route.name for route in ROUTES}
    assert set(VIEWS) - listed == set(), (
        "Add a Route for each of these to tests/integration/authorization/authorization_routes.py: its name, "
        "whose thing it shows or changes, and what get and post answer to somebody who may."
    )
    assert listed - set(VIEWS) == set(), "These are listed, but no address has their name."


@pytest.mark.parametrize("address", list(VIEWS.values()), ids=lambda address: address.name)
def test_every_view_says_who_may_open_it(address: Address):
    assert isinstance(address.access, Access), "Decorate the view with allow(Role…), signed_in or anyone."


class Writing:
    """Counts what is written while it watches; what belongs to the visit itself does not count."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith(WRITES) and not any(f'"{table}"' in sql for table in OF_THE_VISIT):
            self.statements.append(sql)
        return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize("visit", list(visits()), ids=lambda visit: visit.id)
def test_who_gets_what(visit: Visit, world: World, untouched, visitor, clock, files):
    for method, call in visit.calls():
        writing = Writing()
        with connection.execute_wrapper(writing):
            answer = asked(visitor, visit, world, call, method)
        assert answer.status_code in expected(visit, world, method), method
        assert leaks(answer.content.decode(errors="ignore"), visit, world) == []
        if writing.statements and (method == "get" or not may_change(visit, world, call)):
            assert contents() == untouched, writing.statements


@pytest.mark.django_db
def test_the_open_data_tell_what_is_released_and_name_nobody(world: World, clock):
    area, open_data = world.areas["LORESTAN"], TestClient(create_app(shelf()))
    code = area.codes["public"]
    answers = [
        open_data.simulate_get(f"/data{address}")
        for address in (
            "",
            *(f"/{code}.{format}" for format in ("json", "csv", "xlsx", "parquet")),
            f"/{code}/metadata.json",
            f"/{code}/cell?SEX=M&COUNT=N&TIME_PERIOD=1400",
        )
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert not any(STAFF_MARK.encode() in answer.content for answer in answers)
    assert code in answers[0].text
    assert not any(sealed in answers[0].text for name, sealed in area.codes.items() if name != "public")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["waiting", "drafted", "armed"])
def test_the_open_data_do_not_tell_sealed_from_absent(name: str, world: World, clock):
    open_data = TestClient(create_app(shelf()))
    code = world.areas["LORESTAN"].codes[name]
    for tail in (".json", ".csv", "/metadata.json", "/cell?SEX=M"):
        sealed, absent = (open_data.simulate_get(f"/data/{id}{tail}") for id in (code, "NO_SUCH_THING"))
        assert (sealed.status_code, absent.status_code) == (404, 404)
        assert sealed.text.replace(code, "") == absent.text.replace("NO_SUCH_THING", "")


@pytest.mark.django_db
def test_what_the_centre_collects_in_a_province_is_approved_by_the_centre(world: World, clock):
    """The provincial office sees a table of its agency that the centre asked for, and takes no step on it."""
    at = {role: world.actors[role, "SCI"].acting for role in Role}
    liaison, manager = (world.actors[role, "L1"].acting for role in IN_AGENCY)
    centre = Staff(liaison, manager, at[Role.SCI_EXPERT], at[Role.HEAD], at[Role.RELEASE_OFFICER])
    table = collect_one_table("بلوطستان", centre, code="SHARED", steps=("submit", "endorse"))
    expert, head = (world.actors[role, "LORESTAN"].acting for role in (Role.PROVINCIAL_EXPERT, Role.HEAD))
    for step in ("verify", "return"):
        with pytest.raises(Forbidden):
            take_step(table, step=step, by=expert, reason="زیرا")
    take_step(table, step="verify", by=centre.expert)
    for step in ("approve", "reject"):
        with pytest.raises(Forbidden):
            take_step(table, step=step, by=head, reason="زیرا")
    assert take_step(table, step="approve", by=centre.head) == "approved"
