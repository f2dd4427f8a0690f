"""SDMX: structures and data, in the formats of its versions 2.1 and 3.0.

`definition` says how a dataset of ours is told in SDMX, with the names of `identity` and the `times`. From it
`artefacts_of` makes the `artefacts` that `structures` writes; `data` writes cells, and `reading` reads them back.
"""

from amargah.exchange.sdmx.reading import read_data

__all__ = ["read_data"]
