"""Who may import what, where import-linter's floors do not reach: doors, owners of libraries, the clock."""

import ast
import re

import pytest
from tree import OFFICE, contexts, imports, lines_matching, module_name, parsed, place, python_files

OWNERS = {
    "jdatetime": "amargah.persian",
    "pyarrow": "amargah.exchange",
    "tantivy": "amargah.shelf",
    "lark": "amargah.statcore.rules",
    "python_calamine": "amargah.exchange.xlsx",
    "xlsxwriter": "amargah.exchange.xlsx",
    "duckdb": "bench",
}
"""A library that only one package may know, so that it can be replaced in one place."""

OFFICE_FILES = [path for path in python_files() if OFFICE in path.parents]


def context_of(module: str) -> str:
    return module.split(".")[2] if module.startswith("amargah.office.") else ""


def past_the_door(importer: str, imported: str) -> bool:
    """Whether the import enters another context by anything but its public.py."""
    context = context_of(imported)
    if not context or context == context_of(importer):
        return False
    door = f"amargah.office.{context}.public"
    return imported != door and not imported.startswith(door + ".")


def test_other_contexts_are_entered_by_their_door():
    found = [
        f"{place(path, line)}: {name}"
        for path in OFFICE_FILES
        for line, name in imports(path)
        if past_the_door(module_name(path), name)
    ]
    assert found == []


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_has_one_owner(library):
    found = [
        f"{place(path, line)}: {name}"
        for path in python_files()
        for line, name in imports(path)
        if name.split(".")[0] == library and not (module_name(path) + ".").startswith(OWNERS[library] + ".")
    ]
    assert found == []


def test_imports_are_absolute():
    found = [place(path, line) for path in python_files() for line, name in imports(path) if name.startswith(".")]
    assert found == []


def test_no_signals():
    plumbing = ("django.dispatch", "django.db.models.signals", "django.core.signals")
    found = [
        place(path, line) for path in OFFICE_FILES for line, name in imports(path) if name.startswith(plumbing)
    ]
    assert found == []


@pytest.mark.parametrize("context", contexts(), ids=lambda path: path.name)
def test_a_context_tells_what_it_owns(context):
    readme = context / "README.md"
    assert readme.exists() and readme.read_text().strip(), (
        f"{context.name} needs a README.md: what it owns, its door"
    )


def test_a_context_that_others_import_has_a_door():
    entered = {
        context_of(name)
        for path in OFFICE_FILES
        for _, name in imports(path)
        if context_of(name) != context_of(module_name(path))
    }
    assert [path.name for path in contexts() if path.name in entered and not (path / "public.py").exists()] == []


def test_the_office_reads_one_clock():
    """`amargah.office.audit.public.now`: tests and the demo can then choose the time everywhere."""
    found = [
        place(path, node.lineno)
        for path in OFFICE_FILES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and is_clock(node.func) and path.name != "clock.py"
    ]
    assert found == []


def is_clock(called: ast.expr) -> bool:
    """datetime.now(), date.today(), timezone.now(), time.time() under any of their usual names."""
    return (
        isinstance(called, ast.Attribute)
        and called.attr in ("now", "today", "utcnow", "localdate", "localtime", "time")
        and isinstance(called.value, ast.Name)
        and called.value.id in ("datetime", "date", "timezone", "time")
    )


def test_the_pure_packages_are_told_the_time():
    pattern = re.compile(r"\b(datetime|date|time)\.(now|today|utcnow|time)\(")
    assert lines_matching([path for path in python_files() if OFFICE not in path.parents], pattern) == []
