from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from amargah.office.audit.public import Event, events_of
from amargah.office.people.public import Acting, names, organisation, role_label
from amargah.office.workflow.deadlines import Reckoning, WorkingCalendar, reckon
from amargah.office.workflow.models import ClosedWeekday, Holiday, YearlyHoliday
from amargah.office.workflow.permissions import may
from amargah.office.workflow.process import BEGIN, BEGUN, Process, Transition
from amargah.office.workflow.subjects import Subject, subject_ref
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step that was taken: what, when, for which organisation, in which role, by whom, and why.

    `title`, `who` and `text` are the words of the component `timeline`.
    """

    transition: str
    label: Label
    at: datetime
    organisation: Label
    role: Label
    person: Label | None
    reason: str

    @property
    def title(self) -> Label:
        return self.label

    @property
    def who(self) -> Label:
        office = Label(
            f"{self.role.fa}، {self.organisation.fa}", f"{self.role.en}, {self.organisation.text('en')}"
        )
        if self.person is None:
            return office
        return Label(f"{self.person.fa} ({office.fa})", f"{self.person.text('en')} ({office.en})")

    @property
    def text(self) -> str:
        return self.reason


def available(subject: Subject, by: Acting) -> tuple[Transition, ...]:
    """Steps that `by` may take from here. Guards are not asked: a refused step explains itself when tried."""
    leaving = subject.PROCESS.leaving(subject.state)
    return tuple(transition for transition in leaving if may(subject, transition, by))


def history(subject: Subject, *, persons: bool = True) -> tuple[HistoryEntry, ...]:
    """Every step of the subject, oldest first; without `persons` nobody is named, as the public sees it."""
    events = tuple(_events(subject))
    offices: dict[int | None, Label] = {
        id: organisation(id).label for id in {event.actor.organisation for event in events} if id
    }
    ids = {event.actor.person for event in events if event.actor.person} if persons else set[int]()
    called = names(ids)
    return tuple(_entry(subject.PROCESS, event, offices, called) for event in events)


def due(subject: Subject) -> datetime | None:
    """Until when the next step is awaited; None if the present state has no time limit."""
    reckoning = reckoned(subject)
    return reckoning.due if reckoning else None


def reckoned(subject: Subject) -> Reckoning | None:
    """The deadline with the days that were not counted, so that anybody can check it."""
    allowances = [step.deadline for step in subject.PROCESS.leaving(subject.state) if step.deadline]
    events = tuple(_events(subject))
    if not allowances or not events:
        return None
    return reckon(events[-1].at, min(allowances), working_calendar(subject.workflow_scope().id))


def working_calendar(organisation_id: int) -> WorkingCalendar:
    """The closed weekdays of one organisation and the official holidays."""
    weekdays = ClosedWeekday.objects.filter(Q(organisation=None) | Q(organisation=organisation_id))
    return WorkingCalendar(
        closed_weekdays=frozenset(weekdays.values_list("weekday", flat=True)),
        yearly={(row.month, row.day): Label(row.name_fa, row.name_en) for row in YearlyHoliday.objects.all()},
        dated={row.date: Label(row.name_fa, row.name_en) for row in Holiday.objects.all()},
    )


def last_person(subject: Subject, name: str) -> int | None:
    """Who last took the step `name`; None if nobody has."""
    verb = f"{subject.PROCESS.id}.{name}"
    return next((event.actor.person for event in reversed(tuple(_events(subject))) if event.verb == verb), None)


def _events(subject: Subject) -> Iterator[Event]:
    prefix = f"{subject.PROCESS.id}."
    return (event for event in events_of(subject_ref(subject)) if event.verb.startswith(prefix))


def _entry(
    process: Process, event: Event, offices: Mapping[int | None, Label], called: Mapping[int, Label]
) -> HistoryEntry:
    name, person = event.verb.removeprefix(f"{process.id}."), event.actor.person
    return HistoryEntry(
        transition=name,
        label=BEGUN if name == BEGIN else process.transition(name).label,
        at=event.at,
        organisation=offices[event.actor.organisation],
        role=role_label(event.actor.role),
        person=called.get(person) if person else None,
        reason=event.reason,
    )
