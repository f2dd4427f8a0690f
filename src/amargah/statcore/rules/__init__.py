"""Validation rules: a small language over the cells of a cube. This is the door of the package."""

from amargah.statcore.rules.builders import (
    change_rule,
    likely_total,
    not_negative,
    range_rule,
    ratio_rule,
    sum_rule,
    term,
)
from amargah.statcore.rules.checking import blank_cells, check
from amargah.statcore.rules.findings import Finding, Missing, Report, Rule, Severity
from amargah.statcore.rules.reading import parse
from amargah.statcore.rules.vtl import to_vtl
from amargah.statcore.rules.wording import describe

__all__ = [
    "Finding",
    "Missing",
    "Report",
    "Rule",
    "Severity",
    "blank_cells",
    "change_rule",
    "check",
    "describe",
    "likely_total",
    "not_negative",
    "parse",
    "range_rule",
    "ratio_rule",
    "sum_rule",
    "term",
    "to_vtl",
]
