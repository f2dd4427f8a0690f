"""Every public page in both languages, from a shelf alone: no test here may touch the database."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage, Message
from django.http import HttpResponse
from django.test import Client, RequestFactory

from amargah.office.releases.public import shelf as office_shelf
from amargah.shelf import release_name
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from amargah.statcore.signs import Sign
from released import ORIGIN, cube, released, stage

LANGUAGES = ("fa", "en")
CELL = "data/POP_COUNTY/cell/?COUNTY=1501&SEX=T&TIME=1395"
PAGES = (
    "",
    "search/",
    "search/?q=population",
    "topics/",
    "topics/population/",
    "topics/prices/",
    "data/POP_COUNTY/",
    "data/POP_COUNTY/?vintage=1",
    "data/POP_COUNTY/?SEX=T",
    "data/POP_COUNTY/revisions/2/",
    CELL,
    "releases/",
    "processes/",
    "about/",
    "open-data/",
    "terms/",
    "privacy/",
)


@pytest.fixture
def shelf(settings, tmp_path, clock):
    """The office's own shelf, in a folder of the test."""
    settings.SHELF = tmp_path / "shelf"
    return office_shelf()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cubes"


@pytest.fixture
def two_vintages(shelf, folder, clock):
    """A dataset that was released, and released again with other figures."""
    revised = cube(add=5)
    revised.signs[0, 0, 0] = Sign.PROVISIONAL
    again = replace(released(folder, of=revised), reason=Label("اصلاح ارقام", "Correction"))
    stage(shelf, folder, "release-1", clock() - timedelta(days=40))
    stage(shelf, folder, "release-2", clock() - timedelta(days=1), again)
    return shelf


