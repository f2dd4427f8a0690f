"""Writes of the catalogue."""

import json
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from amargah.cubes import write_version
from amargah.exchange.documents import encode
from amargah.office.audit.public import SubjectRef, append, now
from amargah.office.catalogue.models import Dataset, SharedCodelist, Version
from amargah.office.catalogue.queries import VersionRef, version_ref
from amargah.office.people.public import Acting
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Forbidden
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Codelist, Role


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
    content = write_version(settings.CATALOGUE, cube)
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
    version = Version.objects.create(
        dataset=owner,
        number=Version.objects.filter(dataset=owner).count() + 1,
        content=content,
        metadata=json.loads(encode(metadata)),
        stub=list(stub),
        header=list(header),
        approved_at=now(),
    )
    append(
        verb="catalogue.record_version",
        actor=by.actor,
        subject=SubjectRef("version", version.pk),
        changes={"dataset": dataset, "number": version.number, "content": content},
    )
    return version_ref(version)


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
