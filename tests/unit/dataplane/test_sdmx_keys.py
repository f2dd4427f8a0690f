"""Keys in addresses, read for a dataset."""

import pytest

from amargah.dataplane.sdmx.keys import fits, read_key, read_keys
from amargah.exchange.sdmx.definition import Definition
from amargah.statcore.errors import Invalid
from released import metadata, structure

DEFINITION = Definition("POP_COUNTY", structure(), metadata())


def codes(*each):
    return frozenset(each)


@pytest.mark.parametrize("text", ["all", "", "*"])
def test_everything(text):
    assert read_key(text, DEFINITION) is None


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("1501.T", {"COUNTY": codes("1501"), "SEX": codes("T")}),
        ("1501+1502.", {"COUNTY": codes("1501", "1502")}),
        (".T+F", {"SEX": codes("T", "F")}),
        (".", {}),
        ("+1501.T", {"SEX": codes("T")}),
    ],
)
def test_a_key_of_the_earlier_version(text, box):
    assert read_key(text, DEFINITION) == box


@pytest.mark.parametrize("text", ["1501", "1501.T.1395", "1501.T.", "...."])
def test_a_key_of_another_length_names_the_dimensions_and_an_example(text):
    with pytest.raises(Invalid, match=r"COUNTY\.SEX; for example 1501\.T"):
        read_key(text, DEFINITION)


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("*", None),
        ("1501.T,*", None),
        ("1501.T", ({"COUNTY": codes("1501"), "SEX": codes("T")},)),
        ("1501", ({"COUNTY": codes("1501")},)),
        ("*.T", ({"SEX": codes("T")},)),
        ("1501.*,1502.F", ({"COUNTY": codes("1501")}, {"COUNTY": codes("1502"), "SEX": codes("F")})),
    ],
)
def test_keys_of_the_later_version(text, boxes):
    assert read_keys(text, DEFINITION) == boxes


def test_keys_that_are_too_long_or_too_many():
    with pytest.raises(Invalid, match=r"COUNTY\.SEX"):
        read_keys("1501.T,1501.T.1395", DEFINITION)
    with pytest.raises(Invalid, match="more than 500 keys"):
        read_keys(",".join(["1501.T"] * 501), DEFINITION)
    assert fits("1501.T,1502", DEFINITION) and not fits("1501.T,1501.T.1395", DEFINITION)
