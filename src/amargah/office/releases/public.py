"""The door of releases."""

from amargah.office.releases.actions import arm, draft_release, stage_armed, stage_release, withdraw
from amargah.office.releases.imports import release_import
from amargah.office.releases.permissions import READERS
from amargah.office.releases.queries import carried_versions, waiting_versions
from amargah.office.releases.shelves import shelf

__all__ = [
    "READERS",
    "arm",
    "carried_versions",
    "draft_release",
    "release_import",
    "shelf",
    "stage_armed",
    "stage_release",
    "waiting_versions",
    "withdraw",
]
