"""What is wrong in an SDMX message is refused whole, with the line where it can be told, in both languages."""

import json

import pytest
from sdmx_messages import (
    COUNTY,
    CSV_1,
    CSV_2,
    EVERY,
    GENERIC,
    JSON_2,
    SEX,
    SPECIFIC,
    TIME,
    component,
    json_2,
)

from amargah.exchange.sdmx import read_data
from amargah.exchange.sdmx.reading import gathering, json_cells, reading
from amargah.statcore.errors import Invalid


def refusal(data, known=None):
    with pytest.raises(Invalid) as refused:
        read_data(data if isinstance(data, bytes) else data.encode(), known)
    error = refused.value
    assert error.detail.fa and error.detail.en and error.detail.fa != error.detail.en
    return error.detail.en, error.context.get("line")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("10.5", "ten", 2, "'ten' is no number; write it like 1234.5"),
        ("10.5", "۱۰", 2, "is no number"),
        ("10.5", " 10", 2, "is no number"),
        ("10.5", "1_0", 2, "is no number"),
        ("10.5", "INF", 2, "is no number"),
        ("10.5", "1e999", 2, "is no number"),
        ("10.5", '"10,5"', 2, "is no number"),
        ("10.5", "1.2.3", 2, "is no number"),
        ("7,P", "7,Z", 4, "OBS_STATUS 'Z' is not known here; known are A (Normal value)"),
        (",Q", "5,Q", 3, "beside OBS_STATUS 'Q' stands no number"),
        ("1501,F", "1501,M", 3, "COUNTY=1501, SEX=M, TIME_PERIOD=2016-03-20/P366D occurs twice"),
        ("1502,M", "1502,", 4, "has no code of the dimension 'SEX'"),
        ("7,P", "7", 4, "has 5 columns and the first has 6"),
        ("7,P", "7,P,", 4, "has 7 columns and the first has 6"),
        ("7,P", '"7,P', 4, "look at its quotation marks"),
        ("7,P", '"7"x,P', 4, "look at its quotation marks"),
        ("COUNTY", "SEX", 1, "the column 'SEX' occurs more than once"),
        ("OBS_STATUS", "COLOUR", 1, "the column 'COLOUR' is no dimension and no attribute"),
        ("DATAFLOW", "FLOW", 1, "SDMX-CSV has a column DATAFLOW, or STRUCTURE and STRUCTURE_ID"),
        ("TIME_PERIOD", "TIME", 1, "no dimension of time (TIME_PERIOD); its dimensions: COUNTY, SEX, TIME"),
        ("2016-03-20/P366D", "2016-03-20/P367D", 2, "are those of no period of either calendar"),
        ("2016-03-20/P366D", "soon", 2, "names no period"),
        ("SCI:POP(1.0),1502", "SCI:GDP(1.0),1502", 4, "has data of both POP and GDP"),
        ("SCI:POP(1.0),1502", "a:b:c,1502", 4, "names no dataflow; write it like SCI:POP(1.0)"),
    ],
)
def test_csv(old, new, line, words):
    said, at = refusal(CSV_1.replace(old, new))
    assert words in said and at == line
    assert line is None or said.startswith(f"line {line}: ")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "dataflow,SCI:POP(1.0),I,1502",
            "flow,SCI:POP(1.0),I,1502",
            4,
            "'flow' is none of dataflow, ",
        ),
        ("I,1502", "X,1502", 4, "there is no action 'X'; write one of Information, Append, Merge"),
        ("ACTION", "STRUCTURE_NAME", 1, "the column of each component is followed by one with its name"),
    ],
)
def test_csv_2(old, new, line, words):
    said, at = refusal(CSV_2.replace(old, new))
    assert words in said and at == line


