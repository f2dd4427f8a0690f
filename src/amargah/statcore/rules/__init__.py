"""Validation rules: a small language over the cells of a cube. This is the door of the package."""

from amargah.statcore.rules.checking import blank_cells, check
from amargah.statcore.rules.findings import Finding, Missing, Report, Rule, Severity
from amargah.statcore.rules.reading import parse

__all__ = ["Finding", "Missing", "Report", "Rule", "Severity", "blank_cells", "check", "parse"]
