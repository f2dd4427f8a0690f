"""An imported file in the catalogue, and on the shelf: all of it or nothing."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from django.conf import settings
from django.db import transaction

from amargah.exchange.px import Unknown
from amargah.office.audit.public import ActorRef, now
from amargah.office.catalogue.public import (
    VersionRef,
    check_code,
    import_version,
    keep_content,
    latest_version,
)
from amargah.office.people.public import COMMAND, role_label
from amargah.office.releases.public import carried_versions, release_import, stage_release
from amargah.office.site.demo.staff import NATIONAL, create_offices
from amargah.office.site.importing.files import Held, held_by
from amargah.office.site.importing.merging import new_dataset, next_version
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin, OriginKind, Step
from amargah.statcore.periods import Period
from amargah.statcore.revisions import Revision, compare

CENTRE = NATIONAL[-1]
READ_IN = Label("خواندن پرونده در فهرستگان", "File read into the catalogue")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command asks for. No `visible_from`: the version is not released. `name` is that of the file.

    `period` is what a file is about that has no dimension of time.
    """

    dataset: str
    name: str
    visible_from: datetime | None
    reason: Label
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`new`: whether the file said anything that the latest version does not; `released`: from when it is seen.

    `deleted` is how many cells of the latest version are there no more, `unknown` what was not read of the file.
    """

    version: VersionRef
    new: bool
    released: datetime | None
    deleted: int = 0
    unknown: tuple[Unknown, ...] = ()


def take_in(data: bytes, wish: Wish) -> Outcome:
    """Read the file and keep it as the next version of the dataset, released if that is wished.

    Invalid for what is wrong in the file or in the wish; then nothing is kept. Of several commands at once each
    waits for the one before: what a file says anew depends on the version that is there.
    """
    check_code(wish.dataset)
    with _alone():
        return _taken_in(data, wish)


def _taken_in(data: bytes, wish: Wish) -> Outcome:
    latest = latest_version(wish.dataset)
    office = latest.organisation.label if latest else Label(CENTRE.fa, CENTRE.en)
    present = latest.cube().cube() if latest else None
    held = _merged(data, wish, latest, present, office)
    revision = compare(present, held.cube) if present else None
    new = latest is None or revision is None or not _says_the_same(latest, held, revision)
    content = keep_content(_with_origin(held, revision, _origin(held, data, office))) if new else ""
    with transaction.atomic():
        organisation = latest.organisation if latest else create_offices(NATIONAL)[CENTRE.code]
        version = latest if latest and not new else _recorded(held, content, data, wish, organisation.id)
        at = None if version.id in carried_versions() else wish.visible_from
        row = (
            release_import(version, visible_from=at, reason=wish.reason, actor=_actor(organisation.id))
            if at
            else None
        )
    if row:
        stage_release(row)
    deleted = len(revision.deleted) if revision else 0
    return Outcome(version, new, row.visible_from if row else None, deleted, held.unknown)


@contextmanager
def _alone() -> Iterator[None]:
    settings.CATALOGUE.mkdir(parents=True, exist_ok=True)
    with (settings.CATALOGUE / ".importing").open("ab") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _merged(data: bytes, wish: Wish, latest: VersionRef | None, present: Cube | None, office: Label) -> Held:
    held = held_by(data, present, wish.period)
    if latest is None or present is None:
        return new_dataset(wish.dataset, held, office)
    return next_version(held, present.structure, latest.metadata, (latest.stub, latest.header))


def _says_the_same(latest: VersionRef, held: Held, revision: Revision) -> bool:
    if (latest.metadata, (latest.stub, latest.header)) != (held.metadata, held.layout):
        return False
    return revision.old == revision.new and not len(revision)


def _with_origin(held: Held, revision: Revision | None, origin: Origin) -> Cube:
    """Figures of the file have its origin. What stays beside a part keeps those that it had."""
    cube = held.cube
    if revision is None or not cube.origins:
        return replace(cube, origins=(origin,), origin_numbers=np.zeros(cube.structure.shape, np.uint16))
    numbers = cube.origin_numbers.astype(np.intp)
    for cells in (revision.added, revision.changed):
        numbers[cells.coordinates()] = len(cube.origins)
    exists = ~np.isnan(cube.values) | (cube.signs != 0)
    used = np.unique(numbers[exists])
    place_of = np.zeros(len(cube.origins) + 1, np.uint16)
    place_of[used] = np.arange(used.size)
    origins = (*cube.origins, origin)
    return replace(cube, origins=tuple(origins[each] for each in used), origin_numbers=place_of[numbers])


def _origin(held: Held, data: bytes, office: Label) -> Origin:
    """That a figure came by a command, from which bytes and when."""
    step = Step(READ_IN, office, role_label(COMMAND), now())
    source = held.metadata.source if held.metadata.source.text("en") else office
    return Origin(f"import-{_digest(data)[:16]}", OriginKind.IMPORT, source, steps=(step,))


def _actor(organisation: int) -> ActorRef:
    return ActorRef(None, organisation, COMMAND)


def _recorded(held: Held, content: str, data: bytes, wish: Wish, organisation: int) -> VersionRef:
    return import_version(
        dataset=wish.dataset,
        organisation=organisation,
        content=content,
        metadata=held.metadata,
        layout=held.layout,
        actor=_actor(organisation),
        changes={"file": wish.name, "sha256": _digest(data)},
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
