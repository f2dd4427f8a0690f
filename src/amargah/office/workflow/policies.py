"""When a step may be taken: the state that was shown, a reason where one is asked, a second pair of eyes."""

from amargah.office.people.public import Acting
from amargah.office.workflow.process import Guard, Process, Transition
from amargah.office.workflow.queries import HistoryEntry, history, last_person
from amargah.office.workflow.subjects import Subject
from amargah.persian.calendar import format_instant
from amargah.statcore.errors import Conflict, Forbidden, Invalid
from amargah.statcore.labels import Label


def check_state(subject: Subject, transition: Transition, expected_state: str | None) -> None:
    """Raise Conflict, naming who was first, if the subject has left the state that was shown or that is needed."""
    shown = (expected_state,) if expected_state is not None else transition.source
    if subject.state in shown and subject.state in transition.source:
        return
    past = history(subject)
    detail = _somebody_was_first(subject, past[-1]) if past else _not_from_here(subject, transition)
    raise Conflict(detail, state=subject.state, transition=transition.name)


def check_reason(transition: Transition, reason: str) -> None:
    """Raise Invalid if the step needs its reason in words and has none."""
    if transition.reason_required and not reason.strip():
        raise Invalid(
            Label(
                f"برای «{transition.label.fa}» دلیل را بنویسید.",
                f"Write the reason for “{transition.label.en}”.",
            ),
            field="reason",
        )


def other_than(*names: str) -> Guard:
    """A guard for the rule of two persons: who last did one of the steps `names` may not do this one."""

    def guard(subject: Subject, by: Acting) -> None:
        if by.person in {last_person(subject, name) for name in names}:
            raise Forbidden(SECOND_PERSON)

    return guard


SECOND_PERSON = Label(
    "گام پیشین را خود شما انجام داده‌اید؛ این گام را باید فرد دیگری انجام دهد.",
    "You did the earlier step yourself; another person must do this one.",
)


def _somebody_was_first(subject: Subject, last: HistoryEntry) -> Label:
    state = _state_label(subject.PROCESS, subject.state)
    return Label(
        f"پیش از شما {last.who.fa} در {format_instant(last.at, 'fa')} «{last.label.fa}» را انجام داده است. "
        f"وضعیت کنونی «{state.fa}» است؛ صفحه را تازه کنید.",
        f"{last.who.en} was first: “{last.label.en}” at {format_instant(last.at, 'en')}. "
        f"The state is now “{state.en}”; reload the page.",
    )


def _not_from_here(subject: Subject, transition: Transition) -> Label:
    state = _state_label(subject.PROCESS, subject.state)
    return Label(
        f"«{transition.label.fa}» از وضعیت «{state.fa}» ممکن نیست.",
        f"“{transition.label.en}” is not possible from the state “{state.en}”.",
    )


def _state_label(process: Process, code: str) -> Label:
    return process.state(code).label
