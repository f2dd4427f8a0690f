"""Open data as people meet it: the page that explains it, revisions, addresses to copy, a key of one's own."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

READINGS = {
    "Persian at a desk": ("fa", DESKTOP, "light"),
    "Persian on a phone in the dark": ("fa", PHONE, "dark"),
    "English on a phone": ("en", PHONE, "light"),
}
PAGES = {
    "open-data": "open-data/",
    "revision": "data/LFS_ANNUAL/revisions/2/",
    "first-revision": "data/LFS_ANNUAL/revisions/1/",
    "ages": "data/POP_AGE/",
    "as-of": "data/LFS_ANNUAL/?vintage=1",
}


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("name", PAGES)
def test_public_pages_of_open_data(name, reading, new_page, office_url, assert_accessible, screenshot):
    language, window, colours = READINGS[reading]
    page = new_page(color_scheme=colours)
    page.set_viewport_size(window)
    page.goto(f"{office_url}/{language}/{PAGES[name]}")
    assert_accessible(page)
    screenshot(page, f"open-data-{name}-{language}-{colours}-{window['width']}", full_page=True)


@pytest.mark.parametrize("reading", READINGS)
def test_a_key_from_its_making_to_its_end(reading, new_page, office_url, assert_accessible, screenshot):
    language, window, colours = READINGS[reading]
    page = new_page(color_scheme=colours)
    page.set_viewport_size(window)
    page.goto(f"{office_url}/{language}/demo/")
    page.locator("form", has=page.locator("[value=karshenas]")).get_by_role("button").click()
    page.goto(f"{office_url}/{language}/account/keys/")
    page.fill("#id_name", f"{reading}")
    page.locator("form.form button").click()
    secret = page.locator("#secret").inner_text()
    assert re.fullmatch(r"amargah_[\w-]{32}", secret)
    assert_accessible(page)
    screenshot(page, f"keys-{language}-{colours}-{window['width']}", full_page=True)
    asked = {"X-API-Key": secret}
    assert page.request.get(f"{office_url}/data", headers=asked).status == 200
    page.goto(f"{office_url}/{language}/account/keys/")
    expect(page.locator("main")).to_contain_text(secret[-4:])
    expect(page.locator("main")).not_to_contain_text(secret)
    page.locator("tr", has_text=reading).get_by_role("button").click()
    expect(page.locator("tr", has_text=reading)).to_have_count(0)
    assert page.request.get(f"{office_url}/data", headers=asked).status == 403


def test_an_address_is_copied_and_answers_with_the_chosen_part(new_page, office_url):
    page: Page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{office_url}/fa/data/POP_PROVINCE/?PROVINCE=15,23&TIME_PERIOD=1395")
    page.locator("[data-copy=api-address]").click()
    address = page.evaluate("navigator.clipboard.readText()")
    answer = json.loads(page.request.get(address).body())
    assert answer["size"] == [2, 1, 3]


def test_the_dataset_leads_to_what_its_vintage_changed(browser_page: Page, office_url):
    page = browser_page
    page.goto(f"{office_url}/fa/data/LFS_ANNUAL/")
    page.locator("#vintages").get_by_role("link", name="نسبت به نسخهٔ ۱").click()
    row = page.locator("main tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("نرخ مشارکت اقتصادی")
    expect(row).to_contain_text("۳۷٫۷")
    expect(row).to_contain_text("۳۷٫۴")
    expect(page.locator("main")).to_contain_text("سالنامهٔ ۱۳۹۶")
