"""What a rule is, and what checking it finds."""

from dataclasses import dataclass
from enum import StrEnum

from amargah.statcore.labels import Label


class Severity(StrEnum):
    """An error must be corrected, a warning answered, a note only read."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Missing(StrEnum):
    """When a rule is left unchecked for want of numbers. Where it is checked, a missing number counts as 0."""

    SKIP_IF_ANY = "skip_if_any"
    SKIP_IF_ALL = "skip_if_all"
    NEVER_SKIP = "never_skip"


@dataclass(frozen=True, slots=True)
class Rule:
    """`expression` must hold at every combination of the dimensions that it does not name.

    `tolerance` is in the unit of the compared figures; `message` is what the person who enters data reads.
    """

    id: str
    expression: str
    severity: Severity
    missing: Missing
    tolerance: float
    message: Label


@dataclass(frozen=True, slots=True)
class Finding:
    """One failed comparison: the cells that the rule names there, and the two sides as calculated."""

    rule_id: str
    severity: Severity
    message: Label
    cells: tuple[tuple[int, ...], ...]
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Report:
    """`checked` says at how many places each rule was really compared."""

    findings: tuple[Finding, ...]
    checked: tuple[tuple[str, int], ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return self._of(Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return self._of(Severity.WARNING)

    def _of(self, severity: Severity) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity is severity)
