"""A release that a command makes, outside the steps of people; the audit says so of every step."""

from datetime import datetime

from django.db import transaction

from amargah.office.audit.public import ActorRef, Json, append
from amargah.office.catalogue.public import VersionRef, hold_versions
from amargah.office.releases.actions import check_unreleased
from amargah.office.releases.models import Release, ReleaseItem
from amargah.office.workflow.public import subject_ref
from amargah.statcore.labels import Label


@transaction.atomic
def release_import(version: VersionRef, *, visible_from: datetime, reason: Label, actor: ActorRef) -> Release:
    """An armed release of one imported version, visible from that instant (which may be now).

    The caller puts it on the shelf by `stage_release` once all is committed; the worker does when that fails.
    """
    hold_versions([version.id])
    check_unreleased([version])
    row = Release.objects.create(
        organisation_id=version.organisation.id,
        title_fa=version.metadata.title.fa,
        title_en=version.metadata.title.en,
        visible_from=visible_from.replace(microsecond=0),
        state="armed",
    )
    ReleaseItem.objects.create(release=row, version_id=version.id, reason_fa=reason.fa, reason_en=reason.en)
    contents: list[Json] = [version.content]
    told: dict[str, Json] = {"versions": contents, "at": row.visible_from.isoformat()}
    _say(row, "begin", actor, {**told, "state": [None, "drafted"]})
    _say(row, "arm", actor, {"state": ["drafted", "armed"]})
    return row


def _say(row: Release, step: str, actor: ActorRef, changes: dict[str, Json]) -> None:
    append(verb=f"release.{step}", actor=actor, subject=subject_ref(row), changes=changes)
