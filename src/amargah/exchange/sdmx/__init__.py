"""SDMX: structures and data, in the formats of its versions 2.1 and 3.0."""

from amargah.exchange.sdmx.reading import read_data

__all__ = ["read_data"]
