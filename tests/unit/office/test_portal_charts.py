"""Which chart suits which structure, and what its points say."""

import numpy as np
import pytest
from django.utils.translation import override

from amargah.cubes import open_version, write_version
from amargah.office.portal.charts import MOST_BARS, chart
from amargah.office.portal.figures import figure, leaves, total_place
from amargah.office.portal.plans import Kind, plan
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import COUNTIES, SEXES, dimension, metadata

COUNTY = dimension("COUNTY", "شهرستان", "County", COUNTIES, Role.GEO)
SEX = dimension("SEX", "جنس", "Sex", SEXES)
MANY = dimension("AREA", "ناحیه", "Area", [(f"A{n}", f"ناحیه {n}", f"Area {n}") for n in range(60)], Role.GEO)


def years(*names):
    return dimension(
        "TIME_PERIOD", "سال", "Year", [(str(name), str(name), str(name)) for name in names], Role.TIME
    )


def structure(*dimensions):
    return Structure(
        "S", Label("س", "S"), dimensions, Measure(Label("جمعیت", "Population"), Label("نفر", "persons"))
    )


@pytest.fixture
def drawn(tmp_path):
    """The chart of a cube of `values`, in English."""

    def draw(made, values, signs=None, about=None):
        shape = made.shape
        cube = Cube(
            made,
            np.array(values, float).reshape(shape),
            np.array(signs if signs is not None else np.zeros(shape), np.uint8).reshape(shape),
            np.zeros(shape, np.uint16),
        )
        with override("en"):
            return chart(open_version(tmp_path, write_version(tmp_path, cube)), about or metadata(), "en")

    return draw


def test_two_censuses_of_counties_are_bars_over_counties_at_the_total():
    chosen = plan(structure(COUNTY, SEX, years(1390, 1395)))
    assert (chosen.kind, chosen.along, chosen.fixed) == (Kind.BARS, "COUNTY", {"SEX": 0})


def test_three_periods_make_lines_by_place():
    chosen = plan(structure(COUNTY, SEX, years(1385, 1390, 1395)))
    assert (chosen.kind, chosen.along, chosen.lines) == (Kind.LINES, "TIME_PERIOD", "COUNTY")


def test_many_places_over_time_stay_bars():
    assert plan(structure(MANY, years(1385, 1390, 1395))).kind is Kind.BARS


def test_two_periods_alone_are_compared_and_one_is_not():
    assert plan(structure(years(1390, 1395))).along == "TIME_PERIOD"
    assert plan(structure(years(1395))) is None


def test_indicators_of_different_units_do_not_share_an_axis():
    codes = (
        Code("INDEX", Label("شاخص", "Index"), unit=Label("۱۰۰", "100")),
        Code("RATE", Label("نرخ", "Rate"), unit=Label("درصد", "percent")),
    )
    indicator = Dimension("IND", Label("شاخص", "Indicator"), Codelist("CL", Label("", ""), codes), Role.METRIC)
    chosen = plan(structure(indicator, years(1398, 1399, 1400)))
    assert (chosen.lines, chosen.fixed) == (None, {"IND": 1})


def test_a_total_is_named_or_the_only_root():
    tree = Codelist("CL", Label("", ""), (Code("15", Label("", "")), Code("1501", Label("", ""), parent="15")))
    assert total_place(SEX) == 0
    assert total_place(COUNTY) is None
    assert total_place(Dimension("G", Label("", ""), tree, Role.GEO)) == 0
    assert leaves(Dimension("G", Label("", ""), tree, Role.GEO)) == (1,)


def test_bars_are_sorted_and_a_sign_takes_the_last_place(drawn):
    made = drawn(structure(COUNTY, years(1395)), [5, np.nan, 9], [0, Sign.CONFIDENTIAL, Sign.PROVISIONAL])
    assert made.names == ("Aligudarz", "Khorramabad", "Borujerd")
    assert [(point.value, point.text) for point in made.series[0].points] == [(9, "9*"), (5, "5"), (None, "(c)")]
    assert made.title == "Highest in Aligudarz, 9 persons; lowest in Khorramabad, 5"


def test_bars_show_the_latest_of_the_fullest_periods(drawn):
    made = drawn(structure(COUNTY, years(1390, 1395)), [1, np.nan, 2, 5, 3, np.nan])
    assert made.measure == "Population (persons), 1390"
    assert sorted(point.value for point in made.series[0].points if point.value is not None) == [1, 2, 3]


def test_what_does_not_fit_is_counted(drawn):
    made = drawn(structure(MANY, years(1395)), range(60))
    assert (made.shown, made.left_out) == (MOST_BARS, 60 - MOST_BARS)
    assert made.names[0] == "Area 59"


def test_lines_keep_their_gaps_and_tell_their_course_since_the_break(drawn):
    about = metadata(breaks=(Break("1391", Label("تعریف تازه", "new definition")), Break("1380", Label("", ""))))
    made = drawn(structure(years(1390, 1391, 1392, 1394)), [10, 20, np.nan, 30], about=about)
    assert [point.value for point in made.series[0].points] == [10, 20, None, 30]
    assert [(each.place, each.note) for each in made.breaks] == [(1, "new definition")]
    assert made.title == "Population: from 20 in 1391 to 30 in 1394"
    assert made.positions[3] - made.positions[1] == pytest.approx(3 * 365, abs=1)


def test_lines_without_any_number_are_left_out(drawn):
    made = drawn(structure(COUNTY, years(1390, 1391, 1392)), [1, 2, 3, *[np.nan] * 3, 4, 5, 6])
    assert [series.name for series in made.series] == ["Khorramabad", "Aligudarz"]


def test_nothing_is_drawn_of_nothing(drawn):
    assert drawn(structure(COUNTY, years(1395)), [np.nan] * 3) is None
    assert drawn(structure(COUNTY, years(1390, 1391, 1392)), [np.nan] * 9) is None


@pytest.mark.parametrize(
    ("value", "sign", "text", "number"),
    [
        (1234.5, Sign.NORMAL, "۱٬۲۳۴٫۵", "۱٬۲۳۴٫۵"),
        (1234.5, Sign.ESTIMATED, "۱٬۲۳۴٫۵**", "۱٬۲۳۴٫۵"),
        (7.0, Sign.CONFIDENTIAL, "(c)", ""),
        (float("nan"), Sign.NOT_COLLECTED, "-", ""),
        (float("nan"), Sign.NORMAL, "", ""),
    ],
)
def test_a_figure_is_printed_with_its_sign(value, sign, text, number):
    shown = figure(value, sign, 1, "fa")
    assert (shown.text, shown.number) == (text, number)
    assert (shown.value is None) == (number == "")
