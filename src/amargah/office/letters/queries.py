from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from amargah.office.audit.public import SubjectRef
from amargah.office.letters.models import Letter
from amargah.office.letters.records import LetterRef, LetterText
from amargah.office.letters.verification import typed
from amargah.office.people.public import ROLE_LABELS, Acting, Role, within
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

PAGE_SIZE = 25
NO_SUCH_LETTER = Label(
    "چنین نامه‌ای در نامه‌های سازمان شما نیست.", "There is no such letter among those of your organisation."
)


def letter_ref(row: Letter) -> LetterRef:
    return LetterRef(
        id=row.pk,
        number=row.number,
        date=row.date,
        subject=Label(row.subject_fa, row.subject_en),
        sender=Label(row.sender.name_fa, row.sender.name_en),
        receiver=Label(row.receiver.name_fa, row.receiver.name_en),
    )


def letter(by: Acting, letter_id: int) -> LetterText:
    """One letter, if sender or receiver is in the subtree of `by`; else NotFound, as if it did not exist."""
    row = _visible(by).filter(pk=letter_id).first()
    if row is None:
        raise NotFound(NO_SUCH_LETTER)
    return _text(row)


def received(by: Acting, page: str | None = None) -> Page[Any]:
    """Letters to the organisations of the mandate, the newest first."""
    return _page(_visible(by).filter(within(by, "receiver")), page)


def sent(by: Acting, page: str | None = None) -> Page[Any]:
    """Letters from the organisations of the mandate, the newest first."""
    return _page(_visible(by).filter(within(by, "sender")), page)


def letters_about(about: SubjectRef) -> tuple[LetterRef, ...]:
    """The letters on one matter, the oldest first. Who may see the matter is the caller's question."""
    rows = _rows().filter(about_kind=about.kind, about_id=about.id).order_by("sent_at", "pk")
    return tuple(letter_ref(row) for row in rows)


def verified(code: str) -> LetterRef | None:
    """The letter that carries this code, however it was typed; its words stay with sender and receiver."""
    row = _rows().filter(verification_code=typed(code)).first()
    return letter_ref(row) if row else None


def _rows() -> QuerySet[Letter]:
    return Letter.objects.select_related("sender", "receiver", "signatory")


def _visible(by: Acting) -> QuerySet[Letter]:
    return _rows().filter(within(by, "sender") | within(by, "receiver"))


def _page(rows: QuerySet[Letter], number: str | None) -> Page[Any]:
    page: Page[Any] = Paginator(rows, PAGE_SIZE).get_page(number)
    page.object_list = [letter_ref(row) for row in page.object_list]
    return page


def _text(row: Letter) -> LetterText:
    return LetterText(
        ref=letter_ref(row),
        body=Label(row.body_fa, row.body_en),
        attachment=Label(row.attachment_fa, row.attachment_en),
        signatory=Label(row.signatory.name_fa, row.signatory.name_en),
        signatory_role=ROLE_LABELS[Role(row.signatory_role)],
        verification_code=row.verification_code,
        sent_at=row.sent_at,
        about=SubjectRef(row.about_kind, row.about_id),
    )
