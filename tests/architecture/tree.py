"""The source as the architecture tests see it: files, syntax trees and what each imports."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
OFFICE = SOURCE / "amargah/office"


def python_files() -> list[Path]:
    """Written by people: migrations are left out."""
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def files(*suffixes: str) -> list[Path]:
    """Files of the source by suffix; what npm brought is left out."""
    return sorted(path for path in SOURCE.rglob("*") if path.suffix in suffixes and "vendor" not in path.parts)


def contexts() -> list[Path]:
    return sorted(path.parent for path in OFFICE.glob("*/__init__.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of all that the file imports, inside functions as well: `from a import b` gives a.b."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def lines_matching(paths: list[Path], pattern) -> list[str]:
    """`path:line: text` of every line that matches a compiled pattern."""
    return [
        f"{place(path, number)}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if pattern.search(line)
    ]
