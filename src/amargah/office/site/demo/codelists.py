"""The codelists of the demo, offered to the designers as well."""

import csv
from pathlib import Path

from amargah.persian.digits import to_persian_digits
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Code, Codelist, Dimension, Group, Grouping, Role

FIGURES = Path(__file__).parent / "figures"
TEHRAN, LORESTAN = "23", "15"
RETIRED, OLDEST = 65, 100


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of figures."""
    with (FIGURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _named(id: str, fa: str, en: str, codes: tuple[Code, ...]) -> Codelist:
    return Codelist(id, Label(fa, en), codes)


def _code(id: str, fa: str, en: str) -> Code:
    return Code(id, Label(fa, en))


def years(*names: int) -> Dimension:
    """The time dimension over Solar Hijri years."""
    periods = [parse_period(str(name)) for name in names]
    codes = tuple(Code(period.id, Label(period.label("fa"), period.label("en"))) for period in periods)
    id = f"CL_YEAR_{names[0]}_{names[-1]}"
    return Dimension("TIME_PERIOD", Label("سال", "Year"), _named(id, "سال", "Year", codes), Role.TIME)


def counties(id: str, fa: str, en: str, *provinces: str) -> Dimension:
    listed = [row for row in rows("counties.csv") if row["province"] in provinces]
    codes = tuple(_code(row["code"], row["name_fa"], row["name_en"]) for row in listed)
    groups = tuple(
        Group(code, province(code).label, tuple(row["code"] for row in listed if row["province"] == code))
        for code in provinces
    )
    by_province = Grouping("BY_PROVINCE", Label("به استان", "By province"), groups)
    codelist = Codelist(id, Label(fa, en), codes, (by_province,) if len(groups) > 1 else ())
    return Dimension("COUNTY", Label("شهرستان", "County"), codelist, Role.GEO)


def province(code: str) -> Code:
    """One province's code, for areas that mix provinces with the country."""
    return PROVINCE.codelist.codes[PROVINCE.codelist.position(code)]


def ages() -> Dimension:
    """Five-year groups under all ages, and the three broad groups that they make up."""
    starts = range(0, OLDEST, 5)
    codes = (
        _code("_T", "همهٔ سنین", "All ages"),
        *(_age(f"Y{start}T{start + 4}", start, start + 4) for start in starts),
        _code(f"Y_GE{OLDEST}", "۱۰۰ساله و بیشتر", "100 and over"),
    )
    broad = tuple(
        Group(id, Label(fa, en), tuple(f"Y{start}T{start + 4}" for start in starts if first <= start <= last))
        for id, fa, en, first, last in (
            ("Y0T14", "۰ تا ۱۴ساله", "0 to 14", 0, 14),
            ("Y15T64", "۱۵ تا ۶۴ساله", "15 to 64", 15, 64),
        )
    )
    old = tuple(f"Y{start}T{start + 4}" for start in starts if start >= RETIRED)
    groups = (*broad, Group("Y_GE65", Label("۶۵ساله و بیشتر", "65 and over"), (*old, f"Y_GE{OLDEST}")))
    grouping = Grouping("AGE_BROAD", Label("گروه‌های عمدهٔ سنی", "Broad age groups"), groups)
    label = Label("گروه سنی", "Age group")
    return Dimension("AGE", label, Codelist("CL_AGE_5", label, codes, (grouping,)))


def _age(id: str, first: int, last: int) -> Code:
    return _code(id, to_persian_digits(f"{first} تا {last}ساله"), f"{first} to {last}")


SEX = Dimension(
    "SEX",
    Label("جنس", "Sex"),
    _named(
        "CL_SEX",
        "جنس",
        "Sex",
        (_code("T", "مرد و زن", "Total"), _code("M", "مرد", "Male"), _code("F", "زن", "Female")),
    ),
)
PROVINCE = Dimension(
    "PROVINCE",
    Label("استان", "Province"),
    _named(
        "CL_PROVINCE",
        "استان‌ها",
        "Provinces",
        tuple(_code(row["code"], row["name_fa"], row["name_en"]) for row in rows("provinces.csv")),
    ),
    Role.GEO,
)
AGE = ages()
CENSUS_YEARS = years(1365, 1385, 1390, 1395)
LORESTAN_COUNTIES = counties("CL_COUNTY_LORESTAN", "شهرستان‌های لرستان", "Counties of Lorestan", LORESTAN)
TEHRAN_COUNTIES = counties("CL_COUNTY_TEHRAN", "شهرستان‌های تهران", "Counties of Tehran", TEHRAN)
COUNTIES = counties(
    "CL_COUNTY_TEHRAN_LORESTAN",
    "شهرستان‌های لرستان و تهران",
    "Counties of Lorestan and Tehran",
    LORESTAN,
    TEHRAN,
)
IRAN = _code("IR", "کل کشور", "Iran")
