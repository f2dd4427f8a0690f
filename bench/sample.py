"""Cubes like those of a census, of one million and of ten million cells, and their place on a shelf."""

from dataclasses import dataclass
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
OFFICE = Label("مرکز آمار ایران", "Statistical Centre of Iran")
RELEASED = datetime(2026, 3, 21, tzinfo=UTC)


@dataclass(frozen=True)
class Size:
    """How many codes each dimension has."""

    areas: int
    ages: int
    sexes: int
    years: int

    @property
    def cells(self) -> int:
        return self.areas * self.ages * self.sexes * self.years


TEN_MILLION = Size(areas=500, ages=100, sexes=4, years=50)
ONE_MILLION = Size(areas=480, ages=20, sexes=3, years=35)


def sample_structure(size: Size = TEN_MILLION) -> Structure:
    return Structure(
        DATASET,
        Label("جمعیت نمونه", "Sample population"),
        (
            _dimension("AREA", "منطقه", "Area", size.areas, Role.GEO),
            _dimension("AGE", "سن", "Age", size.ages),
            _dimension("SEX", "جنس", "Sex", size.sexes),
            _dimension("TIME", "سال", "Year", size.years, Role.TIME, first=1346),
        ),
        Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
    )


def sample_cube(size: Size = TEN_MILLION) -> Cube:
    """Whole numbers, one in a thousand of them provisional; made in place, without second copies."""
    structure = sample_structure(size)
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
