"""Structures as clients read them that nobody here wrote, from a server on the loopback."""

import io
import threading
from dataclasses import replace
from datetime import timedelta
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import httpx
import numpy as np
import pysdmx
import pytest
import sdmx
from pysdmx.api.fmr import RegistryClient
from pysdmx.io import read_sdmx

from amargah.dataplane import create_app
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import ORIGIN, cube, dimension, metadata, released, stage

ML_30 = {"Accept": "application/vnd.sdmx.structure+xml;version=3.0.0"}


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def prices():
    """Units of its own, a hierarchy, and months of the Gregorian calendar."""
    goods = Codelist(
        "CL_GOODS",
        Label("کالاها", "Goods"),
        (
            Code("FOOD", Label("خوراکی", "Food"), unit=Label("ریال", "rials")),
            Code("BREAD", Label("نان", "Bread"), parent="FOOD", unit=Label("شاخص", "index")),
        ),
    )
    made = Structure(
        "CPI",
        Label("شاخص قیمت", "Price index"),
        (
            Dimension("GOOD", Label("کالا", "Good"), goods, Role.METRIC),
            dimension("SEX", "جنس خریدار", "Sex of buyer", (("T", "همه", "All"),)),
            dimension("TIME", "ماه", "Month", (("2021-M01", "", ""), ("2021-M02", "", "")), Role.TIME),
        ),
        Measure(Label("مقدار", "Value"), Label("", "")),
    )
    values = np.arange(4.0).reshape(made.shape)
    return Cube(made, values, np.zeros(made.shape, np.uint8), np.zeros(made.shape, np.uint16), (ORIGIN,))


@pytest.fixture
def address(shelf, clock, tmp_path):
    cubes = tmp_path / "cubes"
    about = replace(metadata("شاخص قیمت", "Prices", notes=(Label("یادداشت", "Note"),)), topic="prices")
    told = replace(released(cubes, "CPI", of=prices(), about=about), layout=(("GOOD",), ("SEX", "TIME")))
    stage(shelf, cubes, "r1", clock(), released(cubes, of=cube()), told)
    clock.advance(timedelta(hours=1))
    server = make_server(
        "127.0.0.1", 0, create_app(shelf), server_class=ThreadedServer, handler_class=QuietHandler
    )
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def sdmx_21(address):
    sdmx.add_source({"id": "SCI", "url": f"{address}/sdmx/2.1", "name": "SCI"}, override=True)
    client = sdmx.Client("SCI")
    yield client
    client.session.close()


@pytest.fixture
def sdmx_30(address):
    source = {"id": "SCI", "url": f"{address}/sdmx/3.0", "name": "SCI", "versions": ["3.0.0"]}
    sdmx.add_source(source, override=True)
    client = sdmx.Client("SCI")
    yield client
    client.session.close()


def of_the_scheme(scheme):
    return {item.id: str(item.name) for item in scheme}


def test_sdmx1_lists_dataflows_with_names_in_both_languages(sdmx_21):
    flows = sdmx_21.dataflow().dataflow
    assert set(flows) == {"POP_COUNTY", "CPI"}
    assert flows["CPI"].name.localizations == {"fa": "شاخص قیمت", "en": "Prices"}


def test_sdmx1_reads_a_dataflow_with_everything_around_it(sdmx_21):
    message = sdmx_21.dataflow("CPI")
    structure = message.structure["DSD_CPI"]
    assert message.dataflow["CPI"].structure is structure
    assert [each.id for each in structure.dimensions.components] == ["GOOD", "SEX", "TIME_PERIOD"]
    assert structure.measures.components[0].id == "OBS_VALUE"
    assert {each.id for each in structure.attributes.components} == {
        "OBS_STATUS",
        "PERIOD",
        "UNIT_MEASURE",
        "DECIMALS",
        "COMMENT_DSET",
    }
    goods = structure.dimensions.get("GOOD").local_representation.enumerated
    assert of_the_scheme(goods) == {"FOOD": "Food", "BREAD": "Bread"}
    assert goods["BREAD"].parent is goods["FOOD"]
    (region,) = message.constraint["CR_CPI"].data_content_region
    occurring = {each.id: found.values for each, found in region.member.items()}
    assert [each.value for each in occurring["GOOD"]] == ["FOOD", "BREAD"]
    assert occurring["TIME_PERIOD"][0].end.period.date().isoformat() == "2021-02-28"


def test_sdmx1_finds_dataflows_by_category(sdmx_21):
    message = sdmx_21.categoryscheme()
    assert len(message.category_scheme["TOPICS"].items) == 24
    placed = message.categorisation["CAT_CPI"]
    assert (placed.artefact.id, placed.category.id) == ("CPI", "prices")


