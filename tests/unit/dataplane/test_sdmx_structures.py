"""Structure queries of both versions: what they answer, and that the answers are what the standard asks for."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from falcon.testing import TestClient
from sdmx_validation import artefacts_in, valid_json, valid_xml

from amargah.dataplane import create_app
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import ORIGIN, YEARS, cube, dimension, metadata, released, stage, structure

HOUR = timedelta(hours=1)
FORMATS = [
    ("application/vnd.sdmx.structure+xml;version=2.1", valid_xml, "2.1"),
    ("application/vnd.sdmx.structure+xml;version=3.0.0", valid_xml, "3.0.0"),
    ("application/vnd.sdmx.structure+json;version=1.0.0", valid_json, "1.0.0"),
    ("application/vnd.sdmx.structure+json;version=2.0.0", valid_json, "2.0.0"),
]
DETAILS = [
    "full",
    "allstubs",
    "referencestubs",
    "allcompletestubs",
    "referencecompletestubs",
    "referencepartial",
    "raw",
]


def prices():
    """Units of its own, a hierarchy, a Persian code, Gregorian months, an unnamed code, and no cells at all."""
    goods = Codelist(
        "CL_GOODS",
        Label("کالاها", "Goods"),
        (
            Code("FOOD", Label("خوراکی", "Food"), unit=Label("ریال", "rials"), decimals=0),
            Code("نان", Label("نان", "Bread"), parent="FOOD", unit=Label("شاخص", "index"), decimals=1),
            Code("X", Label("", "")),
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
    values = np.full(made.shape, np.nan)
    return Cube(made, values, np.zeros(made.shape, np.uint8), np.zeros(made.shape, np.uint16), (ORIGIN,))


def sparse_population():
    """The population without women and without anything in the first year."""
    whole = cube()
    values = whole.values.copy()
    values[:, 2, :] = np.nan
    values[:, :, 0] = np.nan
    return replace(whole, values=values)


ABOUT_PRICES = metadata(
    "شاخص قیمت",
    "Prices <&>",
    notes=(Label("یادداشت", "Note"),),
    breaks=(Break("2021-M02", Label("سبد تازه", "New basket")),),
    contact=Label("", "prices@example.org"),
    base_period="2020",
    keywords=(Label("تورم", "inflation"),),
)


@pytest.fixture
def client(shelf, clock, tmp_path):
    """Population in two vintages; prices, whose sexes are others than those of the population."""
    cubes = tmp_path / "cubes"
    stage(shelf, cubes, "r1", clock())
    clock.advance(HOUR)
    stage(
        shelf,
        cubes,
        "r2",
        clock(),
        released(cubes, of=sparse_population()),
        replace(
            released(cubes, "CPI", of=prices(), about=replace(ABOUT_PRICES, topic="prices")),
            layout=(("GOOD",), ("SEX", "TIME")),
        ),
    )
    clock.advance(HOUR)
    stage(shelf, cubes, "r3", clock() + HOUR, released(cubes, "SECRET"))
    return TestClient(create_app(shelf, kept=0))


def get(client, path, accept="*/*", **more):
    return client.simulate_get(path, headers={"Accept": accept, **more})


def names(client, path, version="3.0.0"):
    """Kind and id of what an address answers with, or its status when it is not 200."""
    answer = get(client, path, f"application/vnd.sdmx.structure+xml;version={version}")
    return artefacts_in(valid_xml(answer.content, version)) if answer.status_code == 200 else answer.status_code


def ids(client, path):
    found = names(client, path)
    return {id for _, id in found} if isinstance(found, list) else found


@pytest.mark.parametrize(("accept", "valid", "version"), FORMATS)
def test_answers_are_valid_in_every_format_and_detail(client, accept, valid, version):
    for detail in DETAILS:
        for door in ("/sdmx/2.1", "/sdmx/3.0"):
            answer = get(client, f"{door}/structure?detail={detail}", accept)
            assert answer.headers["Content-Type"] == accept
            assert len(artefacts_in(valid(answer.content, version))) == 21
        referring = get(client, f"/sdmx/3.0/structure/dataflow?references=all&detail={detail}", accept)
        assert len(artefacts_in(valid(referring.content, version))) == 21


def test_defaults(client):
    assert get(client, "/sdmx/2.1/dataflow").headers["Content-Type"] == FORMATS[0][0]
    assert get(client, "/sdmx/3.0/structure/dataflow").headers["Content-Type"] == FORMATS[3][0]


FLOWS = {"POP_COUNTY", "CPI"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/sdmx/2.1/dataflow", FLOWS),
        ("/sdmx/2.1/dataflow/", FLOWS),
        ("/sdmx/2.1/dataflow/all/all/latest/", FLOWS),
        ("/sdmx/2.1/dataflow/ALL/ALL/LATEST/", FLOWS),
        ("/sdmx/2.1/dataflow/SCI", FLOWS),
        ("/sdmx/2.1/dataflow/SCI+OTHER/CPI+POP_COUNTY/1.0+2.0", FLOWS),
        ("/sdmx/2.1/dataflow/SCI/CPI/all/all", {"CPI"}),
        ("/sdmx/2.1/dataflow/SCI/CPI/1.0.0", {"CPI"}),
        ("/sdmx/2.1/organisationscheme", {"AGENCIES"}),
        ("/sdmx/2.1/agencyscheme/SDMX/AGENCIES/1.0/SCI", {"AGENCIES"}),
        ("/sdmx/2.1/agencyscheme/SCI/all/latest", {"AGENCIES"}),
        ("/sdmx/2.1/contentconstraint", {"CR_POP_COUNTY", "CR_CPI"}),
        ("/sdmx/2.1/actualconstraint/SCI/CR_CPI", {"CR_CPI"}),
        ("/sdmx/2.1/structure/SCI/CPI+TOPICS", {"CPI", "TOPICS"}),
        ("/sdmx/3.0/structure", 21),
        ("/sdmx/3.0/structure/dataflow", FLOWS),
        ("/sdmx/3.0/structure/dataflow/SCI/*/+", FLOWS),
        ("/sdmx/3.0/structure/dataflow/SCI/%2A/%2B", FLOWS),
        ("/sdmx/3.0/structure/dataflow/SCI/", FLOWS),
        ("/sdmx/3.0/structure/dataflow/SCI,BIS/CPI%2CPOP_COUNTY/~", FLOWS),
        ("/sdmx/3.0/structure/dataflow/all/all/all", FLOWS),
        ("/sdmx/3.0/structure/dataflow/SCI/CPI/1.0+", {"CPI"}),
        ("/sdmx/3.0/structure/dataflow/SCI/CPI/2.0,1.0", {"CPI"}),
        ("/sdmx/3.0/structure/*/SCI/CPI", {"CPI"}),
        ("/sdmx/3.0/structure/codelist/SCI/CL_COUNTY/1.0/1501,1503", {"CL_COUNTY"}),
        ("/sdmx/3.0/schema/dataflow/SCI/CPI/1.0", 8),
        ("/sdmx/3.0/schema/datastructure/SCI/DSD_CPI", 8),
        ("/sdmx/2.1/schema/dataflow/SCI/CPI", 8),
    ],
)
def test_addresses(client, path, found):
    answered = ids(client, path)
    assert (len(answered) if isinstance(found, int) else answered) == found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sdmx/2.1/dataflow/ESTAT", 404),
        ("/sdmx/2.1/dataflow/SCI/NOTHING", 404),
        ("/sdmx/2.1/dataflow/SCI/SECRET", 404),
        ("/sdmx/2.1/dataflow/SCI/CPI/2.0", 404),
        ("/sdmx/2.1/dataflow/SCI/CPI/rubbish", 404),
        ("/sdmx/2.1/metadatastructure", 404),
        ("/sdmx/2.1/provisionagreement/SCI", 404),
        ("/sdmx/2.1/allowedconstraint", 404),
        ("/sdmx/2.1/codelist/SCI/CL_COUNTY/latest/9999", 404),
        ("/sdmx/2.1/codelist/SCI/CL_COUNTY/latest/ALL", 404),  # which may be a code
        ("/sdmx/2.1/nonsense", 404),
        ("/sdmx/2.1/metadata/SCI,X", 501),
        ("/sdmx/2.1/dataflow/SCI/CPI/1.0/ITEM", 400),
        ("/sdmx/2.1/dataflow/" + "+" * 5_000, 400),
        ("/sdmx/2.1/dataflow/SCI++BIS", 400),
        ("/sdmx/2.1/dataflow?detail=some", 400),
        ("/sdmx/2.1/dataflow?references=uncles", 400),
        ("/sdmx/2.1/dataflow?asOf=never", 400),
        ("/sdmx/2.1/dataflow?asOf=2999-01-01", 400),
        ("/sdmx/2.1/dataflow?asOf=2020-01-01", 404),
        ("/sdmx/2.1/dataflow/%00/%ff%fe/../..%2f..%2fetc", 404),
        ("/sdmx/2.1/codelist/SCI/" + "A" * 20_000, 404),
        ("/sdmx/3.0/structure/valuelist/SCI/CL", 404),
        ("/sdmx/3.0/structure/nonsense", 400),
        ("/sdmx/3.0/structure/dataflow/SCI/CPI/1.0.0-draft", 404),
        ("/sdmx/3.0/structure/dataflow/,/x", 400),
        ("/sdmx/3.0/structure/dataflow?references=codelist,uncles", 400),
        ("/sdmx/3.0/metadata/structure/dataflow/SCI", 501),
        ("/sdmx/3.0/registration/id/1", 501),
        ("/sdmx/3.0/schema/nonsense/SCI/CPI", 400),
        ("/sdmx/3.0/schema/metadataflow/SCI/CPI", 404),
        ("/sdmx/3.0/schema/dataflow/SCI/CPI/7.0", 404),
    ],
)
def test_what_cannot_be_answered(client, path, status):
    answer = get(client, path)
    assert answer.status_code == status
    code = {400: 140, 404: 100, 501: 501}[status]
    if path.startswith("/sdmx/2.1"):
        assert valid_xml(answer.content, "2.1")[0].get("code") == str(code)
    else:
        assert valid_json(answer.content, "2.0.0")["errors"][0]["code"] == code


@pytest.mark.parametrize(
    ("path", "offered", "of_the_other"),
    [
        ("/sdmx/2.1/nonsense", "contentconstraint", "dataconstraint"),
        ("/sdmx/2.1/dataflow?references=bogus", "contentconstraint", "dataconstraint"),
        ("/sdmx/2.1/dataflow?references=bogus", "descendants", "ancestors"),
        ("/sdmx/2.1/dataflow?detail=bogus", "referencepartial", "raw"),
        ("/sdmx/3.0/structure/nonsense", "dataconstraint", "contentconstraint"),
        ("/sdmx/3.0/structure/dataflow?references=bogus", "ancestors", "contentconstraint"),
        ("/sdmx/3.0/structure/dataflow?detail=bogus", "raw", "contentconstraint"),
        ("/sdmx/3.0/schema/nonsense/SCI/CPI", "datastructure", "codelist"),
        ("/sdmx/2.1/availableconstraint/CPI?references=bogus", "codelist", "valuelist"),
        ("/sdmx/3.0/availability?references=bogus", "valuelist", "contentconstraint"),
    ],
)
def test_messages_offer_what_their_version_has(client, path, offered, of_the_other):
    told = get(client, path).text
    assert offered in told and of_the_other not in told


def test_formats_that_are_not_offered(client):
    assert get(client, "/sdmx/2.1/dataflow", "text/csv").status_code == 406
    draft = get(client, "/sdmx/2.1/data/POP_COUNTY", "application/vnd.sdmx.data+json;version=1.0.0-wd")
    assert draft.headers["Content-Type"] == "application/vnd.sdmx.data+json;version=1.0.0"
    assert get(client, "/sdmx/3.0/schema/dataflow/SCI/CPI", "application/vnd.sdmx.schema+xml").status_code == 406


FLOW = ("Dataflow", "CPI")
STRUCTURE = ("DataStructure", "DSD_CPI")
CONCEPTS = ("ConceptScheme", "CS_CPI")
CODES = {("Codelist", id) for id in ("CL_GOODS", "CL_SEX_CPI", "CL_PERIOD_CPI", "CL_UNIT_CPI", "CL_OBS_STATUS")}
PLACED = ("Categorisation", "CAT_CPI")
TOPICS = ("CategoryScheme", "TOPICS")
CONTENT = ("DataConstraint", "CR_CPI")
AGENCIES = ("AgencyScheme", "AGENCIES")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("dataflow/SCI/CPI", {FLOW}),
        ("dataflow/SCI/CPI?references=none", {FLOW}),
        ("dataflow/SCI/CPI?references=children", {FLOW, STRUCTURE, AGENCIES}),
        ("dataflow/SCI/CPI?references=descendants", {FLOW, STRUCTURE, CONCEPTS, *CODES, AGENCIES}),
        ("dataflow/SCI/CPI?references=parents", {FLOW, PLACED, CONTENT}),
        ("dataflow/SCI/CPI?references=parentsandsiblings", {FLOW, PLACED, CONTENT, TOPICS, AGENCIES}),
        (
            "dataflow/SCI/CPI?references=all",
            {FLOW, PLACED, CONTENT, TOPICS, STRUCTURE, CONCEPTS, *CODES, AGENCIES},
        ),
        ("datastructure/SCI/DSD_CPI?references=ancestors", {STRUCTURE, FLOW, PLACED, CONTENT}),
        ("datastructure/SCI/DSD_CPI?references=dataflow", {STRUCTURE, FLOW}),
        ("datastructure/SCI/DSD_CPI?references=codelist,dataflow", {STRUCTURE, FLOW, *CODES}),
        ("datastructure/SCI/DSD_CPI?references=valuelist", {STRUCTURE}),
        ("codelist/SCI/CL_GOODS?references=parents", {("Codelist", "CL_GOODS"), STRUCTURE, CONCEPTS}),
        ("codelist/SCI/CL_GOODS?references=contentconstraint", {("Codelist", "CL_GOODS"), CONTENT}),
        ("categoryscheme/SCI/TOPICS/1.0/prices?references=categorisation", {TOPICS, PLACED}),
        (
            "categoryscheme/SCI/TOPICS/1.0/prices?references=parentsandsiblings",
            {TOPICS, PLACED, FLOW, AGENCIES},
        ),
    ],
)
def test_references(client, path, found):
    answered = names(client, f"/sdmx/3.0/structure/{path}")
    assert set(answered) == found and len(answered) == len(found)


def test_the_scheme_of_agencies_comes_along_in_30_only(client):
    assert ("AgencyScheme", "AGENCIES") not in names(client, "/sdmx/2.1/dataflow/SCI/CPI?references=all", "2.1")


def codes_of(client, path):
    document = get(client, path, FORMATS[3][0]).json
    return {each["id"]: [code["id"] for code in each.get("codes", ())] for each in document["data"]["codelists"]}


def test_codelists_are_shared_where_datasets_agree_and_qualified_where_not(client):
    lists = codes_of(client, "/sdmx/3.0/structure/codelist")
    assert lists["CL_SEX"] == ["T", "M", "F"]  # the population was released first
    assert lists["CL_SEX_CPI"] == ["T"]
    assert lists["CL_COUNTY"] == ["1501", "1502", "1503"]
    assert lists["CL_GOODS"] == ["FOOD", "$D9$86$D8$A7$D9$86", "X"]
    assert lists["CL_PERIOD_POP_COUNTY"] == ["1390", "1395"]
    assert lists["CL_OBS_STATUS"][0] == "A"


def test_partial_codelists_have_the_codes_that_occur(client):
    path = "/sdmx/3.0/structure/dataflow/SCI/POP_COUNTY?references=all&detail=referencepartial"
    document = get(client, path).json["data"]
    (sexes,) = (each for each in document["codelists"] if each["id"].startswith("CL_SEX"))
    assert [code["id"] for code in sexes["codes"]] == ["T", "M"] and sexes["isPartial"]
    assert [each["id"] for each in document["categorySchemes"][0]["categories"]] == ["population"]
    (counties,) = (each for each in document["codelists"] if each["id"] == "CL_COUNTY")
    assert not counties["isPartial"] and len(counties["codes"]) == 3


def test_an_item_alone(client):
    path = "/sdmx/2.1/codelist/SCI/CL_COUNTY/latest/1502"
    (codelist,) = valid_json(get(client, path, FORMATS[3][0]).content, "2.0.0")["data"]["codelists"]
    assert [code["id"] for code in codelist["codes"]] == ["1502"] and codelist["isPartial"]


def test_stubs_have_no_content(client):
    path = "/sdmx/3.0/structure/dataflow/SCI/CPI?references=descendants&detail="
    stubs = get(client, f"{path}allstubs").json["data"]
    assert all(each["isExternalReference"] for found in stubs.values() for each in found)
    assert "annotations" not in stubs["dataflows"][0] and "codes" not in stubs["codelists"][0]
    complete = get(client, f"{path}allcompletestubs").json["data"]["dataflows"][0]
    assert complete["description"] and complete["annotations"] and "structure" not in complete
    half = get(client, f"{path}referencestubs").json["data"]
    assert "structure" in half["dataflows"][0] and "codes" not in half["codelists"][0]


def test_the_content_says_which_codes_and_days_there_are(client):
    document = get(client, "/sdmx/3.0/structure/dataconstraint").json
    content, nothing = document["data"]["dataConstraints"]
    if content["id"] == "CR_CPI":
        content, nothing = nothing, content
    assert content["role"] == "Actual"
    assert content["cubeRegions"][0]["keyValues"] == [
        {"id": "COUNTY", "values": [{"value": "1501"}, {"value": "1502"}, {"value": "1503"}]},
        {"id": "SEX", "values": [{"value": "T"}, {"value": "M"}]},
        {
            "id": "TIME_PERIOD",
            "timeRange": {
                "startPeriod": {"period": "2016-03-20", "isInclusive": True},
                "endPeriod": {"period": "2017-03-20", "isInclusive": True},
            },
        },
    ]
    assert nothing["cubeRegions"] == [{"include": False, "keyValues": [{"id": "TIME_PERIOD"}]}]


def test_the_data_structure_says_where_attributes_stand(client):
    (made,) = get(client, "/sdmx/3.0/structure/datastructure/SCI/DSD_CPI").json["data"]["dataStructures"]
    components = made["dataStructureComponents"]
    assert [each["id"] for each in components["dimensionList"]["dimensions"]] == ["GOOD", "SEX"]
    assert components["dimensionList"]["timeDimension"]["id"] == "TIME_PERIOD"
    assert components["measureList"]["measures"][0]["id"] == "OBS_VALUE"
    relations = {each["id"]: each["attributeRelationship"] for each in components["attributeList"]["attributes"]}
    assert relations == {
        "OBS_STATUS": {"observation": {}},
        "PERIOD": {"dimensions": ["TIME_PERIOD"]},
        "UNIT_MEASURE": {"dimensions": ["GOOD"]},
        "DECIMALS": {"dimensions": ["GOOD"]},
        "COMMENT_DSET": {"dataflow": {}},
    }


def test_the_dataflow_tells_what_a_reader_must_know(client):
    (flow,) = get(client, "/sdmx/3.0/structure/dataflow/SCI/CPI?lang=en").json["data"]["dataflows"]
    assert flow["name"] == "Prices <&>" and flow["names"]["fa"] == "شاخص قیمت"
    told = {each["id"]: (each.get("title"), each.get("text")) for each in flow["annotations"]}
    assert told["NOTE_1"] == (None, "Note")
    assert told["BREAK_2021-M02"] == ("2021-M02", "New basket")
    assert told["CONTACT"] == (None, "prices@example.org")
    assert told["VINTAGE_1"] == ("2026-03-21T09:30:00Z", "First release")


def test_vintages_are_told_and_as_of_goes_back(client):
    def seen(query):
        answer = get(client, f"/sdmx/3.0/structure{query}")
        data = answer.json["data"]
        flows = {each["id"]: each for each in data["dataflows"]}
        return set(flows), [each["id"] for each in flows["POP_COUNTY"]["annotations"] if "VINTAGE" in each["id"]]

    assert seen("/dataflow") == (FLOWS, ["VINTAGE_2", "VINTAGE_1"])
    assert seen("/dataflow?asOf=2026-03-21T08:45:00Z") == ({"POP_COUNTY"}, ["VINTAGE_1"])
    earlier = get(client, "/sdmx/3.0/structure/dataconstraint?asOf=2026-03-21T08:45:00Z").json
    sexes = earlier["data"]["dataConstraints"][0]["cubeRegions"][0]["keyValues"][1]["values"]
    assert [each["value"] for each in sexes] == ["T", "M", "F"]
    assert earlier["meta"]["prepared"] == "2026-03-21T08:30:00Z"


def test_what_is_staged_is_absent_until_its_instant(client, clock, shelf, tmp_path):
    everything = "/sdmx/2.1/structure?references=all"
    before = get(client, everything)
    assert b"SECRET" not in before.content
    missing = get(client, "/sdmx/2.1/dataflow/SCI/SECRET")
    other = get(client, "/sdmx/2.1/dataflow/SCI/ABSENT")
    assert missing.content == other.content
    shelf.withdraw("r3")
    assert get(client, everything).content == before.content
    stage(shelf, tmp_path / "cubes", "r4", clock() + HOUR, released(tmp_path / "cubes", "SECRET"))
    assert get(client, everything).content == before.content
    clock.advance(HOUR)
    assert b"DSD_SECRET" in get(client, everything).content


@pytest.mark.parametrize("path", ["/sdmx/2.1/dataflow", "/sdmx/3.0/structure/codelist"])
def test_caching(client, path):
    answer = get(client, path)
    assert answer.headers["Vary"] == "Accept, Accept-Language, Accept-Encoding"
    again = get(client, path, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for other in (get(client, path, FORMATS[1][0]), get(client, path, **{"Accept-Language": "en"})):
        assert other.headers["ETag"] != answer.headers["ETag"]
    assert get(client, path).content == answer.content
    head = client.simulate_head(path)
    assert head.content == b"" and head.headers["Content-Length"] == str(len(answer.content))


def test_an_empty_edition_still_has_the_lists_of_the_office(shelf):
    client = TestClient(create_app(shelf))
    assert get(client, "/sdmx/2.1/dataflow").status_code == 404
    assert ids(client, "/sdmx/2.1/structure") == {"AGENCIES", "TOPICS", "CL_OBS_STATUS"}


def test_a_long_message_is_streamed_and_whole(shelf, clock, tmp_path):
    cubes = tmp_path / "cubes"
    many = [released(cubes, f"D{number}", of=cube(number)) for number in range(60)]
    stage(shelf, cubes, "r1", clock(), *many)
    client = TestClient(create_app(shelf, kept=0))
    for accept, valid, version in FORMATS:
        answer = get(client, "/sdmx/2.1/structure", accept)
        assert "Content-Length" not in answer.headers
        found = artefacts_in(valid(answer.content, version))
        assert len(found) == len(set(found)) == 3 + 2 + 60 * 7


def test_codelists_of_the_same_name_but_ours(shelf, clock, tmp_path):
    """A list of a dataset that is called as one that every dataset has."""
    made = structure(years=YEARS)
    clashing = replace(made.dimensions[1], codelist=replace(made.dimensions[1].codelist, id="CL_OBS_STATUS"))
    of = replace(cube(), structure=replace(made, dimensions=(made.dimensions[0], clashing, made.dimensions[2])))
    stage(shelf, tmp_path / "cubes", "r1", clock(), released(tmp_path / "cubes", of=of))
    lists = codes_of(TestClient(create_app(shelf)), "/sdmx/3.0/structure/codelist")
    assert lists["CL_OBS_STATUS_POP_COUNTY"] == ["T", "M", "F"] and "A" in lists["CL_OBS_STATUS"]
