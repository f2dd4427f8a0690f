"""SDMX data messages as cubes: the same figures from every format, and what a message does to them."""

import numpy as np
import pytest
from sdmx_messages import COUNTY, CSV_1, CSV_2, EVERY, JSON_2, SEX, SPECIFIC, STATUS, TIME, json_2

from amargah.exchange.sdmx import read_data
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure


def read(text, known=None):
    return read_data(text.encode(), known)


def cells(cube):
    """Value and sign of each cell that exists, by codes in the order of the ids of the dimensions."""
    structure = cube.structure
    order = sorted(range(len(structure.dimensions)), key=lambda axis: structure.dimensions[axis].id)
    found = {}
    for index in np.ndindex(structure.shape):
        value, sign = float(cube.values[index]), Sign(cube.signs[index])
        if not np.isnan(value) or sign:
            codes = [structure.dimensions[axis].codelist.codes[index[axis]].id for axis in order]
            found[tuple(codes)] = (None if np.isnan(value) else value, sign)
    return found


FIGURES = {
    ("1501", "M", "1395"): (10.5, Sign.NORMAL),
    ("1501", "F", "1395"): (None, Sign.CONFIDENTIAL),
    ("1502", "M", "1395"): (7.0, Sign.PROVISIONAL),
}


def dimension(id, codes, role=Role.OTHER):
    label = Label(f"{id} فا", id)
    return Dimension(
        id, label, Codelist(f"CL_{id}", label, tuple(Code(c, Label(f"{c} فا", c)) for c in codes)), role
    )


KNOWN = Structure(
    "POP",
    Label("جمعیت", "Population"),
    (
        dimension("TIME", ["1390", "1400"], Role.TIME),
        dimension("SEX", ["T", "F", "M"]),
        dimension("COUNTY", ["1501"], Role.GEO),
    ),
    Measure(Label("جمعیت", "Population"), Label("نفر", "persons"), 1),
)


@pytest.mark.parametrize("format", EVERY)
def test_every_format_says_the_same(format):
    cube = read(EVERY[format])
    assert cells(cube) == FIGURES
    assert cube.structure.id == "POP"
    assert cube.structure.time.id == "TIME_PERIOD"
    assert {d.id for d in cube.structure.dimensions} == {"COUNTY", "SEX", "TIME_PERIOD"}


@pytest.mark.parametrize("format", EVERY)
def test_a_known_dataset_keeps_its_structure_and_grows_at_the_end(format):
    cube = read(EVERY[format], KNOWN)
    time, sex, county = cube.structure.dimensions
    assert [code.id for code in time.codelist] == ["1390", "1395", "1400"]  # a period takes its place in time
    assert [code.id for code in sex.codelist] == ["T", "F", "M"]
    assert [code.id for code in county.codelist] == ["1501", "1502"]
    assert (county.role, county.codelist.codes[0].label) == (Role.GEO, Label("1501 فا", "1501"))
    assert cube.structure.measure == KNOWN.measure
    assert {(c, s, t): found for (c, s, t), found in cells(cube).items()} == FIGURES


def test_names_come_with_new_codes():
    county = read(JSON_2, KNOWN).structure.dimension("COUNTY")
    assert county.codelist.codes[1].label == Label("بروجرد", "Borujerd")
    joined = (
        CSV_1.replace("COUNTY", "COUNTY: شهرستان").replace("1502", "1502: بروجرد").replace("1501", "1501: الف: ب")
    )
    cube = read(joined)
    assert cells(cube) == FIGURES
    assert cube.structure.dimension("COUNTY").label == Label("شهرستان", "")
    labels = [code.label for code in cube.structure.dimension("COUNTY").codelist]
    assert labels == [Label("الف: ب", ""), Label("بروجرد", "")]


def test_names_in_columns_of_their_own():
    text = (
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,SEX,Sex,TIME_PERIOD,Time,OBS_VALUE,Observation value\r\n"
        "dataflow,SCI:POP(1.0),Population,I,M,'=Male,2020,2020,4,\r\n"
    )
    structure = read(text).structure
    assert structure.label == Label("", "Population")
    assert structure.dimension("SEX").codelist.codes[0].label == Label("", "=Male")
    assert structure.measure.label == Label("", "Observation value")


def test_columns_may_stand_in_any_order_and_with_another_separator():
    turned = ["{4},{0},{3},{2},{5},{1}".format(*line.split(",")) for line in CSV_1.splitlines()]
    assert cells(read("\n".join(turned), KNOWN)) == FIGURES
    semicolons = CSV_2.replace(",", ";").replace("STRUCTURE;", "STRUCTURE[|];")
    assert cells(read(semicolons)) == FIGURES


def test_keys_and_instants_are_no_components():
    lines = CSV_2.splitlines()
    more = [f"{lines[0]},SERIES_KEY,OBS_KEY,VALID_FROM,VALID_TO", *(f"{line},a,b,," for line in lines[1:])]
    assert cells(read("\n".join(more))) == FIGURES


