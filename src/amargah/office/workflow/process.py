"""A process as data: its states and one frozen row a transition. What is published is what runs."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from amargah.office.people.public import Acting, Role
from amargah.statcore.labels import Label

BEGIN = "begin"
BEGUN = Label("آغاز فرایند", "Process begun")
NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """What one transition tells to whom; sent only if the transition is committed."""

    to: Sequence[Acting]
    kind: str
    subject: Label
    body: Label
    link: str


Guard = Callable[[Any, Acting], None]
Notice = Callable[[Any, Acting, str], Sequence[NoticeDraft]]


@dataclass(frozen=True, slots=True)
class State:
    """Where a subject may stand."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True)
class Transition:
    """One permitted step: from which states, to which, by whom, on what condition, within what time.

    `guard` raises one of the errors of `statcore.errors` to refuse. `deadline` is working time, counted from the
    moment the subject came into the source state.
    """

    name: str
    label: Label
    source: tuple[str, ...]
    target: str
    roles: tuple[Role, ...]
    guard: Guard | None = None
    deadline: timedelta | None = None
    notice: Notice | None = None
    reason_required: bool = False


class BadProcess(ValueError):
    """The rows contradict each other; lists every fault at once, since a developer has to mend them all."""

    def __init__(self, process: str, faults: Sequence[str]) -> None:
        super().__init__(f"process {process!r}: " + "; ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Process:
    """States, the one where every subject starts, and the transitions. Checked when it is made."""

    id: str
    label: Label
    states: tuple[State, ...]
    initial: str
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        if faults := tuple(_faults(self)):
            raise BadProcess(self.id, faults)

    @property
    def codes(self) -> tuple[str, ...]:
        """State codes in order, for the check constraint of a subject's column."""
        return tuple(state.code for state in self.states)

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role that takes part, in the order of the office's list of roles."""
        taking_part = {role for transition in self.transitions for role in transition.roles}
        return tuple(role for role in Role if role in taking_part)

    @property
    def final(self) -> tuple[str, ...]:
        """States that nothing leaves."""
        return tuple(code for code in self.codes if not self.leaving(code))

    def state(self, code: str) -> State:
        """The state named `code`; KeyError if there is none."""
        return {state.code: state for state in self.states}[code]

    def transition(self, name: str) -> Transition:
        """The transition named `name`; KeyError if there is none."""
        return {transition.name: transition for transition in self.transitions}[name]

    def leaving(self, code: str) -> tuple[Transition, ...]:
        """Transitions that may be taken from the state `code`."""
        return tuple(transition for transition in self.transitions if code in transition.source)

    def permits(self, name: str, *, state: str, role: Role) -> bool:
        """Whether the table has this step from this state for this role (guards and scope not asked)."""
        transition = self.transition(name)
        return state in transition.source and role in transition.roles


def _faults(process: Process) -> Iterator[str]:
    yield from _name_faults(process)
    known = set(process.codes)
    if process.initial not in known:
        yield f"unknown initial state {process.initial!r}"
    for transition in process.transitions:
        yield from _transition_faults(transition, known)
    for code in process.codes:
        if code not in _reached(process):
            yield f"state {code!r} cannot be reached from {process.initial!r}"


def _name_faults(process: Process) -> Iterator[str]:
    names = [transition.name for transition in process.transitions]
    for kind, given in (("state", list(process.codes)), ("transition", names)):
        yield from (f"{kind} {name!r} is defined twice" for name, times in Counter(given).items() if times > 1)
    for name in (process.id, *process.codes, *names):
        if not NAME.fullmatch(name):
            yield f"{name!r} is not a name of small Latin letters, digits, - and _"
    if BEGIN in names:
        yield f"the name {BEGIN!r} is kept for the first event of a subject"


def _transition_faults(transition: Transition, known: set[str]) -> Iterator[str]:
    for code in (*transition.source, transition.target):
        if code not in known:
            yield f"transition {transition.name!r} names unknown state {code!r}"
    if not transition.source:
        yield f"transition {transition.name!r} starts nowhere"
    if not transition.roles:
        yield f"nobody may take transition {transition.name!r}"
    if transition.deadline is not None and transition.deadline <= timedelta(0):
        yield f"the deadline of transition {transition.name!r} is not positive"


def _reached(process: Process) -> set[str]:
    reached, waiting = set[str](), [process.initial]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting += [transition.target for transition in process.leaving(code)]
    return reached
