"""The catalogue: what it says of datasets is true, and every address in it answers."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.dataplane.app import PROTOCOLS
from amargah.dataplane.discovery.vocabulary import CONTEXT, FILE_TYPES, SERVICES, frequency, theme
from amargah.dataplane.formats import FORMATS
from amargah.statcore.labels import Label
from amargah.statcore.topics import TOPICS
from released import cube, metadata, released, stage

SITE = "https://amar.example"
ABOUT = metadata(
    frequency=Label("سالانه", "Annual"),
    coverage=Label("استان لرستان", "Lorestan province"),
    contact=Label("واحد آمار، stat@amar.example", "Statistics unit, stat@amar.example"),
    method=Label("شمارش", "Enumeration"),
    keywords=(Label("جمعیت", "population"), Label("جنس", "sex")),
)


@pytest.fixture
def client(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    stage(shelf, folder, "r1", clock(), released(folder, about=ABOUT), released(folder, "OTHER", of=cube(5)))
    clock.advance(timedelta(hours=1))
    later = replace(released(folder, of=cube(1), about=ABOUT), reason=Label("تصحیح", "Corrected"))
    stage(shelf, folder, "r2", clock(), later)
    stage(shelf, folder, "r3", clock() + timedelta(hours=1), released(folder, "SECRET"))
    return TestClient(create_app(shelf, address=SITE))


@pytest.fixture
def catalogue(client):
    answer = client.simulate_get("/catalog.jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    return answer.json


@pytest.fixture
def dataset(catalogue):
    return next(each for each in catalogue["dcat:dataset"] if each["dct:identifier"] == "POP_COUNTY")


def nodes(value) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def test_the_catalogue_says_whose_it_is(catalogue):
    assert catalogue["@type"] == "dcat:Catalog"
    assert catalogue["dct:publisher"]["foaf:name"][1]["@value"] == "Statistical Centre of Iran"
    assert catalogue["dct:modified"] == {"@value": "2026-03-21T09:30:00Z", "@type": "xsd:dateTime"}
    for word in ("dct:title", "dct:description"):
        assert [each["@language"] for each in catalogue[word]] == ["fa", "en"]


def test_every_word_has_a_known_prefix(catalogue):
    words = {
        word
        for node in nodes(catalogue)
        for word in node
        if not word.startswith("@") and node is not catalogue["@context"]
    }
    assert {word.split(":")[0] for word in words} <= set(CONTEXT)
    told = [node["@type"] for node in nodes(catalogue) if "@type" in node]
    types = {kind for kinds in told for kind in ([kinds] if isinstance(kinds, str) else kinds)}
    assert {kind.split(":")[0] for kind in types} <= set(CONTEXT)


def test_a_dataset_says_what_must_be_known(dataset):
    assert dataset["dct:title"][1] == {"@value": "Population of counties by sex", "@language": "en"}
    assert dataset["dct:publisher"]["foaf:name"][1]["@value"] == "Lorestan MPO"
    assert dataset["dct:publisher"]["@type"] == ["foaf:Agent", "foaf:Organization"]
    assert dataset["dct:provenance"][0]["rdfs:label"][1]["@value"] == "Statistical Centre of Iran"
    assert dataset["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:stat@amar.example"}
    assert [each["@value"] for each in dataset["dcat:keyword"]] == ["جمعیت", "population", "جنس", "sex"]
    assert dataset["dct:accrualPeriodicity"]["@id"].endswith("/frequency/ANNUAL")
    assert dataset["dct:temporal"]["dcat:startDate"]["@value"] == "2011-03-21"
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == "2017-03-20"
    assert dataset["dct:spatial"][1]["skos:prefLabel"][1]["@value"] == "Lorestan province"
    assert [each["@id"].rpartition("/")[2] for each in dataset["dcat:theme"][1:]] == ["SOCI"]
    assert (dataset["dct:issued"]["@value"], dataset["dct:modified"]["@value"]) == (
        "2026-03-21T08:30:00Z",
        "2026-03-21T09:30:00Z",
    )


def test_vintages_are_versions_with_the_reason_of_each(dataset):
    assert (dataset["dcat:version"], dataset["adms:versionNotes"][1]["@value"]) == ("2", "Corrected")
    newest, oldest = dataset["dcat:hasVersion"]
    assert dataset["dcat:hasCurrentVersion"]["@id"] == newest["@id"]
    assert newest["dcat:previousVersion"]["@id"] == oldest["@id"]
    assert (newest["dcat:version"], oldest["dcat:version"]) == ("2", "1")
    assert oldest["@id"] == f"{SITE}/data/POP_COUNTY/metadata.json?vintage=1#dataset"
    assert oldest["dcat:isVersionOf"]["@id"] == dataset["@id"]


def test_every_file_is_there_and_is_what_it_says(client, catalogue):
    distributions = [node for node in nodes(catalogue) if node.get("@type") == "dcat:Distribution"]
    assert len(distributions) == 2 * (2 * 4 + 1) + 3 * 5
    for each in distributions:
        address = each["dcat:downloadURL"]["@id"].removeprefix(SITE)
        answer = client.simulate_get(address)
        assert answer.status_code == 200
        if "dcat:mediaType" in each:
            media_type = each["dcat:mediaType"]["@id"].removeprefix(
                "https://www.iana.org/assignments/media-types/"
            )
            assert answer.headers["Content-Type"].split(";")[0] == media_type
        if "dcat:byteSize" in each:
            assert int(each["dcat:byteSize"]["@value"]) == len(answer.content)
        assert each["dct:license"]["@id"].startswith(SITE)


def test_things_are_named_by_the_address_of_their_description(client, catalogue):
    named = [node["@id"] for node in nodes(catalogue) if node.get("@type") == "dcat:Dataset"]
    assert len(named) == len(set(named)) == 5
    for name in named:
        assert client.simulate_get(name.removeprefix(SITE).removesuffix("#dataset")).status_code == 200


def test_a_dataset_conforms_to_a_structure_that_is_served(client, dataset):
    (structure,) = dataset["dct:conformsTo"]
    answer = client.simulate_get(structure["@id"].removeprefix(SITE))
    assert answer.status_code == 200 and "POP_COUNTY" in answer.text


def test_the_services_are_those_that_are_mounted():
    assert {service.prefix for service in SERVICES} <= set(PROTOCOLS)
    assert {prefix for prefix in PROTOCOLS if prefix.count("/") == 2 or prefix == "/data"} <= {
        service.prefix for service in SERVICES
    }
    assert set(FILE_TYPES) == set(FORMATS)


def test_every_chapter_has_a_theme_and_words_have_a_frequency():
    assert all(theme(topic.id) for topic in TOPICS)
    assert frequency(Label("", "")) is None
    assert frequency(Label("ماهانه", "Monthly."))["@id"].endswith("/MONTHLY")
    assert "@id" not in frequency(Label("گاه", "When there is one"))


def test_what_is_staged_is_not_there(client, shelf, clock, tmp_path):
    before = client.simulate_get("/catalog.jsonld")
    assert "SECRET" not in before.text
    stage(shelf, tmp_path / "cubes", "r4", clock() + timedelta(hours=1), released(tmp_path / "cubes", "SECRET2"))
    after = client.simulate_get("/catalog.jsonld")
    assert (after.content, after.headers) == (before.content, before.headers)


def test_an_empty_shelf_has_a_catalogue(shelf):
    answer = TestClient(create_app(shelf)).simulate_get("/catalog.jsonld", headers={"Host": "stat.example"})
    assert answer.json["dcat:dataset"] == [] and answer.json["@id"].endswith("/catalog.jsonld")
    assert "dct:modified" not in answer.json


def test_it_is_streamed_dataset_by_dataset(client, catalogue):
    assert json.loads(client.simulate_get("/catalog.jsonld").content) == catalogue
    head = client.simulate_head("/catalog.jsonld")
    assert head.status_code == 200 and head.content == b"" and "Content-Length" not in head.headers
