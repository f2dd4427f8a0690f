"""Head and stub of a table on a sheet, the same in the template and in the download."""

from typing import Any

from amargah.exchange.xlsx.layout import Layout, runs
from amargah.exchange.xlsx.styles import Styles, write_text

_NARROWEST, _WIDEST = 9, 42


def write_head(sheet: Any, plan: Layout, styles: Styles, language: str) -> None:
    """Names of the stub, header levels with merged spans, grey codes of the columns."""
    for column, name in enumerate(plan.stub_names(language)):
        span(sheet, (plan.head_row, column), (plan.code_row, column), name, styles.head, styles)
    for level in range(len(plan.table.header)):
        row = plan.head_row + level
        for start, end, text in runs(plan.table.columns, level, language):
            first = plan.first_column + start
            span(sheet, (row, first), (row, plan.first_column + end), text, styles.head, styles)
    for column, code in enumerate(plan.column_codes()):
        sheet.write_string(plan.code_row, plan.first_column + column, code, styles.code)


def write_stub(sheet: Any, plan: Layout, styles: Styles, language: str) -> None:
    """Grey codes of the rows, then their labels; a label of an outer level spans its rows."""
    for row, code in enumerate(plan.row_codes()):
        sheet.write_string(plan.first_row + row, 0, code, styles.code)
    for level in range(len(plan.table.stub)):
        for start, end, text in runs(plan.table.rows, level, language):
            first, last = plan.first_row + start, plan.first_row + end
            span(sheet, (first, 1 + level), (last, 1 + level), text, styles.stub, styles)


def set_widths(sheet: Any, plan: Layout, language: str) -> None:
    """Columns as wide as their longest text, within reason."""
    sheet.set_column(0, 0, width_of([*plan.row_codes()]))
    for level, name in enumerate(plan.stub_names(language)[1:]):
        labels = [text for _, _, text in runs(plan.table.rows, level, language)]
        sheet.set_column(1 + level, 1 + level, width_of([name, *labels]))
    innermost = [codes[-1].label.text(language) for codes in plan.table.columns]
    sheet.set_column(plan.first_column, plan.last_column, max(13, width_of(innermost) // 2))


def span(sheet: Any, first: tuple[int, int], last: tuple[int, int], text: str, style: Any, styles: Styles) -> None:
    """One text over a range; a single cell is not merged."""
    if first == last:
        write_text(sheet, *first, text, style, styles)
        return
    sheet.merge_range(*first, *last, "", style)
    sheet.write_string(*first, text, style)


def width_of(texts: list[str]) -> int:
    return min(max(_NARROWEST, *(len(text) + 2 for text in texts)), _WIDEST)
