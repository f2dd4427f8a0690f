"""A table of the demo: its design on real structures, and its figures as a liaison would type them."""

from collections.abc import Mapping
from dataclasses import dataclass

from amargah.office.collection.public import Design, table_of
from amargah.office.site.demo.codelists import rows
from amargah.statcore.cubes import codes_at, coordinate
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.tables import Table

NOT_AVAILABLE, NOT_APPLICABLE = "...", "×"
CONTACT = Label(
    "مرکز آمار ایران، واحد اطلاع‌رسانی آماری", "Statistical Centre of Iran, statistical information unit"
)
MANDATE = Label("قانون مرکز آمار ایران", "Act of the Statistical Centre of Iran")


@dataclass(frozen=True)
class DemoTable:
    """A design, whose it is, its figures by codes, and what is said at its release."""

    design: Design
    custodian: str
    prefix: str
    period: str
    figures: str
    summary: Label
    missing: Mapping[tuple[str, ...], str]

    def table(self) -> Table:
        return table_of(self.design, parse_period(self.period))

    def place(self, codes: tuple[str, ...]) -> tuple[int, int]:
        """(row, column) of the cell at `codes`, one a dimension in the structure's order without the page."""
        table = self.table()
        return table.place(coordinate(table.structure, codes))

    def typed(self) -> dict[tuple[int, int], str]:
        """Every cell as it is typed: the figure, or the sign that says why there is none."""
        table = self.table()
        ids = [dimension.id for dimension in table.structure.dimensions]
        known = {tuple(row[id] for id in ids): row["value"] for row in rows(self.figures)}
        cells = {}
        for row in range(table.shape[0]):
            for column in range(table.shape[1]):
                codes = codes_at(table.structure, table.index(row, column))
                cells[row, column] = known.get(codes, self.missing.get(codes, NOT_AVAILABLE))
        return cells
