"""The shelf that releases of this office are put on."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from amargah.office.audit.public import now
from amargah.shelf import Shelf


def shelf() -> Shelf:
    """One shelf a process, so that what it has read is kept; the clock is the office's."""
    return _shelf(settings.SHELF)


@lru_cache(maxsize=4)
def _shelf(root: Path) -> Shelf:
    return Shelf(root, now)
