"""The door of the catalogue."""

from amargah.office.catalogue.actions import record_version, share_codelist
from amargah.office.catalogue.permissions import READERS
from amargah.office.catalogue.queries import (
    SharedCodelistRef,
    VersionRef,
    dataset_versions,
    hold_versions,
    latest_version,
    shared_codelists,
    version,
    version_by_id,
    versions,
)

__all__ = [
    "READERS",
    "SharedCodelistRef",
    "VersionRef",
    "dataset_versions",
    "hold_versions",
    "latest_version",
    "record_version",
    "share_codelist",
    "shared_codelists",
    "version",
    "version_by_id",
    "versions",
]
