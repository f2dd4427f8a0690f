"""Figures folded from saves, what differs between two states, and where findings stand."""

import math
from datetime import UTC, datetime

import numpy as np
import pytest

from amargah.office.collection.figures import Save, cell_history, changes_between, fold
from amargah.office.collection.validation import COMPULSORY, blank_finding, place_findings, report_on
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.entries import Entry
from amargah.statcore.labels import Label
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.signs import Sign
from amargah.statcore.tables import Table
from released import structure

SHAPE = structure(years=(("1395", "۱۳۹۵", "2016"),))
TABLE = Table(SHAPE, ("COUNTY",), ("SEX",))
NAME = Label("مریم", "Maryam")


def rule(expression, severity=Severity.ERROR):
    return Rule("R1", expression, severity, Missing.SKIP_IF_ANY, 0, Label("پیام", "message"))


def test_later_saves_stand():
    cube = fold(SHAPE, [{"0": (1.0, 0), "4": (5.0, 0)}, {"0": (None, int(Sign.NOT_AVAILABLE))}, {"4": (6.0, 0)}])
    values, signs = cube.values.reshape(-1), cube.signs.reshape(-1)
    assert math.isnan(values[0]) and signs[0] == Sign.NOT_AVAILABLE
    assert values[4] == 6
    assert np.isnan(np.delete(values, 4)).all()
    assert fold(SHAPE, []).values.shape == SHAPE.shape


def test_only_what_differs_is_a_change():
    old = fold(SHAPE, [{"0": (1.0, 0), "1": (None, int(Sign.NOT_AVAILABLE)), "2": (3.0, 0)}])
    new = {
        0: Entry(1.0, Sign.NORMAL),
        1: Entry(math.nan, Sign.NOT_AVAILABLE),
        2: Entry(3.0, Sign.PROVISIONAL),
        3: Entry(math.nan, Sign.NORMAL),
        4: Entry(0.0, Sign.NORMAL),
        5: Entry(math.nan, Sign.NOT_COLLECTED),
    }
    assert changes_between(old, new) == {
        "2": (3.0, int(Sign.PROVISIONAL)),
        "4": (0.0, 0),
        "5": (None, int(Sign.NOT_COLLECTED)),
    }


def test_the_history_of_a_cell_is_of_that_cell():
    at = datetime(2026, 3, 21, tzinfo=UTC)
    saves = [
        Save(number, changes, "grid", at, NAME, NAME)
        for number, changes in enumerate(
            ({"1": (5.0, 0)}, {"11": (9.0, 0)}, {"1": (None, 2), "2": (1.0, 0)}), start=1
        )
    ]
    first, second = cell_history(1, saves)
    assert (first.number, first.entry) == (1, Entry(5.0, Sign.NORMAL))
    assert second.number == 3
    assert math.isnan(second.entry.value) and second.entry.sign == Sign(2)
    assert cell_history(7, saves) == ()


def test_findings_stand_in_the_grid_and_in_excel():
    values = np.full(SHAPE.shape, 10.0)
    values[:, 0, :], values[1, 0, 0] = 20.0, 21.0
    blank = empty_cube(SHAPE)
    cube = Cube(SHAPE, values, blank.signs, blank.origin_numbers, ())
    report = report_on([rule("SEX.T = SEX.M + SEX.F")], cube, None)
    (finding,) = place_findings(TABLE, report, {"R1": "چون"})
    assert [(place.row, place.column, place.address) for place in finding.places] == [
        (1, 0, "C10"),
        (1, 1, "D10"),
        (1, 2, "E10"),
    ]
    assert finding.explanation == "چون"


def test_blank_cells_are_one_finding():
    cube = fold(SHAPE, [{str(n): (1.0, 0) for n in range(9) if n not in (2, 6)}, {"6": (None, 2)}])
    finding = blank_finding(TABLE, cube)
    assert (finding.rule, finding.severity) == (COMPULSORY, Severity.ERROR)
    assert [place.address for place in finding.places] == ["E9"]
    assert finding.message.fa.startswith("۱ خانه")
    assert blank_finding(TABLE, fold(SHAPE, [{str(n): (1.0, 0) for n in range(9)}])) is None


@pytest.mark.parametrize(
    "years, found", [((("1390", "۱۳۹۰", "2011"),), 1), ((("1", "۱", "1"), ("2", "۲", "2")), 0)]
)
def test_a_previous_version_counts_when_its_cells_are_the_same(years, found):
    now = fold(SHAPE, [{str(n): (9.0, 0) for n in range(9)}])
    other = structure(years=years)
    before = fold(other, [{str(n): (1.0, 0) for n in range(other.size)}])
    report = report_on([rule("SEX.T <= 2 * previous(SEX.T)", Severity.WARNING)], now, before)
    assert (len(report.findings) > 0) == bool(found)
