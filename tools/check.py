"""Every check that needs no running office: `make check`. All are run, then the failures are told together."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
LANES = 2
"""Checks at once: the machines that run them have two cores."""


@dataclass(frozen=True)
class Check:
    name: str
    command: tuple[str | Path, ...]
    mend: str = ""
    first: tuple[str | Path, ...] = ()
    """Run before: when it fails, its words are the failure."""


@dataclass(frozen=True)
class Outcome:
    check: Check
    passed: bool
    seconds: float
    output: str


# The slow ones first, so that both lanes end together.
CHECKS = (
    # mypy's plugin imports the settings, and tells an error in there as a crash of its own.
    Check("types: the office", (BIN / "mypy",), first=(PYTHON, "-c", "import django; django.setup()")),
    Check("types: the pure packages, strict", (BIN / "mypy", "--config-file", "tools/mypy_pure.ini")),
    Check("templates: lint", (BIN / "djlint", "--lint", "--quiet", "--allow-empty-input", "src")),
    Check("templates: format", (BIN / "djlint", "--check", "--allow-empty-input", "src"), "make format"),
    Check("django: system check", (PYTHON, "-m", "django", "check", "--fail-level", "WARNING")),
    Check("django: migrations", (PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run")),
    Check("generated documents", (PYTHON, "tools/generate_docs.py", "--check"), "make docs"),
    Check("translations", (PYTHON, "tools/messages.py", "check"), "make messages, then write the Persian"),
    Check("floors", (BIN / "lint-imports", "--no-logo")),
    Check("code: lint", (BIN / "ruff", "check", "--quiet", "."), "make format"),
    Check("code: format", (BIN / "ruff", "format", "--check", "--quiet", "."), "make format"),
)


def environment(data: str) -> dict[str, str]:
    """Nothing of the machine's own installation is read or written."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AMARGAH_")}
    return inherited | {
        "AMARGAH_DATA": data,
        "DJANGO_SETTINGS_MODULE": "amargah.office.site.settings",
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }


def run(check: Check, data: str) -> Outcome:
    started = time.monotonic()
    done = finished(check.first, data) if check.first else None
    if done is None or done.returncode == 0:
        done = finished(check.command, data)
    outcome = Outcome(check, done.returncode == 0, time.monotonic() - started, done.stdout)
    print(f"{'ok    ' if outcome.passed else 'FAILED'} {check.name} ({outcome.seconds:.1f} s)", flush=True)
    return outcome


def finished(command: tuple[str | Path, ...], data: str) -> subprocess.CompletedProcess[str]:
    """Its stdout and stderr in one, in the order in which they were written."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment(data),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def tell(outcome: Outcome) -> None:
    print(f"\n--- {outcome.check.name} ---\n{outcome.output.strip()}")
    if outcome.check.mend:
        print(f"to mend: {outcome.check.mend}")


def run_all(wanted: list[str]) -> list[Outcome]:
    """Runs the checks whose names contain one of `wanted`, or all of them, and tells what failed."""
    checks = [check for check in CHECKS if not wanted or any(word in check.name for word in wanted)]
    with tempfile.TemporaryDirectory() as data, ThreadPoolExecutor(LANES) as lanes:
        outcomes = list(lanes.map(lambda check: run(check, data), checks))
    for outcome in outcomes:
        if not outcome.passed:
            tell(outcome)
    return outcomes


def main(wanted: list[str]) -> int:
    outcomes = run_all(wanted)
    passed = sum(outcome.passed for outcome in outcomes)
    print(f"\n{passed} checks passed, {len(outcomes) - passed} failed")
    return 0 if outcomes and passed == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
