"""A filled template as numbers and signs: moved cells are refused, a wrong cell is a problem of that cell."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import numpy as np

from amargah.exchange.xlsx.hostile import Parts, unpack
from amargah.exchange.xlsx.layout import DATA_SHEET, HIDDEN_SHEET, Layout, layout
from amargah.exchange.xlsx.sheets import KEPT, Range, scan_sheet, sheet_parts, shown
from amargah.exchange.xlsx.values import Grid, read_values
from amargah.statcore.cubes import Signs, Values, empty_cube
from amargah.statcore.entries import Entry, parse_entry
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label
from amargah.statcore.tables import Table, excel_address

_FACTS = ((0, 0), (20, 2))
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that cannot be taken: `index` in the cube, `address` on the sheet, what was `given` and why not."""

    index: tuple[int, ...]
    address: str
    given: str
    message: Label


class ExcelError:
    """Stands for `#REF!`, `#DIV/0!` and the like, which the reader of values leaves out."""

    def __str__(self) -> str:
        return "#"


@dataclass(frozen=True, eq=False, slots=True)
class Reading:
    """Arrays of the shape of the cube; a cell with a problem is blank in them (NaN, NORMAL)."""

    values: Values
    signs: Signs
    problems: tuple[CellProblem, ...]


def read_template(data: bytes, table: Table, *, signature: str) -> Reading:
    """Reads a workbook made by `write_template` for the same table and signature.

    Invalid, with `address` in its context where there is a place, for a file that is no xlsx or is hostile,
    another table's template, changed heads and codes, formulas, merged cells and cells outside the table.
    """
    parts = unpack(data)
    sheets = sheet_parts(parts)
    if HIDDEN_SHEET not in sheets:
        raise _not_a_template()
    facts = _facts(parts, sheets[HIDDEN_SHEET])
    _check_signature(facts, signature)
    plan = layout(table)
    language = facts.get("language", LANGUAGES[0])
    name = DATA_SHEET.text(language)
    if name not in sheets:
        raise _renamed_sheet(name)
    scan = scan_sheet(parts[sheets[name]], plan.figures)
    _check_formulas(scan.formulas)
    _check_merged(scan.merged)
    grid = read_values(parts, {"data": sheets[name]})["data"]
    _check_fixed(grid, plan, language)
    _check_outside(grid, plan)
    return _read_cells(grid, plan, scan.errors)


def _facts(parts: Parts, part: str) -> dict[str, str]:
    """What the hidden sheet says of the template."""
    scan_sheet(parts[part], _FACTS)
    grid = read_values(parts, {"hidden": part})["hidden"]
    return {str(row[0]): str(row[1]) for row in grid if len(row) > 1}


def _check_signature(facts: dict[str, str], signature: str) -> None:
    if "signature" not in facts:
        raise _not_a_template()
    if facts["signature"] == signature:
        return
    title = facts.get("title", "")[:_LONGEST]
    raise Invalid(
        Label(
            f"این قالب از آن جدول دیگری یا نسخهٔ پیشین همین جدول است («{title}»)؛ قالب این جدول را دریافت کنید",
            f"this is the template of another table or of an older design (“{title}”); download this table's own",
        )
    )


def _check_formulas(areas: Sequence[Range]) -> None:
    if areas:
        places = _listed(areas)
        raise Invalid(
            Label(
                f"در {places} فرمول هست؛ به جای آن مقدار را بچسبانید (Paste Special › Values)",
                f"there are formulas in {places}; paste the values in their place (Paste Special › Values)",
            ),
            address=shown(areas[0]),
        )


def _check_merged(areas: Sequence[Range]) -> None:
    if areas:
        places = _listed(areas)
        raise Invalid(
            Label(
                f"خانه‌های {places} ادغام شده‌اند؛ ادغام را بردارید و هر خانه را جداگانه پر کنید",
                f"the cells {places} are merged; unmerge them and fill in each cell",
            ),
            address=shown(areas[0]),
        )


def _check_fixed(grid: Grid, plan: Layout, language: str) -> None:
    for row, column, expected in plan.fixed(language):
        found = _text(_at(grid, row, column))
        if found != " ".join(expected.split()):
            raise _moved(excel_address(row, column), expected, found)


