"""The door of people: organisations, mandates, and who may see what."""

from amargah.office.people.actions import create_mandate, create_organisation, create_person, end_mandate
from amargah.office.people.fair_use import limits_of_readers
from amargah.office.people.key_files import key_ring, sweep_keys
from amargah.office.people.organisations import Kind
from amargah.office.people.permissions import (
    PUBLIC,
    SIGNED_IN,
    Access,
    Audience,
    allow,
    anyone,
    ask_to_sign_in,
    sees,
    signed_in,
    within,
)
from amargah.office.people.queries import (
    acting,
    holders,
    mandates_of,
    names,
    organisation,
    organisation_by_code,
    organisations_under,
    people,
    person_of,
)
from amargah.office.people.records import Acting, ActingRequest, OrganisationRef, PersonRef
from amargah.office.people.roles import COMMAND, ROLE_LABELS, Role, role_label

__all__ = [
    "COMMAND",
    "PUBLIC",
    "ROLE_LABELS",
    "SIGNED_IN",
    "Access",
    "Acting",
    "ActingRequest",
    "Audience",
    "Kind",
    "OrganisationRef",
    "PersonRef",
    "Role",
    "acting",
    "allow",
    "anyone",
    "ask_to_sign_in",
    "create_mandate",
    "create_organisation",
    "create_person",
    "end_mandate",
    "holders",
    "key_ring",
    "limits_of_readers",
    "mandates_of",
    "names",
    "organisation",
    "organisation_by_code",
    "organisations_under",
    "people",
    "person_of",
    "role_label",
    "sees",
    "signed_in",
    "sweep_keys",
    "within",
]
