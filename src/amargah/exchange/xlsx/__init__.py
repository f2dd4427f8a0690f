"""Excel workbooks: templates that agencies fill, their reading, and datasets to download."""

from amargah.exchange.xlsx.export import fits, write_dataset
from amargah.exchange.xlsx.hostile import MOST_BYTES
from amargah.exchange.xlsx.layout import Layout, layout
from amargah.exchange.xlsx.lists import MOST_ROWS, Listed, check_rows, write_list
from amargah.exchange.xlsx.pivoted import pivot_fits, write_pivot
from amargah.exchange.xlsx.reading import CellProblem, Reading, read_template
from amargah.exchange.xlsx.template import write_template

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "CellProblem",
    "Layout",
    "Listed",
    "Reading",
    "check_rows",
    "fits",
    "layout",
    "pivot_fits",
    "read_template",
    "write_dataset",
    "write_list",
    "write_pivot",
    "write_template",
]
