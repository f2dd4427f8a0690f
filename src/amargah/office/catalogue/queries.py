"""Reads of the catalogue, within the reach of the one who asks."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from amargah.cubes import StoredCube, open_version
from amargah.exchange.documents import decode
from amargah.office.catalogue.models import SharedCodelist, Version
from amargah.office.people.public import Acting, OrganisationRef, organisation, within
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Codelist, Role


@dataclass(frozen=True, slots=True)
class VersionRef:
    """An approved version. `content` names its cube; `stub` and `header` are dimension ids."""

    id: int
    dataset: str
    number: int
    content: str
    metadata: Metadata
    stub: tuple[str, ...]
    header: tuple[str, ...]
    organisation: OrganisationRef
    approved_at: datetime

    def cube(self) -> StoredCube:
        """The figures, mapped from disk."""
        return open_version(settings.CATALOGUE, self.content)


@dataclass(frozen=True, slots=True)
class SharedCodelistRef:
    """A codelist, the id of the dimension it usually makes, and that dimension's role."""

    codelist: Codelist
    dimension: str
    role: Role


def version_ref(row: Version) -> VersionRef:
    return VersionRef(
        row.pk,
        row.dataset.code,
        row.number,
        row.content,
        decode(json.dumps(row.metadata).encode(), Metadata),
        tuple(row.stub),
        tuple(row.header),
        organisation(row.dataset.organisation_id),
        row.approved_at,
    )


def version(id: int, *, by: Acting) -> VersionRef:
    """The version `id`; NotFound also when it is out of reach of `by`."""
    row = _versions(by).filter(pk=id).first()
    if row is None:
        raise NotFound(Label("چنین نسخه‌ای نیست", "there is no such version"))
    return version_ref(row)


def hold_versions(ids: Iterable[int]) -> None:
    """Locks versions until the transaction ends: of two who would carry them on at once, one waits."""
    list(Version.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk"))


def version_by_id(id: int) -> VersionRef:
    """The version `id`, for contexts that carry versions on and have checked who asks."""
    return version_ref(Version.objects.select_related("dataset").get(pk=id))


def versions(*, by: Acting) -> tuple[VersionRef, ...]:
    """Every version in reach, the newest first."""
    return tuple(version_ref(row) for row in _versions(by).order_by("-approved_at", "-pk"))


def dataset_versions(dataset: str, *, by: Acting) -> tuple[VersionRef, ...]:
    """The versions of one dataset, the newest first; NotFound when there is none in reach."""
    rows = _versions(by).filter(dataset__code=dataset).order_by("-number")
    if not rows:
        raise NotFound(Label("چنین مجموعه‌داده‌ای نیست", "there is no such dataset"))
    return tuple(version_ref(row) for row in rows)


def latest_version(dataset: str) -> VersionRef | None:
    """The newest version of `dataset`, whoever asks: for rules that compare with the previous one."""
    row = Version.objects.select_related("dataset").filter(dataset__code=dataset).order_by("-number").first()
    return version_ref(row) if row else None


def shared_codelists(*, by: Acting) -> tuple[SharedCodelistRef, ...]:
    """The codelists of the organisation of `by` and of those above it."""
    above = [int(part) for part in by.organisation.path.split("/") if part]
    rows = SharedCodelist.objects.filter(organisation_id__in=above).order_by("code")
    return tuple(
        SharedCodelistRef(decode(json.dumps(row.document).encode(), Codelist), row.dimension, Role(row.role))
        for row in rows
    )


def _versions(by: Acting) -> QuerySet[Version]:
    return Version.objects.select_related("dataset").filter(within(by, "dataset__organisation"))
