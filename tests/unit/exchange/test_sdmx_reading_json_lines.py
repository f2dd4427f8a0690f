"""What is wrong in well-formed SDMX-JSON is refused on the line on which it stands."""

import json

import pytest
from sdmx_messages import COUNTY, JSON_2, SEX, STATUS, TIME, json_2

from amargah.exchange.sdmx import read_data
from amargah.statcore.errors import Invalid

PRETTY = json.dumps(json.loads(JSON_2), indent=1, ensure_ascii=False)
FLAT = json.dumps(
    json.loads(
        json_2(
            {"action": "Append", "observations": {"0:0:0": [1, 0], "0:1:0": [2, 1], "1:1:0": [4, 2]}},
            {"observation": [COUNTY, SEX, TIME]},
            {"observation": [STATUS]},
        )
    ),
    indent=1,
)


def refused(text):
    with pytest.raises(Invalid) as error:
        read_data(text.encode())
    return error.value.detail.en, error.value.context["line"]


def line_of(text, words):
    return text.split(words)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ('"0:1":', '"0:2":', '"0:2"', "'0:2' leads to no code"),
        ('"1:0":', '"0:1":', '"attributes": [\n       null', "occurs twice"),
        ('"0": [\n        7', '"9": [\n        7', '"9"', "'9' leads to no code"),
        ("7,\n", '"seven",\n', '"0": [\n        "seven"', "'seven' is no number"),
        ("7,\n        2", "7,\n        9", '"0": [\n        7', "has no value number 9"),
        ("null\n      ]", "5\n      ]", '"1:0"', "UNIT_MEASURE has no value number 5"),
        ('"id": "P"', '"id": "Z"', '"0": [\n        7', "OBS_STATUS 'Z' is not known"),
        ('"action": "Replace"', '"action": 5', '"action": 5', "no data message"),
        ('"action": "Replace"', '"action": "Reduce"', '{\n    "structure": 0', "no action 'Reduce'"),
    ],
)
def test_in_series(old, new, at, words):
    text = PRETTY.replace(old, new)
    assert text != PRETTY
    said, line = refused(text)
    assert words in said
    if "occurs twice" in words:
        assert line == line_of(text, at) - 1
    else:
        assert line == line_of(text, at)


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ('"1:1:0"', '"1:2:0"', '"1:2:0"', "leads to no code"),
        ('"1:1:0"', '"0:1:0"', "4,\n", "occurs twice"),
        ("4,\n", "true,\n", "true,\n", "True is no number"),
        ("4,\n", '{"a": 1},\n', '{"a": 1}', "is no number"),
    ],
)
def test_of_observations_that_stand_alone(old, new, at, words):
    text = FLAT.replace(old, new)
    assert text != FLAT
    said, line = refused(text)
    assert words in said and line == line_of(text, at) - (at[0] != '"')


def test_of_nothing_the_line_of_the_datasets_is_told():
    text = FLAT.replace('"observations"', '"other"')
    at = line_of(text, '"dataSets"')
    assert refused(text) == (f"line {at}: there are no observations in the message", at)
