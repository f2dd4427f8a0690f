"""A released table with groupings, signs and indicators, for the tests of both versions of PxWebApi."""

from dataclasses import replace

import numpy as np

from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Group, Grouping, Measure, Role, Structure
from released import ORIGIN, cube, dimension, metadata, released, stage

PEOPLE, RATES = "POP_AGE", "LFS_AREA"
_BROAD = Grouping(
    "BROAD",
    Label("گروه‌های بزرگ", "Broad groups"),
    (
        Group("YOUNG", Label("جوان", "Young"), ("0-14", "15-29")),
        Group("OLD", Label("سالمند", "Old"), ("60+",)),
        Group("ADULT", Label("بزرگ‌سال", "Adult"), ("15-29", "30-59", "60+")),
    ),
)


def people(*, additive=True):
    """Five areas in three levels, four ages with a grouping and no total, three sexes, three years."""
    areas = Codelist(
        "CL_AREA",
        Label("ناحیه", "Area"),
        (
            Code("IRAN", Label("ایران", "Iran")),
            Code("15", Label("لرستان", "Lorestan"), parent="IRAN"),
            Code("1501", Label("خرم‌آباد", "Khorramabad"), parent="15"),
            Code("1502", Label("بروجرد", "Borujerd"), parent="15"),
            Code("23", Label("تهران", "Tehran"), parent="IRAN"),
        ),
    )
    ages = dimension("AGE", "سن", "Age", [(code, code, code) for code in ("0-14", "15-29", "30-59", "60+")])
    ages = replace(ages, codelist=replace(ages.codelist, groupings=(_BROAD,)))
    sexes = dimension("SEX", "جنس", "Sex", [("T", "همه", "All"), ("M", "مرد", "Men"), ("F", "زن", "Women")])
    years = dimension("TIME", "سال", "Year", [(str(y), str(y), str(y)) for y in (1390, 1395, 1400)], Role.TIME)
    made = Structure(
        PEOPLE,
        Label("جمعیت", "Population"),
        (Dimension("AREA", Label("ناحیه", "Area"), areas, Role.GEO), ages, sexes, years),
        Measure(Label("جمعیت", "Population"), Label("نفر", "persons"), additive=additive),
    )
    values = np.arange(float(made.size)).reshape(made.shape)
    signs = np.zeros(made.shape, np.uint8)
    values[1, 0, 0, 0], signs[1, 0, 0, 0] = np.nan, Sign.CONFIDENTIAL
    signs[1, 1, 0, 1] = Sign.PROVISIONAL
    signs[1, 2, 0, 2], signs[1, 1, 0, 2] = Sign.ESTIMATED, Sign.PROVISIONAL
    return Cube(made, values, signs, np.zeros(made.shape, np.uint16), (ORIGIN,))


def rates():
    """Two areas without a total, two indicators with units of their own, two months."""
    indicators = Codelist(
        "CL_INDICATOR",
        Label("شاخص", "Indicator"),
        (
            Code("UR", Label("نرخ بیکاری", "Unemployment rate"), unit=Label("درصد", "percent"), decimals=1),
            Code("EMP", Label("شاغلان", "Employed")),
        ),
    )
    made = Structure(
        RATES,
        Label("نیروی کار", "Labour"),
        (
            dimension("AREA", "ناحیه", "Area", [("U", "شهری", "Urban"), ("R", "روستایی", "Rural")]),
            Dimension("INDICATOR", Label("شاخص", "Indicator"), indicators, Role.METRIC),
            dimension("MONTH", "ماه", "Month", [(f"1404-M0{m}", f"0{m}", f"0{m}") for m in (1, 2)], Role.TIME),
        ),
        Measure(Label("نیروی کار", "Labour"), Label("هزار نفر", "thousand persons")),
    )
    values = np.array([[[7.25, 8.5], [100.0, np.nan]], [[9.0, np.nan], [50.0, 51.0]]])
    signs = np.zeros(made.shape, np.uint8)
    signs[0, 1, 1], signs[1, 0, 0] = Sign.NOT_AVAILABLE, Sign.PROVISIONAL
    return Cube(made, values, signs, np.zeros(made.shape, np.uint16), (ORIGIN,))


def shelve(shelf, clock, folder):
    """Stage the usual small table and the two of here in one release of this moment."""
    about = replace(
        metadata("نیروی کار", "Labour force"),
        topic="labour",
        contact=Label("مرکز آمار", "Statistical Centre"),
        frequency=Label("ماهانه", "monthly"),
        base_period="1400",
    )
    versions = (
        released(folder, of=cube()),
        replace(
            released(folder, PEOPLE, of=people(), about=metadata("جمعیت بر حسب سن", "Population by age")),
            layout=(("AREA", "AGE"), ("SEX", "TIME")),
        ),
        replace(released(folder, RATES, of=rates(), about=about), layout=(("AREA", "MONTH"), ("INDICATOR",))),
    )
    stage(shelf, folder, "r1", clock(), *versions)