def test_bytes_before_and_spaces_around_do_not_matter():
    assert cells(read_data(b"\xef\xbb\xbf" + CSV_1.encode())) == FIGURES
    assert cells(read("  \n" + JSON_2)) == FIGURES
    assert cells(read(CSV_1.replace("\n", "\r\n\r\n"))) == FIGURES


def test_values_are_exact():
    values = ["0.1", "1e22", "-0.30000000000000004", "123456789012345678", "5e-324", "+7.", ".5", "NaN", ""]
    lines = [f"SCI:P(1.0),{number},2020,{text}" for number, text in enumerate(values)]
    cube = read("\n".join(["DATAFLOW,D,TIME_PERIOD,OBS_VALUE", *lines]))
    expected = [float(text or "nan") for text in values]
    np.testing.assert_array_equal(cube.values[:, 0], expected)


def test_codes_are_those_that_sdmx_ids_were_made_of():
    text = "DATAFLOW,D,TIME_PERIOD,OBS_VALUE\nSCI:P(1.0),$D9$81,2020,1\n"
    structure = read(text).structure
    assert structure.dimensions[0].codelist.codes[0].id == "ف"


def test_a_dimension_that_other_protocols_cannot_name_is_refused():
    with pytest.raises(Invalid, match="'REF-AREA' is no id of a dimension"):
        read("DATAFLOW,REF-AREA,TIME_PERIOD,OBS_VALUE\nSCI:P(1.0),A,2020,1\n")


def test_periods_of_both_calendars():
    times = {"2021-09-23/P90D": "1400-Q3", "2021-Q4": "2021-Q4", "2021-M12": "2021-M12", "2021": "2021"}
    times |= {"2021-03-21/P365D": "1400", "2021-09-23T00:00:00/P90D": "1400-Q3", "1399": "1399"}
    for time, id in times.items():
        cube = read(f"DATAFLOW,D,TIME_PERIOD,OBS_VALUE\nSCI:P(1.0),a,{time},1\n")
        assert [code.id for code in cube.structure.time.codelist] == [id]


def test_the_period_of_a_day_is_told_by_its_attribute():
    text = "DATAFLOW,D,TIME_PERIOD,OBS_VALUE,PERIOD\nSCI:P(1.0),a,2021-09-23/P1D,1,{}\n"
    for said, id in {"": "1400-M07-D01", "2021-M09-D23": "2021-M09-D23", "1400-M07-D01": "1400-M07-D01"}.items():
        assert [code.id for code in read(text.format(said)).structure.time.codelist] == [id]


def test_times_keep_their_order_forwards_and_backwards():
    def order(*times, known=None):
        lines = [f"SCI:P(1.0),a,{time},1" for time in times]
        cube = read("\n".join(["DATAFLOW,SEX,TIME_PERIOD,OBS_VALUE", *lines]), known)
        return [code.id for code in cube.structure.time.codelist]

    assert order("2020", "2021", "2022") == ["2020", "2021", "2022"]
    assert order("2022", "2021", "2020") == ["2022", "2021", "2020"]
    assert order("2021", "2022", "2020") == ["2020", "2021", "2022"]


def test_units_and_decimals_of_the_whole():
    measure = read(SPECIFIC).structure.measure
    assert (measure.unit, measure.decimals) == (Label("PERSONS", "PERSONS"), 1)
    dataset = {"attributes": [0], "observations": {"0:0:0": [1, None]}}
    unit = {"id": "UNIT_MEASURE", "values": [{"id": "U1", "names": {"fa": "نفر", "en": "persons"}}]}
    levels = {"observation": [COUNTY, SEX, TIME]}
    cube = read(json_2(dataset, levels, {"dataSet": [unit], "observation": [STATUS]}))
    assert cube.structure.measure.unit == Label("نفر", "persons")


def test_units_that_go_with_the_codes_of_a_dimension_are_theirs():
    text = "DATAFLOW,WHAT,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE: واحد,DECIMALS\n" + "".join(
        f"SCI:P(1.0),{what},{time},1,{unit},{decimals}\n"
        for time in (2020, 2021)
        for what, unit, decimals in (("RATE", "PC: درصد", 1), ("COUNT", "PS: نفر", 0))
    )
    structure = read(text).structure
    what = structure.dimension("WHAT")
    assert what.role is Role.METRIC
    assert [(code.unit, code.decimals) for code in what.codelist] == [
        (Label("درصد", ""), 1),
        (Label("نفر", ""), 0),
    ]


def test_attributes_are_told_at_every_level():
    dataset = {
        "attributes": [{"en": "Note"}],
        "dimensionGroupAttributes": {"1::": [1]},
        "series": {"0:0": {"observations": {"0": [1]}}, "0:1": {"observations": {"0": [2]}},
                   "1:0": {"observations": {"0": [3]}}, "1:1": {"attributes": [2], "observations": {"0": [4, 0]}}},
    }  # fmt: skip
    statuses = {"id": "OBS_STATUS", "values": [{"id": id} for id in "AEP"]}
    attributes = {
        "dataSet": [{"id": "COMMENT_DSET"}],
        "dimensionGroup": [statuses],
        "series": [statuses],
        "observation": [statuses],
    }
    cube = read(json_2(dataset, {"series": [COUNTY, SEX], "observation": [TIME]}, attributes))
    signs = {codes[:2]: sign for codes, (_, sign) in cells(cube).items()}
    assert signs == {
        ("1501", "M"): Sign.NORMAL,
        ("1501", "F"): Sign.NORMAL,
        ("1502", "M"): Sign.ESTIMATED,  # of the group of county 1502
        ("1502", "F"): Sign.NORMAL,  # the observation says so itself
    }


