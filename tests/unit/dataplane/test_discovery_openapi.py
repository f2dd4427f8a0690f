"""The description and what is served are the same: every route is in it, everything in it answers."""

import json
import re
from urllib.parse import quote, urlencode

import falcon
import pytest
from falcon.testing import TestClient
from jsonschema import Draft202012Validator

from amargah.dataplane import FairUse, create_app
from amargah.dataplane.app import PROTOCOLS
from amargah.dataplane.discovery.openapi import openapi
from amargah.dataplane.framing import Plane
from released import stage

METHODS = ("get", "post", "put", "patch", "delete")
FIELD = re.compile(r"\{[^}]*\}")


@pytest.fixture(scope="module")
def document():
    return json.loads(json.dumps(openapi()))


@pytest.fixture
def client(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    return TestClient(create_app(shelf, fair_use=FairUse(lambda: 0.0), kept=0))


@pytest.fixture
def served(shelf, monkeypatch):
    """(templates with methods, expressions of sinks) of every application that is mounted."""
    routes, sinks = set(), []
    add_route, add_sink = falcon.App.add_route, falcon.App.add_sink

    def noted(app, template, resource, **more):
        suffix = f"_{more['suffix']}" if "suffix" in more else ""
        routes.update((template, each) for each in METHODS if hasattr(resource, f"on_{each}{suffix}"))
        add_route(app, template, resource, **more)

    def noted_sink(app, sink, prefix="/"):
        sinks.append(prefix)
        add_sink(app, sink, prefix)

    monkeypatch.setattr(falcon.App, "add_route", noted)
    monkeypatch.setattr(falcon.App, "add_sink", noted_sink)
    for create in PROTOCOLS.values():
        create(Plane(shelf, FairUse(lambda: 0.0)))
    return routes, sinks


def operations(document):
    return [(path, method, each) for path, item in document["paths"].items() for method, each in item.items()]


def filled(path, operation):
    """The path with the examples of its parameters."""
    examples = {each["name"]: each["example"] for each in operation["parameters"] if each["in"] == "path"}
    return FIELD.sub(lambda field: quote(examples[field[0][1:-1]], safe=",*+"), path)


def expression(template):
    return "[^/]+".join(map(re.escape, FIELD.split(template)))


def most_exact(address, templates):
    """The template that answers an address: among those that fit, the one with the most fixed letters."""
    fitting = [each for each in templates if re.fullmatch(expression(each), address)]
    return max(fitting, key=lambda each: len(FIELD.sub("", each)), default=None)


def test_every_route_is_described_and_everything_described_has_a_route(served, document):
    routes, sinks = served
    templates = {template for template, _ in routes}
    described = set()
    for path, method, operation in operations(document):
        address = filled(path, operation)
        if not any(re.match(sink, address) for sink in sinks):
            described.add((most_exact(address, templates), method))
    assert routes - described == set(), "routes that the description does not have"
    assert described - routes == set(), "descriptions of what is not served"
    addresses = [filled(path, operation) for path, _, operation in operations(document)]
    assert [sink for sink in sinks if not any(re.match(sink, each) for each in addresses)] == []


def test_a_route_more_would_be_noticed(served):
    routes, _ = served
    assert (
        most_exact("/data/POP/metadata.json", {template for template, _ in routes}) == "/data/{name}/metadata.json"
    )
    assert most_exact("/data/POP.csv", {template for template, _ in routes}) == "/data/{name}"
    assert most_exact("/data/POP/more", {template for template, _ in routes}) is None


def ask(client, path, method, operation):
    required = {}
    for each in operation["parameters"]:
        if each["in"] == "query" and each.get("required"):
            required.update(each["example"])
    body = operation.get("requestBody")
    sent = {"json": body["content"]["application/json"]["example"]} if body else {}
    query = urlencode(required)
    return client.simulate_request(method.upper(), filled(path, operation), query_string=query, **sent)


ALL = [(path, method) for path, item in openapi()["paths"].items() for method in item]


@pytest.mark.parametrize(("path", "method"), ALL)
def test_it_answers_as_described(client, document, path, method):
    operation = document["paths"][path][method]
    answer = ask(client, path, method, operation)
    expected = next(iter(operation["responses"]))
    assert str(answer.status_code) == expected
    described = operation["responses"][expected]["content"]
    media_type = answer.headers["Content-Type"].split(";")[0]
    known = {name.split(";")[0]: content["schema"] for name, content in described.items()}
    assert media_type in known
    if "json" in media_type:
        check(document, known[media_type], json.loads(answer.content))


def check(document, schema, value):
    whole = {**schema, "components": document["components"]}
    Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


@pytest.mark.parametrize(
    "address", ["/data/NOTHING.csv", "/data/POP_COUNTY.json?SEX=X", "/api/v2/tables/NOTHING", "/feeds/x"]
)
def test_errors_have_the_shape_that_is_described(client, document, address):
    answer = client.simulate_get(address)
    assert answer.headers["Content-Type"] == "application/problem+json"
    check(document, {"$ref": "#/components/schemas/Problem"}, answer.json)


def test_revisions_have_their_shapes(client, document):
    schemas = {"/data/POP_COUNTY/revisions/1.json": "ChangedCells", "/data/POP_COUNTY/revisions.json": "Revisions"}
    for address, schema in schemas.items():
        check(document, {"$ref": f"#/components/schemas/{schema}"}, client.simulate_get(address).json)


def test_the_document_is_well_formed(document):
    assert document["openapi"] == "3.1.0"
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for path, _, operation in operations(document):
        placed = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
        assert placed == {field[1:-1] for field in FIELD.findall(path)}, path
        assert {"403", "429"} <= set(operation["responses"]), path
    for reference in re.findall(r'"\$ref": "#/components/schemas/(\w+)"', json.dumps(document)):
        assert reference in document["components"]["schemas"]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_it_names_the_server_that_answers(client, shelf):
    answer = client.simulate_get("/openapi.json", headers={"Host": "data.example"})
    assert answer.json["servers"] == [{"url": "http://data.example"}]
    fixed = TestClient(create_app(shelf, address="https://amar.example")).simulate_get("/openapi.json")
    assert fixed.json["servers"] == [{"url": "https://amar.example"}]
    assert fixed.json["components"]["securitySchemes"]["key"]["name"] == "X-API-Key"
