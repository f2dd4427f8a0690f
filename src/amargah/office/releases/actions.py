"""Preparing, arming and withdrawing releases."""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction

from amargah.office.audit.public import Json, now
from amargah.office.catalogue.public import VersionRef, hold_versions, version_by_id
from amargah.office.people.public import Acting
from amargah.office.releases.models import Release, ReleaseItem
from amargah.office.releases.policies import INSTANT_PASSED
from amargah.office.releases.queries import carried_versions
from amargah.office.releases.shelves import shelf
from amargah.office.workflow.public import begin, perform
from amargah.shelf import ReleasedVersion
from amargah.statcore.errors import AmargahError, Invalid, NotFound
from amargah.statcore.labels import Label

log = logging.getLogger(__name__)


@transaction.atomic
def draft_release(
    *,
    title: Label,
    summary: Label,
    visible_from: datetime,
    versions: Sequence[VersionRef],
    reason: Label,
    by: Acting,
) -> Release:
    """A release in preparation; nothing of it is on the shelf yet."""
    if visible_from <= now():
        raise Invalid(INSTANT_PASSED, field="visible_from")
    hold_versions(version.id for version in versions)
    check_unreleased(versions)
    if len({version.dataset for version in versions}) != len(versions):
        raise Invalid(
            Label("از هر مجموعه‌داده تنها یک نسخه در یک انتشار می‌آید", "one version of a dataset in a release")
        )
    row = Release.objects.create(
        organisation_id=by.organisation.id,
        title_fa=title.fa,
        title_en=title.en,
        summary_fa=summary.fa,
        summary_en=summary.en,
        visible_from=visible_from.replace(microsecond=0),
    )
    ReleaseItem.objects.bulk_create(
        ReleaseItem(release=row, version_id=version.id, reason_fa=reason.fa, reason_en=reason.en)
        for version in versions
    )
    contents: list[Json] = [version.content for version in versions]
    return begin(row, by=by, changes={"versions": contents, "at": row.visible_from.isoformat()})


def check_unreleased(versions: Sequence[VersionRef]) -> None:
    """Invalid for a version that a release carries already."""
    carried = carried_versions()
    for version in versions:
        if version.id in carried:
            raise Invalid(
                Label(
                    f"نسخهٔ «{version.metadata.title.fa}» در انتشار دیگری هست",
                    f"this version of “{version.metadata.title.en}” is in another release",
                )
            )


def arm(row: Release, *, by: Acting, stage: bool = True) -> Release:
    """Seals the release until its instant. The decision is kept first, then carried out; see `stage_armed`.

    Not `stage` leaves the shelf to that: for a caller whose own transaction the database may still forget.
    """
    armed: Release = perform(row, "arm", by=by)
    if stage:
        _stage(armed)
    return armed


def withdraw(row: Release, *, reason: str, by: Acting) -> Release:
    """Takes an armed release off the shelf, before its instant only."""
    with transaction.atomic():
        withdrawn: Release = perform(row, "withdraw", by=by, reason=reason)
        # Also when no sequence is known: the worker may have been stopped after the manifest was written.
        with suppress(NotFound):
            shelf().withdraw(withdrawn.name)
    return withdrawn


def stage_armed() -> int:
    """Stages every armed release that is not on the shelf; how many. Safe to repeat and to run twice at once.

    One that cannot be staged is logged and keeps no other waiting.
    """
    staged = 0
    for row in Release.objects.filter(state="armed", sequence__isnull=True).order_by("visible_from", "pk"):
        try:
            _stage(row)
            staged += 1
        except (AmargahError, OSError):
            log.exception("%s is armed and cannot be staged", row.name)
    return staged


def stage_release(row: Release) -> None:
    """Puts one armed release on the shelf; nothing happens when it is there. Safe to repeat."""
    _stage(row)


@transaction.atomic
def _stage(row: Release) -> None:
    row = Release.objects.select_for_update().get(pk=row.pk)
    if row.state != "armed" or row.sequence is not None:
        return
    manifest = shelf().stage(
        id=row.name,
        title=Label(row.title_fa, row.title_en),
        summary=Label(row.summary_fa, row.summary_en),
        visible_from=row.visible_from,
        versions=tuple(_released(item) for item in row.items()),
        cubes=settings.CATALOGUE,
    )
    Release.objects.filter(pk=row.pk).update(sequence=manifest.sequence)


def _released(item: ReleaseItem) -> ReleasedVersion:
    version = version_by_id(item.version_id)
    return ReleasedVersion(
        dataset=version.dataset,
        version=version.content,
        metadata=version.metadata,
        layout=(version.stub, version.header),
        organisation=version.organisation.label,
        reason=Label(item.reason_fa, item.reason_en),
    )
