"""Sitemap, robots and feeds."""

import json
from datetime import timedelta

import pytest
from falcon.testing import TestClient
from lxml import etree

from amargah.dataplane import create_app
from amargah.dataplane.discovery import feeds, sitemap
from amargah.shelf import Shelf, release_name
from amargah.statcore.labels import Label
from released import cube, metadata, released, stage

SITE = "https://amar.example"
MAPS = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def client(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    stage(shelf, folder, "r1", clock())
    clock.advance(timedelta(hours=1))
    stage(shelf, folder, "r2", clock(), released(folder, of=cube(1)), released(folder, "OTHER"))
    stage(shelf, folder, "r3", clock() + timedelta(days=1), released(folder, "SECRET"))
    return TestClient(create_app(shelf, address=SITE, kept=0))


def tree(answer):
    return etree.fromstring(answer.content)


def test_the_sitemap_has_every_page_in_both_languages(client, shelf):
    answer = client.simulate_get("/sitemap.xml")
    root = tree(answer)
    places = root.xpath("//m:url/m:loc/text()", namespaces=MAPS)
    names = [release_name(manifest) for manifest in shelf.edition().releases]
    for language in ("fa", "en"):
        for path in (
            "",
            "data/OTHER/",
            "data/POP_COUNTY/",
            "topics/population/",
            "terms/",
            *(f"releases/{n}/" for n in names),
        ):
            assert f"{SITE}/{language}/{path}" in places
    assert len(places) == len(set(places)) and "SECRET" not in answer.text
    for url in root.xpath("//m:url", namespaces=MAPS):
        alternates = url.xpath("x:link/@href", namespaces=MAPS)
        assert url.xpath("x:link/@hreflang", namespaces=MAPS) == ["fa", "en"]
        assert url.xpath("string(m:loc)", namespaces=MAPS) in alternates and set(alternates) <= set(places)
    changed = root.xpath(f"string(//m:url[m:loc='{SITE}/en/data/OTHER/']/m:lastmod)", namespaces=MAPS)
    assert changed == "2026-03-21T09:30:00+00:00"


def test_a_long_sitemap_is_cut_into_pages_that_an_index_lists(client, monkeypatch):
    whole = tree(client.simulate_get("/sitemap.xml")).xpath("//m:loc/text()", namespaces=MAPS)
    monkeypatch.setattr(sitemap, "_PAGE", 4)
    index = client.simulate_get("/sitemap.xml")
    pages = tree(index).xpath("/m:sitemapindex/m:sitemap/m:loc/text()", namespaces=MAPS)
    assert len(pages) == -(-len(whole) // 8)
    found = []
    for page in pages:
        found += tree(client.simulate_get(page.removeprefix(SITE))).xpath("//m:loc/text()", namespaces=MAPS)
    assert found == whole


def test_robots_are_led_to_the_sitemap(client):
    answer = client.simulate_get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *" and f"Sitemap: {SITE}/sitemap.xml" in lines
    assert "Disallow: /en/desk/" in lines and "Disallow: /" not in lines


@pytest.mark.parametrize(("language", "title"), [("fa", "انتشار r2"), ("en", "Release r2")])
def test_the_json_feed(client, language, title):
    answer = client.simulate_get(f"/feeds/releases.json?lang={language}")
    assert answer.headers["Content-Type"] == "application/feed+json"
    feed = answer.json
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["language"] == language
    assert feed["items"][0]["title"] == title
    assert [item["date_published"] for item in feed["items"]] == ["2026-03-21T09:30:00Z", "2026-03-21T08:30:00Z"]
    assert sorted(feed["items"][0]["tags"]) == ["OTHER", "POP_COUNTY"]
    assert feed["items"][0]["url"].startswith(f"{SITE}/{language}/releases/1405-01-01-")
    assert all(item["content_text"] for item in feed["items"])


def test_the_atom_feed_says_the_same(client):
    answer = client.simulate_get("/feeds/releases.atom?lang=en")
    assert answer.headers["Content-Type"] == "application/atom+xml"
    root = tree(answer)
    items = client.simulate_get("/feeds/releases.json?lang=en").json["items"]
    assert root.xpath("a:entry/a:id/text()", namespaces=ATOM) == [item["id"] for item in items]
    assert root.xpath("a:entry/a:link/@href", namespaces=ATOM) == [item["url"] for item in items]
    assert root.xpath("string(a:updated)", namespaces=ATOM) == "2026-03-21T09:30:00Z"
    assert (
        root.xpath("string(a:link[@rel='self']/@href)", namespaces=ATOM) == f"{SITE}/feeds/releases.atom?lang=en"
    )
    assert root.xpath("string(a:author/a:name)", namespaces=ATOM) == "Statistical Centre of Iran"
    assert root.xpath("count(a:entry[1]/a:category)", namespaces=ATOM) == 2


def test_ids_are_tags_that_never_change(client, shelf, clock, tmp_path):
    before = [item["id"] for item in client.simulate_get("/feeds/releases.json").json["items"]]
    assert all(id.startswith("tag:amar.example,2026-03-21:release/1405-01-01-") for id in before)
    clock.advance(timedelta(days=2))
    later = client.simulate_get("/feeds/releases.json?lang=en").json["items"]
    assert [item["id"] for item in later][1:] == before


def test_ids_tell_nothing_of_the_order_of_staging(shelf, clock, tmp_path):
    """Released behind others that were withdrawn, a release has the id that it would have had as the first."""
    folder = tmp_path / "cubes"
    version = released(folder)

    def only_id(of):
        return TestClient(create_app(of, address=SITE)).simulate_get("/feeds/releases.json").json["items"][0]["id"]

    first, second = Shelf(tmp_path / "one", clock), Shelf(tmp_path / "two", clock)
    for number in range(3):
        stage(second, folder, f"w{number}", clock() + timedelta(hours=1), version)
        second.withdraw(f"w{number}")
    for on, id in ((first, "a"), (second, "b")):
        on.stage(
            id=id,
            title=Label("ا", "A"),
            summary=Label("", ""),
            visible_from=clock(),
            versions=(version,),
            cubes=folder,
        )
    assert only_id(first) == only_id(second)


def test_older_releases_are_on_further_pages(client, monkeypatch):
    monkeypatch.setattr(feeds, "_PAGE", 1)
    first = client.simulate_get("/feeds/releases.json?lang=en").json
    second = client.simulate_get(first["next_url"].removeprefix(SITE)).json
    assert [item["title"] for item in first["items"] + second["items"]] == ["Release r2", "Release r1"]
    assert "next_url" not in second
    assert tree(client.simulate_get("/feeds/releases.atom")).xpath("a:link[@rel='next']", namespaces=ATOM)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/feeds/releases.atom?lang=de", 400),
        ("/feeds/releases.json?page=0", 400),
        ("/feeds/releases.json?page=x", 400),
        ("/feeds/releases.json?page=99999999999999999999", 400),
        ("/feeds/releases.json?page=9", 404),
        ("/sitemap.xml?page=2", 404),
        ("/feeds/other", 404),
    ],
)
def test_what_is_wrong_is_said(client, address, status):
    answer = client.simulate_get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")


