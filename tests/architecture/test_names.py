"""Names say what is inside, and nothing is left for later."""

import re

from tree import ROOT, files, lines_matching, python_files

EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "manager",
    "managers",
    "misc",
    "base",
    "signals",
}
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def test_no_file_or_folder_has_a_name_that_says_nothing():
    named = {part for path in python_files() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert named & EMPTY_NAMES == set()


def test_nothing_is_left_for_later():
    here = ROOT / "tests/architecture"
    written = [path for folder in ("tests", "tools", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
    sources = files(".py", ".html", ".css", ".js", ".po", ".md")
    assert lines_matching([path for path in written + sources if here not in path.parents], LATER) == []


def test_persian_is_written_with_persian_letters():
    """Arabic ي and ك look alike, and nobody who types Persian finds them."""
    assert lines_matching(files(".po", ".html"), re.compile("[يك]")) == []
