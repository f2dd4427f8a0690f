import json
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from jsonstat_validator import validate_jsonstat
from pyjstat import pyjstat

from amargah.exchange.jsonstat import read_jsonstat, write_jsonstat
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.selections import narrowed, resolve
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

AT = datetime(2026, 3, 21, 12, 0, tzinfo=timezone(timedelta(hours=3, minutes=30)))


def written(cube, metadata, language="fa", **more):
    return write_jsonstat(cube, metadata, language=language, updated=AT, **more)


def test_the_document_is_json_stat(cube, metadata):
    data = written(cube, metadata, href="https://example.org/data/POP_COUNTY.json")
    assert validate_jsonstat(json.loads(data)) is True


def test_what_a_reader_finds(cube, metadata):
    document = json.loads(written(cube, metadata, "en"))
    assert document["id"] == ["COUNTY", "SEX", "TIME"]
    assert document["size"] == [3, 3, 1]
    assert document["role"] == {"geo": ["COUNTY"], "time": ["TIME"]}
    assert document["updated"] == "2026-03-21T08:30:00Z"
    assert document["value"] == [1000, 1001, 1002, None, None, 1005, 1006, 1007, 1008]
    assert document["status"] == {"3": "O", "8": "P"}
    assert document["dimension"]["SEX"]["category"] == {
        "index": ["T", "M", "F"],
        "label": {"T": "Total", "M": "Male", "F": "Female"},
        "child": {"T": ["M", "F"]},
    }
    assert document["note"] == ["Present boundaries", "1398: New definition"]
    assert document["extension"]["measure"] == {"label": "Population", "unit": {"label": "persons", "decimals": 0}}
    assert document["extension"]["status"]["label"] == {"O": "Not available", "P": "Provisional"}
    assert "href" not in document


def test_whole_numbers_have_no_decimal_point(cube, metadata):
    assert b'"value":[1000,1001,1002,null,null,1005,1006,1007,1008]' in written(cube, metadata)


def test_each_language_has_its_own_labels(cube, metadata):
    assert "بروجرد" in written(cube, metadata, "fa").decode()
    assert "Borujerd" in written(cube, metadata, "en").decode()
    assert "Borujerd" not in written(cube, metadata, "fa").decode()


def test_a_selection_has_labels_of_its_own(cube, metadata):
    indices = resolve(cube.structure, {"COUNTY": ["1503"]})
    part = Cube(
        narrowed(cube.structure, indices), cube.values[2:], cube.signs[2:], cube.origin_numbers[2:], cube.origins
    )
    document = json.loads(written(part, metadata))
    assert document["dimension"]["COUNTY"]["category"]["index"] == ["1503"]
    assert document["value"] == [1006, 1007, 1008]
    assert json.loads(written(cube, metadata))["size"] == [3, 3, 1]


@pytest.mark.filterwarnings("ignore:Shouldn't use this function:DeprecationWarning")
def test_another_library_reads_the_figures(cube, metadata):
    frame = pyjstat.Dataset.read(written(cube, metadata, "en").decode()).write("dataframe")
    row = frame[(frame["County"] == "Aligudarz") & (frame["Sex"] == "Female")]
    assert row["value"].tolist() == [1008]


def test_a_memory_map_and_a_strided_view_are_written(cube, metadata, tmp_path):
    mapped = np.memmap(tmp_path / "values", np.float64, "w+", shape=cube.values.shape)
    mapped[:] = cube.values
    asked = Cube(cube.structure, mapped, cube.signs, cube.origin_numbers)
    assert written(asked, metadata) == written(cube, metadata)
    turned = Cube(
        cube.structure, np.asfortranarray(cube.values), np.asfortranarray(cube.signs), cube.origin_numbers
    )
    assert written(turned, metadata) == written(cube, metadata)