def test_an_empty_shelf_has_empty_lists(shelf):
    client = TestClient(create_app(shelf))
    assert client.simulate_get("/feeds/releases.json").json["items"] == []
    assert tree(client.simulate_get("/feeds/releases.atom")).xpath("string(a:updated)", namespaces=ATOM)
    assert tree(client.simulate_get("/sitemap.xml")).xpath("count(//m:url)", namespaces=MAPS) == 16


def test_words_that_xml_cannot_write(shelf, clock, tmp_path):
    strange = Label("«<&>»\x0b\ufffe", "a <b> & \x01c")
    version = released(tmp_path / "cubes", about=metadata(strange.fa, strange.en))
    shelf.stage(
        id="r", title=strange, summary=strange, visible_from=clock(), versions=(version,), cubes=tmp_path / "cubes"
    )
    client = TestClient(create_app(shelf))
    assert (
        tree(client.simulate_get("/feeds/releases.atom?lang=en")).xpath(
            "string(//a:entry/a:title)", namespaces=ATOM
        )
        == "a <b> & c"
    )
    assert (
        json.loads(client.simulate_get("/feeds/releases.json?lang=en").content)["items"][0]["title"] == strange.en
    )


@pytest.mark.parametrize(
    "path", ["/sitemap.xml", "/robots.txt", "/feeds/releases.atom", "/feeds/releases.json", "/catalog.jsonld"]
)
def test_head_and_tags(client, path):
    got, head = client.simulate_get(path), client.simulate_head(path)
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(got.headers))
    if path != "/robots.txt":
        assert client.simulate_get(path, headers={"If-None-Match": got.headers["ETag"]}).status_code == 304
