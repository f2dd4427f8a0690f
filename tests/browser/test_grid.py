"""The sheet for entry in a real browser, against a server that answers as a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import amargah.office.ui
from amargah.office.ui.specimens import specimen_table

pytestmark = pytest.mark.browser
STATIC = Path(amargah.office.ui.__file__).parent / "static"
PAGE = Template(
    """{% load ui %}<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8">
    <link rel="stylesheet" href="/ui/tokens.css"><link rel="stylesheet" href="/ui/base.css">
    <link rel="stylesheet" href="/ui/tables.css"><script type="module" src="/ui/grid.js"></script></head>
    <body>{% data_grid view "/save/" revision "7" %}</body></html>"""
)
ROWS, COLUMNS = 6, 6
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
Answer = tuple[int, dict[str, object]]


@dataclass
class Office:
    """What the page is served from; `answer` may be replaced by a test."""

    revision: int = 1
    posts: list[dict] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    answer: Callable[[dict], Answer] | None = None

    def page(self) -> bytes:
        with override("fa"):
            context = Context({"view": specimen_table("fa"), "revision": self.revision})
            return PAGE.render(context).encode()

    def save(self, body: dict) -> Answer:
        self.posts.append(body)
        if self.answer:
            return self.answer(body)
        return self.accept(body)

    def accept(self, body: dict, **more: object) -> Answer:
        self.revision += 1
        cells = [change | {"problem": None} for change in body["changes"]]
        return 200, {"revision": self.revision, "cells": cells, "findings": []} | more

    def changes(self) -> list[tuple[int, int, str]]:
        """Everything sent so far, in order."""
        return [(c["row"], c["column"], c["text"]) for post in self.posts for c in post["changes"]]


class Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: object, office: Office) -> None:
        self.office = office
        super().__init__(*arguments, directory=str(STATIC))

    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        return self.reply(200, self.office.page(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.office.tokens.append(self.headers["X-CSRFToken"])
        status, answer = self.office.save(body)
        self.reply(status, json.dumps(answer).encode(), "application/json")

    def reply(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "csrftoken=the-token; path=/")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silence: pytest shows what matters."""


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, office=office))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(locale="fa-IR", permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(8_000)
    yield context
    context.close()


@pytest.fixture
def sheet(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    expect(state(page)).to_have_attribute("data-state", "saved")
    return page


def state(page: Page) -> Locator:
    return page.locator("[data-grid-status]")


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f"td[data-row='{row}'][data-column='{column}'] input")


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+V")


def saved(page: Page) -> None:
    expect(state(page)).to_have_attribute("data-state", "saved")


MOVES = {
    "ArrowDown": (3, 2),
    "ArrowUp": (1, 2),
    "ArrowLeft": (2, 3),
    "ArrowRight": (2, 1),
    "Enter": (3, 2),
    "Shift+Enter": (1, 2),
    "Tab": (2, 3),
    "Shift+Tab": (2, 1),
    "Home": (2, 0),
    "End": (2, COLUMNS - 1),
    "Control+Home": (0, 0),
    "Control+End": (ROWS - 1, COLUMNS - 1),
}


def test_keys_move_through_the_sheet_as_it_reads(sheet):
    for key, place in MOVES.items():
        cell(sheet, 2, 2).focus()
        sheet.keyboard.press(key)
        expect(cell(sheet, *place), key).to_be_focused()


def test_at_the_edge_the_focus_stays(sheet):
    cell(sheet, 0, 0).focus()
    sheet.keyboard.press("ArrowUp")
    sheet.keyboard.press("ArrowRight")
    expect(cell(sheet, 0, 0)).to_be_focused()


def test_inside_a_cell_the_arrows_move_the_caret(sheet):
    cell(sheet, 1, 1).focus()
    sheet.keyboard.type("12")
    sheet.keyboard.press("F2")
    sheet.keyboard.press("ArrowLeft")
    sheet.keyboard.type("0")
    expect(cell(sheet, 1, 1)).to_have_value("102")
    expect(cell(sheet, 1, 1)).to_be_focused()


def test_typing_replaces_and_is_saved_by_itself(sheet, office):
    cell(sheet, 1, 1).focus()
    sheet.keyboard.type("۱۲۳")
    sheet.keyboard.press("Enter")
    expect(state(sheet)).to_have_attribute("data-state", "waiting")
    saved(sheet)
    assert office.posts == [{"revision": 1, "changes": [{"row": 1, "column": 1, "text": "۱۲۳"}]}]
    assert office.tokens == ["the-token"]


def test_the_next_save_names_the_revision_of_the_last_answer(sheet, office):
    for text in ("1", "2"):
        cell(sheet, 0, 0).fill(text)
        cell(sheet, 0, 1).focus()
        expect(state(sheet)).to_have_attribute("data-state", "waiting")
        saved(sheet)
    assert [post["revision"] for post in office.posts] == [1, 2]


def test_a_pause_in_typing_saves_without_leaving_the_cell(sheet, office):
    cell(sheet, 0, 0).fill("55")
    expect(state(sheet)).to_have_attribute("data-state", "waiting")
    saved(sheet)
    assert office.changes() == [(0, 0, "55")]


def test_escape_takes_back_what_was_typed(sheet, office):
    before = cell(sheet, 1, 1).input_value()
    cell(sheet, 1, 1).focus()
    sheet.keyboard.type("999")
    sheet.keyboard.press("Escape")
    sheet.keyboard.press("Enter")
    expect(cell(sheet, 1, 1)).to_have_value(before)
    assert office.posts == []


def test_a_block_from_excel_fills_cells_and_is_one_request(sheet, office):
    cell(sheet, 1, 1).focus()
    paste(sheet, '1\t"2 ""x"""\r\n۳\t۴*\r\n')
    saved(sheet)
    assert office.changes() == [(1, 1, "1"), (1, 2, '2 "x"'), (2, 1, "۳"), (2, 2, "۴*")]
    assert len(office.posts) == 1


def test_a_block_that_is_too_large_is_cut_and_said_so(sheet, office):
    cell(sheet, 5, 5).focus()
    paste(sheet, "1\t2\n3\t4")
    expect(state(sheet)).to_contain_text("کنار گذاشته شد")
    saved(sheet)
    assert office.changes() == [(5, 5, "1")]


def test_undo_takes_a_whole_block_back_and_redo_brings_it_again(sheet, office):
    before = [cell(sheet, 1, column).input_value() for column in (1, 2)]
    cell(sheet, 1, 1).focus()
    paste(sheet, "7\t8")
    expect(cell(sheet, 1, 2)).to_have_value("8")
    sheet.keyboard.press("Control+Z")
    assert [cell(sheet, 1, column).input_value() for column in (1, 2)] == before
    sheet.keyboard.press("Control+Y")
    assert [cell(sheet, 1, column).input_value() for column in (1, 2)] == ["7", "8"]
    saved(sheet)
    assert office.changes()[-2:] == [(1, 1, "7"), (1, 2, "8")]


def test_the_spelling_of_the_server_is_shown(sheet, office):
    office.answer = lambda body: office.accept(
        body, cells=[{"row": 0, "column": 0, "text": "۱٬۰۰۰", "problem": None}]
    )
    cell(sheet, 0, 0).fill("1000")
    cell(sheet, 0, 1).focus()
    expect(cell(sheet, 0, 0)).to_have_value("۱٬۰۰۰")


def test_problems_and_findings_are_told_and_lead_to_their_cells(sheet, office):
    finding = {"rule": "sum", "severity": "warning", "message": "جمع نمی‌خواند", "cells": [[2, 0], [2, 1]]}
    wrong = [{"row": 0, "column": 0, "text": "abc", "problem": "عدد نیست"}]
    office.answer = lambda body: office.accept(body, cells=wrong, findings=[finding])
    cell(sheet, 0, 0).fill("abc")
    cell(sheet, 0, 1).focus()
    expect(cell(sheet, 0, 0)).to_have_attribute("aria-invalid", "true")
    lines = sheet.locator(".findings li")
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("عدد نیست")
    expect(sheet.locator("td[data-finding='warning']")).to_have_count(2)
    lines.last.get_by_role("button").click()
    expect(cell(sheet, 2, 0)).to_be_focused()
    expect(sheet.locator("[data-grid-message]")).to_have_text("جمع نمی‌خواند")


def test_a_stale_table_keeps_what_was_typed_and_offers_it_after_loading_again(sheet, office):
    stale = {"title": "هم‌زمانی", "detail": "کارشناس جدول را برگرداند"}
    office.answer = lambda _: (409, stale)
    cell(sheet, 1, 1).fill("321")
    cell(sheet, 1, 2).focus()
    expect(state(sheet)).to_have_attribute("data-state", "stale")
    expect(state(sheet)).to_contain_text("کارشناس جدول را برگرداند")
    expect(cell(sheet, 1, 1)).to_have_value("321")

    office.revision, office.answer = 9, None
    office.posts.clear()
    state(sheet).get_by_role("button").click()
    expect(state(sheet)).to_have_attribute("data-state", "kept")
    expect(cell(sheet, 1, 1)).not_to_have_value("321")
    state(sheet).get_by_role("button").first.click()
    expect(cell(sheet, 1, 1)).to_have_value("321")
    saved(sheet)
    assert office.posts == [{"revision": 9, "changes": [{"row": 1, "column": 1, "text": "321"}]}]


def test_a_refused_change_says_why_and_can_be_tried_again(sheet, office):
    office.answer = lambda _: (403, {"title": "اجازه ندارید", "detail": "جدول بسته است"})
    cell(sheet, 1, 1).fill("5")
    cell(sheet, 1, 2).focus()
    expect(state(sheet)).to_contain_text("جدول بسته است")
    office.answer = None
    state(sheet).get_by_role("button").first.click()
    saved(sheet)
    assert office.changes() == [(1, 1, "5"), (1, 1, "5")]


def test_without_a_connection_changes_wait_and_are_sent_when_it_is_back(sheet, office, context):
    context.set_offline(True)
    cell(sheet, 1, 1).fill("1")
    cell(sheet, 1, 2).fill("2")
    cell(sheet, 1, 3).focus()
    expect(state(sheet)).to_have_attribute("data-state", "offline")
    assert office.posts == []
    context.set_offline(False)
    saved(sheet)
    assert sorted(office.changes()) == [(1, 1, "1"), (1, 2, "2")]
    assert sheet.evaluate("localStorage.length") == 0


def test_changes_survive_leaving_the_page(sheet, office, context, address):
    # A save that the browser sends while the page is being left must not arrive: here nothing may have helped.
    office.answer = lambda _: (503, {})
    context.set_offline(True)
    cell(sheet, 4, 1).fill("77")
    cell(sheet, 4, 2).focus()
    expect(state(sheet)).to_have_attribute("data-state", "offline")
    sheet.goto("about:blank")
    context.set_offline(False)
    sheet.goto(address)
    expect(cell(sheet, 4, 1)).to_have_value("77")
    office.answer = None
    saved(sheet)
    assert office.changes()[-1] == (4, 1, "77")


def test_what_arrived_although_the_answer_was_lost_is_not_offered_again(sheet, office, address):
    shown = cell(sheet, 0, 0).input_value()
    office.answer = lambda _: (503, {})
    cell(sheet, 0, 0).fill("5")
    cell(sheet, 0, 1).focus()
    expect(state(sheet)).to_have_attribute("data-state", "offline")
    kept = json.dumps({"revision": 0, "changes": [["0,0", shown.translate(LATIN).replace("٬", ",")]]})
    sheet.goto(address + "ui/mark.svg")
    sheet.evaluate("kept => localStorage.setItem(localStorage.key(0), kept)", kept)
    sheet.goto(address)
    saved(sheet)
    assert sheet.evaluate("localStorage.length") == 0