def test_units_of_indicators_stand_at_their_codes(metadata):
    label = Label("ش", "I")
    codes = (Code("RATE", label, unit=Label("درصد", "percent"), decimals=1), Code("COUNT", label))
    structure = Structure(
        "LFS",
        label,
        (
            Dimension("INDICATOR", label, Codelist("CL_I", label, codes), Role.METRIC),
            Dimension("TIME", label, Codelist("CL_T", label, (Code("1398", label),)), Role.TIME),
        ),
        Measure(label, label),
    )
    cube = Cube(structure, np.array([[10.7], [5.0]]), np.zeros((2, 1), np.uint8), np.zeros((2, 1), np.uint16))
    data = written(cube, metadata, "en")
    assert validate_jsonstat(json.loads(data)) is True
    units = json.loads(data)["dimension"]["INDICATOR"]["category"]["unit"]
    assert units == {"RATE": {"label": "percent", "decimals": 1}}
    again = read_jsonstat(data).structure.dimension("INDICATOR").codelist.codes
    assert [code.decimals for code in again] == [1, None]


def test_what_was_written_is_read(cube, metadata):
    again = read_jsonstat(written(cube, metadata, "fa"))
    assert again.structure.id == "POP_COUNTY"
    assert again.structure.measure.unit.fa == "نفر"
    assert again.structure.dimension("SEX").codelist.codes[1].parent == "T"
    assert [d.role for d in again.structure.dimensions] == [Role.GEO, Role.OTHER, Role.TIME]
    np.testing.assert_array_equal(again.values, cube.values)
    np.testing.assert_array_equal(again.signs, cube.signs)


FOREIGN = {
    "version": "2.0",
    "class": "dataset",
    "id": ["geo", "time"],
    "size": [1, 3],
    "role": {"time": ["time"], "nonsense": ["geo"]},
    "value": {"0": 1.5, "2": 3},
    "status": {"1": "o", "2": "*"},
    "dimension": {
        "geo": {"category": {"label": {"IR": "Iran"}}},
        "time": {"label": "year", "category": {"index": {"2022": 2, "2020": 0, "2021": 1}}},
    },
}


def test_the_sparse_forms_of_other_offices_are_read():
    cube = read_jsonstat(json.dumps(FOREIGN).encode())
    np.testing.assert_array_equal(cube.values, [[1.5, np.nan, 3]])
    assert cube.signs.tolist() == [[Sign.NORMAL, Sign.NOT_AVAILABLE, Sign.PROVISIONAL]]
    assert [code.id for code in cube.structure.time.codelist] == ["2020", "2021", "2022"]


@pytest.mark.parametrize("status, signs", [("P", [6, 6, 6]), (["P"], [6, 6, 6]), (["A", None, "E"], [0, 0, 7])])
def test_status_for_all_and_for_each(status, signs):
    cube = read_jsonstat(json.dumps(FOREIGN | {"status": status}).encode())
    assert cube.signs.tolist() == [signs]


@pytest.mark.parametrize(
    "change, words",
    [
        ({"class": "collection"}, "JSON-stat"),
        ({"size": [1, 4]}, "time should have 4"),
        ({"size": [1]}, "do not agree"),
        ({"value": [1, 2]}, "value should have 3"),
        ({"value": {"3": 1}}, "no place 3"),
        ({"value": {"-1": 1}}, "no place -1"),
        ({"value": ["x", 1, 2]}, "JSON-stat"),
        ({"status": {"0": "zzz"}}, "unknown status"),
        ({"size": [100_000, 100_000]}, "cells"),
        ({"role": {}}, "time dimension"),
    ],
)
def test_a_document_that_does_not_hold_together_is_refused(change, words):
    with pytest.raises(Invalid) as refusal:
        read_jsonstat(json.dumps(FOREIGN | change).encode())
    assert words in refusal.value.detail.en
    assert refusal.value.detail.fa


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_what_is_no_document_is_refused(data):
    with pytest.raises(Invalid):
        read_jsonstat(data)


def test_updated_is_an_instant_in_utc(cube, metadata):
    data = write_jsonstat(cube, metadata, language="en", updated=datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC))
    assert json.loads(data)["updated"] == "2026-01-01T00:00:30Z"
