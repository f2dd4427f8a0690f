"""Figures as clients of SDMX read them that nobody here wrote, against every cell of the cubes."""

from contextlib import contextmanager

import httpx
import pandas as pd
import pytest
import sdmx
from pysdmx import errors
from pysdmx.api.dc.pd import PandasConnector
from pysdmx.api.dc.rest import SdmxConnector
from pysdmx.io import get_datasets, read_sdmx
from served import PEOPLE, PRICES, cells, numbers, picked

from amargah.exchange.sdmx.times import to_time
from amargah.statcore.periods import parse_period

DATASETS = [PEOPLE, PRICES]
FLOW = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=SCI:{}(1.0)"
ML_3 = ("application/vnd.sdmx.data+xml;version=3.0.0", "application/vnd.sdmx.structure+xml;version=3.0.0")
FORMATS = {
    "generic": ("2.1", "application/vnd.sdmx.genericdata+xml;version=2.1"),
    "specific": ("2.1", "application/vnd.sdmx.structurespecificdata+xml;version=2.1"),
    "csv 1": ("2.1", "application/vnd.sdmx.data+csv;version=1.0.0"),
    "xml 3": ("3.0", "application/vnd.sdmx.data+xml;version=3.0.0"),
    "csv 2": ("3.0", "application/vnd.sdmx.data+csv;version=2.0.0"),
}


def as_told(found):
    """Cells of ours under the keys that SDMX tells: the period as a time."""
    return {(*key[:-1], to_time(parse_period(key[-1]))): cell for key, cell in found.items()}


def number(text):
    return None if pd.isna(text) or text in ("", None) else float(text)


def dimensions(cube):
    return [*(d.id for d in cube.structure.dimensions[:-1]), "TIME_PERIOD"]


def of_frame(frame, cube):
    """Value and status by key, out of a table with a column for each component."""
    rows = zip(*(frame[id].astype(str) for id in dimensions(cube)), strict=True)
    told = zip(map(number, frame["OBS_VALUE"]), frame["OBS_STATUS"].astype(str), strict=True)
    return dict(zip(rows, told, strict=True))


@contextmanager
def opened(address, version):
    """Of version 2.1 as it comes. In version 3.0 it has to ask for the XML that it reads."""
    source = {"id": "SCI", "url": f"{address}/sdmx/{version}", "name": "SCI"}
    sdmx.add_source(source | ({"versions": ["3.0.0"]} if version == "3.0" else {}), override=True)
    client = sdmx.Client("SCI")
    if version == "3.0":
        client.session.headers["Accept"] = ", ".join(ML_3)
    yield client
    client.session.close()


@pytest.fixture(params=["2.1", "3.0"])
def client(request, served):
    with opened(served.address, request.param) as client:
        yield client


@pytest.fixture
def of_21(served):
    with opened(served.address, "2.1") as client:
        yield client


def of_sdmx1(message, cube):
    """By the observations themselves: a series of pandas has only numbers."""
    found = {}
    for each in (each for dataset in message.data for each in dataset.obs):
        key = tuple(str(each.key[id].value) for id in dimensions(cube))
        status = each.attrib["OBS_STATUS"].value
        found[key] = (number(each.value), getattr(status, "id", status))
    return found


@pytest.mark.parametrize("dataset", DATASETS)
def test_sdmx1_reads_every_cell(client, served, dataset):
    cube = served.cubes[dataset]
    structure = client.get("dataflow", dataset, references="all").structure[f"DSD_{dataset}"]
    message = client.data(dataset, dsd=structure)
    assert of_sdmx1(message, cube) == as_told(cells(cube))


@pytest.mark.parametrize("dataset", DATASETS)
def test_sdmx1_as_pandas(client, served, dataset):
    cube = served.cubes[dataset]
    found = sdmx.to_pandas(client.data(dataset))
    order = [found.index.names.index(id) for id in dimensions(cube)]
    told = {tuple(str(key[at]) for at in order): value for key, value in found.items() if not pd.isna(value)}
    assert told == as_told(numbers(cube))


def test_sdmx1_with_a_key_and_years(of_21, served):
    cube = served.cubes[PEOPLE]
    key = {"COUNTY": ["1501", "1503"], "SEX": "M"}
    message = of_21.data(PEOPLE, key=key, params={"startPeriod": "2016", "endPeriod": "2020"})
    wanted = picked(cells(cube), cube, COUNTY=["1501", "1503"], SEX=["M"], TIME=["1395"])
    assert of_sdmx1(message, cube) == as_told(wanted)


def test_sdmx1_with_a_key_in_words(client, served):
    """In version 3.0 a key as a mapping is beyond sdmx1 itself."""
    cube = served.cubes[PEOPLE]
    message = client.data(PEOPLE, key="1501.M")
    assert of_sdmx1(message, cube) == as_told(picked(cells(cube), cube, COUNTY=["1501"], SEX=["M"]))