def _check_outside(grid: Grid, plan: Layout) -> None:
    for number, row in enumerate(grid):
        cells = row if number > plan.last_row else row[plan.last_column + 1 :]
        skipped = len(row) - len(cells)
        for place, raw in enumerate(cells):
            if _text(raw):
                address = excel_address(number, skipped + place)
                raise Invalid(
                    Label(
                        f"خانهٔ {address} بیرون از جدول است و باید خالی باشد: «{_text(raw)}»",
                        f"cell {address} is outside the table and must be empty: “{_text(raw)}”",
                    ),
                    address=address,
                )


def _read_cells(grid: Grid, plan: Layout, errors: Set[tuple[int, int]]) -> Reading:
    blank = empty_cube(plan.table.structure)
    values, signs = blank.values.reshape(-1), blank.signs.reshape(-1)
    problems = []
    rows, columns = plan.table.shape
    for row in range(rows):
        for column in range(columns):
            place = plan.first_row + row, plan.first_column + column
            raw = ExcelError() if place in errors else _at(grid, *place)
            if raw is None or raw == "":
                continue
            try:
                entry = _entry(raw, plan.decimals_at(row, column))
            except Invalid as problem:
                index = plan.table.index(row, column)
                problems.append(_problem(index, plan.address(row, column), raw, problem.detail))
                continue
            values[plan.flat[row, column]] = entry.value
            signs[plan.flat[row, column]] = entry.sign
    return Reading(blank.values, blank.signs, tuple(problems))


def _entry(raw: Any, decimals: int) -> Entry:
    if isinstance(raw, date | time | timedelta):
        raise Invalid(
            Label(
                "اکسل این خانه را تاریخ گرفته است؛ قالب خانه را عدد کنید و دوباره بنویسید",
                "Excel took this cell for a date; set its format to Number and type it again",
            )
        )
    if isinstance(raw, ExcelError):
        raise Invalid(
            Label(
                "در این خانه خطای اکسل مانده است؛ عدد یا نشانه بنویسید",
                "an Excel error is left in this cell; write a number or a sign",
            )
        )
    return parse_entry(raw, decimals)


def _problem(index: tuple[int, ...], address: str, raw: Any, why: Label) -> CellProblem:
    message = Label(f"خانهٔ {address}: {why.fa}", f"Cell {address}: {why.en}")
    return CellProblem(index, address, str(raw)[:_LONGEST], message)


def _at(grid: Grid, row: int, column: int) -> Any:
    return grid[row][column] if row < len(grid) and column < len(grid[row]) else None


def _text(raw: Any) -> str:
    """The text of a cell for comparing and showing; a whole number that Excel made of a code loses its `.0`."""
    if isinstance(raw, float) and np.isfinite(raw) and raw.is_integer():
        raw = int(raw)
    return "" if raw is None else " ".join(str(raw).split())


def _listed(areas: Sequence[Range]) -> str:
    named = ", ".join(shown(area) for area in areas[: KEPT - 1])
    return f"{named}, …" if len(areas) == KEPT else named


def _moved(address: str, expected: str, found: str) -> Invalid:
    found = found[:_LONGEST]
    return Invalid(
        Label(
            f"در خانهٔ {address} باید «{expected}» باشد و «{found}» است؛ سطر یا ستونی جابه‌جا، حذف یا افزوده شده. "
            "قالب را دوباره دریافت کنید و فقط خانه‌های زرد را پر کنید",
            f"cell {address} should be “{expected}” and is “{found}”: rows or columns were moved or added. "
            "Download the template again and fill in the yellow cells only",
        ),
        address=address,
        expected=expected,
        found=found,
    )


def _renamed_sheet(name: str) -> Invalid:
    return Invalid(
        Label(
            f"برگهٔ «{name}» در پرونده نیست؛ نام برگه را به «{name}» برگردانید",
            f"the file has no sheet “{name}”; give the sheet its name “{name}” back",
        ),
        sheet=name,
    )


def _not_a_template() -> Invalid:
    return Invalid(
        Label(
            "این پرونده قالب آمارگاه نیست؛ قالب جدول را از همین صفحه دریافت کنید و آن را پر کنید",
            "this is not a template of Amargah; download the table's template from this page and fill it in",
        )
    )
