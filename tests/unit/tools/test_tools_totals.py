"""The last line of a run adds up honestly."""

import runpy
from pathlib import Path

import pytest

# Loaded by its path: a module called `test` stands in the standard library already.
RUN = runpy.run_path(str(Path(__file__).parents[3] / "tools/test.py"), run_name="tools_test")


@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        ('tests="5" failures="0" errors="0" skipped="0"', "5 passed, 0 failed"),
        ('tests="5" failures="1" errors="1" skipped="0"', "3 passed, 2 failed"),
        ('tests="5" failures="0" errors="0" skipped="2"', "3 passed, 0 failed, 2 skipped"),
    ],
)
def test_totals_of_a_report(tmp_path, attributes, line):
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite {attributes}/></testsuites>")
    assert str(RUN["read"](report)) == line


def test_a_skipped_test_is_a_fault():
    result = RUN["Result"](RUN["SUITE"][0], RUN["Totals"](passed=9, skipped=1), 1.0)
    assert not result.good


def test_the_suite_runs_both_databases_and_the_browser():
    assert [phase.name for phase in RUN["SUITE"]] == ["SQLite", "PostgreSQL", "browser"]
