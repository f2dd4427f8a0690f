"""Tables as clients of PxWebApi read them that nobody here wrote, against every cell of the cubes."""

import math

import pandas as pd
import pytest
from pxstatspy.pxapi import OutputFormat, OutputFormatParam, PxAPI, PxAPIConfig, PxAPIError
from pxweb import PxApi
from pyscbwrapper import SCB
from served import PEOPLE, PRICES, numbers, picked

from amargah.statcore.structures import Role

DATASETS = [PEOPLE, PRICES]


def ids(cube):
    return [dimension.id for dimension in cube.structure.dimensions]


def named(cube):
    """Clients name a variable by its words."""
    return [dimension.label.en for dimension in cube.structure.dimensions]


def of_rows(rows, cube):
    told = ((tuple(row[name] for name in named(cube)), row["value"]) for row in rows)
    return {key: value for key, value in told if value is not None}


@pytest.fixture
def pxwebpy(served):
    return PxApi(f"{served.address}/api/v2", language="en", disable_cache=True, max_workers=1)


def test_pxwebpy_finds_tables(pxwebpy):
    assert pxwebpy.number_of_tables == 2
    assert {table["id"] for table in pxwebpy.search()["tables"]} == {PEOPLE, PRICES}
    assert [table["id"] for table in pxwebpy.search(query="Prices")["tables"]] == [PRICES]
    assert {each["id"] for each in pxwebpy.get_config()["languages"]} == {"fa", "en"}
    assert len(pxwebpy.search(page_size=1)["tables"]) == 1


@pytest.mark.parametrize("language", ["fa", "en"])
def test_pxwebpy_reads_what_a_table_is_made_of(pxwebpy, served, language):
    pxwebpy.language = language
    for dataset in DATASETS:
        structure = served.cubes[dataset].structure
        variables = pxwebpy.get_table_variables(dataset)
        contents = [] if structure.with_role(Role.METRIC) else ["ContentsCode"]  # PxWebApi wants one in any table
        assert list(variables) == contents + ids(served.cubes[dataset])
        for dimension in structure.dimensions:
            labels = {code.id: code.label.text(language) for code in dimension.codelist}
            assert variables[dimension.id]["category"]["label"] == labels


@pytest.mark.parametrize("dataset", DATASETS)
def test_pxwebpy_reads_every_cell(pxwebpy, served, dataset):
    cube = served.cubes[dataset]
    rows = pxwebpy.get_table_data(dataset, value_codes={id: ["*"] for id in ids(cube)}, show="code")
    assert of_rows(rows, cube) == numbers(cube)


def test_pxwebpy_selects_with_expressions(pxwebpy, served):
    cube = served.cubes[PEOPLE]
    codes = {"COUNTY": ["150?"], "SEX": ["M", "F"], "TIME": ["TOP(1)"]}
    rows = pxwebpy.get_table_data(PEOPLE, value_codes=codes, show="code")
    assert of_rows(rows, cube) == picked(numbers(cube), cube, SEX=["M", "F"], TIME=["1400"])


@pytest.fixture
def pxstatspy(served):
    return PxAPI(PxAPIConfig(base_url=f"{served.address}/api/v2", language="en"))


def test_pxstatspy_finds_tables(pxstatspy, capsys):
    found = pxstatspy.find_tables(query="Prices", display=False)
    assert [table["id"] for table in found["tables"]] == [PRICES]
    assert list(pxstatspy.find_tables_as_dataframe(query="")["id"]) == [PEOPLE, PRICES]
    pxstatspy.print_table_variables(PRICES)
    assert "INDICATOR" in capsys.readouterr().out


def of_frame(frame, cube):
    """In a table of one content its figures stand under the content's code."""
    keys = zip(*(frame[name] for name in named(cube)), strict=True)
    told = dict(zip(keys, frame["EliminatedValue"], strict=True))
    return {key: value for key, value in told.items() if not pd.isna(value)}


