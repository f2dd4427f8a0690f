"""Small cubes drawn as text, for the tables of the rule language."""

from collections.abc import Sequence
from textwrap import dedent

import numpy as np

from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.entries import parse_entry
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

DIMENSIONS = {
    "COUNTY": Dimension(
        "COUNTY",
        Label("شهرستان", "County"),
        Codelist(
            "COUNTY",
            Label("شهرستان‌ها", "Counties"),
            (
                Code("TOTAL", Label("کل استان", "Whole province")),
                Code("1501", Label("الیگودرز", "Aligudarz")),
                Code("1502", Label("بروجرد", "Borujerd")),
            ),
        ),
        Role.GEO,
    ),
    "AGE": Dimension(
        "AGE",
        Label("سن", "Age"),
        Codelist(
            "AGE",
            Label("گروه‌های سنی", "Age groups"),
            (
                Code("TOTAL", Label("همهٔ سنین", "All ages")),
                Code("0-14", Label("۰ تا ۱۴ ساله", "0 to 14"), "TOTAL"),
                Code("15+", Label("۱۵ ساله و بیشتر", "15 and over"), "TOTAL"),
                Code("15-64", Label("۱۵ تا ۶۴ ساله", "15 to 64"), "15+"),
                Code("65+", Label("۶۵ ساله و بیشتر", "65 and over"), "15+"),
            ),
        ),
    ),
    "SEX": Dimension(
        "SEX",
        Label("جنس", "Sex"),
        Codelist(
            "SEX",
            Label("جنس", "Sex"),
            (
                Code("T", Label("جمع", "Total")),
                Code("M", Label("مرد", "Male")),
                Code("F", Label("زن", "Female")),
            ),
        ),
    ),
    "TIME": Dimension(
        "TIME",
        Label("سال", "Year"),
        Codelist("TIME", Label("سال‌ها", "Years"), (Code("1395", Label("۱۳۹۵", "1395")),)),
        Role.TIME,
    ),
}


def cube_of(text: str) -> Cube:
    """The cube that is drawn in `text`: codes of a dimension down the side, of SEX across, the year 1395."""
    head, *body = (tuple(map(str.strip, line.split("|"))) for line in dedent(text).strip().splitlines())
    dimensions = (_narrowed(head[0], [line[0] for line in body]), _narrowed("SEX", head[1:]), DIMENSIONS["TIME"])
    structure = Structure(
        "POPULATION",
        Label("جمعیت", "Population"),
        dimensions,
        Measure(Label("جمعیت", "Population"), Label("هزار نفر", "thousand persons")),
    )
    cube = empty_cube(structure)
    for place, text in np.ndenumerate(np.array([line[1:] for line in body])):
        entry = parse_entry(str(text), 3)
        cube.values[(*place, 0)], cube.signs[(*place, 0)] = entry.value, entry.sign
    return cube


def _narrowed(id: str, codes: Sequence[str]) -> Dimension:
    """The dimension with only those codes, in their order."""
    whole = DIMENSIONS[id]
    kept = tuple(whole.codelist.codes[whole.codelist.position(code)] for code in codes)
    return Dimension(id, whole.label, Codelist(id, whole.codelist.label, kept), whole.role)
