"""Files that other programs write: pysdmx in every data format that it has, and sdmx1."""

import numpy as np
import pandas as pd
import pytest
import sdmx
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.model import Component, Components, Concept, DataType, Role, Schema
from sdmx.model import v21

from amargah.exchange.sdmx import read_data
from amargah.statcore.signs import Sign

ROWS = [
    ("1501", "M", "2016-03-20/P366D", "10.5", "A"),
    ("1501", "F", "2016-03-20/P366D", "0.1", "P"),
    ("1502", "M", "2016-03-20/P366D", "7", "E"),
    ("1502", "M", "2021", "1e+22", "A"),
]
FIGURES = {
    ("1501", "M", "1395"): (10.5, Sign.NORMAL),
    ("1501", "F", "1395"): (0.1, Sign.PROVISIONAL),
    ("1502", "M", "1395"): (7.0, Sign.ESTIMATED),
    ("1502", "M", "2021"): (1e22, Sign.NORMAL),
}
FORMATS = (
    Format.DATA_SDMX_CSV_1_0_0,
    Format.DATA_SDMX_CSV_2_0_0,
    Format.DATA_SDMX_ML_2_1_GEN,
    Format.DATA_SDMX_ML_2_1_STR,
    Format.DATA_SDMX_ML_2_1_GENTS,
    Format.DATA_SDMX_ML_2_1_STRTS,
    Format.DATA_SDMX_ML_3_0,
)


def cells(cube):
    found = {}
    for index in np.argwhere(~np.isnan(cube.values)):
        codes = [d.codelist.codes[at].id for d, at in zip(cube.structure.dimensions, index, strict=True)]
        found[tuple(codes)] = (float(cube.values[tuple(index)]), Sign(cube.signs[tuple(index)]))
    return found


def schema():
    def part(id, role, kind=DataType.STRING, level=None):
        return Component(id, True, role, Concept(id, dtype=kind, name=f"Name of {id}"), attachment_level=level)

    parts = [
        part("COUNTY", Role.DIMENSION),
        part("SEX", Role.DIMENSION),
        part("TIME_PERIOD", Role.DIMENSION, DataType.PERIOD),
        part("OBS_VALUE", Role.MEASURE, DataType.DOUBLE),
        part("OBS_STATUS", Role.ATTRIBUTE, level="O"),
    ]
    return Schema("dataflow", "SCI", "POP", Components(parts), "1.0", [])


def dataset():
    frame = pd.DataFrame(ROWS, columns=["COUNTY", "SEX", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"])
    return PandasDataset(structure=schema(), data=frame)


@pytest.mark.parametrize("format", FORMATS, ids=lambda each: each.name)
def test_what_pysdmx_writes(format):
    cube = read_data(write_sdmx([dataset()], format).encode())
    assert cells(cube) == FIGURES
    assert cube.structure.id == "POP"


@pytest.mark.parametrize("at", ["SEX", "TIME_PERIOD", "AllDimensions"])
@pytest.mark.parametrize(
    "format", [Format.DATA_SDMX_ML_2_1_GEN, Format.DATA_SDMX_ML_2_1_STR, Format.DATA_SDMX_ML_3_0]
)
def test_series_of_any_dimension(format, at):
    (name,) = [dataset().short_urn]
    text = write_sdmx([dataset()], format, dimension_at_observation={name: at})
    cube = read_data(text.encode())
    order = [cube.structure.axis(id) for id in ("COUNTY", "SEX", "TIME_PERIOD")]
    assert {tuple(codes[axis] for axis in order): found for codes, found in cells(cube).items()} == FIGURES


@pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.drop")  # of pysdmx itself
@pytest.mark.parametrize("labels", ["id", "name", "both"])
@pytest.mark.parametrize("keys", [None, "obs", "series", "both"])
def test_csv_with_labels_and_keys(labels, keys):
    text = write_sdmx([dataset()], Format.DATA_SDMX_CSV_2_0_0, labels=labels, keys=keys)
    assert cells(read_data(text.encode())) == FIGURES


def message():
    """The same figures in the model of sdmx1."""
    structure = v21.DataStructureDefinition(id="DSD_POP", maintainer=sdmx.model.common.Agency(id="SCI"))
    for id in ("COUNTY", "SEX"):
        structure.dimensions.getdefault(id)
    structure.dimensions.append(v21.TimeDimension(id="TIME_PERIOD", order=3))
    structure.measures.append(v21.PrimaryMeasure(id="OBS_VALUE"))
    structure.attributes.append(v21.DataAttribute(id="OBS_STATUS"))
    data = v21.GenericDataSet(structured_by=structure)
    status = structure.attributes.get("OBS_STATUS")
    for county, sex, time, value, said in ROWS:
        key = structure.make_key(v21.Key, {"COUNTY": county, "SEX": sex, "TIME_PERIOD": time})
        attached = {"OBS_STATUS": v21.AttributeValue(value=said, value_for=status)}
        data.obs.append(v21.Observation(dimension=key, value=value, attached_attribute=attached))
    flow = v21.DataflowDefinition(id="POP", maintainer=sdmx.model.common.Agency(id="SCI"), structure=structure)
    return sdmx.message.DataMessage(data=[data], dataflow=flow)


def test_what_sdmx1_writes_as_xml():
    found = message()
    found.observation_dimension = v21.AllDimensions
    assert cells(read_data(sdmx.to_xml(found))) == FIGURES


def test_what_sdmx1_writes_as_csv():
    found = message()
    found.data[0].described_by = found.dataflow
    frame = sdmx.to_csv(found, rtype=pd.DataFrame, attributes="o")
    assert cells(read_data(frame.to_csv(index=False).encode())) == FIGURES
