"""PX files, the format of Nordic and many other statistics offices (AXIS-VERSION 2013)."""

from amargah.exchange.px.document import Unknown
from amargah.exchange.px.reading import PxFile, read_px
from amargah.exchange.px.totals import total_of
from amargah.exchange.px.writing import Layout, write_px

__all__ = ["Layout", "PxFile", "Unknown", "read_px", "total_of", "write_px"]
