"""Data messages of SDMX: the model, and a writer for each format, which writes in pieces, a part at a time."""

from amargah.exchange.sdmx.data.columns import Keys, Labels, Style
from amargah.exchange.sdmx.data.csv import write_csv_1, write_csv_2
from amargah.exchange.sdmx.data.generic import GENERIC, GENERIC_TIME_SERIES, write_generic
from amargah.exchange.sdmx.data.json import write_json_1, write_json_2
from amargah.exchange.sdmx.data.levels import attribute_axis, attribute_values, key_axes, levels
from amargah.exchange.sdmx.data.message import ALL_DIMENSIONS, Action, DataSet, Message, Packing, Part
from amargah.exchange.sdmx.data.specific import SPECIFIC, SPECIFIC_3, SPECIFIC_TIME_SERIES, write_specific

__all__ = [
    "ALL_DIMENSIONS",
    "GENERIC",
    "GENERIC_TIME_SERIES",
    "SPECIFIC",
    "SPECIFIC_3",
    "SPECIFIC_TIME_SERIES",
    "Action",
    "DataSet",
    "Keys",
    "Labels",
    "Message",
    "Packing",
    "Part",
    "Style",
    "attribute_axis",
    "attribute_values",
    "key_axes",
    "levels",
    "write_csv_1",
    "write_csv_2",
    "write_generic",
    "write_json_1",
    "write_json_2",
    "write_specific",
]
