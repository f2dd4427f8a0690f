"""Every page of the demo as its readers have it: both languages, a desk and a small phone, light and dark."""

import pytest

from conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

PUBLIC = (
    "",
    "search/?q=population",
    "search/?q=nothing-of-that-name",
    "topics/",
    "topics/population/",
    "data/POP_PROVINCE/",
    "data/CPI_ANNUAL/",
    "data/LFS_ANNUAL/",
    "data/GDP_PROVINCE/",
    "data/POP_PROVINCE/cell/?PROVINCE=15&TIME_PERIOD=1395&SEX=T",
    "releases/",
    "processes/",
    "about/",
    "terms/",
    "privacy/",
    "letters/verify/",
    "account/sign-in/",
    "demo/",
    "styleguide/",
    "no-such-page/",
)
STAFF = {
    "karshenas": ("desk/", "desk/collection/designs/new/", "desk/collection/rounds/", "letters/", "account/"),
    "sci.karshenas": (
        "desk/collection/designs/",
        "desk/collection/designs/1/",
        "desk/collection/rounds/",
        "desk/collection/rounds/1/",
        "desk/collection/tables/",
        "desk/collection/tables/1/",
        "desk/collection/tables/1/cells/0/",
        "letters/sent/",
        "letters/1/",
        "account/mandates/",
        "account/sessions/",
        "account/two-step/",
    ),
    "enteshar": (
        "desk/catalogue/",
        "desk/catalogue/LFS_ANNUAL/",
        "desk/releases/",
        "desk/releases/1/",
        "desk/releases/new/",
        "notices/",
        "outbox/",
    ),
}
READINGS = {
    "Persian at a desk": ("fa", DESKTOP, "light"),
    "Persian on a phone in the dark": ("fa", PHONE, "dark"),
    "English on a phone": ("en", PHONE, "light"),
}


@pytest.fixture(params=READINGS.values(), ids=READINGS.keys())
def reading(request):
    return request.param


@pytest.fixture
def page(new_page, reading):
    language, window, scheme = reading
    opened = new_page(locale="fa-IR" if language == "fa" else "en-GB", color_scheme=scheme)
    opened.set_viewport_size(window)
    return opened


def walk(page, reading, addresses, assert_accessible):
    language, _, _ = reading
    for address in addresses:
        answer = page.goto(f"/{language}/{address}")
        assert answer.status < 500, address
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "fa" else "ltr")
        assert page.locator("h1").count() == 1, address
        assert_accessible(page)


def test_public_pages(page, reading, assert_accessible):
    walk(page, reading, PUBLIC, assert_accessible)


@pytest.mark.parametrize("username", STAFF)
def test_staff_pages(page, reading, assert_accessible, username):
    page.goto(f"/{reading[0]}/demo/")
    page.locator(f"form:has(input[value='{username}']) button").click()
    page.wait_for_url("**/desk/")
    walk(page, reading, STAFF[username], assert_accessible)


def test_a_citizen_without_a_mouse(new_page, screenshot):
    """Skip link, search from anywhere, results, the table, a cell: by keys alone, in English."""
    page = new_page(locale="en-GB")
    page.goto("/en/about/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("/")
    page.keyboard.type("unemployment")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    tab_to(page, "Annual labour force indicators")
    page.keyboard.press("Enter")
    page.wait_for_url("**/data/LFS_ANNUAL/")
    screenshot(page, "dataset-en")
    tab_to(page, "37.4")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cell/**")
    text = page.locator("main").inner_text()
    assert "37.7" in text
    assert "37.4" in text


def tab_to(page, words):
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").strip().startswith(words):
            return
    raise AssertionError(f"no key leads to {words!r}")


def test_printing_leaves_the_table_and_drops_the_buttons(new_page, screenshot):
    page = new_page()
    page.goto("/fa/data/POP_PROVINCE/")
    page.emulate_media(media="print")
    assert page.locator(".data-table:visible").count() == 1
    assert not page.locator("header.masthead nav").first.is_visible()
    screenshot(page, "print")