def read(path, language="fa", **headers):
    return Client(headers=headers).get(f"/{language}/{path}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_public_and_the_same_for_all(two_vintages, path, language):
    response = read(path, language)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    assert "Vary" not in response and not response.cookies
    assert b"csrf" not in response.content
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_an_empty_shelf_are_no_errors(shelf, path):
    assert read(path).status_code == (404 if path.startswith("data/") else 200)


def test_a_page_known_already_is_not_sent_again(two_vintages):
    first = read("data/POP_COUNTY/")
    assert read("data/POP_COUNTY/", **{"If-None-Match": first["ETag"]}).status_code == 304
    assert read("data/POP_COUNTY/", "en", **{"If-None-Match": first["ETag"]}).status_code == 200
    assert read("data/POP_COUNTY/").content == first.content


def test_pages_are_for_reading(two_vintages):
    assert Client().post("/fa/").status_code == 405


def test_what_is_staged_answers_like_what_is_not_there(two_vintages, folder, clock):
    secret = released(folder, "SECRET", of=cube(add=77))
    at = clock() + timedelta(hours=1)
    paths = (
        *PAGES,
        "data/SECRET/",
        "data/SECRET/?vintage=1",
        "data/SECRET/cell/?SEX=T&COUNTY=1501&TIME=1395",
        "data/POP_COUNTY/?vintage=3",
        "search/?q=SECRET",
    )
    before = [read(path) for path in paths]
    manifest = stage(two_vintages, folder, "release-3", at, secret, released(folder, of=cube(add=9)))
    paths = (*paths, f"releases/{release_name(manifest)}/")
    after = [read(path) for path in paths]
    absent = read(f"releases/{release_name(replace(manifest, title=Label('', '')))}/")
    assert [(each.status_code, each.content, each.get("ETag")) for each in before] == [
        (each.status_code, each.content, each.get("ETag")) for each in after[:-1]
    ]
    assert after[-1].status_code == absent.status_code == 404

    clock.advance(timedelta(hours=1))
    assert [read(path).status_code for path in paths] == [200] * len(paths)
    assert b"/data/SECRET/" in read("search/?q=SECRET").content


def test_the_name_of_a_release_tells_nothing_of_its_number(two_vintages):
    newest, oldest = two_vintages.edition().releases
    assert release_name(newest) != release_name(oldest)
    assert release_name(newest) == release_name(replace(newest, id="release-99", sequence=99))
    assert release_name(newest).startswith("1404-12-29-")
    assert "/releases/release-" not in read("releases/").content.decode()


def test_the_calendar_is_by_solar_month_newest_first(two_vintages):
    text = read("releases/").content.decode()
    assert text.index("اسفند ۱۴۰۴") < text.index("بهمن ۱۴۰۴")
    assert "ساعت ۱۲:۰۰" in text


def test_a_release_leads_to_its_datasets(two_vintages):
    newest = two_vintages.edition().releases[0]
    text = read(f"releases/{release_name(newest)}/", "en").content.decode()
    assert "Release release-2" in text and "Summary" in text and "/en/data/POP_COUNTY/" in text


@pytest.mark.parametrize("typed", ["جمعيت شهرستان", "شهرستان‌ها", "population coun"])
def test_the_search_finds_however_it_is_typed(two_vintages, typed):
    response = Client().get("/fa/search/", {"q": typed})
    assert "/fa/data/POP_COUNTY/" in response.content.decode()


def test_a_search_without_result_advises(two_vintages):
    response = Client().get("/fa/search/", {"q": "<b>تنبلیت"})
    text = response.content.decode()
    assert "یافت نشد" in text and "&lt;b&gt;" in text and "<b>" not in text


def test_the_dataset_page_says_all_that_a_reader_needs(two_vintages):
    text = read("data/POP_COUNTY/").content.decode()
    assert "۱۷٬۰۰۵" in text
    for format in ("xlsx", "csv", "json", "parquet"):
        assert f'href="/data/POP_COUNTY.{format}?lang=fa"' in text
    assert "اصلاح ارقام" in text and "?vintage=1" in text
    assert 'type="application/json"' in text and "vendor/echarts.min.js" in text
    assert "عدد غیرقطعی" in text
    assert "vendor/echarts.min.js" not in read("topics/").content.decode()


def test_an_earlier_vintage_is_shown_as_such(two_vintages):
    text = read("data/POP_COUNTY/?vintage=1", "en").content.decode()
    assert "This is an earlier vintage" in text and "17,000" in text and "17,005" not in text
    assert "/data/POP_COUNTY.csv?lang=en&amp;vintage=1" in text


def test_a_choice_narrows_the_table_and_the_address_for_programs(two_vintages):
    text = read("data/POP_COUNTY/?COUNTY=1502&SEX=T", "en").content.decode()
    assert "/data/POP_COUNTY.json?COUNTY=1502&amp;SEX=T&amp;lang=en" in text
    assert "COUNTY=1502&amp;SEX=T&amp;TIME=1395" in text and "COUNTY=1501&amp;SEX=T&amp;TIME=1395" not in text


def test_breaks_and_notes_stand_on_the_page(shelf, folder, clock):
    version = released(folder)
    note = Label("مرزها تغییر کرد", "boundaries changed")
    about = replace(version.metadata, breaks=(Break("1395", note),), notes=(Label("گرد شده", "rounded"),))
    stage(shelf, folder, "release-1", clock(), replace(version, metadata=about))
    text = read("data/POP_COUNTY/", "en").content.decode()
    assert "boundaries changed" in text and "rounded" in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("data/NOTHING/", 404),
        ("data/POP_COUNTY/?vintage=9", 404),
        ("data/POP_COUNTY/?vintage=x", 400),
        ("data/POP_COUNTY/?vintage=-1", 400),
        ("data/POP_COUNTY/?SEX=X", 400),
        ("data/POP_COUNTY/cell/", 400),
        ("data/POP_COUNTY/cell/?SEX=T", 400),
        ("data/POP_COUNTY/cell/?COUNTY=1501&SEX=X&TIME=1395", 400),
        ("topics/astrology/", 404),
        ("releases/1405-01-01-00000000/", 404),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_addresses_are_told_plainly(two_vintages, path, status, language):
    response = read(path, language)
    assert response.status_code == status
    assert b"Traceback" not in response.content


def test_a_cell_shows_its_history_and_where_it_comes_from(two_vintages):
    text = read(CELL, "en").content.decode()
    assert "1,005" in text and "1,000" in text and "revised" in text
    for told in (
        "۱۴۰۵/۱۵/۰۰۰۱",
        "Request for figures",
        "Governorate",
        "SEX.T = SEX.M + SEX.F",
        "Approved",
        "Head",
    ):
        assert told in text


def test_a_cell_page_names_no_person(two_vintages):
    """All that a lineage can hold is organisations, roles and dates; the page adds no other source."""
    allowed = {ORIGIN.letter.sender, ORIGIN.letter.receiver, *(step.organisation for step in ORIGIN.steps)}
    text = read(CELL, "en").content.decode()
    meta = text[text.index('class="timeline"') :].split("</ol>")[0]
    assert any(label.en in meta for label in allowed)
    assert "Head, Lorestan MPO" in meta
    assert "person" not in meta


def test_a_cell_of_a_dataset_without_numbers_says_so(shelf, folder, clock):
    made = cube()
    made.values[0, 0, 0] = np.nan
    made.signs[0, 0, 0] = Sign.CONFIDENTIAL
    stage(shelf, folder, "release-1", clock(), released(folder, of=made))
    text = read("data/POP_COUNTY/cell/?COUNTY=1501&SEX=T&TIME=1390", "en").content.decode()
    assert "(c)" in text and "Confidential" in text


def test_the_home_page_leads_with_a_total_and_the_latest_release(two_vintages):
    text = read("", "en").content.decode()
    assert "Release release-2" in text
    assert "persons" in text and "sum of 3" in text


def test_processes_are_published_as_they_run(shelf):
    text = read("processes/", "en").content.decode()
    assert "permissions" in text and "may" in text


def test_a_refusal_shows_nobodys_messages(shelf):
    kept, sent = CookieStorage(RequestFactory().get("/")), HttpResponse()
    kept._store([Message(constants.SUCCESS, "یک پیام")], sent)
    client = Client()
    client.cookies["messages"] = sent.cookies["messages"].value
    answer = client.get("/fa/data/NOTHING/")
    assert answer.status_code == 404
    assert "یک پیام" not in answer.content.decode()
    assert "messages" not in answer.cookies
