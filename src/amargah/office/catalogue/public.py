"""The door of the catalogue."""

from amargah.office.catalogue.actions import (
    check_code,
    import_version,
    keep_content,
    record_version,
    share_codelist,
)
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
    "check_code",
    "dataset_versions",
    "hold_versions",
    "import_version",
    "keep_content",
    "latest_version",
    "record_version",
    "share_codelist",
    "shared_codelists",
    "version",
    "version_by_id",
    "versions",
]
