"""Data messages of SDMX, ours or another office's, as a cube."""

from amargah.exchange.sdmx.reading.reading import read_data

__all__ = ["read_data"]
