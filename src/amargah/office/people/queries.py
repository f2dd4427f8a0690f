from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from amargah.office.audit.public import now
from amargah.office.people.models import Mandate, Organisation, Person
from amargah.office.people.records import Acting, OrganisationRef, PersonRef
from amargah.office.people.roles import Role
from amargah.statcore.errors import Forbidden, NotFound
from amargah.statcore.labels import Label

SESSION_KEY = "mandate"
SIGN_IN = Label("نخست وارد سامانه شوید.", "Sign in first.")
NO_ORGANISATION = Label("چنین دستگاهی نیست.", "There is no such organisation.")


def organisation_ref(row: Organisation) -> OrganisationRef:
    return OrganisationRef(row.pk, row.code, Label(row.name_fa, row.name_en), row.kind, row.path, row.province)


def person_ref(row: Person) -> PersonRef:
    return PersonRef(row.pk, row.username, row.email, row.phone, Label(row.name_fa, row.name_en))


def acting_as(row: Mandate) -> Acting:
    return Acting(
        mandate=row.pk,
        person=row.person_id,
        role=Role(row.role),
        organisation=organisation_ref(row.organisation),
        name=Label(row.person.name_fa, row.person.name_en),
    )


def acting(request: HttpRequest) -> Acting | None:
    """Who acts in this request: the mandate chosen in the session, else the first valid one; read once."""
    if "acting" not in vars(request):
        vars(request)["acting"] = _chosen(request)
    answer: Acting | None = vars(request)["acting"]
    return answer


def person_of(request: HttpRequest) -> int:
    """The key of who is signed in, for views that only those who are signed in reach."""
    if request.user.pk is None:
        raise Forbidden(SIGN_IN)
    return request.user.pk


def _chosen(request: HttpRequest) -> Acting | None:
    if not request.user.is_authenticated:
        return None
    mandates = mandates_of(person_of(request))
    chosen = request.session.get(SESSION_KEY)
    return next((each for each in mandates if each.mandate == chosen), mandates[0] if mandates else None)


def mandates_of(person: int) -> tuple[Acting, ...]:
    """The mandates that a person may act in now, the oldest first."""
    rows = valid_mandates().filter(person=person)
    return tuple(acting_as(row) for row in rows.order_by("starts", "pk"))


def holders(role: Role, organisation_id: int) -> tuple[Acting, ...]:
    """Everybody who holds `role` at exactly this organisation now."""
    rows = valid_mandates().filter(role=role, organisation=organisation_id, person__is_active=True)
    return tuple(acting_as(row) for row in rows.order_by("starts", "pk"))


def valid_mandates() -> QuerySet[Mandate]:
    at = now()
    valid = Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at))
    return Mandate.objects.filter(valid).select_related("person", "organisation")


def organisation(organisation_id: int) -> OrganisationRef:
    """One organisation by its key; NotFound if there is none."""
    return _one(Organisation.objects.filter(pk=organisation_id))


def organisation_by_code(code: str) -> OrganisationRef:
    """One organisation by its code; NotFound if there is none."""
    return _one(Organisation.objects.filter(code=code))


def organisations_under(path: str, kind: str | None = None) -> tuple[OrganisationRef, ...]:
    """The subtree of `path`, itself included, in the order of names."""
    rows = Organisation.objects.filter(path__startswith=path)
    if kind:
        rows = rows.filter(kind=kind)
    return tuple(organisation_ref(row) for row in rows.order_by("name_fa", "pk"))


def people(ids: Iterable[int]) -> tuple[PersonRef, ...]:
    """Active persons among `ids`, for those who must be able to write to them."""
    return tuple(person_ref(row) for row in Person.objects.filter(pk__in=set(ids), is_active=True).order_by("pk"))


def names(ids: Iterable[int]) -> dict[int, Label]:
    """What the persons among `ids` are called, by key, also those who may no longer sign in."""
    rows = Person.objects.filter(pk__in=set(ids)).values_list("pk", "name_fa", "name_en")
    return {pk: Label(fa, en) for pk, fa, en in rows}


def profile_of(person: int) -> PersonRef:
    """The person with this key, who must exist."""
    return person_ref(Person.objects.get(pk=person))


def _one(rows: QuerySet[Organisation]) -> OrganisationRef:
    row = rows.first()
    if row is None:
        raise NotFound(NO_ORGANISATION)
    return organisation_ref(row)
