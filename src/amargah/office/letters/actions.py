from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from amargah.office.audit.public import SubjectRef, append, now
from amargah.office.letters.models import Letter, LetterCounter, LetterTemplate
from amargah.office.letters.permissions import RECEIVERS, check_may_send
from amargah.office.letters.queries import letter_ref
from amargah.office.letters.records import LetterRef
from amargah.office.letters.verification import new_code
from amargah.office.letters.wording import written
from amargah.office.notices.public import notify
from amargah.office.people.public import Acting, OrganisationRef, holders
from amargah.persian.calendar import TEHRAN, solar_date
from amargah.persian.digits import to_persian_digits
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label


@transaction.atomic
def send_letter(
    *,
    template: str,
    sender: OrganisationRef,
    receiver: OrganisationRef,
    about: SubjectRef,
    values: Mapping[str, Label],
    by: Acting,
) -> LetterRef:
    """Write, number and deliver one letter in the caller's transaction; a rolled-back letter leaves no gap.

    Senders of one organisation queue on its counter until the caller commits. Raises Forbidden (not a signatory of
    `sender`), NotFound (no such template), Invalid (a value is missing).
    """
    check_may_send(by, sender)
    row = _written(_template(template), values)
    row.sender_id, row.receiver_id = sender.id, receiver.id
    row.signatory_id, row.signatory_role = by.person, by.role.value
    row.about_kind, row.about_id = about.kind, about.id
    _sign(row, about, by)
    _number(row, sender)
    row.save(force_insert=True)
    _record(row, by)
    _deliver(row, receiver)
    return letter_ref(row)


def _template(code: str) -> LetterTemplate:
    row = LetterTemplate.objects.filter(code=code).first()
    if row is None:
        raise NotFound(Label(f"نمونه نامه «{code}» تعریف نشده است.", f"There is no letter template “{code}”."))
    return row


def _written(template: LetterTemplate, values: Mapping[str, Label]) -> Letter:
    subject = written(Label(template.subject_fa, template.subject_en), values)
    body = written(Label(template.body_fa, template.body_en), values)
    return Letter(
        template=template,
        subject_fa=subject.fa,
        subject_en=subject.en,
        body_fa=body.fa,
        body_en=body.en,
        attachment_fa=template.attachment_fa,
        attachment_en=template.attachment_en,
        verification_code=new_code(),
    )


def _sign(row: Letter, about: SubjectRef, by: Acting) -> None:
    # Before the number is taken: whoever takes one holds the end of the audit already, as does a caller that has
    # appended something, so two senders can never wait for each other.
    append(
        verb="letters.sign",
        actor=by.actor,
        subject=about,
        changes={"template": row.template.code, "receiver": row.receiver_id},
    )


def _number(row: Letter, sender: OrganisationRef) -> None:
    row.sent_at = now()
    row.date = row.sent_at.astimezone(TEHRAN).date()
    row.year = solar_date(row.date).year
    row.ordinal = _next_ordinal(sender.id, row.year)
    row.number = f"{row.year}/{sender.code}/{row.ordinal:04}"


def _next_ordinal(sender: int, year: int) -> int:
    LetterCounter.objects.get_or_create(sender_id=sender, year=year)
    counter = LetterCounter.objects.select_for_update().get(sender_id=sender, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _record(row: Letter, by: Acting) -> None:
    append(
        verb="letters.send",
        actor=by.actor,
        subject=SubjectRef("letters.letter", row.pk),
        changes={"number": row.number, "receiver": row.receiver_id, "about": [row.about_kind, row.about_id]},
    )


def _deliver(row: Letter, receiver: OrganisationRef) -> None:
    ref = letter_ref(row)
    with override("fa"):
        link = reverse("letters:letter", args=[row.pk])
    notify(
        to=[holder for role in RECEIVERS for holder in holders(role, receiver.id)],
        kind="letters.received",
        subject=Label(f"نامهٔ شمارهٔ \u2066{to_persian_digits(ref.number)}\u2069", f"Letter no. {ref.number}"),
        body=Label(
            f"از {ref.sender.fa} رسید. موضوع: {ref.subject.fa}",
            f"From {ref.sender.text('en')}. Subject: {ref.subject.text('en')}",
        ),
        link=link,
    )
