"""Putting a release on the shelf before its instant, and taking it off again. Safe to repeat after a crash."""

import errno
import os
import re
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from amargah.cubes import open_version, verify_version
from amargah.cubes.durable import only_writer, place_folder, sync_file, unfinished, write_file
from amargah.exchange.documents import encode
from amargah.shelf.manifests import (
    Manifest,
    ReleasedVersion,
    last_sequence,
    manifest_path,
    read_manifests,
    withdrawn_path,
)
from amargah.statcore.errors import Conflict, Invalid, NotFound
from amargah.statcore.labels import Label
from amargah.statcore.selections import narrowed
from amargah.statcore.structures import Structure
from amargah.statcore.tables import Table

_DATASET = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


def check_release(manifest: Manifest, cubes: Path) -> None:
    """Invalid for a release that could not be shown; NotFound when one of its versions is not in `cubes`."""
    ids = [released.dataset for released in manifest.versions]
    if manifest.visible_from.tzinfo is None or not manifest.id:
        raise Invalid(
            Label("انتشار شناسه و زمان با منطقهٔ زمانی لازم دارد", "a release needs an id and an aware instant")
        )
    if not ids or len(set(ids)) != len(ids):
        raise Invalid(
            Label(
                "انتشار دست‌کم یک مجموعه داده دارد و هر کدام یک بار می‌آید",
                "a release has at least one dataset, each of them once",
            )
        )
    for released in manifest.versions:
        _check_name(released.dataset)
        structure = open_version(cubes, released.version).structure
        _check_layout(structure, released)


def take_version(version: str, *, cubes: Path, shelf: Path) -> None:
    """Bring a version from one folder of versions to another, without a second copy where the disk allows it."""
    with only_writer(shelf):
        if (shelf / version).exists():
            return
        damaged = verify_version(cubes, version)
        if damaged:
            raise Invalid(
                Label(
                    f"پرونده‌های نسخهٔ «{version}» آسیب دیده‌اند؛ نسخه را دوباره بسازید",
                    f"version {version} is damaged ({', '.join(damaged)}); write it again",
                ),
                version=version,
            )
        place_folder(shelf, lambda folder: _linked(cubes / version, folder))


def append_manifest(folder: Path, manifest: Manifest, now: datetime) -> Manifest:
    """Give `manifest` the next sequence and write it down.

    One that stands there already is returned as it is. Conflict when the id stands for another release, or when
    the release would slip in before a vintage that has been seen.
    """
    with only_writer(folder):
        standing = read_manifests(folder)
        same = next((other for other in standing if other.id == manifest.id), None)
        if same:
            return _if_equal(same, manifest)
        _check_history(standing, manifest, now)
        numbered = _numbered(manifest, last_sequence(folder) + 1)
        draft = unfinished(folder)
        write_file(draft, [encode(numbered)])
        os.link(draft, manifest_path(folder, numbered.sequence))  # unlike rename, never takes another's place
        draft.unlink()
        sync_file(folder)
        return numbered


def withdraw_manifest(folder: Path, id: str, now: datetime) -> None:
    """Take a release off the shelf. NotFound if it is not there; Conflict from its instant on."""
    with only_writer(folder):
        manifest = next((each for each in read_manifests(folder) if each.id == id), None)
        if manifest is None:
            raise NotFound(Label(f"انتشار «{id}» در نوبت نیست", f"release {id!r} is not staged"), release=id)
        if manifest.visible_from <= now:
            raise Conflict(
                Label(
                    f"انتشار «{id}» دیده شده است و دیگر برداشته نمی‌شود؛ نسخهٔ اصلاحی منتشر کنید",
                    f"release {id!r} has been seen and cannot be withdrawn; release a correction",
                ),
                release=id,
            )
        manifest_path(folder, manifest.sequence).rename(withdrawn_path(folder, manifest.sequence))
        sync_file(folder)


def _check_name(dataset: str) -> None:
    if not _DATASET.fullmatch(dataset):
        raise Invalid(
            Label(
                f"شناسهٔ «{dataset}» درست نیست؛ با حرف لاتین آغاز می‌شود و حرف، رقم و _ دارد",
                f"{dataset!r} is no dataset id; it begins with a Latin letter and has letters, digits and _",
            ),
            dataset=dataset,
        )


def _check_layout(structure: Structure, released: ReleasedVersion) -> None:
    """Dimensions that the layout leaves out are shown one code at a time, so one code stands for them here."""
    stub, header = released.layout
    page = tuple(
        tuple(range(len(dimension)))[: None if dimension.id in stub + header else 1]
        for dimension in structure.dimensions
    )
    Table(narrowed(structure, page), stub, header)


def _linked(source: Path, folder: Path) -> str:
    for path in source.iterdir():
        _link_or_copy(path, folder / path.name)
    return source.name


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK):
            raise
        shutil.copyfile(source, target)
        sync_file(target)


def _if_equal(standing: Manifest, manifest: Manifest) -> Manifest:
    if _numbered(manifest, standing.sequence) == standing:
        return standing
    raise Conflict(
        Label(
            f"انتشار «{manifest.id}» با محتوای دیگری در نوبت است؛ نخست آن را بردارید",
            f"release {manifest.id!r} is staged with other content; withdraw it first",
        ),
        release=manifest.id,
    )


def _check_history(standing: Iterable[Manifest], manifest: Manifest, now: datetime) -> None:
    datasets = {released.dataset for released in manifest.versions}
    for other in standing:
        seen = manifest.visible_from < other.visible_from <= now
        if seen and any(released.dataset in datasets for released in other.versions):
            raise Conflict(
                Label(
                    f"انتشار «{other.id}» که پس از این زمان است دیده شده؛ زمان دیرتری بگذارید",
                    f"release {other.id!r} of a later instant has been seen; choose a later instant",
                ),
                release=other.id,
            )


def _numbered(manifest: Manifest, sequence: int) -> Manifest:
    return Manifest(
        sequence, manifest.id, manifest.title, manifest.summary, manifest.visible_from, manifest.versions
    )
