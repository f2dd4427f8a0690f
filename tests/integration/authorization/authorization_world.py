"""Two provinces and the centre with their agencies, somebody in every role everywhere, and what they collect.

The things that are asked for are Lorestan's and the centre's; Tehran's are there in order not to be seen.

Everything is made through the doors and actions that the staff uses. Each agency and each province has a mark, a
word that occurs nowhere else: who reads it in a page has seen something of theirs.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.usersessions.models import UserSession
from authorization_areas import Area, Staff, collect_and_release, collect_area, collect_one_table
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.test import Client

from amargah.office.audit.public import clock_at
from amargah.office.people.public import (
    Acting,
    OrganisationRef,
    Role,
    create_mandate,
    create_organisation,
    create_person,
    end_mandate,
)
from amargah.statcore.labels import Label

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
STAFF_MARK = "کارمندنام"
PASSWORD = make_password("long enough for anybody")  # hashed once: hashing is slow on purpose

PLACES = {
    "PBO": ("pbo", "", "برنامه‌داران"),
    "SCI": ("sci", "PBO", "آمارداران"),
    "N1": ("agency", "SCI", "خزرآبادان"),
    "LORESTAN": ("mpo", "SCI", "زاگرسیان"),
    "L1": ("agency", "LORESTAN", "بلوطستان"),
    "L2": ("agency", "LORESTAN", "کاسیت‌شهر"),
    "TEHRAN": ("mpo", "SCI", "البرزنشینان"),
    "T1": ("agency", "TEHRAN", "دماوندیان"),
    "T2": ("agency", "TEHRAN", "توچال‌سرا"),
}
"""Code → kind, code of the parent, mark."""
SEATS = (
    *((role, code) for role in Role for code in ("SCI", "LORESTAN", "L1", "L2", "TEHRAN", "T1")),
    *((role, code) for role in (Role.LIAISON, Role.AGENCY_MANAGER) for code in ("N1", "T2")),
)
"""Where who sits."""


@dataclass(frozen=True)
class Actor:
    """Somebody with a session; without a mandate `acting` is None."""

    acting: Acting | None
    person: int
    username: str
    session: str


@dataclass(frozen=True)
class World:
    """`former` was the liaison of L1; areas are called after their office: LORESTAN and SCI."""

    places: Mapping[str, OrganisationRef]
    actors: Mapping[tuple[Role, str], Actor]
    former: Actor
    areas: Mapping[str, Area]

    def marks(self) -> Iterator[tuple[str, OrganisationRef]]:
        """The marks of agencies and provinces, each with whose it is."""
        return ((mark, self.places[code]) for code, (kind, _, mark) in PLACES.items() if kind in ("agency", "mpo"))


def build_world() -> World:
    """The world as it stands on 1 Farvardin 1405, made in the three weeks before."""
    with _slowly_from(BEGAN):
        places = _places()
        actors = {(role, code): _actor(role, places[code]) for role, code in SEATS}
        areas = {office: _area(office, agency, actors) for office, agency in (("LORESTAN", "L1"), ("SCI", "N1"))}
        collect_and_release(PLACES["T1"][2], _staff("TEHRAN", "T1", actors))
        for office, agency in (("LORESTAN", "L2"), ("TEHRAN", "T2")):
            collect_one_table(PLACES[agency][2], _staff(office, agency, actors), code=f"{agency}_ONLY")
        return World(places, actors, _former(places["L1"]), areas)


@contextmanager
def _slowly_from(instant: datetime) -> Iterator[None]:
    at = instant

    def tick() -> datetime:
        nonlocal at
        at += timedelta(seconds=1)
        return at

    with clock_at(tick):
        yield


def _places() -> dict[str, OrganisationRef]:
    places: dict[str, OrganisationRef] = {}
    for code, (kind, parent, mark) in PLACES.items():
        name = Label(f"ادارهٔ {mark}", f"Office {mark}")
        above = places[parent].id if parent else None
        places[code] = create_organisation(by=None, code=code, name=name, kind=kind, parent=above)
    return places


def _area(office: str, agency: str, actors: Mapping[tuple[Role, str], Actor]) -> Area:
    session = actors[Role.LIAISON, agency].session
    return collect_area(PLACES[agency][2], _staff(office, agency, actors), session)


def _staff(office: str, agency: str, actors: Mapping[tuple[Role, str], Actor]) -> Staff:
    expert = Role.SCI_EXPERT if office == "SCI" else Role.PROVINCIAL_EXPERT
    seats = (
        (Role.LIAISON, agency),
        (Role.AGENCY_MANAGER, agency),
        (expert, office),
        (Role.HEAD, office),
        (Role.RELEASE_OFFICER, office),
    )
    return Staff(*(actors[seat].acting for seat in seats))


def _actor(role: Role, place: OrganisationRef) -> Actor:
    name = f"{role.value}.{place.code.lower()}"
    person = _person(name)
    acting = create_mandate(by=None, person=person, role=role, organisation=place.id, starts=LONG_AGO)
    return Actor(acting, person, name, _signed_in(person))


def _former(place: OrganisationRef) -> Actor:
    person = _person("former")
    held = create_mandate(by=None, person=person, role=Role.LIAISON, organisation=place.id, starts=LONG_AGO)
    end_mandate(by=None, mandate=held.mandate, reason="moved")
    return Actor(None, person, "former", _signed_in(person))


def _person(name: str) -> int:
    label = Label(f"{STAFF_MARK} {name}", f"{STAFF_MARK} {name}")
    person = create_person(by=None, username=name, email=f"{name}@staff.example", name=label).id
    get_user_model().objects.filter(pk=person).update(password=PASSWORD)
    return person


def _signed_in(person: int) -> str:
    """The key of a new session, listed among the person's sessions as after signing in by hand."""
    client = Client()
    client.force_login(get_user_model().objects.get(pk=person), BACKEND)
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    UserSession.objects.create(user_id=person, session_key=key, ip="127.0.0.1", user_agent="test", data={})
    return key
