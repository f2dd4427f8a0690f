"""The shelf: what is released, in which order, visible from when. Everything public reads it and nothing else."""

from amargah.shelf.editions import Dataset, Edition, Vintage
from amargah.shelf.history import CellInVintage
from amargah.shelf.manifests import Manifest, ReleasedVersion
from amargah.shelf.names import release_name
from amargah.shelf.search import Hit
from amargah.shelf.shelf import Shelf

__all__ = [
    "CellInVintage",
    "Dataset",
    "Edition",
    "Hit",
    "Manifest",
    "ReleasedVersion",
    "Shelf",
    "Vintage",
    "release_name",
]
