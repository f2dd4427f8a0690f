"""Whatever is asked for of whatever cube, every format of SDMX gives the same cells, and they are the cube's."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from falcon.testing import TestClient
from hypothesis import given
from hypothesis import strategies as st

import sdmx_by_hand as by_hand
from amargah.dataplane import create_app
from amargah.dataplane.sdmx import data_cells
from amargah.exchange.sdmx.definition import Definition
from amargah.shelf import Shelf
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import metadata, released, stage

AT = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
TIMES = ["1390", "1395", "1400-Q3", "1400-M09", "2021", "2021-Q4", "1399-H1", "1400-M09-D15"]
FORMATS = [
    ("2.1", "genericdata", by_hand.read_generic),
    ("2.1", "structurespecificdata", by_hand.read_specific),
    ("2.1", "jsondata", by_hand.read_json),
    ("2.1", "csvdata", by_hand.read_csv),
    ("3.0", "data", by_hand.read_specific),
    ("3.0", "jsondata", by_hand.read_json),
    ("3.0", "csvdata", by_hand.read_csv),
]
words = st.text(st.sampled_from("ابپ AB&<>\"',=+-\n"), min_size=1, max_size=8)
labels = st.builds(Label, words, words)
codes = st.text(st.sampled_from("ABC12_.-پ "), min_size=1, max_size=3)
numbers = st.one_of(
    st.integers(-(2**53), 2**53).map(float), st.floats(allow_nan=False, allow_infinity=False), st.just(0.0)
)


@st.composite
def dimensions(draw, id, role):
    listed = draw(
        st.lists(st.sampled_from(TIMES) if role is Role.TIME else codes, min_size=1, max_size=4, unique=True)
    )
    unit = st.one_of(st.none(), labels) if role is Role.METRIC else st.none()
    made = tuple(Code(code, draw(labels), unit=draw(unit)) for code in listed)
    return Dimension(id, draw(labels), Codelist(f"CL_{id}", Label(id, id), made), role)


@st.composite
def cubes(draw):
    roles = draw(st.lists(st.sampled_from([Role.OTHER, Role.GEO]), min_size=1, max_size=2))
    roles += [Role.METRIC] * draw(st.integers(0, 1))
    others = [draw(dimensions(f"D{number}", role)) for number, role in enumerate(roles)]
    axes = draw(st.permutations([*others, draw(dimensions("T", Role.TIME))]))
    structure = Structure("S", draw(labels), tuple(axes), Measure(draw(labels), draw(labels)))
    values, signs = np.full(structure.size, np.nan), np.zeros(structure.size, np.uint8)
    for place in range(structure.size):
        meaning = draw(st.sampled_from(MEANINGS))
        if not meaning.replaces and draw(st.booleans()):
            values[place] = draw(numbers) + 0.0
        signs[place] = meaning.sign if meaning.replaces or not np.isnan(values[place]) else 0
    shape = structure.shape
    return Cube(structure, values.reshape(shape), signs.reshape(shape), np.zeros(shape, np.uint16))


@st.composite
def questions(draw):
    """A cube, codes picked of some dimensions, and which dimension stands at the observations."""
    cube = draw(cubes())
    definition = Definition("S", cube.structure, metadata())
    key = {
        id: draw(st.lists(st.sampled_from(of_dimension), min_size=1, unique=True))
        for id, of_dimension in zip(definition.ids, definition.codes, strict=True)
        if id != "TIME_PERIOD" and draw(st.booleans())
    }
    return (
        cube,
        definition,
        key,
        draw(st.sampled_from([*definition.ids, "AllDimensions"])),
        draw(st.integers(1, 9)),
    )


def addresses(definition, key):
    """The same selection as each version of the protocol writes it."""
    ids = [id for id in definition.ids if id != "TIME_PERIOD"]
    earlier = ".".join("+".join(key.get(id, ())) for id in ids) if ids else "all"
    filters = "".join(f"&c[{id}]={','.join(codes)}" for id, codes in key.items())
    return {"2.1": f"/sdmx/2.1/data/S/{earlier}?", "3.0": f"/sdmx/3.0/data/dataflow/SCI/S/1.0?{filters}&"}


@given(questions())
def test_every_format_gives_the_cells_of_the_cube(question):
    cube, definition, key, at, block = question
    wanted = {
        codes: cell
        for codes, cell in by_hand.expected(definition, cube.values, cube.signs).items()
        if all(code in key.get(id, (code,)) for id, code in zip(definition.ids, codes, strict=True))
    }
    with tempfile.TemporaryDirectory() as folder:
        client, before = client_of(cube, Path(folder)), data_cells._BLOCK
        data_cells._BLOCK = block
        try:
            for version, name, read in FORMATS:
                path = f"{addresses(definition, key)[version]}format={name}&dimensionAtObservation={at}"
                answer = client.simulate_get(path)
                assert answer.status_code == (200 if wanted else 404), (path, answer.text)
                assert not wanted or read(answer.content, definition.ids) == [("Information", wanted)], path
        finally:
            data_cells._BLOCK = before


def client_of(cube, folder):
    shelf = Shelf(folder / "shelf", lambda: AT)
    version = released(folder / "cubes", "S", of=cube)
    ids = tuple(each.id for each in cube.structure.dimensions)
    layout = (ids[:1], ids[1:])
    version = type(version)("S", version.version, version.metadata, layout, version.organisation, version.reason)
    stage(shelf, folder / "cubes", "r1", AT, version)
    return TestClient(create_app(shelf))
