"""Decimals of a dataset that is new: those that are told, or else those that its numbers have."""

import pytest

from amargah.exchange.sdmx import read_data

HEAD = "STRUCTURE,STRUCTURE_ID,ACTION,SEX,TIME_PERIOD,OBS_VALUE"
ROW = "dataflow,SCI:NEW(1.0),I"


@pytest.mark.parametrize(("told", "decimals"), [("", 3), (",1", 1)], ids=["nothing is told", "one is told"])
def test_decimals_follow_from_the_numbers_where_none_are_told(told, decimals):
    head = f"{HEAD},DECIMALS" if told else HEAD
    rows = [f"{ROW},M,2021,2.25{told}", f"{ROW},F,2021,-4.125{told}"]
    assert read_data("\n".join([head, *rows]).encode()).structure.measure.decimals == decimals
