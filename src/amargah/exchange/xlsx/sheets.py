"""What a sheet's own XML says and its values do not: formulas, merged cells, how far the cells reach."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from amargah.exchange.xlsx.hostile import Parts, parse
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.tables import excel_address

MOST_CELLS = 500_000
MOST_SHEETS = 20
MOST_MERGED = 100_000
MARGIN = 200  # rows and columns beyond the figures in which programs may leave empty formatted cells
KEPT = 6  # a refusal names five places and says that there are more

Place = tuple[int, int]
Range = tuple[Place, Place]

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


@dataclass
class Scan:
    """Formulas and merged cells that touch the figures, the first few; all cells with `#REF!` and the like."""

    formulas: list[Range] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)
    errors: set[Place] = field(default_factory=set)


def sheet_parts(parts: Parts) -> dict[str, str]:
    """Name of the part of each sheet, by the name of the sheet. Invalid above 20 sheets."""
    sheets = _elements(parts["xl/workbook.xml"], "sheet")
    relations = _elements(parts["xl/_rels/workbook.xml.rels"], "Relationship")
    if len(sheets) > MOST_SHEETS:
        raise Invalid(Label("پرونده بیش از ۲۰ برگه دارد", "the file has more than 20 sheets"))
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    found = {}
    for sheet in sheets:
        relation = next((value for name, value in sheet.items() if _local(name) == "id"), "")
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in parts:
            found[sheet.get("name", "")] = part
    return found


def scan_sheet(part: bytes, figures: Range) -> Scan:
    """Walks the sheet once. Invalid for cells far beyond the figures, and for too many cells or merged ranges."""
    walk = _Walk(figures)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parse(parser, part)
    return walk.scan


def range_of(text: str) -> Range:
    """Corners of `A1` or `A1:C3`, counted from 0. Invalid for anything else."""
    first, _, second = text.partition(":")
    start, end = _place(first), _place(second or first)
    return start, end


def shown(area: Range) -> str:
    """The range as a spreadsheet writes it."""
    first, last = (excel_address(*place) for place in area)
    return first if first == last else f"{first}:{last}"


class _Walk:
    """Follows rows and cells by their addresses, or by their order where a writer left addresses out."""

    def __init__(self, figures: Range) -> None:
        self.scan = Scan()
        self._figures = figures
        self._last = (figures[1][0] + MARGIN, figures[1][1] + MARGIN)
        self._row = self._column = -1
        self._cells = self._merged = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        if local == "c":
            self._cell(attributes.get("r"))
            if attributes.get("t") == "e":
                self.scan.errors.add((self._row, self._column))
        elif local == "row":
            self._row = _number(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1
        elif local == "f" and len(self.scan.formulas) < KEPT:
            here = (self._row, self._column)
            self._keep(self.scan.formulas, range_of(attributes["ref"]) if "ref" in attributes else (here, here))
        elif local == "mergeCell" and len(self.scan.merged) < KEPT:
            self._merge(attributes.get("ref", ""))

    def _merge(self, address: str) -> None:
        self._merged += 1
        if self._merged > MOST_MERGED:
            raise Invalid(Label("برگه بیش از اندازه خانهٔ ادغام‌شده دارد", "the sheet has too many merged cells"))
        self._keep(self.scan.merged, range_of(address))

    def _keep(self, ranges: list[Range], area: Range) -> None:
        (top, left), (bottom, right) = self._figures
        (first_row, first_column), (last_row, last_column) = area
        if first_row <= bottom and last_row >= top and first_column <= right and last_column >= left:
            ranges.append(area)

    def _cell(self, address: str | None) -> None:
        self._cells += 1
        if address:
            self._row, self._column = _place(address)
        else:
            self._column += 1
        if self._cells > MOST_CELLS:
            raise Invalid(Label("برگه بیش از ۵۰۰ هزار خانه دارد", "the sheet has more than 500,000 cells"))
        if self._row > self._last[0] or self._column > self._last[1]:
            far = excel_address(self._row, self._column)
            raise Invalid(
                Label(
                    f"خانهٔ {far} بیرون از جدول است؛ سطرها و ستون‌های افزوده را پاک کنید",
                    f"cell {far} is outside the table; delete the rows and columns that were added",
                ),
                address=far,
            )


def _elements(part: bytes, wanted: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == wanted:
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse(parser, part)
    return found


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _place(address: str) -> Place:
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise _strange(address)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 7:
        raise _strange(text)
    return int(text)


def _strange(address: str) -> Invalid:
    short = address[:20]
    return Invalid(
        Label(f"نشانی خانهٔ «{short}» در پرونده نادرست است", f"the file has a wrong cell address: {short!r}")
    )