def test_a_line_is_the_one_in_the_file_when_cells_have_lines_in_them():
    text = CSV_1.replace("COUNTY", '"COUNTY: a\nb"').replace("SCI:POP(1.0),1502", "\nSCI:POP(1.0),1502")
    assert refusal(text.replace("7,P", "x,P"))[1] == 6


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"10.5"', '"ten"', 13, "'ten' is no number"),
        ('"P"', '"Z"', 23, "OBS_STATUS 'Z' is not known here"),
        ('value="F"', 'value="M"', 18, "occurs twice"),
        ('id="OBS_STATUS" value="Q"', 'id="COLOUR" value="Q"', 17, "'COLOUR' is no dimension and no attribute"),
        ('"SEX" value="M"', '"COUNTY" value="M"', 12, "'COUNTY' is told twice"),
        ('<g:Value id="SEX" value="F"/>', "", 18, "has no code of the dimension 'SEX'"),
        ('structureRef="S"', 'structureRef="T"', 10, "no structure 'T' in the header; there are: S"),
        ('action="Replace"', 'action="Reduce"', 10, "there is no action 'Reduce'"),
        ("<m:Header>", "<!-- - -- --><m:Header>", 5, "no well-formed XML: not well-formed"),
        ("</g:Series>\n  </m:DataSet>", "</m:DataSet>", 25, "no well-formed XML: mismatched tag"),
        ("<g:Series>", "<g:Serie>", 11, "'Serie' has no place here"),
        ('dimensionAtObservation="TIME_PERIOD"', "", 13, "dimension at the observations (dimensionAtObservation)"),
        ("GenericData", "Structure", 2, "'Structure' is no data message"),
        ("schemas/v2_1/message", "schemas/v2_0/message", 2, "'GenericData' is no data message"),
    ],
)
def test_generic_xml(old, new, line, words):
    said, at = refusal(GENERIC.replace(old, new))
    assert words in said and at == line


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('SEX="F"', 'COUNTY="1" SEX="F"', 15, "'COUNTY' is told both for the series and for the observation"),
        ('COUNTY="1502" U', 'AREA="1502" U', 12, "'AREA' is a dimension of no observation"),
        ('DECIMALS="1"', 'DECIMALS="one"', 10, "DECIMALS 'one' is no number from 0 to 15"),
        ('DECIMALS="1"', 'UNIT_MULT="3"', 10, "UNIT_MULT '3' changes the figures; apply it"),
        ("</m:DataSet>", "<Obs/><Note/></m:DataSet>", 18, "'Note' has no place here"),
    ],
)
def test_specific_xml(old, new, line, words):
    said, at = refusal(SPECIFIC.replace(old, new))
    assert words in said and at == line


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE m SYSTEM "http://127.0.0.1:1/x.dtd">',
        '<!DOCTYPE m [<!ENTITY a "b">]>',
        '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
def test_document_types_are_refused_where_they_begin(declaration):
    text = GENERIC.replace("<m:GenericData", f"{declaration}\n<m:GenericData").replace("10.5", "&c;")
    assert refusal(text) == ("line 2: a document type (DOCTYPE) is not read; take it out of the file", 2)


def test_elements_do_not_stand_in_each_other_without_end():
    said, _ = refusal(GENERIC.replace("<m:DataSet", "<g:Attributes>" * 100 + "<m:DataSet"))
    assert "has no place here" in said
    assert "more than 64 deep" in refusal(GENERIC.replace("<m:ID>", "<m:ID>" * 100_000))[0]


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[10.5, 0]", '["ten", 0]', 1, "'ten' is no number"),
        ("[10.5, 0]", "[true, 0]", 1, "True is no number"),
        ("[10.5, 0]", "[1e999, 0]", 1, "Number out of range"),
        ("[10.5, 0]", f"[{'9' * 400}, 0]", 1, "no number"),
        ("[10.5, 0]", "[10.5, 3]", 1, "OBS_STATUS has no value number 3; they go from 0 to 2"),
        ("[10.5, 0]", "[10.5, -1]", 1, "OBS_STATUS has no value number -1"),
        ("[10.5, 0]", '[10.5, "A"]', 1, "OBS_STATUS has no value number 'A'"),
        ("[10.5, 0]", "[10.5 0]", 1, "no well-formed JSON"),
        (
            '"0:1"',
            '"0:2"',
            1,
            "'0:2' leads to no code; the dimensions, and how many codes they",
        ),
        ('"0:1"', '"0:1:0"', 1, "'0:1:0' leads to no code"),
        ('"0:1"', '"0:"', 1, "'0:' leads to no code"),
        ('"0:1"', '"0:-1"', 1, "'0:-1' leads to no code"),
        ('"0:1"', '"*"', 1, "has no code of the dimension"),
        ('"0:1"', '"0:0"', 1, "the key of a series or of an observation occurs twice"),
        ('"structure": 0', '"structure": 1', 1, "no structure number 1"),
        ('"dimensions"', '"diagonals"', 1, "no data message of SDMX-JSON 1.0.0 or 2.0.0"),
        ('"UNIT_MEASURE"', '"COLOUR"', 1, "the attribute 'COLOUR' is not known here"),
        ('{"id": "OBS_VALUE"}', '{"id": "A"}, {"id": "B"}', 1, "the message has several measures"),
        ('"id": "P"', '"id": "Z"', 1, "OBS_STATUS 'Z' is not known here"),
        ('"TIME_PERIOD"', '"TIME"', 1, "no dimension of time"),
    ],
)
def test_json(old, new, line, words):
    said, at = refusal(JSON_2.replace(old, new))
    assert words in said and at == line


