"""Who is told when a table moves."""

from collections.abc import Sequence

from django.urls import reverse

from amargah.office.collection.models import Assignment
from amargah.office.people.public import Acting, Role, holders, organisation
from amargah.office.workflow.public import NoticeDraft
from amargah.statcore.labels import Label


def to_the_manager(subject: Assignment, by: Acting, reason: str) -> Sequence[NoticeDraft]:
    return [
        _draft(
            subject,
            holders(Role.AGENCY_MANAGER, subject.organisation_id),
            Label("جدولی در انتظار تأیید شماست", "A table waits for your approval"),
        )
    ]


def to_the_expert(subject: Assignment, by: Acting, reason: str) -> Sequence[NoticeDraft]:
    return [
        _draft(
            subject,
            _office(subject, Role.PROVINCIAL_EXPERT, Role.SCI_EXPERT),
            Label("جدولی برای بررسی رسید", "A table has come for review"),
        )
    ]


def to_the_head(subject: Assignment, by: Acting, reason: str) -> Sequence[NoticeDraft]:
    return [
        _draft(
            subject,
            _office(subject, Role.HEAD),
            Label("جدولی در انتظار تأیید نهایی است", "A table waits for the final approval"),
        )
    ]


def returned(subject: Assignment, by: Acting, reason: str) -> Sequence[NoticeDraft]:
    return [
        _draft(
            subject,
            holders(Role.LIAISON, subject.organisation_id),
            Label("جدول برگشت خورد", "The table was returned"),
            reason,
        )
    ]


def approved(subject: Assignment, by: Acting, reason: str) -> Sequence[NoticeDraft]:
    agency = subject.organisation_id
    people = (*holders(Role.LIAISON, agency), *holders(Role.AGENCY_MANAGER, agency))
    return [_draft(subject, people, Label("جدول شما تأیید نهایی شد", "Your table was approved"))]


def _draft(subject: Assignment, to: Sequence[Acting], headline: Label, reason: str = "") -> NoticeDraft:
    agency = organisation(subject.organisation_id).label
    design = subject.design
    tail = f"\n{reason}" if reason else ""
    return NoticeDraft(
        to=tuple(to),
        kind="collection",
        subject=Label(f"{headline.fa}: {design.title_fa}", f"{headline.en}: {design.title_en}"),
        body=Label(
            f"«{design.title_fa}»، {agency.fa}{tail}", f"“{design.title_en or design.title_fa}”, {agency.en}{tail}"
        ),
        link=reverse("collection:assignment", args=[subject.pk]),
    )


def _office(subject: Assignment, *roles: Role) -> tuple[Acting, ...]:
    return tuple(person for role in roles for person in holders(role, subject.round.organisation_id))
