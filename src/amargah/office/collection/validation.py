"""What the rules say of the figures of an assignment, with places in the grid and in the Excel template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amargah.exchange.xlsx import layout
from amargah.persian.digits import to_persian_digits
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.rules import Report, Rule, Severity, blank_cells, check
from amargah.statcore.structures import Role, Structure
from amargah.statcore.tables import Table

COMPULSORY = "compulsory"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in the grid (row, column from 0) and its address in the Excel template."""

    row: int
    column: int
    address: str


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and the cells to look at."""

    rule: str
    severity: Severity
    message: Label
    places: tuple[Place, ...]
    explanation: str = ""


def report_on(rules: Sequence[Rule], cube: Cube, previous: Cube | None) -> Report:
    """The rule report; `previous` counts only when it has the same cells but for the period."""
    comparable = previous if previous and _same_cells(previous.structure, cube.structure) else None
    return check(rules, cube, comparable)


def place_findings(table: Table, report: Report, explanations: dict[str, str]) -> tuple[PlacedFinding, ...]:
    """The findings of `report` as the grid and the template show them."""
    return tuple(
        PlacedFinding(
            finding.rule_id,
            finding.severity,
            finding.message,
            places_of(table, finding.cells),
            explanations.get(finding.rule_id, ""),
        )
        for finding in report.findings
    )


def blank_finding(table: Table, cube: Cube) -> PlacedFinding | None:
    """One finding for all the cells that hold neither a number nor an official sign."""
    blank = blank_cells(cube)
    if not blank:
        return None
    return PlacedFinding(
        COMPULSORY,
        Severity.ERROR,
        Label(
            f"{to_persian_digits(str(len(blank)))} خانه خالی است؛ عدد یا یکی از علامت‌های رسمی (مثلاً ...) بنویسید",
            f"{len(blank)} cells are blank; enter a number or an official sign (for example ...)",
        ),
        places_of(table, blank),
    )


def places_of(table: Table, cells: Iterable[tuple[int, ...]]) -> tuple[Place, ...]:
    excel = layout(table)
    return tuple(
        Place(row, column, excel.address(row, column)) for row, column in (table.place(cell) for cell in cells)
    )


def _same_cells(left: Structure, right: Structure) -> bool:
    return left.shape == right.shape and all(
        a.id == b.id and (a.role is Role.TIME or [c.id for c in a.codelist] == [c.id for c in b.codelist])
        for a, b in zip(left.dimensions, right.dimensions, strict=True)
    )
