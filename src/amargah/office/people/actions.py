from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from amargah.office.audit.public import PLATFORM, ActorRef, Json, SubjectRef, append, now
from amargah.office.people.models import Mandate, Organisation, Person
from amargah.office.people.organisations import Kind
from amargah.office.people.permissions import sees
from amargah.office.people.queries import acting_as, organisation_ref, person_ref
from amargah.office.people.queries import organisation as find_organisation
from amargah.office.people.records import Acting, OrganisationRef, PersonRef
from amargah.office.people.roles import Role
from amargah.statcore.errors import Conflict, Forbidden, Invalid, NotFound
from amargah.statcore.labels import Label

ADMINISTRATORS_ONLY = Label(
    "این کار فقط از راهبر سامانه و در محدوده سازمان خودش برمی‌آید.",
    "Only an administrator may do this, within their own organisation.",
)
TAKEN = Label(
    "این نام کاربری یا رایانامه را شخص دیگری دارد.", "Somebody else has this user name or e-mail address."
)
CODE_TAKEN = Label("دستگاه دیگری این کد را دارد.", "Another organisation has this code.")
BAD_EMAIL = Label("نشانی رایانامه درست نیست.", "The e-mail address is not valid.")
BAD_USERNAME = Label(
    "نام کاربری نباید خالی باشد یا «@» داشته باشد.", "A user name must not be empty or contain “@”."
)
WEAK_PASSWORD = Label(
    "گذرواژه ضعیف است. دست‌کم ده نویسه و نه یک واژه رایج بنویسید.",
    "The password is weak. Use ten characters or more, and not a common word.",
)
ENDS_BEFORE_START = Label("پایان سمت باید پس از آغاز آن باشد.", "A mandate must end after it starts.")
NO_SUCH_MANDATE = Label("چنین سمتی نیست.", "There is no such mandate.")
ALREADY_ENDED = Label("این سمت پیش‌تر پایان یافته است.", "This mandate has already ended.")


@transaction.atomic
def create_person(
    *, by: Acting | None, username: str, email: str, name: Label, phone: str = "", password: str | None = None
) -> PersonRef:
    """Let a person sign in; without a password they set one by "forgotten password". `by=None` is the platform."""
    _check_administrator(by, None)
    _check_account(username, email, password)
    row = Person(username=username, email=email, name_fa=name.fa, name_en=name.en, phone=phone)
    row.set_password(password)
    if Person.objects.filter(Q(username__iexact=username) | Q(email__iexact=email)).exists():
        raise Conflict(TAKEN)
    _save_once(row, TAKEN)
    _record(by, "people.person_created", SubjectRef("people.person", row.pk), username=username)
    return person_ref(row)


@transaction.atomic
def create_organisation(
    *, by: Acting | None, code: str, name: Label, kind: str, parent: int | None = None, province: str = ""
) -> OrganisationRef:
    """Add an organisation to the tree under `parent` (none: a root)."""
    above = find_organisation(parent) if parent else None
    _check_administrator(by, above)
    row = Organisation(
        code=code, name_fa=name.fa, name_en=name.en, kind=Kind(kind), parent_id=parent, province=province
    )
    _save_once(row, CODE_TAKEN)
    row.path = f"{above.path if above else '/'}{row.pk}/"
    row.save(update_fields=["path"])
    _record(by, "people.organisation_created", SubjectRef("people.organisation", row.pk), code=code, path=row.path)
    return organisation_ref(row)


@transaction.atomic
def create_mandate(
    *,
    by: Acting | None,
    person: int,
    role: Role,
    organisation: int,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> Acting:
    """Give a person a role at an organisation from `starts` (default: now) until `ends` (default: open)."""
    place = find_organisation(organisation)
    _check_administrator(by, place)
    begins = starts or now()
    if ends and ends <= begins:
        raise Invalid(ENDS_BEFORE_START)
    row = Mandate.objects.create(
        person_id=person, role=role, organisation_id=organisation, starts=begins, ends=ends
    )
    _record(
        by,
        "people.mandate_created",
        SubjectRef("people.mandate", row.pk),
        person=person,
        role=role.value,
        organisation=organisation,
        starts=begins.isoformat(),
        ends=ends.isoformat() if ends else None,
    )
    return acting_as(row)


@transaction.atomic
def end_mandate(*, by: Acting | None, mandate: int, reason: str) -> None:
    """End a mandate now; what was done in it keeps its name."""
    row = Mandate.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=mandate).first()
    if row is None:
        raise NotFound(NO_SUCH_MANDATE)
    _check_administrator(by, organisation_ref(row.organisation))
    at = now()
    if row.ends and row.ends <= at:
        raise Conflict(ALREADY_ENDED)
    if row.starts >= at:
        raise Conflict(ENDS_BEFORE_START)
    row.ends = at
    row.save(update_fields=["ends"])
    append(
        verb="people.mandate_ended",
        actor=_actor(by),
        subject=SubjectRef("people.mandate", row.pk),
        reason=reason,
    )


def _check_administrator(by: Acting | None, place: OrganisationRef | None) -> None:
    if by is None:
        return
    if by.role is not Role.ADMINISTRATOR or (place and not sees(by, place)):
        raise Forbidden(ADMINISTRATORS_ONLY)


def _check_account(username: str, email: str, password: str | None) -> None:
    if not username or "@" in username:
        raise Invalid(BAD_USERNAME, field="username")
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(BAD_EMAIL, field="email") from None
    if password is None:
        return
    try:
        validate_password(password)
    except ValidationError:
        raise Invalid(WEAK_PASSWORD, field="password") from None


def _save_once(row: Person | Organisation, taken: Label) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(taken) from None


def _actor(by: Acting | None) -> ActorRef:
    return by.actor if by else PLATFORM


def _record(by: Acting | None, verb: str, subject: SubjectRef, **changes: Json) -> None:
    append(verb=verb, actor=_actor(by), subject=subject, changes=changes)