def test_pxstatspy_reads_every_cell(pxstatspy, served):
    cube = served.cubes[PEOPLE]
    codes = {id: ["*"] for id in ids(cube)}
    frame = pxstatspy.get_data_as_dataframe(PEOPLE, codes, OutputFormatParam.USE_CODES)
    assert of_frame(frame, cube) == numbers(cube)


def test_pxstatspy_reads_every_cell_of_several_contents(pxstatspy, served):
    """As JSON-stat: tables of its own it makes only where the contents are called ContentsCode."""
    cube = served.cubes[PRICES]
    codes = {id: ["*"] for id in ids(cube)}
    found = pxstatspy.get_table_data(PRICES, codes, output_format=OutputFormat.JSON_STAT2)
    assert (found["id"], found["size"]) == (ids(cube), list(cube.structure.shape))
    values = [None if math.isnan(value) else value for value in cube.values.reshape(-1).tolist()]
    assert found["value"] == values


def test_pxstatspy_asks_in_pieces_when_a_query_is_too_large(pxstatspy, served):
    pxstatspy.max_data_cells = 10
    cube = served.cubes[PEOPLE]
    codes = {id: ["*"] for id in ids(cube)}
    frame = pxstatspy.get_data_as_dataframe(PEOPLE, codes, OutputFormatParam.USE_CODES)
    assert of_frame(frame, cube) == numbers(cube)


def test_pxstatspy_gets_files(pxstatspy):
    codes = {"COUNTY": ["1501"], "SEX": ["T"], "TIME": ["1395"]}
    table = pxstatspy.get_table_data(PEOPLE, codes, output_format=OutputFormat.CSV)
    assert "1001" in table.decode("utf-8-sig") if isinstance(table, bytes) else "1001" in table
    sheet = pxstatspy.get_table_data(PEOPLE, codes, output_format=OutputFormat.XLSX)
    assert sheet.startswith(b"PK")


def test_pxstatspy_is_told_what_is_wrong(pxstatspy):
    with pytest.raises(PxAPIError):
        pxstatspy.get_table_by_id("NOTHING")


@pytest.fixture
def scb(served):
    def opened(*levels):
        client = SCB("en")
        client.url = f"{served.address}/api/v1/en/amargah/"
        client.go_down(*levels)
        return client

    return opened


def test_pyscbwrapper_goes_down_the_levels(scb):
    assert {level["id"] for level in scb().info()} == {"population", "prices"}
    (table,) = scb("prices").info()
    assert (table["id"], table["type"]) == (PRICES, "t")


def of_version_1(answer, cube):
    """Keys do not have what the contents are: those are columns, whose figures stand in each row."""
    columns, metric = answer["columns"], cube.structure.with_role(Role.METRIC)
    contents = [column["code"] for column in columns if column["type"] == "c"]
    assert [column["code"] for column in columns if column["type"] != "c"] == [
        dimension.id for dimension in cube.structure.dimensions if dimension is not metric
    ]
    found = {}
    for row in answer["data"]:
        for content, text in zip(contents, row["values"], strict=True):
            key = list(row["key"])
            if metric:
                key.insert(cube.structure.axis(metric.id), content)
            found[tuple(key)] = text
    return {
        key: float(text) for key, text in found.items() if text.strip("-.0123456789") == "" and text[-1] != "."
    }


@pytest.mark.parametrize(("dataset", "level"), [(PEOPLE, "population"), (PRICES, "prices")])
def test_pyscbwrapper_reads_every_cell(scb, served, dataset, level):
    cube = served.cubes[dataset]
    client = scb(level, dataset)
    assert list(client.get_variables()) == named(cube)
    client.set_query(**{name.replace(" ", ""): texts for name, texts in client.get_variables().items()})
    assert of_version_1(client.get_data(), cube) == numbers(cube)


def test_pyscbwrapper_selects_by_text(scb, served):
    cube = served.cubes[PEOPLE]
    client = scb("population", PEOPLE)
    client.set_query(Sex=["Male"], County=["Borujerd"], Year=["1390", "1400"])
    wanted = picked(numbers(cube), cube, SEX=["M"], COUNTY=["1502"], TIME=["1390", "1400"])
    assert of_version_1(client.get_data(), cube) == wanted
