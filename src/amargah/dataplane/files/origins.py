"""Where a cell came from, as a reader of the API is told: the words of the page, and the codes behind them."""

from typing import Any

from amargah.dataplane.telling import told
from amargah.statcore.labels import Label
from amargah.statcore.lineage import KINDS, PASSED, SEVERITIES, Origin, RuleResult


def told_origin(origin: Origin, language: str) -> dict[str, Any]:
    """Kind, letter, how every rule ended with its explanation, and the steps, newest first."""
    newest = sorted(origin.steps, key=lambda step: step.at, reverse=True)
    return {
        **told(origin, language),
        "kind_label": KINDS[origin.kind].text(language),
        "rule_results": [_told_result(each, language) for each in origin.rule_results],
        "steps": [told(step, language) for step in newest],
    }


def _told_result(result: RuleResult, language: str) -> dict[str, Any]:
    ended = SEVERITIES.get(result.severity, Label(result.severity, "")) if result.failed else PASSED
    return {
        **told(result, language),
        "ended": result.severity if result.failed else "passed",
        "ended_label": ended.text(language),
    }
