"""What a message does to the dataset that is there: the whole of it, or a part."""

from dataclasses import replace

import pytest
from sdmx_messages import COUNTY, CSV_1, CSV_2, GENERIC, JSON_2, SEX, SPECIFIC, TIME, json_2
from test_sdmx_reading import FIGURES, KNOWN, cells

from amargah.exchange.sdmx import read_data
from amargah.statcore.cubes import empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin, OriginKind
from amargah.statcore.signs import Sign

OLD = Origin("old", OriginKind.SUBMISSION, Label("منبع", "Source"))
BEFORE = {("1501", "T", "1390"): (100.0, Sign.NORMAL), ("1501", "M", "1400"): (None, Sign.CONFIDENTIAL)}


def present():
    """A cube of KNOWN with two cells that no message of these tests names by itself."""
    cube = empty_cube(KNOWN)
    cube.values[0, 0, 0] = 100
    cube.signs[1, 2, 0] = Sign.CONFIDENTIAL
    return replace(cube, origins=(OLD,))


def read(text):
    return read_data(text.encode(), KNOWN, present())


def acting(format, action):
    """The message of `sdmx_messages` with another action."""
    if format == "csv 2":
        return CSV_2.replace(",I,", f",{action[0]},")
    if format == "json 2":
        return JSON_2.replace('"Replace"', f'"{action}"')
    return {
        "generic": GENERIC.replace('"Replace"', f'"{action}"'),
        "specific": SPECIFIC.replace('"Merge"', f'"{action}"'),
    }[format]


ACTING = ["csv 2", "json 2", "generic", "specific"]


@pytest.mark.parametrize("format", ACTING)
@pytest.mark.parametrize("action", ["Append", "Merge", "Replace"])
def test_a_part_leaves_what_it_does_not_name(format, action):
    cube = read(acting(format, action))
    assert cells(cube) == FIGURES | BEFORE
    assert [code.id for code in cube.structure.dimension("COUNTY").codelist] == ["1501", "1502"]
    assert [code.id for code in cube.structure.dimension("TIME").codelist] == ["1390", "1395", "1400"]
    assert cube.origins == (OLD,)


@pytest.mark.parametrize("format", ACTING)
def test_information_is_the_whole_dataset(format):
    assert cells(read(acting(format, "Information"))) == FIGURES


def test_without_an_action_the_message_is_the_whole_dataset():
    assert cells(read(CSV_1)) == FIGURES
    assert cells(read(CSV_2.replace(",I,", ",,"))) == FIGURES
    assert cells(read(JSON_2.replace('"action": "Replace", ', ""))) == FIGURES
    assert cells(read(GENERIC.replace(' action="Replace"', ""))) == FIGURES


def test_one_action_among_others_makes_the_message_a_part():
    text = CSV_2.replace(",I,1502", ",A,1502")
    assert cells(read(text)) == FIGURES | BEFORE


def test_a_deletion_empties_what_it_names_and_nothing_else():
    heading = "STRUCTURE,STRUCTURE_ID,ACTION,COUNTY,SEX,TIME_PERIOD,OBS_VALUE\n"
    one = {("1501", "M", "1400"): BEFORE["1501", "M", "1400"]}
    assert cells(read(f"{heading}dataflow,SCI:POP(1.0),D,1501,T,2011-03-21/P365D,\n")) == one
    assert cells(read(f"{heading}dataflow,SCI:POP(1.0),D,,T,,\n")) == one
    assert cells(read(f"{heading}dataflow,SCI:POP(1.0),D,,,,\n")) == {}


def test_what_is_there_is_not_changed_by_reading():
    before = present()
    read_data(CSV_2.replace(",I,", ",A,").encode(), KNOWN, before)
    assert cells(before) == BEFORE


def test_a_number_takes_the_place_of_the_reason_that_there_was_none():
    line = "A,1501,M,2021-03-21/P365D,8\n"
    text = f"STRUCTURE,STRUCTURE_ID,ACTION,COUNTY,SEX,TIME_PERIOD,OBS_VALUE\ndataflow,SCI:POP(1.0),{line}"
    assert cells(read(text))["1501", "M", "1400"] == (8.0, Sign.NORMAL)


def test_a_new_code_may_stand_inside_a_code_that_is_there():
    county = COUNTY | {"values": [{"id": "1503", "parent": "1501"}]}
    text = json_2({"action": "Append", "observations": {"0:0:0": [1]}}, {"observation": [county, SEX, TIME]}, {})
    codes = read(text).structure.dimension("COUNTY").codelist.codes
    assert [(code.id, code.parent) for code in codes] == [("1501", None), ("1503", "1501")]


NO_OBSERVATIONS = {
    "csv 1": CSV_1.splitlines()[0] + "\n",
    "csv 2": CSV_2.splitlines()[0] + "\r\n\r\n",
    "json of nothing": '{"meta":{},"data":{}}',
    "json of an empty set": json_2({"action": "Append"}, {"observation": [COUNTY, SEX, TIME]}, {}),
    "xml of no set": GENERIC.split("  <m:DataSet")[0] + "</m:GenericData>",
    "xml of an empty set": GENERIC.split("    <g:Series>")[0] + "</m:DataSet></m:GenericData>",
    "xml of empty series": SPECIFIC.split("    <Series")[0]
    + '<Series SEX="M"/></m:DataSet></m:StructureSpecificData>',
}


@pytest.mark.parametrize("case", NO_OBSERVATIONS)
@pytest.mark.parametrize("known", [None, KNOWN])
def test_a_message_without_observations_is_refused(case, known):
    data = NO_OBSERVATIONS[case].encode()
    with pytest.raises(Invalid, match="there are no observations in the message") as refused:
        read_data(data, known, known and present())
    assert "هیچ مشاهده‌ای ندارد" in refused.value.detail.fa
    at = NO_OBSERVATIONS[case].partition("<m:DataSet ")
    assert refused.value.context["line"] == (at[0].count("\n") + 1 if at[1] else 1)