def test_the_same_key_twice_in_one_series():
    assert "occurs twice" in refusal(JSON_2.replace('{"0": [10.5, 0]}', '{"0": [1, 0], "0": [2, 0]}'))[0]


def test_several_values_in_place_of_one():
    status = {"id": "OBS_STATUS"}
    dataset = {"observations": {"0:0:0": [1, ["A", "P"]]}}
    text = json_2(dataset, {"observation": [COUNTY, SEX, TIME]}, {"observation": [status]})
    assert "OBS_STATUS has one value, not several" in refusal(text)[0]


def test_units_that_go_with_no_one_dimension():
    unit = component("UNIT_MEASURE", {"id": "A"}, {"id": "B"})
    dataset = {"observations": {"0:0:0": [1, 0], "0:1:0": [1, 1], "1:0:0": [1, 1], "1:1:0": [1, 0]}}
    text = json_2(dataset, {"observation": [COUNTY, SEX, TIME]}, {"observation": [unit]})
    assert "to go with the codes of one dimension" in refusal(text)[0]


def test_a_broken_line_of_json_is_told():
    pretty = json.dumps(json.loads(JSON_2), indent=1)
    assert (
        refusal(pretty.replace('"series": {', '"series": {{', 1))[1]
        == pretty.split('"series": {')[0].count("\n") + 1
    )


@pytest.mark.parametrize("format", EVERY)
def test_a_file_that_was_cut_is_refused(format):
    text = EVERY[format].rstrip()
    assert refusal(text[: len(text) * 2 // 3])[0]


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"   ", b"\n\n", b"[]", b"{}", b"<a/>", b"\x00\x01", b"PK\x03\x04"]
)
def test_what_is_no_message_at_all(data):
    assert refusal(data)


def test_a_dataset_without_observations_has_no_structure():
    assert refusal("DATAFLOW,SEX,TIME_PERIOD,OBS_VALUE\n")[0] == "line 1: there are no observations in the message"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1256", "latin-1"])
def test_other_encodings_are_refused(encoding):
    data = CSV_1.replace("1502", "é" if encoding == "latin-1" else "ج").encode(encoding)
    said, line = refusal(data)
    assert "not in UTF-8; save it in that encoding" in said and line == (1 if encoding == "utf-16" else 4)


def test_absurd_sizes_are_refused_before_memory_is_taken(monkeypatch):
    monkeypatch.setattr(reading, "MOST_CELLS", 3)
    assert "make 4 cells together, and more than 3 are not read" in refusal(CSV_1)[0]
    for module in (gathering, json_cells):
        monkeypatch.setattr(module, "MOST_OBSERVATIONS", 2)
    for text in EVERY.values():
        assert "more than 2 observations are not read" in refusal(text)[0]


def test_dimensions_that_the_dataset_does_not_have_are_refused():
    from test_sdmx_reading import KNOWN

    for format, text in EVERY.items():
        changed = text.replace("SEX", "GENDER")
        assert "'GENDER' is no dimension and no attribute" in refusal(changed, KNOWN)[0], format
        fewer = {"csv 1": CSV_1.replace(",SEX", "").replace(",M,", ",").replace(",F,", ",")}.get(format)
        if fewer:
            assert "has no code of the dimension 'SEX'" in refusal(fewer, KNOWN)[0]
