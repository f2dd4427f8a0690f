"""Small functions, small files: the measure of the models that this code is written after."""

import ast
from statistics import median, quantiles

from tree import parsed, place, python_files

MOST_LINES_OF_A_FILE = 399


def function_lines() -> dict[str, int]:
    return {
        f"{place(path, node.lineno)} {node.name}": node.end_lineno - node.lineno + 1
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def test_half_of_the_functions_have_nine_lines_or_fewer():
    assert median(function_lines().values()) <= 9


def test_nine_of_ten_functions_have_thirty_lines_or_fewer():
    lengths = function_lines()
    longest = sorted(lengths, key=lengths.__getitem__, reverse=True)[:10]
    assert quantiles(lengths.values(), n=10)[-1] <= 30, longest


def test_files_stay_short():
    lengths = {str(path): len(path.read_text().splitlines()) for path in python_files()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FILE} == {}