def test_sdmx1_lists_series_without_observations(of_21, served):
    message = of_21.data(PRICES, params={"detail": "serieskeysonly"})
    keys = {tuple(str(value.value) for value in key.values.values()) for key in message.data[0].series}
    assert keys == {key[:-1] for key in cells(served.cubes[PRICES])}


def test_sdmx1_reads_the_first_vintage(of_21, served):
    cube = served.before[PRICES]
    address = f"{served.address}/sdmx/2.1/data/{PRICES}"
    message = of_21.get(url=address, params={"asOf": served.instant})
    assert of_sdmx1(message, cube) == as_told(cells(cube))


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("format", FORMATS)
def test_pysdmx_reads_every_cell_in_every_format(served, dataset, format):
    version, accepted = FORMATS[format]
    path = f"data/{dataset}" if version == "2.1" else f"data/dataflow/SCI/{dataset}/1.0"
    answer = httpx.get(f"{served.address}/sdmx/{version}/{path}", headers={"Accept": accepted})
    (found,) = read_sdmx(answer.content.decode(), validate=True).data
    cube = served.cubes[dataset]
    assert of_frame(found.data, cube) == as_told(cells(cube))


@pytest.mark.parametrize("dataset", DATASETS)
def test_pysdmx_types_data_by_their_structure(served, dataset):
    data = httpx.get(f"{served.address}/sdmx/2.1/data/{dataset}", headers={"Accept": FORMATS["specific"][1]})
    structure = httpx.get(f"{served.address}/sdmx/2.1/dataflow/SCI/{dataset}/latest?references=all")
    (found,) = get_datasets(data.content.decode(), structure.content.decode())
    cube = served.cubes[dataset]
    assert of_frame(found.data, cube) == as_told(cells(cube))


@pytest.fixture
def connector(served):
    return SdmxConnector(f"{served.address}/sdmx/3.0")


def of_rows(rows, cube):
    return {
        tuple(row[id] for id in dimensions(cube)): (number(row["OBS_VALUE"]), row["OBS_STATUS"]) for row in rows
    }


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_connector_of_pysdmx_finds_and_reads_a_dataset(connector, served, dataset):
    assert [flow.id for flow in connector.dataflows()] == [PEOPLE, PRICES]
    found = connector.dataflow(FLOW.format(dataset))
    cube = served.cubes[dataset]
    assert [each.id for each in found.components.dimensions] == dimensions(cube)
    assert of_rows(connector.data(FLOW.format(dataset)), cube) == as_told(cells(cube))


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ("SEX = 'M'", {"SEX": ["M"]}),
        ("SEX IN ('M', 'F') AND COUNTY <> '1502'", {"SEX": ["M", "F"], "COUNTY": ["1501", "1503"]}),
        ("TIME_PERIOD >= '2016'", {"TIME": ["1395", "1400"]}),
        ("TIME_PERIOD >= '2012' AND TIME_PERIOD <= '2020' AND SEX = 'T'", {"TIME": ["1395"], "SEX": ["T"]}),
    ],
)
def test_filters_of_a_connector(connector, served, filters, codes):
    cube = served.cubes[PEOPLE]
    wanted = as_told(picked(cells(cube), cube, **codes))
    assert of_rows(connector.data(FLOW.format(PEOPLE), filters), cube) == wanted
    available = connector.dataflow(FLOW.format(PEOPLE), filters).components
    for id in ("SEX", "COUNTY"):
        assert {code.id for code in available[id].enumeration} == {key[cube.structure.axis(id)] for key in wanted}


def test_a_connector_says_that_there_is_nothing(connector):
    with pytest.raises(errors.NotFound):
        list(connector.data(FLOW.format("NOTHING")))
    with pytest.raises(errors.NotFound):
        connector.dataflow(FLOW.format("NOTHING"))


@pytest.mark.parametrize("dataset", DATASETS)
def test_a_connector_that_makes_tables(served, dataset):
    cube = served.cubes[dataset]
    connector = PandasConnector(f"{served.address}/sdmx/3.0")
    frame = connector.data(FLOW.format(dataset), infer_index=False)
    assert of_frame(frame, cube) == as_told(cells(cube))


def test_a_connector_that_makes_tables_with_names(served):
    cube = served.cubes[PRICES]
    connector = PandasConnector(f"{served.address}/sdmx/3.0")
    frame = connector.data(FLOW.format(PRICES), labels="both", infer_index=False)
    assert set(frame["GOOD"]) == {"ALL: همه", "BREAD: نان"}
    for id in ("INDICATOR", "GOOD", "OBS_STATUS"):
        frame[id] = frame[id].astype(str).str.split(": ").str[0]
    assert of_frame(frame, cube) == as_told(cells(cube))
