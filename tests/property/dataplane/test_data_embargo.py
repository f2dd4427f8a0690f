"""Before its instant a staged release cannot be told from one that does not exist, whoever asks however."""

from datetime import UTC, datetime, timedelta

import pytest
from falcon.testing import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from amargah.dataplane import create_app
from amargah.exchange.jsonstat import read_jsonstat
from amargah.shelf import Shelf
from amargah.statcore.selections import narrowed, resolve
from released import COUNTIES, SEXES, YEARS, cube, metadata, released, stage

HOUR = timedelta(hours=1)
SECRET = "CPI_SECRET"
ADDRESSES = [
    "/data",
    "/data?lang=en",
    "/data?q=راز",
    "/data?q=secret",
    "/data?q=جمعیت",
    "/data?q=population&lang=en",
    f"/data/{SECRET}",
    *(f"/data/{SECRET}.{format}" for format in ("json", "csv", "parquet", "xlsx", "px")),
    f"/data/{SECRET}.json?SEX=T",
    f"/data/{SECRET}.json?SEX=WRONG",
    f"/data/{SECRET}.csv?vintage=1",
    f"/data/{SECRET}/metadata.json",
    f"/data/{SECRET}/cell?COUNTY=1501&SEX=T&TIME=1395",
    "/data/POP_COUNTY.json",
    "/data/POP_COUNTY.json?vintage=2",
    "/data/POP_COUNTY.csv?lang=en",
    "/data/POP_COUNTY/metadata.json",
    "/data/POP_COUNTY/cell?COUNTY=1501&SEX=T&TIME=1395",
    *(f"/data/{SECRET}{end}" for end in (".csv-metadata.json", "/revisions.json", "/revisions/1.csv", "/timemap")),
    "/data/POP_COUNTY.csv-metadata.json",
    "/data/POP_COUNTY/revisions.json",
    "/data/POP_COUNTY/revisions/2.json",
    "/data/POP_COUNTY/timemap",
    "/catalog.jsonld",
    "/sitemap.xml",
    "/feeds/releases.atom",
    "/feeds/releases.json",
]
HEADERS = [{}, {"Range": "bytes=0-9"}, {"If-None-Match": "*"}, {"If-None-Match": '"x"'}, {"Accept": "text/html"}]


def answers(shelf, method):
    client = TestClient(create_app(shelf))
    for address in ADDRESSES:
        for headers in HEADERS:
            answer = client.simulate_request(method, address, headers=headers)
            yield address, answer.status, sorted(answer.headers.items()), answer.content


@pytest.fixture
def two_shelves(clock, tmp_path):
    """One on which a new dataset and a new vintage are staged for an hour later, one without."""
    folder = tmp_path / "cubes"
    shelves = Shelf(tmp_path / "with", clock), Shelf(tmp_path / "without", clock)
    for each in shelves:
        stage(each, folder, "seen", clock())
    secret = released(folder, SECRET, about=metadata("راز", "Secret"))
    stage(shelves[0], folder, "staged", clock() + HOUR, secret, released(folder, of=cube(9)))
    return shelves


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_staged_is_absent_to_the_byte(two_shelves, clock, method):
    clock.advance(HOUR - timedelta(microseconds=1))
    staged, never = (list(answers(shelf, method)) for shelf in two_shelves)
    assert staged == never


def test_at_the_instant_all_of_it_is_there(two_shelves, clock):
    before = list(answers(two_shelves[0], "GET"))
    clock.advance(HOUR)
    after = list(answers(two_shelves[0], "GET"))
    plain = range(0, len(after), len(HEADERS))
    unchanged = {ADDRESSES[n // len(HEADERS)] for n in plain if before[n] == after[n]}
    assert unchanged == {f"/data/{SECRET}"}
    client = TestClient(create_app(two_shelves[0]))
    assert client.simulate_get(f"/data/{SECRET}.json").status_code == 200
    assert client.simulate_get("/data/POP_COUNTY.json").json["value"][0] == 9
    assert SECRET in client.simulate_get("/data?q=راز").text


def test_a_secret_name_is_answered_like_any_other(two_shelves):
    client = TestClient(create_app(two_shelves[0]))
    for address in (each for each in ADDRESSES if SECRET in each):
        asked, other = (
            client.simulate_get(each) for each in (address, address.replace(SECRET, "X" * len(SECRET)))
        )
        assert asked.content.replace(SECRET.encode(), b"X" * len(SECRET)) == other.content
        assert (asked.status, dict(asked.headers)) == (other.status, dict(other.headers))


def chosen(codes):
    return st.lists(st.sampled_from([code for code, _, _ in codes]), unique=True)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    now = datetime(2026, 3, 21, tzinfo=UTC)
    root = tmp_path_factory.mktemp("data")
    shelf = Shelf(root / "shelf", lambda: now)
    stage(shelf, root / "cubes", "r1", now)
    return TestClient(create_app(shelf))


@settings(max_examples=40)
@given(chosen(COUNTIES), chosen(SEXES), chosen(YEARS))
def test_any_selection_is_that_part_of_the_cube(client, counties, sexes, years):
    asked = {id: codes for id, codes in (("COUNTY", counties), ("SEX", sexes), ("TIME", years)) if codes}
    query = {id: ",".join(codes) for id, codes in asked.items()}
    answer = read_jsonstat(client.simulate_get("/data/POP_COUNTY.json", params=query).content)
    whole = cube()
    indices = resolve(whole.structure, asked)
    assert answer.structure.shape == narrowed(whole.structure, indices).shape
    for position, dimension in enumerate(answer.structure.dimensions):
        expected = [whole.structure.dimensions[position].codelist.codes[place].id for place in indices[position]]
        assert [code.id for code in dimension.codelist] == expected
    expected = [
        whole.values[county, sex, year] for county in indices[0] for sex in indices[1] for year in indices[2]
    ]
    assert answer.values.reshape(-1).tolist() == expected


@settings(max_examples=150)
@given(st.text(max_size=30), st.text(max_size=30))
def test_no_address_surprises_it(client, path, query):
    for address in (f"/data/{path}", f"/data/POP_COUNTY.json?{query}", f"/data/POP_COUNTY/cell?{query}"):
        try:
            answer = client.simulate_get(address.replace("#", "").replace("\x00", ""))
        except ValueError:  # the test client refuses to send it
            continue
        assert answer.status_code in (200, 400, 404)
