"""JSON-stat 2.0 (https://json-stat.org/full/)."""

from amargah.exchange.jsonstat.reading import read_jsonstat
from amargah.exchange.jsonstat.writing import write_jsonstat

__all__ = ["read_jsonstat", "write_jsonstat"]
