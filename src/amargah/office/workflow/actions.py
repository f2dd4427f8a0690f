from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from amargah.office.audit.public import Json, SubjectRef, append
from amargah.office.notices.public import notify
from amargah.office.people.public import Acting, Role
from amargah.office.workflow.models import Holiday
from amargah.office.workflow.permissions import check_may
from amargah.office.workflow.policies import check_reason, check_state
from amargah.office.workflow.process import BEGIN, Transition
from amargah.office.workflow.subjects import S, Subject, rows_of, subject_ref
from amargah.statcore.errors import Forbidden, NotFound
from amargah.statcore.labels import Label

GONE = Label("این مورد دیگر وجود ندارد.", "This matter no longer exists.")


@transaction.atomic
def begin(subject: S, *, by: Acting, reason: str = "", changes: Mapping[str, Json] | None = None) -> S:
    """Write the first event of a saved subject, from which the clock of its initial state runs."""
    append(
        verb=f"{subject.PROCESS.id}.{BEGIN}",
        actor=by.actor,
        subject=subject_ref(subject),
        reason=reason,
        changes={**(changes or {}), "state": [None, subject.state]},
    )
    return subject


@transaction.atomic
def perform(
    subject: S,
    name: str,
    *,
    by: Acting,
    reason: str = "",
    changes: Mapping[str, Json] | None = None,
    expected_state: str | None = None,
) -> S:
    """Take one step: lock and read the row again, check, save the state, append the event, write the notices.

    `subject` itself is refreshed under the lock, so what was set on it without saving is lost; columns that belong
    to the step are saved by the caller afterwards, in one transaction with this. `changes` goes into the event.
    `expected_state` is what the page showed. All of it happens or nothing does.
    Raises Forbidden (role, scope), Conflict (somebody was first, who is named), Invalid (no reason), NotFound (the
    row is gone) and what the guard raises.
    """
    transition = subject.PROCESS.transition(name)
    _lock(subject)
    check_may(subject, transition, by)
    check_state(subject, transition, expected_state)
    check_reason(transition, reason)
    if transition.guard:
        transition.guard(subject, by)
    _move(subject, transition, by=by, reason=reason.strip(), changes=changes or {})
    _tell(subject, transition, by=by, reason=reason.strip())
    return subject


@transaction.atomic
def declare_holiday(*, day: date, name: Label, by: Acting) -> None:
    """Close the office on one date; repeating it changes the name. Deadlines that run move with it."""
    if by.role is not Role.ADMINISTRATOR:
        raise Forbidden(
            Label("تعطیلات را راهبر سامانه ثبت می‌کند.", "Holidays are entered by the administrator."),
        )
    holiday, _ = Holiday.objects.update_or_create(date=day, defaults={"name_fa": name.fa, "name_en": name.en})
    append(
        verb="workflow.declare_holiday",
        actor=by.actor,
        subject=SubjectRef("workflow.holiday", holiday.pk),
        changes={"date": day.isoformat(), "name": name.fa},
    )


def _lock(subject: Subject) -> None:
    try:
        subject.refresh_from_db(from_queryset=rows_of(subject).select_for_update())
    except ObjectDoesNotExist as absent:
        raise NotFound(GONE) from absent


def _move(
    subject: Subject, transition: Transition, *, by: Acting, reason: str, changes: Mapping[str, Json]
) -> None:
    source, subject.state = subject.state, transition.target
    subject.save(update_fields=["state"])
    append(
        verb=f"{subject.PROCESS.id}.{transition.name}",
        actor=by.actor,
        subject=subject_ref(subject),
        reason=reason,
        changes={**changes, "state": [source, transition.target]},
    )


def _tell(subject: Subject, transition: Transition, *, by: Acting, reason: str) -> None:
    # Written in this transaction as rows; the sweep sends only what has been committed.
    for draft in transition.notice(subject, by, reason) if transition.notice else ():
        notify(to=draft.to, kind=draft.kind, subject=draft.subject, body=draft.body, link=draft.link)
