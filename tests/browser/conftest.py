"""A real Chromium in front of the real demo, which runs in a process of its own as a visitor would start it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
IMAGES = ROOT / "docs/images"
OUTPUT = ROOT / "tests/browser/output"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def office_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a freshly loaded demo, alone on its data folder and port."""
    data = tmp_path_factory.mktemp("demo")
    with (data / "server.log").open("w+") as log, _demo(data, log) as address:
        yield address


class _demo:  # noqa: N801 - read as a verb in the with statement
    """Starts `amargah demo` and waits for its line `ready http://…`; ends it by its own process id."""

    def __init__(self, data: Path, log) -> None:
        self.data, self.log = data, log

    def __enter__(self) -> str:
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("amargah"), "demo", "--port", str(_free_port())],
            env=_demo_environment(self.data),
            cwd=self.data,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        for line in self.process.stdout:
            self.log.write(line)
            if line.startswith("ready "):
                return line.split()[1].rstrip("/")
        self.log.seek(0)
        raise AssertionError(f"the demo ended before it was ready:\n{self.log.read()[-4000:]}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()


def _demo_environment(data: Path) -> dict[str, str]:
    """The visitor's environment: nothing of the test run may leak into the demo."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AMARGAH_", "DJANGO_"))}
    return inherited | {"AMARGAH_DATA": str(data)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; the package's own download is never used."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "chromium is missing: tools/install_system_packages chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def viewport() -> dict[str, int]:
    """The window; parametrise it with DESKTOP and PHONE, or override it in a test module."""
    return DESKTOP


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser found wrong: failing scripts, refusals by the CSP, requests elsewhere. None at the end."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_context(
    chromium: Browser, office_url: str, viewport: dict[str, int], complaints: list[str]
) -> Iterator[Callable[..., BrowserContext]]:
    """Opens one more visitor with cookies of their own; `locale` is theirs."""
    contexts = []

    def refuse(route: Route) -> None:
        complaints.append(f"the page asks for {route.request.url}, which is not ours")
        route.abort()

    def opened(*, locale: str = "fa-IR", **options: object) -> BrowserContext:
        context = chromium.new_context(
            base_url=office_url,
            locale=locale,
            viewport=viewport,
            timezone_id="Asia/Tehran",
            accept_downloads=True,
            **options,
        )
        context.set_default_timeout(10_000)
        context.route(lambda url: not url.startswith((office_url, "data:", "blob:")), refuse)
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext], complaints: list[str]) -> Callable[..., Page]:
    """Opens a page for one more visitor."""

    def opened(**options: object) -> Page:
        page = new_context(**options).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend(_complaint(message)))
        return page

    return opened


def _complaint(message: ConsoleMessage) -> list[str]:
    """Answers of 4xx are told on the console too; the tests ask for those on purpose."""
    expected = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    return [] if expected or message.type != "error" else [message.text]


@pytest.fixture
def browser_page(new_page: Callable[..., Page]) -> Page:
    """One visitor who reads Persian."""
    return new_page()


@pytest.fixture
def screenshot() -> Callable[..., None]:
    """`screenshot(page, "name")`: into docs/images when AMARGAH_SCREENSHOTS=1, else beside the test's output."""
    folder = IMAGES if os.environ.get("AMARGAH_SCREENSHOTS") == "1" else OUTPUT

    def taken(page: Page, name: str, *, full_page: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", full_page=full_page, animations="disabled")

    return taken


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """`assert_accessible(page)`: axe finds nothing serious or critical, and nothing runs out of the window."""
    source = AXE.read_text()

    def asserted(page: Page) -> None:
        page.evaluate(source)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        assert [_told(item) for item in found if item["impact"] in ("serious", "critical")] == [], page.url
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} pixels wider than the window"

    return asserted


def _told(violation: dict) -> str:
    places = ", ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
    return f"{violation['id']} ({violation['impact']}): {violation['help']} at {places}"
