"""Reads of releases, within the reach of the one who asks."""

from dataclasses import dataclass

from django.db.models import QuerySet

from amargah.office.catalogue.public import VersionRef, version_by_id, versions
from amargah.office.people.public import Acting, within
from amargah.office.releases.models import Release, ReleaseItem
from amargah.office.releases.permissions import OFFICERS
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class ReleasedItem:
    """A version in a release and the reason given."""

    version: VersionRef
    reason: Label


def releases(*, by: Acting) -> QuerySet[Release]:
    return Release.objects.filter(within(by, "organisation")).order_by("-visible_from", "-pk")


def release(id: int, *, by: Acting) -> Release:
    row = releases(by=by).filter(pk=id).first()
    if row is None:
        raise NotFound(Label("چنین انتشاری نیست", "there is no such release"))
    return row


def items(row: Release) -> tuple[ReleasedItem, ...]:
    return tuple(
        ReleasedItem(version_by_id(item.version_id), Label(item.reason_fa, item.reason_en)) for item in row.items()
    )


def waiting_versions(*, by: Acting) -> tuple[VersionRef, ...]:
    """What waits for a release officer; nothing waits for the others."""
    return unreleased_versions(by=by) if by.role in OFFICERS else ()


def unreleased_versions(*, by: Acting) -> tuple[VersionRef, ...]:
    """Versions in reach that no drafted or armed release carries."""
    taken = carried_versions()
    return tuple(version for version in versions(by=by) if version.id not in taken)


def carried_versions() -> set[int]:
    """The ids of all versions in a drafted or armed release."""
    return set(ReleaseItem.objects.exclude(release__state="withdrawn").values_list("version_id", flat=True))


def title_of(row: Release) -> Label:
    return Label(row.title_fa, row.title_en)
