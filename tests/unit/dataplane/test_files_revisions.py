"""What each vintage changed, its permanent addresses, and one cell through all of them."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.statcore.labels import Label
from amargah.statcore.lineage import KINDS, OriginKind, RuleResult, Step
from released import AGENCY, COUNTIES, ORIGIN, cube, released, stage

HOUR = timedelta(hours=1)


def corrected():
    """One figure differs, one got a sign, one went, one is confidential, and a county came."""
    made = cube(counties=(*COUNTIES, ("1504", "دورود", "Dorud")))
    made.values[3] = np.nan
    made.values[0, 0, 0] = 0.3
    made.signs[0, 0, 1] = 6
    made.values[0, 1, 0] = np.nan
    made.values[0, 1, 1], made.signs[0, 1, 1] = np.nan, 8
    made.values[3, 0, 0] = 44
    return made


def first():
    made = cube()
    made.values[0, 0, 0] = 0.1
    return made


@pytest.fixture
def client(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    stage(shelf, folder, "r1", clock(), released(folder, of=first()))
    clock.advance(HOUR)
    later = replace(released(folder, of=corrected()), reason=Label("تصحیح خرم‌آباد", "Khorramabad corrected"))
    stage(shelf, folder, "r2", clock(), later)
    stage(shelf, folder, "r3", clock() + HOUR, released(folder, of=cube(7)))
    return TestClient(create_app(shelf, address="https://amar.example"))


def test_the_totals_of_every_vintage(client):
    answer = client.simulate_get("/data/POP_COUNTY/revisions.json?lang=en").json
    told = [
        (row["vintage"], row["against"], row["added"], row["changed"], row["deleted"])
        for row in answer["revisions"]
    ]
    assert told == [(2, 1, 1, 3, 1), (1, None, 18, 0, 0)]
    assert answer["revisions"][0]["reason"] == "Khorramabad corrected"
    permalink = answer["revisions"][0]["permalink"]
    assert permalink == "https://amar.example/data/POP_COUNTY/metadata.json?vintage=2&lang=en"
    assert client.simulate_get(permalink.removeprefix("https://amar.example")).json["vintage"] == 2
    for link in answer["revisions"][0]["links"].values():
        assert client.simulate_get(link).status_code == 200


def test_of_the_past_only_what_was_known(client):
    answer = client.simulate_get("/data/POP_COUNTY/revisions.json?asOf=2026-03-21T08:30:00Z").json
    assert [row["vintage"] for row in answer["revisions"]] == [1]
    refused = client.simulate_get("/data/POP_COUNTY/revisions/2.json?asOf=2026-03-21T08:30:00Z&lang=en")
    assert refused.status_code == 404 and "not released by then" in refused.json["detail"]


EXPECTED = [
    ("added", "1504", "T", "1390", None, None, 44, None, None),
    ("changed", "1501", "T", "1390", 0.1, None, 0.3, None, 0.2),
    ("changed", "1501", "T", "1395", 1000, None, 1000, "P", 0),
    ("changed", "1501", "M", "1395", 3000, None, None, "Q", None),
    ("deleted", "1501", "M", "1390", 2000, None, None, None, None),
]


def test_every_cell_as_json(client):
    answer = client.simulate_get("/data/POP_COUNTY/revisions/2.json?lang=en").json
    assert (answer["added"], answer["changed"], answer["deleted"]) == (1, 3, 1)
    told = [
        (
            row["change"],
            *row["cell"].values(),
            row["old"]["value"],
            row["old"]["status"],
            row["new"]["value"],
            row["new"]["status"],
            row["difference"],
        )
        for row in answer["cells"]
    ]
    assert sorted(told, key=str) == sorted(EXPECTED, key=str)
    assert list(answer["cells"][0]["cell"]) == ["COUNTY", "SEX", "TIME"]


def test_every_cell_as_csv(client):
    answer = client.simulate_get("/data/POP_COUNTY/revisions/2.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    heading, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert heading == [
        "change",
        "COUNTY",
        "SEX",
        "TIME",
        "old_value",
        "old_status",
        "new_value",
        "new_status",
        "difference",
    ]
    expected = [["" if each is None else str(each) for each in row] for row in EXPECTED]
    assert sorted(rows) == sorted(expected)


def test_the_first_vintage_added_all_that_it_has(client):
    cells = client.simulate_get("/data/POP_COUNTY/revisions/1.json").json["cells"]
    assert len(cells) == 18 and {row["change"] for row in cells} == {"added"}


def test_other_dimensions_are_told_in_columns_of_their_own(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    stage(shelf, folder, "r1", clock(), released(folder))
    made = cube()
    renamed = tuple(replace(each, id="GENDER") if each.id == "SEX" else each for each in made.structure.dimensions)
    other = replace(made, structure=replace(made.structure, dimensions=renamed))
    clock.advance(HOUR)
    version = replace(released(folder, of=other), layout=(("COUNTY",), ("GENDER", "TIME")))
    stage(shelf, folder, "r2", clock(), version)
    answer = TestClient(create_app(shelf)).simulate_get("/data/POP_COUNTY/revisions/2.csv").content
    rows = list(csv.DictReader(io.StringIO(answer.decode("utf-8-sig"), newline="")))
    assert {(row["change"], bool(row["GENDER"]), bool(row["SEX"])) for row in rows} == {
        ("added", True, False),
        ("deleted", False, True),
    }
    assert len(rows) == 36


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("NOTHING/revisions.json", 404, "no dataset"),
        ("POP_COUNTY/revisions/3.json", 404, "numbered from 1 to 2"),
        ("POP_COUNTY/revisions/x.json", 400, "no vintage"),
        ("POP_COUNTY/revisions/2.xml", 404, "ends with .json or .csv"),
        ("POP_COUNTY/revisions/2", 404, "ends with .json or .csv"),
        ("POP_COUNTY/revisions/2.json?SEX=T", 400, "leave out SEX"),
        ("POP_COUNTY/revisions.json?asOf=2020", 400, "no instant"),
        ("POP_COUNTY/timemap?of=doc", 404, "ends with one of"),
        ("NOTHING/timemap", 404, "no dataset"),
    ],
)
def test_what_is_wrong_is_said(client, address, status, words):
    answer = client.simulate_get(f"/data/{address}{'&' if '?' in address else '?'}lang=en")
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    assert words in answer.json["detail"]


def test_head_and_tags(client):
    for address in ("revisions.json", "revisions/2.json", "revisions/2.csv", "timemap"):
        got = client.simulate_get(f"/data/POP_COUNTY/{address}")
        head = client.simulate_head(f"/data/POP_COUNTY/{address}")
        assert (head.content, dict(head.headers)) == (b"", dict(got.headers))
        known = {"If-None-Match": got.headers["ETag"]}
        assert client.simulate_get(f"/data/POP_COUNTY/{address}", headers=known).status_code == 304


def test_the_timemap_lists_every_vintage(client):
    answer = client.simulate_get("/data/POP_COUNTY/timemap?of=csv")
    assert answer.headers["Content-Type"] == "application/link-format"
    base, link = "https://amar.example/data/POP_COUNTY", 'type="application/link-format"'
    times = ("Sat, 21 Mar 2026 08:30:00 GMT", "Sat, 21 Mar 2026 09:30:00 GMT")
    assert answer.text.split(",\n") == [
        f'<{base}.csv>; rel="original"',
        f'<{base}/timemap?of=csv>; rel="self"; {link}; from="{times[0]}"; until="{times[1]}"',
        f'<{base}.csv?vintage=1>; rel="first memento"; datetime="{times[0]}"',
        f'<{base}.csv?vintage=2>; rel="last memento"; datetime="{times[1]}"\n',
    ]
    alone = client.simulate_get("/data/POP_COUNTY/timemap?asOf=2026-03-21T08:30:00Z").text
    assert alone.count("memento") == 1 and 'rel="first last memento"' in alone


def test_the_description_has_a_permanent_address_and_exact_numbers(client):
    answer = client.simulate_get("/data/POP_COUNTY/metadata.json?lang=en")
    assert (answer.json["cells"], answer.json["rows"]) == (24, 18)
    assert answer.json["permalink"] == "https://amar.example/data/POP_COUNTY/metadata.json?vintage=2&lang=en"
    assert answer.json["vintages"][1]["permalink"].endswith("?vintage=1&lang=en")
    assert '</data/POP_COUNTY/metadata.json?lang=en&vintage=2>; rel="canonical"' in answer.headers["Link"]
    old = client.simulate_get("/data/POP_COUNTY/metadata.json?vintage=1&lang=en")
    assert old.headers["Memento-Datetime"] == "Sat, 21 Mar 2026 08:30:00 GMT"
    assert (old.json["cells"], old.json["rows"]) == (18, 18)
    for link in old.json["links"].values():
        answer = client.simulate_get(link)
        assert answer.status_code == 200 and "vintage=1" in link


def test_a_vintage_at_its_address_is_the_same_for_ever(client, clock):
    addresses = [f"/data/POP_COUNTY.{end}?vintage=1" for end in ("csv", "json", "xlsx", "px", "parquet")]
    before = [client.simulate_get(address) for address in addresses]
    clock.advance(HOUR)
    assert client.simulate_get("/data/POP_COUNTY/metadata.json").json["vintage"] == 3
    after = [client.simulate_get(address) for address in addresses]
    assert [each.content for each in before] == [each.content for each in after]
    assert [each.headers["ETag"] for each in before] == [each.headers["ETag"] for each in after]


def test_nothing_tells_of_what_is_staged(client, shelf, clock, tmp_path):
    addresses = ("revisions.json", "revisions/2.json", "revisions/3.json", "timemap", "metadata.json")
    folder = tmp_path / "cubes"
    before = [client.simulate_get(f"/data/POP_COUNTY/{each}") for each in addresses]
    stage(shelf, folder, "r4", clock() + 2 * HOUR, released(folder, of=cube(8)))
    after = [client.simulate_get(f"/data/POP_COUNTY/{each}") for each in addresses]
    assert [(each.content, each.headers) for each in before] == [(each.content, each.headers) for each in after]


def test_a_cell_tells_all_that_its_page_tells(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    failed = RuleResult("rate", "x < y", Label("نرخ", "Rate"), "warning", 6, 2, "بر اثر سیل")
    earlier = Step(
        Label("ورود", "Entered"), AGENCY, Label("کارشناس", "Clerk"), ORIGIN.steps[0].at - timedelta(days=1)
    )
    trail = replace(ORIGIN, rule_results=(*ORIGIN.rule_results, failed), steps=(earlier, *ORIGIN.steps))
    made = replace(first(), origins=(trail,))
    stage(shelf, folder, "r1", clock(), released(folder, of=made))
    clock.advance(HOUR)
    stage(shelf, folder, "r2", clock(), released(folder, of=replace(corrected(), origins=(trail,))))
    client = TestClient(create_app(shelf))
    cell = client.simulate_get("/data/POP_COUNTY/cell?COUNTY=1501&SEX=T&TIME=1390&lang=en").json
    assert (cell["value"], cell["text"], cell["unit"], cell["decimals"]) == (0.3, "0", "persons", 0)
    assert (cell["measure"], cell["source"]) == ("Population", "Statistical Centre of Iran")
    assert [row["code_label"] for row in cell["place"]] == ["Khorramabad", "Both sexes", "2011"]
    assert [(row["vintage"], row["value"], row["changed"]) for row in cell["history"]] == [
        (2, 0.3, True),
        (1, 0.1, False),
    ]
    origin = cell["origin"]
    assert (origin["kind"], origin["kind_label"]) == ("submission", "Submitted by an agency")
    assert [(row["ended"], row["ended_label"], row["explanation"]) for row in origin["rule_results"]] == [
        ("passed", "Passed", ""),
        ("warning", "Warning", "بر اثر سیل"),
    ]
    assert [step["action"] for step in origin["steps"]] == ["Approved", "Entered"]
    old = client.simulate_get("/data/POP_COUNTY/cell?COUNTY=1501&SEX=T&TIME=1390&asOf=2026-03-21T08:30:00Z").json
    assert (old["vintage"], old["value"], old["unit"]) == (1, 0.1, "نفر")


def test_a_confidential_figure_is_there_and_not_told(client):
    cell = client.simulate_get("/data/POP_COUNTY/cell?COUNTY=1501&SEX=M&TIME=1395&lang=en").json
    assert (cell["value"], cell["text"], cell["status"]["code"], cell["exists"]) == (None, "", "Q", True)


def test_a_cell_that_only_another_vintage_has(client):
    cell = client.simulate_get("/data/POP_COUNTY/cell?COUNTY=1504&SEX=T&TIME=1390&vintage=1&lang=en").json
    assert (cell["exists"], cell["value"], cell["origin"]) == (False, None, None)
    assert cell["place"][0]["code_label"] == "Dorud"
    assert [(row["exists"], row["changed"]) for row in cell["history"]] == [(True, True), (False, False)]


def test_links_do_not_show_numbers_of_staging(client):
    assert not re.search(r"sequence|\br[123]\b", client.simulate_get("/data/POP_COUNTY/revisions.json").text)


@pytest.mark.parametrize("kind", OriginKind)
def test_every_kind_of_origin_has_its_words(shelf, clock, tmp_path, kind):
    made = replace(cube(), origins=(replace(ORIGIN, kind=kind),))
    stage(shelf, tmp_path / "cubes", "r1", clock(), released(tmp_path / "cubes", of=made))
    client = TestClient(create_app(shelf))
    cell = client.simulate_get("/data/POP_COUNTY/cell?COUNTY=1501&SEX=T&TIME=1390").json
    assert cell["origin"]["kind_label"] == KINDS[kind].fa
