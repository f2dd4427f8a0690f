"""A small tree of offices with one person in every post, for the tests of the office's contexts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from amargah.office.people.public import (
    Acting,
    OrganisationRef,
    Role,
    create_mandate,
    create_organisation,
    create_person,
)
from amargah.statcore.labels import Label

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
_numbers: Iterator[int] = count(1)


@dataclass(frozen=True)
class Tree:
    """Centre → Lorestan and Tehran → an agency each."""

    centre: OrganisationRef
    lorestan: OrganisationRef
    tehran: OrganisationRef
    agency: OrganisationRef
    other_agency: OrganisationRef


def plant() -> Tree:
    """The five organisations, saved, with codes that no other tree has."""
    centre = _organisation("sci", "مرکز آمار ایران", None)
    lorestan = _organisation("mpo", "سازمان مدیریت لرستان", centre)
    tehran = _organisation("mpo", "سازمان مدیریت تهران", centre)
    return Tree(
        centre=centre,
        lorestan=lorestan,
        tehran=tehran,
        agency=_organisation("agency", "اداره کل ثبت احوال لرستان", lorestan),
        other_agency=_organisation("agency", "اداره کل ثبت احوال تهران", tehran),
    )


def appoint(role: Role, place: OrganisationRef, name: str = "") -> Acting:
    """A new person who has held `role` at `place` since long before any clock of the tests."""
    number = next(_numbers)
    label = Label(name or f"شخص {number}", f"Person {number}")
    person = create_person(by=None, username=f"person{number}", email=f"p{number}@example.ir", name=label)
    return create_mandate(by=None, person=person.id, role=role, organisation=place.id, starts=LONG_AGO)


def _organisation(kind: str, name: str, parent: OrganisationRef | None) -> OrganisationRef:
    number = next(_numbers)
    return create_organisation(
        by=None,
        code=f"{kind}{number}",
        name=Label(name, f"{kind.upper()} {number}"),
        kind=kind,
        parent=parent.id if parent else None,
    )