def test_sdmx1_asks_for_single_artefacts(sdmx_21):
    assert of_the_scheme(sdmx_21.codelist("CL_OBS_STATUS").codelist["CL_OBS_STATUS"])["P"] == "Provisional"
    assert "TIME_PERIOD" in sdmx_21.conceptscheme("CS_CPI").concept_scheme["CS_CPI"].items
    assert "DSD_CPI" in sdmx_21.datastructure("DSD_CPI").structure
    assert "SCI" in sdmx_21.get("agencyscheme").organisation_scheme["AGENCIES"].items


def test_sdmx1_reads_version_3(sdmx_30):
    assert set(sdmx_30.dataflow(headers=dict(ML_30)).dataflow) == {"POP_COUNTY", "CPI"}
    message = sdmx_30.dataflow("CPI", references="all", headers=dict(ML_30))
    structure = message.structure["DSD_CPI"]
    assert [each.id for each in structure.dimensions.components] == ["GOOD", "SEX", "TIME_PERIOD"]
    assert [each.id for each in structure.measures.components] == ["OBS_VALUE"]
    assert of_the_scheme(message.codelist["CL_UNIT_CPI"]) == {"U1": "rials", "U2": "index"}
    again = sdmx_30.datastructure("DSD_CPI", references="all", headers=dict(ML_30))
    assert set(again.dataflow) == {"CPI"}
    by_topic = sdmx_30.categoryscheme(references="parentsandsiblings", headers=dict(ML_30))
    assert by_topic.categorisation["CAT_CPI"].category.id == "prices"


@pytest.fixture
def registry(address):
    return RegistryClient(f"{address}/sdmx/3.0")


def test_pysdmx_reads_lists(registry):
    assert [each.id for each in registry.get_agencies("SCI")] == ["SCI"]
    goods = registry.get_codes("SCI", "CL_GOODS")
    assert [(code.id, code.name) for code in goods] == [("FOOD", "خوراکی"), ("BREAD", "نان")]
    concepts = {each.id: each for each in registry.get_concepts("SCI", "CS_CPI")}
    assert concepts["UNIT_MEASURE"].codes.id == "CL_UNIT_CPI"
    with pytest.raises(pysdmx.errors.NotFound):
        registry.get_codes("SCI", "CL_NOTHING")


def test_pysdmx_reads_dataflows(registry):
    assert {flow.id for flow in registry.get_dataflows("SCI")} == {"POP_COUNTY", "CPI"}
    details = registry.get_dataflow_details("SCI", "CPI", "1.0")
    assert details.name == "شاخص قیمت"
    assert [each.id for each in details.components.dimensions] == ["GOOD", "SEX", "TIME_PERIOD"]


@pytest.mark.parametrize(("context", "id"), [("dataflow", "CPI"), ("datastructure", "DSD_CPI")])
def test_pysdmx_reads_the_schema(registry, context, id):
    components = registry.get_schema(context, "SCI", id, "1.0").components
    attached = {each.id: each.attachment_level for each in components.attributes}
    assert attached == {
        "OBS_STATUS": "O",
        "PERIOD": "TIME_PERIOD",
        "UNIT_MEASURE": "GOOD",
        "DECIMALS": "GOOD",
        "COMMENT_DSET": "D",
    }
    assert [code.id for code in components["GOOD"].enumeration] == ["FOOD", "BREAD"]


def test_pysdmx_reads_the_rest(registry):
    topics = registry.get_categories("SCI", "TOPICS")
    assert [flow.id for flow in topics["prices"].dataflows] == ["CPI"]
    assert {each.id for each in registry.get_data_structures("SCI", "*", "+")} == {"DSD_CPI", "DSD_POP_COUNTY"}
    assert registry.get_categorisation("SCI", "CAT_CPI", "1.0").target.endswith("TOPICS(1.0).prices")
    content = registry.get_data_constraint("SCI", "CR_CPI", "1.0")
    assert [value.value for value in content.cube_region.key_values[0].values] == ["FOOD", "BREAD"]


@pytest.mark.parametrize(
    "accept",
    [
        "application/vnd.sdmx.structure+xml;version=2.1",
        "application/vnd.sdmx.structure+xml;version=3.0.0",
        "application/vnd.sdmx.structure+json;version=2.0.0",
    ],
)
def test_pysdmx_reads_every_format(address, accept):
    answer = httpx.get(f"{address}/sdmx/3.0/structure/dataflow?references=all", headers={"Accept": accept})
    message = read_sdmx(answer.text, validate=True)
    structures = {each.id: each for each in message.get_data_structure_definitions()}
    assert set(structures) == {"DSD_CPI", "DSD_POP_COUNTY"}
    assert [each.id for each in structures["DSD_CPI"].components.dimensions] == ["GOOD", "SEX", "TIME_PERIOD"]
    if "xml" in accept:
        assert set(sdmx.read_sdmx(io.BytesIO(answer.content)).codelist) >= {"CL_GOODS", "CL_COUNTY"}
