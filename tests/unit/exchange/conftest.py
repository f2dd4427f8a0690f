from datetime import UTC, datetime

import numpy as np
import pytest

from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin, OriginKind, Step
from amargah.statcore.metadata import Break, Metadata
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

COUNTY = (("1501", "خرم‌آباد", "Khorramabad"), ("1502", "بروجرد", "Borujerd"), ("1503", "الیگودرز", "Aligudarz"))
SEX = (("T", "مرد و زن", "Total"), ("M", "مرد", "Male"), ("F", "زن", "Female"))


def dimension(id, fa, en, codes, role=Role.OTHER, top=None):
    label = Label(fa, en)
    items = tuple(Code(code, Label(*names), None if code == top else top) for code, *names in codes)
    return Dimension(id, label, Codelist(f"CL_{id}", label, items), role)


@pytest.fixture
def structure():
    return Structure(
        "POP_COUNTY",
        Label("جمعیت شهرستان‌ها", "Population of counties"),
        (
            dimension("COUNTY", "شهرستان", "County", COUNTY, Role.GEO),
            dimension("SEX", "جنس", "Sex", SEX, top="T"),
            dimension("TIME", "سال", "Year", (("1395", "۱۳۹۵", "1395"),), Role.TIME),
        ),
        Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
    )


@pytest.fixture
def cube(structure):
    values = np.arange(1000, 1009, dtype=np.float64).reshape(structure.shape)
    signs = np.zeros(structure.shape, np.uint8)
    values[1, 0, 0], signs[1, 0, 0] = np.nan, Sign.NOT_AVAILABLE
    values[1, 1, 0] = np.nan
    signs[2, 2, 0] = Sign.PROVISIONAL
    origin = Origin(
        "o1",
        OriginKind.SUBMISSION,
        Label("فرمانداری", "Governorate"),
        steps=(
            Step(Label("تأیید", "approved"), Label("ب", "B"), Label("ر", "H"), datetime(2026, 1, 2, tzinfo=UTC)),
        ),
    )
    return Cube(structure, values, signs, np.ones(structure.shape, np.uint16), (origin, origin))


@pytest.fixture
def metadata():
    return Metadata(
        title=Label("جمعیت شهرستان‌ها بر حسب جنس", "Population of counties by sex"),
        description=Label("سرشماری", "Census"),
        source=Label("مرکز آمار ایران", "Statistical Centre of Iran"),
        topic="population",
        notes=(Label("مرزهای کنونی", "Present boundaries"),),
        breaks=(Break("1398", Label("تعریف نو", "New definition")),),
    )
