"""Writes of the catalogue."""

import json
import re
from collections.abc import Mapping, Sequence

from django.conf import settings
from django.db import transaction

from amargah.cubes import write_version
from amargah.exchange.documents import encode
from amargah.office.audit.public import ActorRef, Json, SubjectRef, append, now
from amargah.office.catalogue.models import Dataset, SharedCodelist, Version
from amargah.office.catalogue.queries import VersionRef, version_ref
from amargah.office.people.public import Acting
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Forbidden, Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Codelist, Role

CODE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")


@transaction.atomic
def record_version(
    *,
    dataset: str,
    organisation: int,
    cube: Cube,
    metadata: Metadata,
    stub: Sequence[str],
    header: Sequence[str],
    by: Acting,
) -> VersionRef:
    """Keeps `cube` as the next version of `dataset`, which belongs to `organisation`.

    The content is on disk before the row exists: a row never points at nothing; content without a row is inert.
    """
    version = _next_version(dataset, organisation, keep_content(cube), metadata, (stub, header))
    _record(version, verb="catalogue.record_version", actor=by.actor)
    return version_ref(version)


def keep_content(cube: Cube) -> str:
    """Write the figures of a version to the disk, before any row says that it is there; its name."""
    return write_version(settings.CATALOGUE, cube)


@transaction.atomic
def import_version(
    *,
    dataset: str,
    organisation: int,
    content: str,
    metadata: Metadata,
    layout: tuple[Sequence[str], Sequence[str]],
    actor: ActorRef,
    changes: Mapping[str, Json],
) -> VersionRef:
    """Takes `content` (see `keep_content`) as the next version of `dataset` without the steps of a table.

    For a command: `actor` is no mandate, and `changes` tells the audit where the figures come from.
    """
    check_code(dataset)
    version = _next_version(dataset, organisation, content, metadata, layout)
    _record(version, verb="catalogue.import_version", actor=actor, **changes)
    return version_ref(version)


def check_code(dataset: str) -> None:
    """Invalid for what cannot be the code of a dataset."""
    if not CODE.fullmatch(dataset):
        raise Invalid(
            Label(
                f"کد «{dataset}» درست نیست؛ حرف بزرگ لاتین، رقم و _ بنویسید، تا ۶۴ نویسه و با حرف آغاز کنید",
                f"{dataset!r} is no code of a dataset; use Latin capitals, digits and _, up to 64, a letter first",
            )
        )


def _next_version(
    dataset: str,
    organisation: int,
    content: str,
    metadata: Metadata,
    layout: tuple[Sequence[str], Sequence[str]],
) -> Version:
    owner, _ = Dataset.objects.get_or_create(
        code=dataset,
        defaults={
            "organisation_id": organisation,
            "title_fa": metadata.title.fa,
            "title_en": metadata.title.en,
        },
    )
    owner = Dataset.objects.select_for_update().get(pk=owner.pk)
    if owner.organisation_id != organisation:
        raise Forbidden(
            Label(
                f"مجموعه‌دادهٔ «{dataset}» از آنِ سازمان دیگری است؛ کد دیگری برگزینید",
                f"dataset {dataset} belongs to another organisation; choose another code",
            )
        )
    stub, header = layout
    return Version.objects.create(
        dataset=owner,
        number=Version.objects.filter(dataset=owner).count() + 1,
        content=content,
        metadata=json.loads(encode(metadata)),
        stub=list(stub),
        header=list(header),
        approved_at=now(),
    )


def _record(version: Version, *, verb: str, actor: ActorRef, **more: Json) -> None:
    append(
        verb=verb,
        actor=actor,
        subject=SubjectRef("version", version.pk),
        changes={
            "dataset": version.dataset.code,
            "number": version.number,
            "content": version.content,
            **more,
        },
    )


@transaction.atomic
def share_codelist(
    *, codelist: Codelist, dimension: str, role: Role, organisation: int, by: Acting | None
) -> None:
    """Offers `codelist` to the designers of `organisation` and of those below it."""
    shared = SharedCodelist.objects.create(
        code=codelist.id,
        organisation_id=organisation,
        dimension=dimension,
        role=role.value,
        document=json.loads(encode(codelist)),
    )
    if by:
        append(
            verb="catalogue.share_codelist",
            actor=by.actor,
            subject=SubjectRef("codelist", shared.pk),
            changes={"code": codelist.id, "codes": len(codelist)},
        )
