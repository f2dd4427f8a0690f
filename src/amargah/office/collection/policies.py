"""When a step may be taken. Each raises with what stands in the way."""

from amargah.office.collection import queries
from amargah.office.collection.conflicts import round_closed
from amargah.office.collection.design import check_design
from amargah.office.collection.models import Assignment, Comment, Revision, Round, TableDesign
from amargah.office.collection.validation import PlacedFinding
from amargah.office.people.public import Acting, organisation
from amargah.office.workflow.public import other_than
from amargah.statcore.errors import Forbidden, Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.rules import Severity

# Only to lay the table out while it is checked: any year gives the same layout.
SAMPLE_PERIOD = parse_period("1400")

OTHER_THAN_MANAGER = other_than("endorse")
OTHER_THAN_APPROVERS = other_than("endorse", "verify")
# So many addresses are named in one sentence.
NAMED = 6


def design_holds_together(subject: TableDesign, by: Acting) -> None:
    check_design(queries.design_of(subject), SAMPLE_PERIOD)


def own_round(subject: Round, by: Acting) -> None:
    """The letters of a round go out in the name of the office that planned it, so that office alone moves it."""
    if subject.organisation_id != by.organisation.id:
        owner = organisation(subject.organisation_id).label
        raise Forbidden(
            Label(
                f"این نوبت را «{owner.fa}» برنامه‌ریزی کرده است و همان سازمان آن را می‌گشاید و می‌بندد",
                f"{owner.en} planned this round, and that office opens and closes it",
            )
        )


def round_has_tables(subject: Round, by: Acting) -> None:
    own_round(subject, by)
    if not subject.designs.exists():
        raise Invalid(
            Label("پیش از گشودن نوبت، دست‌کم یک جدول نهایی برگزینید", "choose at least one final table first")
        )


def ready_to_submit(subject: Assignment, by: Acting) -> None:
    """The round is open; nothing blank, no error, every warning explained, every remark answered."""
    if subject.round.state != "open":
        raise round_closed()
    _remarks_answered(subject)
    sheet = queries.sheet_of(subject)
    for finding in sheet.findings:
        if finding.severity is Severity.ERROR:
            raise Invalid(_with_places(finding), cells=[place.address for place in finding.places])
        if finding.severity is Severity.WARNING and not finding.explanation:
            raise Invalid(
                Label(f"برای این هشدار توضیح بنویسید: {finding.message.fa}", f"explain: {finding.message.en}")
            )


def only_answered(subject: Assignment, by: Acting) -> None:
    """Figures that the agency's manager approved, untouched since: only words were asked for."""
    if subject.endorsed_revision != subject.revision:
        raise Invalid(
            Label(
                "ارقام پس از تأیید مدیر دستگاه تغییر کرده است؛ آن را برای تأیید مدیر بفرستید",
                "the figures changed after the manager's approval; submit them to the manager",
            )
        )
    ready_to_submit(subject, by)


def not_own_entry(subject: Assignment, by: Acting) -> None:
    """Nobody approves their own entry, in whatever role they come back."""
    if Revision.objects.filter(assignment=subject, person_id=by.person).exists():
        raise Forbidden(
            Label("کسی ورود دادهٔ خود را تأیید نمی‌کند", "nobody approves figures that they entered themselves")
        )


def own_collection(subject: Assignment, by: Acting) -> None:
    """A table is reviewed by the office that asked for it; those above it look on."""
    if subject.round.organisation_id != by.organisation.id:
        owner = organisation(subject.round.organisation_id).label
        raise Forbidden(
            Label(f"این جدول را «{owner.fa}» بررسی می‌کند", f"this table is reviewed by {owner.en}"),
        )


def can_verify(subject: Assignment, by: Acting) -> None:
    """The expert is neither who entered the figures nor who approved them for the agency."""
    own_collection(subject, by)
    not_own_entry(subject, by)
    OTHER_THAN_MANAGER(subject, by)


def can_approve(subject: Assignment, by: Acting) -> None:
    """Each approval of a table is by another person."""
    own_collection(subject, by)
    not_own_entry(subject, by)
    OTHER_THAN_APPROVERS(subject, by)


def _with_places(finding: PlacedFinding) -> Label:
    shown = [place.address for place in finding.places[:NAMED]]
    more = "…" if len(finding.places) > NAMED else ""
    return Label(
        f"{finding.message.fa} (خانه‌های اکسل: {'، '.join(shown)}{more})",
        f"{finding.message.en} (cells in Excel: {', '.join(shown)}{more})",
    )


def _remarks_answered(subject: Assignment) -> None:
    answered = Comment.objects.filter(assignment=subject, answers__isnull=False).values("answers")
    if Comment.objects.filter(assignment=subject, answers__isnull=True).exclude(pk__in=answered).exists():
        raise Invalid(Label("نخست به همهٔ توضیح‌های بازبین پاسخ دهید", "answer every remark of the reviewers first"))
