"""Collection rounds: planning, opening with letters to the custodians, closing."""

from collections.abc import Iterable
from datetime import datetime
from secrets import token_hex

from django.db import transaction
from django.urls import reverse

from amargah.office.audit.public import now
from amargah.office.collection.models import Assignment, Round, TableDesign
from amargah.office.collection.queries import period_of, title_of
from amargah.office.letters.public import send_letter
from amargah.office.notices.public import notify
from amargah.office.people.public import Acting, Role, holders, organisation
from amargah.office.workflow.public import begin, perform, subject_ref
from amargah.persian.calendar import TEHRAN, format_date
from amargah.persian.digits import to_persian_digits
from amargah.statcore.errors import Forbidden, Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Period

# A number in Latin order keeps it within Persian words: LRI … PDI.
ISOLATED = "\u2066%s\u2069"


@transaction.atomic
def plan_round(
    *,
    title: Label,
    period: Period,
    due_at: datetime,
    closes_at: datetime,
    designs: Iterable[TableDesign],
    by: Acting,
) -> Round:
    """A round of the organisation of `by` that will collect `designs` for `period`."""
    if not now() < due_at <= closes_at:
        raise Invalid(
            Label(
                "مهلت باید در آینده و پیش از بسته شدن نوبت باشد",
                "the due date must be in the future, before closing",
            ),
            field="due_at",
        )
    chosen = list(designs)
    if any(design.state != "final" for design in chosen):
        raise Invalid(Label("تنها جدول‌های نهایی به نوبت می‌آیند", "only final tables can be collected"))
    if any(design.organisation_id != by.organisation.id for design in chosen):
        raise Forbidden(Label("این جدول از آنِ سازمان شما نیست", "this table is not your organisation's"))
    _check_not_collected(chosen, period)
    row = Round.objects.create(
        organisation_id=by.organisation.id,
        title_fa=title.fa,
        title_en=title.en,
        period=period.id,
        due_at=due_at,
        closes_at=closes_at,
    )
    row.designs.set(chosen)
    return begin(row, by=by, changes={"period": period.id})


def _check_not_collected(designs: list[TableDesign], period: Period) -> None:
    """Nobody is asked twice: a table is in one round for a period until it has been approved."""
    locked = TableDesign.objects.select_for_update().filter(pk__in=[design.pk for design in designs])
    wanted = Round.objects.filter(period=period.id, designs__in=list(locked))
    pending = Assignment.objects.filter(design__in=designs, round__period=period.id, round__state="open")
    standing = (
        wanted.filter(state="planned").first()
        or wanted.filter(pk__in=pending.exclude(state="approved").values("round")).first()
    )
    if standing:
        title = title_of(standing)
        raise Invalid(
            Label(
                f"این جدول برای همین دوره در نوبت «{title.fa}» هست",
                f"this table is already in the round “{title.en}” for the same period",
            )
        )


@transaction.atomic
def open_round(row: Round, *, by: Acting) -> Round:
    """Opens the round: each custodian gets its tables, a letter for each, and its liaisons a notice."""
    opened = perform(row, "open", by=by)
    for design in opened.designs.all():
        _assign(opened, design, by)
    return opened


def close_round(row: Round, *, by: Acting) -> Round:
    return perform(row, "close", by=by)


def reopen_round(row: Round, *, by: Acting) -> Round:
    """Lets the agencies go on with the tables that they have."""
    return perform(row, "reopen", by=by)


def _assign(row: Round, design: TableDesign, by: Acting) -> None:
    liaisons = holders(Role.LIAISON, design.custodian_id)
    agency = organisation(design.custodian_id)
    if not liaisons:
        raise Invalid(
            Label(
                f"«{agency.label.fa}» رابط آماری ندارد؛ نخست رابطی معرفی کنید",
                f"{agency.label.en} has no liaison; appoint one first",
            )
        )
    assignment = Assignment.objects.create(
        round=row, design=design, organisation_id=design.custodian_id, signature=token_hex(16)
    )
    due = row.due_at.astimezone(TEHRAN).date()
    title = title_of(design)
    letter = send_letter(
        template="collection-request",
        sender=organisation(row.organisation_id),
        receiver=agency,
        about=subject_ref(assignment),
        values={
            "table_title": title,
            "period": period_of(row),
            "due": Label(format_date(due, "fa"), format_date(due, "en")),
            "organisation": agency.label,
        },
        by=by,
    )
    notify(
        to=liaisons,
        kind="collection",
        subject=Label(f"جدول تازه برای تکمیل: {title.fa}", f"A new table to fill: {title.en}"),
        body=Label(f"نامهٔ شمارهٔ {ISOLATED % to_persian_digits(letter.number)}", f"Letter no. {letter.number}"),
        link=reverse("collection:assignment", args=[assignment.pk]),
    )
    begin(
        assignment,
        by=by,
        changes={"design": design.code, "organisation": agency.code, "letter": letter.number},
    )
