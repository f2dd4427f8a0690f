"""JSON-stat 2.0 (https://json-stat.org/full/)."""

from amargah.exchange.jsonstat.reading import read_jsonstat
from amargah.exchange.jsonstat.writing import JsonStat, write_jsonstat

__all__ = ["JsonStat", "read_jsonstat", "write_jsonstat"]
