"""The whole suite: the checks, everything on SQLite, then the database's part on PostgreSQL, then the browser.

`python tools/test.py tests/unit/persian -k leap` gives its arguments to pytest and runs once, on SQLite;
`--postgresql` in front runs the same on PostgreSQL; `--deep` runs the long property tests.
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import check
from postgres import private_cluster

ROOT = Path(__file__).parent.parent
PARALLEL = ("-n", "2")
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Phase:
    name: str
    arguments: tuple[str, ...]
    on_postgresql: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class Totals:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


@dataclass(frozen=True)
class Result:
    phase: Phase
    totals: Totals
    seconds: float = field(compare=False)

    @property
    def good(self) -> bool:
        """A skipped test is not a passed one."""
        return self.totals.failed == 0 and self.totals.skipped == 0


SUITE = (
    Phase("SQLite", (*PARALLEL, "tests", "--ignore=tests/browser", "--ignore=tests/load")),
    Phase("PostgreSQL", (*PARALLEL, "tests/integration"), on_postgresql=True),
    Phase("browser", ("tests/browser",)),
)
DEEP = (
    Phase("properties, deep", (*PARALLEL, "tests/property", "-m", "", "--hypothesis-profile=deep")),
    Phase(
        "marked deep",
        (*PARALLEL, "tests", "--ignore=tests/property", "-m", "deep", "--hypothesis-profile=deep"),
        may_be_empty=True,
    ),
)


def phases(arguments: list[str]) -> tuple[Phase, ...]:
    if arguments == ["--deep"]:
        return DEEP
    if arguments[:1] == ["--postgresql"]:
        return (Phase("PostgreSQL", tuple(arguments[1:]), on_postgresql=True),)
    return (Phase("SQLite", tuple(arguments)),) if arguments else SUITE


def run(phase: Phase) -> Result:
    print(f"\n=== {phase.name} ===", flush=True)
    started = time.monotonic()
    with (
        private_cluster() if phase.on_postgresql else nullcontext({}) as extra,
        tempfile.TemporaryDirectory() as out,
    ):
        report = Path(out) / "report.xml"
        code = subprocess.run(
            [sys.executable, "-m", "pytest", "--quiet", f"--junitxml={report}", *phase.arguments],
            cwd=ROOT,
            env=environment() | extra,
            stdin=subprocess.DEVNULL,
            check=False,
        ).returncode
        totals = read(report)
    if code and not totals.failed and not (code == NOTHING_COLLECTED and phase.may_be_empty):
        totals += Totals(failed=1)
    return Result(phase, totals, time.monotonic() - started)


def environment() -> dict[str, str]:
    """No installation's settings reach the tests; AMARGAH_SCREENSHOTS alone is meant for them."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AMARGAH_", "PG")) or name == "AMARGAH_SCREENSHOTS"
    }


def read(report: Path) -> Totals:
    """Counts of a JUnit report; a run that broke off before writing one counts as one failure elsewhere."""
    if not report.exists():
        return Totals()
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest has just written it
    return sum((counted(suite) for suite in suites), Totals())


def counted(suite: ET.Element) -> Totals:
    tests, failures, errors, skipped = (
        int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")
    )
    failed = failures + errors
    return Totals(max(tests - failed - skipped, 0), failed, skipped)


def checks() -> Result:
    """`make check` as the first phase: each check counts as one test."""
    print("=== checks ===", flush=True)
    started = time.monotonic()
    passed = [outcome.passed for outcome in check.run_all([])]
    totals = Totals(passed.count(True), passed.count(False))
    return Result(Phase("checks", ()), totals, time.monotonic() - started)


def main(arguments: list[str]) -> int:
    subprocess.run([sys.executable, ROOT / "tools/messages.py", "compile"], check=True)
    results = [] if arguments else [checks()]
    results += [run(phase) for phase in phases(arguments)]
    print()
    for result in results:
        print(f"{result.phase.name}: {result.totals} in {result.seconds:.0f} s")
    print(sum((result.totals for result in results), Totals()))
    return 0 if all(result.good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
