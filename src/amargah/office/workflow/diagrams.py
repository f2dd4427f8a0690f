"""The published pictures of a process, drawn from the rows that run."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from amargah.office.people.public import ROLE_LABELS, Role
from amargah.office.workflow.process import Process, State, Transition
from amargah.persian.digits import format_number
from amargah.statcore.labels import Label

MARK = "●"
HEADS = (
    Label("گام", "Step"),
    Label("از وضعیت", "From"),
    Label("به وضعیت", "To"),
    Label("مهلت", "Time limit"),
)


@dataclass(frozen=True, slots=True)
class PermissionRow:
    """One transition as people read it; `permitted` runs along `Process.roles`."""

    transition: Transition
    sources: tuple[State, ...]
    target: State
    permitted: tuple[tuple[Role, bool], ...]

    @property
    def limit(self) -> Label:
        """The time limit in words; empty where there is none."""
        return working_time(self.transition.deadline)


def permission_rows(process: Process) -> tuple[PermissionRow, ...]:
    """Who may take which step, row by row in the order of the process."""
    return tuple(
        PermissionRow(
            transition=transition,
            sources=tuple(process.state(code) for code in transition.source),
            target=process.state(transition.target),
            permitted=tuple((role, role in transition.roles) for role in process.roles),
        )
        for transition in process.transitions
    )


def permission_table(process: Process, language: str = "fa") -> str:
    """The same rows as a Markdown table."""
    heads = [head.text(language) for head in HEADS] + [ROLE_LABELS[role].text(language) for role in process.roles]
    lines = [_markdown(heads), _markdown(["---"] * len(HEADS) + [":-:"] * len(process.roles))]
    lines += [_markdown(_cells(row, language)) for row in permission_rows(process)]
    return "\n".join(lines) + "\n"


def mermaid(process: Process, language: str = "fa") -> str:
    """The process as a Mermaid state diagram."""
    return "\n".join(["stateDiagram-v2", *_diagram_lines(process, language)]) + "\n"


def working_time(allowance: timedelta | None) -> Label:
    """«۳ روز کاری» / "3 working days"; hours where the allowance is not in whole days."""
    if allowance is None:
        return Label("", "")
    days, rest = divmod(allowance, timedelta(days=1))
    if not rest:
        return _amount(days, "روز کاری", "working day")
    return _amount(round(allowance / timedelta(hours=1)), "ساعت کاری", "working hour")


def _amount(number: int, fa: str, en: str) -> Label:
    plural = "" if number == 1 else "s"
    return Label(f"{format_number(number, 0, 'fa')} {fa}", f"{format_number(number, 0, 'en')} {en}{plural}")


def _cells(row: PermissionRow, language: str) -> list[str]:
    comma = "، " if language == "fa" else ", "
    words = [
        row.transition.label.text(language),
        comma.join(state.label.text(language) for state in row.sources),
        row.target.label.text(language),
        row.limit.text(language),
    ]
    return words + [MARK if permitted else "" for _, permitted in row.permitted]


def _markdown(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _diagram_lines(process: Process, language: str) -> Iterator[str]:
    for state in process.states:
        yield f'    state "{_plain(state.label.text(language))}" as {_node(state.code)}'
    yield f"    [*] --> {_node(process.initial)}"
    for transition in process.transitions:
        label = _plain(transition.label.text(language))
        for code in transition.source:
            yield f"    {_node(code)} --> {_node(transition.target)}: {label}"
    for code in process.final:
        yield f"    {_node(code)} --> [*]"


def _plain(text: str) -> str:
    # A quote ends a Mermaid name and a semicolon ends its line; neither can be escaped.
    return text.replace('"', "'").replace(";", "،").replace("\n", " ")


def _node(code: str) -> str:
    # A hyphen in an identifier is read as the start of an arrow, and words such as `end` are the language's own.
    return "s_" + code.replace("-", "_")
