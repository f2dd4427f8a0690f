"""What a Django model must offer to go through a process."""

from typing import Any, ClassVar, Protocol, TypeVar, cast

from django.db.models import Model, QuerySet

from amargah.office.audit.public import SubjectRef
from amargah.office.people.public import OrganisationRef
from amargah.office.workflow.process import Process


class Subject(Protocol):
    """A model with a `state` column, the process it follows, and the organisation whose matter it is."""

    PROCESS: ClassVar[Process]
    pk: Any
    state: Any
    _meta: ClassVar[Any]

    def workflow_scope(self) -> OrganisationRef:
        """The organisation whose matter this is: mandates that see it may act."""

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None: ...

    def save(self, *, update_fields: Any = None) -> None: ...


S = TypeVar("S", bound=Subject)


def subject_ref(subject: Subject) -> SubjectRef:
    """Under which name the audit knows `subject`: kind "app.model" and key."""
    return SubjectRef(kind=subject._meta.label_lower, id=subject.pk)


def rows_of(subject: Subject) -> QuerySet[Any]:
    """The table of `subject`, past any filter of a default manager."""
    return cast(type[Model], type(subject))._base_manager.all()
