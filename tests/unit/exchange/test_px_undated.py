"""PX files without a variable of time are about one period: that of REFPERIOD, or the one that is given."""

import numpy as np
import pytest
from px_files import SMALL

from amargah.exchange.px import read_px
from amargah.statcore.errors import Invalid
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Role

UNDATED = (
    SMALL.replace('TIMEVAL("year")=TLIST(A1,"2019"-"2021");\n', "")
    .replace('"year"', '"size"')
    .replace('"år"', '"x"')
)
DATED = UNDATED.replace('NOTE="A note";', 'REFPERIOD="2019-Q2";\nNOTE="A note";')


def times(file):
    return [(code.id, code.label.fa, code.label.en) for code in file.cube.structure.time.codelist]


def test_the_period_that_is_given_stands_behind_the_dimensions_of_the_file():
    file = read_px(UNDATED.encode(), parse_period("1395"))
    assert times(file) == [("1395", "۱۳۹۵", "1395")]
    assert file.cube.structure.dimensions[-1].role is Role.TIME
    assert file.cube.structure.time.id not in file.layout[0] + file.layout[1]
    whole = read_px(SMALL.encode())
    np.testing.assert_array_equal(file.cube.values[..., 0], whole.cube.values)
    np.testing.assert_array_equal(file.cube.signs[..., 0], whole.cube.signs)


def test_refperiod_is_that_period():
    assert times(read_px(DATED.encode())) == [("2019-Q2", "سه‌ماهه دوم ۲۰۱۹ میلادی", "Q2 2019")]


def test_what_is_given_goes_before_refperiod():
    assert times(read_px(DATED.encode(), parse_period("1398")))[0][0] == "1398"


@pytest.mark.parametrize("text", [UNDATED, DATED.replace("2019-Q2", "the whole of it")])
def test_without_either_the_file_is_refused(text):
    with pytest.raises(Invalid, match="no variable of time") as refusal:
        read_px(text.encode())
    assert "--period" in refusal.value.detail.fa


def test_a_file_with_time_takes_no_period():
    with pytest.raises(Invalid, match="leave out the period"):
        read_px(SMALL.encode(), parse_period("1395"))
