"""PX files, the format of Nordic and many other statistics offices (AXIS-VERSION 2013)."""

from amargah.exchange.px.writing import write_px

__all__ = ["write_px"]
