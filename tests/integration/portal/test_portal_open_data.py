"""What the public pages offer to programs and say of vintages; from a shelf alone, without the database."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import numpy as np
import pytest
from django.test import Client
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.office.portal import cache
from amargah.office.releases.public import shelf as office_shelf
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from released import COUNTIES, YEARS, cube, metadata, released, stage

DAY = timedelta(days=1)


@pytest.fixture
def shelf(settings, tmp_path):
    settings.SHELF = tmp_path / "shelf"
    settings.SITE_URL = "https://amar.example"
    return office_shelf()


def changed(base, cells, signs=()):
    values, marks = base.values.copy(), base.signs.copy()
    for index, value in cells.items():
        values[index] = value
    for index, sign in dict(signs).items():
        marks[index] = sign
    return Cube(base.structure, values, marks, base.origin_numbers, base.origins)


@pytest.fixture
def shelve(shelf, clock, tmp_path):
    """Vintages of POP_COUNTY, a day between them, the last one day ago."""

    def shelved(*cubes, **about):
        for number, each in enumerate(cubes, 1):
            version = released(tmp_path / "cubes", of=each, about=metadata(**about))
            version = replace(version, reason=Label(f"دلیل {number}", f"Reason {number}"))
            stage(shelf, tmp_path / "cubes", f"r{number}", clock() - DAY * (1 + len(cubes) - number), version)

    return shelved


@pytest.fixture
def revised(shelve):
    """One revised, one deleted, one new figure, and one that became provisional."""
    old = changed(cube(), {(1, 1, 1): np.nan})
    new = changed(cube(), {(0, 0, 0): 7.0, (2, 2, 0): np.nan}, {(0, 1, 0): Sign.PROVISIONAL})
    shelve(old, new)


def text(path, language="en"):
    response = Client().get(f"/{language}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def cells_of(page):
    """The rows of the table of changes: words without tags, blanks made one."""
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [[_words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def _words(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_a_revision_tells_what_changed_with_totals_reason_and_date(revised):
    page = text("data/POP_COUNTY/revisions/2/")
    assert cells_of(page) == [
        ["Khorramabad, Both sexes, 2011", "0", "7", "▲ 7 more", "revised"],
        ["Khorramabad, Male, 2011", "2,000", "2,000*", "", "revised"],
        ["Aligudarz, Female, 2011", "16,000", "—", "", "deleted"],
        ["Borujerd, Male, 2016", "—", "9,000", "", "new"],
    ]
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["2", "1", "1"]
    assert "Reason 2" in page and "2026-03-20T08:30:00+00:00" in page and "2026-03-19T08:30:00+00:00" in page
    assert 'href="/data/POP_COUNTY/revisions/2.csv?lang=en"' in page
    assert 'href="/data/POP_COUNTY/revisions/2.json?lang=en"' in page


def test_a_revision_in_persian_speaks_persian(revised):
    rows = cells_of(text("data/POP_COUNTY/revisions/2/", "fa"))
    assert rows[0] == ["خرم‌آباد، مرد و زن، ۱۳۹۰", "۰", "۷", "▲ ۷ بیشتر", "بازنگری شد"]


def test_figures_lead_to_their_page_in_that_vintage(revised):
    page = text("data/POP_COUNTY/revisions/2/")
    link = unescape(re.search(r'href="(/en/data/POP_COUNTY/cell/[^"]*1503[^"]*)"', page)[1])
    assert link == "/en/data/POP_COUNTY/cell/?vintage=2&COUNTY=1503&SEX=F&TIME=1390"
    assert "This vintage has no such figure" in Client().get(link).content.decode()


def test_the_first_vintage_is_all_new(revised):
    page = text("data/POP_COUNTY/revisions/1/")
    assert "This is the first vintage" in page
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["0", "0", "17"]


def test_codes_that_came_and_went_are_named(shelve):
    shelve(cube(years=YEARS[:1]), cube(counties=COUNTIES[:2]))
    page = text("data/POP_COUNTY/revisions/2/")
    codes = page[page.index('id="codes"') : page.index('id="figures"')]
    assert [_words(line) for line in re.findall(r"<dt>.*?</dt>|<dd>.*?</dd>", codes, re.DOTALL)] == [
        "County: dropped",
        "Aligudarz",
        "Year: new",
        "2016",
    ]


def test_totals_are_exact_where_not_all_are_shown(shelve):
    many = tuple((f"15{number:02}", f"شهرستان {number}", f"County {number}") for number in range(100))
    shelve(cube(counties=many), cube(add=1, counties=many))
    page = text("data/POP_COUNTY/revisions/2/")
    assert len(cells_of(page)) == 500
    assert "The first 500 of 600 figures" in page
    assert re.findall(r"<dd>(\d+)</dd>", page) == ["600", "0", "0"]


def test_the_same_figures_again_are_no_change(shelve):
    shelve(cube(), cube())
    assert "No figure changed" in text("data/POP_COUNTY/revisions/2/")


@pytest.mark.parametrize(("number", "status"), [("3", 404), ("0", 404), ("x", 400), ("-1", 400), ("9" * 30, 400)])
def test_a_revision_that_is_none(revised, number, status):
    assert Client().get(f"/fa/data/POP_COUNTY/revisions/{number}/").status_code == status


def test_a_staged_vintage_has_no_revision_before_its_instant(shelf, revised, clock, tmp_path):
    before = Client().get("/fa/data/POP_COUNTY/revisions/3/")
    stage(shelf, tmp_path / "cubes", "r3", clock() + DAY, released(tmp_path / "cubes", of=cube(add=3)))
    staged = Client().get("/fa/data/POP_COUNTY/revisions/3/")
    assert (staged.status_code, staged.content) == (before.status_code, before.content) == (404, before.content)
    clock.advance(DAY)
    assert Client().get("/fa/data/POP_COUNTY/revisions/3/").status_code == 200


def test_every_vintage_has_a_permanent_address_on_the_dataset_page(revised):
    page = text("data/POP_COUNTY/?vintage=1")
    assert 'href="?vintage=2"' in page
    assert 'href="?vintage=1"' in text("data/POP_COUNTY/")
    assert 'href="/en/data/POP_COUNTY/revisions/2/"' in page and "/revisions/1/" not in page


def test_the_page_of_a_figure_leads_to_vintages_and_revisions(revised):
    page = text("data/POP_COUNTY/cell/?COUNTY=1501&SEX=T&TIME=1390")
    assert 'href="?COUNTY=1501&amp;SEX=T&amp;TIME=1390&amp;vintage=1"' in page
    assert 'href="/en/data/POP_COUNTY/revisions/2/"' in page


@pytest.mark.parametrize("as_of", ["2026-03-19", "1404/12/28", "2026-03-19T09:00:00Z", "۱۴۰۴-۱۲-۲۸"])
def test_as_of_shows_what_was_known_then(revised, as_of):
    then = Client().get("/en/data/POP_COUNTY/", {"asOf": as_of}).content.decode()
    assert "This is an earlier vintage" in then and "16,000" in then
    assert 'rel="canonical" href="https://amar.example/en/data/POP_COUNTY/?vintage=1"' in " ".join(then.split())
    figure = {"asOf": as_of, "COUNTY": "1501", "SEX": "T", "TIME": "1390"}
    page = Client().get("/en/data/POP_COUNTY/cell/", figure).content.decode()
    assert re.search(r'figure-value cell-value">\s*<bdi dir="ltr">0</bdi>', page)


@pytest.mark.parametrize(
    ("query", "status"),
    [("asOf=1404/12/01", 404), ("asOf=2030-01-01", 400), ("asOf=soon", 400), ("asOf=1404/12/28&vintage=1", 400)],
)
@pytest.mark.parametrize("page", ["", "cell/"])
def test_an_impossible_as_of_is_refused(revised, page, query, status):
    assert Client().get(f"/fa/data/POP_COUNTY/{page}?{query}").status_code == status


def linked(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


def test_search_engines_read_the_dataset_in_the_head(revised):
    page = text("data/POP_COUNTY/")
    found = linked(page)
    assert page.index("ld+json") < page.index("</head>")
    assert (found["@type"], found["identifier"], found["version"]) == ("Dataset", "POP_COUNTY", "2")
    assert found["name"] == "Population of counties by sex"
    assert found["url"] == "https://amar.example/en/data/POP_COUNTY/"
    assert found["temporalCoverage"] == "2011-03-21/2017-03-20"
    assert (found["datePublished"], found["dateModified"]) == (
        "2026-03-19T08:30:00+00:00",
        "2026-03-20T08:30:00+00:00",
    )
    by_format = {each["name"]: each["contentUrl"] for each in found["distribution"]}
    assert by_format["CSV"] == "https://amar.example/data/POP_COUNTY.csv?lang=en"
    assert {"PX", "SDMX-CSV", "XLSX", "JSON-stat", "Parquet"} < set(by_format)


def test_nothing_in_the_words_ends_the_block(shelve):
    evil = "</script><script src='//x'>&"
    shelve(cube(), en=evil)
    page = text("data/POP_COUNTY/")
    assert linked(page)["name"] == evil
    assert page.count("<script src=") == text("data/POP_COUNTY/", "fa").count("<script src=")
    assert "</script><script" not in page


def addresses(page):
    found = re.findall(r'<code id="([\w-]+)"\s+dir="ltr">\s*(.*?)\s*</code>', page)
    return {id: unescape(url) for id, url in found}


def test_addresses_for_programs_are_those_of_the_chosen_part(revised):
    found = addresses(text("data/POP_COUNTY/?COUNTY=1502,1503&TIME=1395"))
    assert found == {
        "api-address": "https://amar.example/data/POP_COUNTY.json?COUNTY=1502,1503&TIME=1395&lang=en",
        "pxweb-address": "https://amar.example/api/v2/tables/POP_COUNTY/data?lang=en"
        "&valueCodes%5BCOUNTY%5D=1502,1503&valueCodes%5BSEX%5D=*&valueCodes%5BTIME%5D=1395&outputFormat=json-stat2",
        "sdmx-address": "https://amar.example/sdmx/3.0/data/dataflow/SCI/POP_COUNTY/1.0/*"
        "?c%5BCOUNTY%5D=1502,1503&c%5BTIME_PERIOD%5D=2016-03-20/P366D",
    }


@pytest.mark.parametrize("query", ["COUNTY=1502,1503&TIME=1395", "SEX=F", "COUNTY=1501&SEX=M&TIME=1390"])
def test_every_address_answers_with_exactly_the_chosen_figures(revised, shelf, query):
    plane, found = TestClient(create_app(shelf)), addresses(text(f"data/POP_COUNTY/?{query}"))
    told = {id: plane.simulate_get(url.removeprefix("https://amar.example")).json for id, url in found.items()}
    wanted = sorted(value for value in told["api-address"]["value"] if value is not None)
    assert wanted
    assert sorted(value for value in told["pxweb-address"]["value"] if value is not None) == wanted
    (dataset,) = told["sdmx-address"]["data"]["dataSets"]
    observed = [each for series in dataset["series"].values() for each in series["observations"].values()]
    assert sorted(float(each[0]) for each in observed if each[0] is not None) == wanted


@pytest.mark.parametrize("path", ["", "?vintage=1"])
def test_every_file_that_is_offered_is_there(revised, shelf, path):
    plane = TestClient(create_app(shelf))
    for url in (each["contentUrl"] for each in linked(text(f"data/POP_COUNTY/{path}"))["distribution"]):
        answer = plane.simulate_get(url.removeprefix("https://amar.example"))
        assert answer.status_code == 200 and answer.content, url


def test_the_example_of_the_open_data_page_works(revised, shelf):
    plane, found = TestClient(create_app(shelf)), addresses(text("open-data/"))
    for id, url in found.items():
        if id != "example-key":
            assert plane.simulate_get(url.removeprefix("https://amar.example")).status_code == 200, url


def test_addresses_of_an_earlier_vintage_ask_for_it(revised):
    found = addresses(text("data/POP_COUNTY/?vintage=1"))
    assert found["api-address"].endswith("?lang=en&vintage=1")
    assert found["pxweb-address"].endswith("&asOf=2026-03-19T08%3A30%3A00Z")
    assert found["sdmx-address"].endswith("/*?asOf=2026-03-19T08%3A30%3A00Z")


def test_pages_announce_feeds_and_the_dataset_its_formats(revised):
    assert re.search(r'type="application/atom\+xml"\s+href="/feeds/releases.atom\?lang=fa"', text("", "fa"))
    page = text("data/POP_COUNTY/")
    head = page[: page.index("</head>")]
    for media_type in ("text/csv", "text/x-pcaxis", "vnd.sdmx.data+csv", "vnd.sdmx.data+json"):
        assert f'{media_type}"' in head


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_open_data_page_tells_the_limits_as_they_are_set(revised, settings, language, monkeypatch):
    monkeypatch.setattr(cache, "PAGES", cache.Pages(cache.MOST_BYTES))  # as in a process started so
    settings.MOST_CALLS, settings.CALLS_WINDOW = 321, 7
    page = text("open-data/", language)
    words = ["321", "3,210", "Calls in 7 seconds"] if language == "en" else ["۳۲۱", "۳٬۲۱۰", "در هر ۷ ثانیه"]
    assert all(word in page for word in words)
    assert "https://amar.example/data/POP_COUNTY.csv?vintage=1" in page
    assert "X-API-Key" in page


def test_the_open_data_page_is_linked_from_the_foot_of_every_page(revised):
    for path in ("", "data/POP_COUNTY/", "terms/"):
        page = text(path, "fa")
        assert '<a href="/fa/open-data/">' in page[page.index("<footer") :]
