"""Where a cell came from. What is here is public: organisations, roles and dates, never persons."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from amargah.statcore.labels import Label


class OriginKind(StrEnum):
    SUBMISSION = "submission"
    ESTIMATE = "estimate"
    DERIVATION = "derivation"
    IMPORT = "import"


KINDS: Final = {
    OriginKind.SUBMISSION: Label("رقم فرستاده‌شده از دستگاه", "Submitted by an agency"),
    OriginKind.ESTIMATE: Label("برآورد", "Estimate"),
    OriginKind.DERIVATION: Label("محاسبه از ارقام دیگر", "Derived from other figures"),
    OriginKind.IMPORT: Label("ورود از پرونده", "Imported from a file"),
}
PASSED: Final = Label("بی ناسازگاری", "Passed")
SEVERITIES: Final = {
    "error": Label("خطا", "Error"),
    "warning": Label("هشدار", "Warning"),
    "note": Label("یادداشت", "Note"),
}


@dataclass(frozen=True, slots=True)
class LetterReference:
    """The official letter that asked for the figures."""

    number: str
    date: date
    subject: Label
    sender: Label
    receiver: Label


@dataclass(frozen=True, slots=True)
class RuleResult:
    """How one validation rule ended over the whole table. `explanation` answers a warning."""

    rule: str
    expression: str
    message: Label
    severity: str
    checked: int
    failed: int
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One event of the workflow: what was done, by which organisation in which role, when."""

    action: Label
    organisation: Label
    role: Label
    at: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """The trail of a group of cells, from the letter to the last approval."""

    id: str
    kind: OriginKind
    source: Label
    letter: LetterReference | None = None
    rule_results: tuple[RuleResult, ...] = ()
    steps: tuple[Step, ...] = ()
