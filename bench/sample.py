"""A cube of 10 million cells like those of a census, and its place on a shelf."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from amargah.cubes import write_version
from amargah.shelf import ReleasedVersion, Shelf
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin, OriginKind
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

DATASET = "POP_SAMPLE"
AREAS, AGES, SEXES, YEARS = 500, 100, 4, 50
OFFICE = Label("مرکز آمار ایران", "Statistical Centre of Iran")
RELEASED = datetime(2026, 3, 21, tzinfo=UTC)


def sample_structure() -> Structure:
    return Structure(
        DATASET,
        Label("جمعیت نمونه", "Sample population"),
        (
            _dimension("AREA", "منطقه", "Area", AREAS, Role.GEO),
            _dimension("AGE", "سن", "Age", AGES),
            _dimension("SEX", "جنس", "Sex", SEXES),
            _dimension("TIME", "سال", "Year", YEARS, Role.TIME, first=1346),
        ),
        Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
    )


def sample_cube() -> Cube:
    """10,000,000 whole numbers, one in a thousand of them provisional; made in place, without second copies."""
    structure = sample_structure()
    values = np.empty(structure.shape)
    np.random.default_rng(1405).random(out=values)
    values *= 1_000_000
    np.floor(values, out=values)
    signs = np.zeros(structure.shape, np.uint8)
    signs.reshape(-1)[::1000] = 6
    origin = Origin("sample", OriginKind.ESTIMATE, OFFICE)
    return Cube(structure, values, signs, np.zeros(structure.shape, np.uint16), (origin,))


def publish(cube: Cube, folder: Path) -> str:
    """Write the cube and put it on the shelf in `folder`; its version."""
    version = write_version(folder / "cubes", cube)
    about = Label("برای اندازه‌گیری", "For measuring")
    metadata = Metadata(cube.structure.label, about, OFFICE, "population")
    released = ReleasedVersion(DATASET, version, metadata, (("AREA",), ("SEX",)), OFFICE, about)
    shelf_in(folder).stage(
        id="sample",
        title=about,
        summary=about,
        visible_from=RELEASED,
        versions=(released,),
        cubes=folder / "cubes",
    )
    return version


def shelf_in(folder: Path) -> Shelf:
    return Shelf(folder / "shelf", lambda: datetime.now(UTC))


def _dimension(id: str, fa: str, en: str, length: int, role: Role = Role.OTHER, first: int = 1001) -> Dimension:
    codes = tuple(Code(str(first + n), Label(f"{fa} {first + n}", f"{en} {first + n}")) for n in range(length))
    return Dimension(id, Label(fa, en), Codelist(f"CL_{id}", Label(fa, en), codes), role)
