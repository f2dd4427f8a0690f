"""The door of releases."""

from amargah.office.releases.actions import arm, draft_release, stage_armed, withdraw
from amargah.office.releases.permissions import READERS
from amargah.office.releases.queries import waiting_versions
from amargah.office.releases.shelves import shelf

__all__ = ["READERS", "arm", "draft_release", "shelf", "stage_armed", "waiting_versions", "withdraw"]
