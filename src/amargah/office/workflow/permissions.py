"""Who may act: the roles of the transition, in the organisations that the mandate sees."""

from amargah.office.people.public import ROLE_LABELS, Acting, holders, sees
from amargah.office.workflow.process import Transition
from amargah.office.workflow.subjects import Subject
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label


def may(subject: Subject, transition: Transition, by: Acting) -> bool:
    """Whether role and scope fit; the state of the subject and the guard are other questions."""
    return by.role in transition.roles and sees(by, subject.workflow_scope())


def check_may(subject: Subject, transition: Transition, by: Acting) -> None:
    """Raise Forbidden unless role and scope fit and the mandate still stands at this moment."""
    if by.role not in transition.roles:
        raise Forbidden(_wrong_role(transition), transition=transition.name)
    if not sees(by, subject.workflow_scope()):
        raise Forbidden(_out_of_scope(transition), transition=transition.name)
    if not _stands(by):
        raise Forbidden(MANDATE_ENDED, transition=transition.name)


MANDATE_ENDED = Label(
    "سمت شما پایان یافته است. با سمت دیگری ادامه دهید یا از راهبر سامانه بخواهید سمتتان را تمدید کند.",
    "Your mandate has ended. Continue with another mandate or ask the administrator to renew it.",
)


def _stands(by: Acting) -> bool:
    # The request may have begun before the mandate was revoked; the transaction asks again.
    return any(holder.mandate == by.mandate for holder in holders(by.role, by.organisation.id))


def _wrong_role(transition: Transition) -> Label:
    fa = " یا ".join(ROLE_LABELS[role].fa for role in transition.roles)
    en = " or ".join(ROLE_LABELS[role].en for role in transition.roles)
    return Label(
        f"«{transition.label.fa}» با این سمت‌ها انجام می‌شود: {fa}.",
        f"“{transition.label.en}” is done by: {en}.",
    )


def _out_of_scope(transition: Transition) -> Label:
    return Label(
        f"«{transition.label.fa}» برای این مورد در حوزه سازمان شما نیست.",
        f"“{transition.label.en}” on this matter is outside the scope of your organisation.",
    )
