"""Small cubes and releases for the tests of everything that stands on the shelf."""

from datetime import UTC, date, datetime

import numpy as np

from amargah.cubes import write_version
from amargah.shelf import ReleasedVersion
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.lineage import LetterReference, Origin, OriginKind, RuleResult, Step
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

COUNTIES = (("1501", "خرم‌آباد", "Khorramabad"), ("1502", "بروجرد", "Borujerd"), ("1503", "الیگودرز", "Aligudarz"))
SEXES = (("T", "مرد و زن", "Both sexes"), ("M", "مرد", "Male"), ("F", "زن", "Female"))
YEARS = (("1390", "۱۳۹۰", "2011"), ("1395", "۱۳۹۵", "2016"))
AGENCY = Label("سازمان برنامهٔ لرستان", "Lorestan MPO")


def dimension(id, fa, en, codes, role=Role.OTHER):
    listed = tuple(Code(code, Label(code_fa, code_en)) for code, code_fa, code_en in codes)
    return Dimension(id, Label(fa, en), Codelist(f"CL_{id}", Label(fa, en), listed), role)


def structure(counties=COUNTIES, years=YEARS):
    return Structure(
        "POP_COUNTY",
        Label("جمعیت شهرستان‌ها", "Population of counties"),
        (
            dimension("COUNTY", "شهرستان", "County", counties, Role.GEO),
            dimension("SEX", "جنس", "Sex", SEXES),
            dimension("TIME", "سال", "Year", years, Role.TIME),
        ),
        Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
    )


ORIGIN = Origin(
    "submission-1",
    OriginKind.SUBMISSION,
    AGENCY,
    LetterReference(
        "۱۴۰۵/۱۵/۰۰۰۱",
        date(2026, 2, 1),
        Label("درخواست آمار", "Request for figures"),
        AGENCY,
        Label("فرمانداری", "Governorate"),
    ),
    (RuleResult("total", "SEX.T = SEX.M + SEX.F", Label("جمع دو جنس", "Sum of sexes"), "error", 6, 0),),
    (Step(Label("تأیید", "Approved"), AGENCY, Label("رئیس", "Head"), datetime(2026, 2, 3, tzinfo=UTC)),),
)


def cube(add=0.0, **parts):
    made = structure(**parts)
    values = np.arange(float(made.size)).reshape(made.shape) * 1000 + add
    return Cube(made, values, np.zeros(made.shape, np.uint8), np.zeros(made.shape, np.uint16), (ORIGIN,))


def metadata(fa="جمعیت شهرستان‌ها بر حسب جنس", en="Population of counties by sex", **more):
    return Metadata(
        Label(fa, en),
        Label("سرشماری نفوس و مسکن", "Census of population and housing"),
        Label("مرکز آمار ایران", "Statistical Centre of Iran"),
        "population",
        **more,
    )


def released(folder, dataset="POP_COUNTY", *, of=None, about=None):
    """A version of `dataset` with its cube written in `folder`."""
    return ReleasedVersion(
        dataset,
        write_version(folder, of or cube()),
        about or metadata(),
        (("COUNTY",), ("SEX", "TIME")),
        AGENCY,
        Label("انتشار نخست", "First release"),
    )


def stage(shelf, folder, id, visible_from, *versions):
    """Stage a release of `versions`, or of one small dataset."""
    return shelf.stage(
        id=id,
        title=Label(f"انتشار {id}", f"Release {id}"),
        summary=Label("خلاصه", "Summary"),
        visible_from=visible_from,
        versions=versions or (released(folder),),
        cubes=folder,
    )
