"""Versions of cubes on disk: immutable folders named by the hash of what they hold.

`write_version` and `verify_version` are the way in, `open_version` the way out.
"""

from amargah.cubes.stored import StoredCube, open_version
from amargah.cubes.verification import verify_version
from amargah.cubes.writing import write_version
from amargah.statcore.selections import blocks

__all__ = ["StoredCube", "blocks", "open_version", "verify_version", "write_version"]
