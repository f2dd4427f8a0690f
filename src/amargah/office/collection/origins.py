"""The public trail of approved figures: letter, rule results, approvals; organisations and roles, no persons."""

from collections.abc import Iterable, Mapping

from amargah.office.letters.public import LetterRef
from amargah.office.workflow.public import HistoryEntry
from amargah.statcore.labels import Label
from amargah.statcore.lineage import LetterReference, Origin, OriginKind, RuleResult, Step
from amargah.statcore.rules import Report, Rule


def origin_of(
    *,
    id: str,
    source: Label,
    letter: LetterRef | None,
    rules: Iterable[Rule],
    report: Report,
    explanations: Mapping[str, str],
    history: Iterable[HistoryEntry],
) -> Origin:
    """One origin for all the figures of an assignment."""
    checked = dict(report.checked)
    return Origin(
        id=id,
        kind=OriginKind.SUBMISSION,
        source=source,
        letter=LetterReference(letter.number, letter.date, letter.subject, letter.sender, letter.receiver)
        if letter
        else None,
        rule_results=tuple(
            RuleResult(
                rule=rule.id,
                expression=rule.expression,
                message=rule.message,
                severity=rule.severity.value,
                checked=checked.get(rule.id, 0),
                failed=sum(finding.rule_id == rule.id for finding in report.findings),
                explanation=explanations.get(rule.id, ""),
            )
            for rule in rules
        ),
        steps=tuple(Step(entry.label, entry.organisation, entry.role, entry.at) for entry in history),
    )
