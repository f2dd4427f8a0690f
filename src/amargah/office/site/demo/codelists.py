"""The codelists of the demo, offered to the designers as well."""

import csv
from pathlib import Path

from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Code, Codelist, Dimension, Role

FIGURES = Path(__file__).parent / "figures"
TEHRAN, LORESTAN = "23", "15"


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
    codes = tuple(
        _code(row["code"], row["name_fa"], row["name_en"])
        for row in rows("counties.csv")
        if row["province"] in provinces
    )
    return Dimension("COUNTY", Label("شهرستان", "County"), _named(id, fa, en, codes), Role.GEO)


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


def province(code: str) -> Code:
    """One province's code, for areas that mix provinces with the country."""
    return PROVINCE.codelist.codes[PROVINCE.codelist.position(code)]


IRAN = _code("IR", "کل کشور", "Iran")
