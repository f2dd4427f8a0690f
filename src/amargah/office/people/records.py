"""What crosses the door of people."""

from dataclasses import dataclass

from django.http import HttpRequest

from amargah.office.audit.public import ActorRef
from amargah.office.people.roles import ROLE_LABELS, Role
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class OrganisationRef:
    """An organisation; `path` is "/1/4/9/" from the root down, `province` a code or ""."""

    id: int
    code: str
    label: Label
    kind: str
    path: str
    province: str


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person who can sign in."""

    id: int
    username: str
    email: str
    phone: str
    name: Label


@dataclass(frozen=True, slots=True)
class Acting:
    """A person in one of their mandates: who acts, in which role, for which organisation."""

    mandate: int
    person: int
    role: Role
    organisation: OrganisationRef
    name: Label

    @property
    def actor(self) -> ActorRef:
        return ActorRef(self.person, self.organisation.id, self.role.value)

    @property
    def label(self) -> Label:
        """Role and organisation in words."""
        role, organisation = ROLE_LABELS[self.role], self.organisation.label
        return Label(f"{role.fa}، {organisation.fa}", f"{role.en}, {organisation.en or organisation.fa}")


class ActingRequest(HttpRequest):
    """What `allow` hands on to a view: a request that knows who acts."""

    acting: Acting