def test_parents_and_places_of_json():
    county = COUNTY | {"roles": ["REF_AREA"]}
    county["values"] = [county["values"][0], county["values"][1] | {"parent": "1501"}]
    cube = read(json_2({"observations": {"0:0:0": [1]}}, {"observation": [county, SEX, TIME]}, {}))
    dimension = cube.structure.dimension("COUNTY")
    assert dimension.role is Role.GEO
    assert [code.parent for code in dimension.codelist] == [None, "1501"]


def test_a_line_of_a_partial_key_tells_attributes():
    text = CSV_1.replace("OBS_STATUS", "OBS_STATUS,DECIMALS").replace("A\n", "A,\n").replace("Q\n", "Q,\n")
    text = text.replace("P\n", "P,\n") + "SCI:POP(1.0),,,,,,2\n"
    cube = read(text)
    assert cells(cube) == FIGURES and cube.structure.measure.decimals == 2


def actions(*lines):
    rows = [f"dataflow,SCI:POP(1.0),{line}" for line in lines]
    heading = "STRUCTURE,STRUCTURE_ID,ACTION,COUNTY,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS"
    return {codes[:2]: found for codes, found in cells(read("\n".join([heading, *rows]), KNOWN)).items()}


def test_later_datasets_change_earlier_ones():
    found = actions(
        "R,1501,M,1400,1,P", "R,1501,F,1400,2,P", "M,1501,M,1400,3,", "R,1501,F,1400,4,",
        "A,1501,T,1400,5,E", "I,1501,T,1400,,Q",
    )  # fmt: skip
    assert found == {
        ("1501", "M"): (3.0, Sign.PROVISIONAL),  # what a merge does not tell stays
        ("1501", "F"): (4.0, Sign.NORMAL),  # a replacement has no status left
        ("1501", "T"): (None, Sign.CONFIDENTIAL),  # beside this status stands no number
    }


def test_deletions_take_out_one_cell_many_or_all():
    base = ["R,1501,M,1400,1,", "R,1501,F,1400,2,", "R,1502,M,1400,3,", "R,1502,F,1400,4,"]
    assert set(actions(*base, "D,1501,M,1400,-,")) == {("1501", "F"), ("1502", "M"), ("1502", "F")}
    assert set(actions(*base, "D,1502,,,,")) == {("1501", "M"), ("1501", "F")}
    assert actions(*base, "D,,,,,") == {}
    assert set(actions(*base, "D,9999,M,1400,,")) == {(c, s) for c in ("1501", "1502") for s in "MF"}
    assert actions(*base, "D,,,,,", "R,1501,T,1400,9,") == {("1501", "T"): (9.0, Sign.NORMAL)}


def test_deletions_in_xml_and_json():
    deleting = SPECIFIC.replace(
        "</m:DataSet>", '</m:DataSet><m:DataSet s:structureRef="S" s:action="Delete">{}</m:DataSet>'
    )
    one = '<Series COUNTY="1501" TIME_PERIOD="2016-03-20/P366D"><Obs SEX="M"/></Series>'
    assert set(cells(read(deleting.format(one)))) == {("1501", "F", "1395"), ("1502", "M", "1395")}
    assert set(cells(read(deleting.format('<Series COUNTY="1501"/>')))) == {("1502", "M", "1395")}
    assert cells(read(deleting.format(""))) == {}
    series = JSON_2.replace('"dataSets": [', '"dataSets": [{"series": {"0:0": {"observations": {"0": [1, 0]}}}}, ')
    assert cells(read(series.replace('"Replace"', '"Delete"'), KNOWN)) == {}


def test_a_structure_that_is_only_deleted_from_gets_no_new_codes():
    text = CSV_2.replace(",I,", ",D,").replace("1502", "1777")
    assert [code.id for code in read(text, KNOWN).structure.dimension("COUNTY").codelist] == ["1501"]


def test_idle_attributes_are_passed_over():
    text = CSV_1.replace("OBS_STATUS", "OBS_STATUS,UNIT_MULT,OBS_CONF,TITLE").replace("A\n", "A,0,F,Any, words\n")
    text = text.replace("Q\n", "Q,,,\n").replace("P\n", "P,0,F,\n").replace("Any, words", '"Any, words"')
    assert cells(read(text)) == FIGURES


def test_a_message_larger_than_one_piece_is_read_whole(monkeypatch):
    from amargah.exchange.sdmx.reading import csv, gathering, json_cells

    for module in (csv, gathering, json_cells):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    for text in EVERY.values():
        assert cells(read(text)) == FIGURES
