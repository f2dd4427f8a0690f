"""Checking a cube: which rules fail, at which cells."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import pairwise, product

import numpy as np

from amargah.statcore.cubes import Cube, Values
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.rules.evaluation import Mask, Numbers, Places, aligned, places_of
from amargah.statcore.rules.findings import Finding, Missing, Report, Rule
from amargah.statcore.rules.reading import parse
from amargah.statcore.rules.syntax import Cells, Comparison, cells_of
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Structure

Index = tuple[int, ...]

# Relative noise of sums of decimal fractions; far below one unit of any figure that a table shows.
NOISE = 1e-13

_HOLDS: dict[str, Callable[[Values, float, Values], Mask]] = {
    "=": lambda gap, tolerance, noise: np.abs(gap) <= tolerance + noise,
    "<>": lambda gap, tolerance, noise: np.abs(gap) > tolerance + noise,
    "<=": lambda gap, tolerance, noise: gap <= tolerance + noise,
    ">=": lambda gap, tolerance, noise: gap >= -tolerance - noise,
    "<": lambda gap, tolerance, noise: gap < tolerance - noise,
    ">": lambda gap, tolerance, noise: gap > noise - tolerance,
}


def check(rules: Iterable[Rule], cube: Cube, previous: Cube | None = None) -> Report:
    """Every place at which a rule does not hold.

    A place is left unchecked when numbers are missing as `rule.missing` says, or a side cannot be calculated
    (division by zero). Rules that speak of `previous` are left unchecked without one. Invalid when a rule does
    not fit the cube's structure; its context names the rule.
    """
    before = None if previous is None else aligned(previous, cube.structure)
    nothing = np.broadcast_to(np.nan, cube.structure.shape)
    numbers = Numbers(cube.structure, cube.values, nothing if before is None else before)
    findings: list[Finding] = []
    checked: list[tuple[str, int]] = []
    for rule in rules:
        comparison = _parsed(rule, cube.structure)
        if before is None and any(cells.previous for cells in cells_of(comparison)):
            checked.append((rule.id, 0))
            continue
        found, count = _check_rule(rule, comparison, numbers)
        findings += found
        checked.append((rule.id, count))
    return Report(tuple(findings), tuple(checked))


def blank_cells(cube: Cube) -> tuple[Index, ...]:
    """Indices of the cells that hold neither a number nor a sign, in the cube's order."""
    return tuple(_indices(np.isnan(cube.values) & (cube.signs == Sign.NORMAL)))


def _parsed(rule: Rule, structure: Structure) -> Comparison:
    try:
        return parse(rule.expression, structure)
    except Invalid as error:
        raise Invalid(
            Label(f"قاعدهٔ «{rule.id}»: {error.detail.fa}", f"rule {rule.id}: {error.detail.en}"),
            **{**error.context, "rule": rule.id},
        ) from error


def _check_rule(rule: Rule, comparison: Comparison, numbers: Numbers) -> tuple[list[Finding], int]:
    named = tuple(cells_of(comparison))
    with np.errstate(all="ignore"):
        sides = np.broadcast_arrays(*map(numbers.evaluate, comparison.operands))
        checked = np.logical_and.reduce([np.isfinite(side) for side in sides]) & ~_skipped(rule, named, numbers)
        broken = [checked & ~mask for mask in _holding(comparison, sides, rule.tolerance)]
    places = [places_of(numbers.structure, cells) for cells in named]
    findings = [_finding(rule, index, sides, broken, places) for index in _indices(np.logical_or.reduce(broken))]
    return findings, int(np.count_nonzero(checked))


def _skipped(rule: Rule, named: Sequence[Cells], numbers: Numbers) -> Mask:
    """Where too many numbers are missing for the rule to be checked."""
    if rule.missing is Missing.NEVER_SKIP:
        return np.array(False)
    all_of_them = rule.missing is Missing.SKIP_IF_ALL
    masks = (numbers.missing(cells, all_of_them=all_of_them) for cells in named)
    return reduce(np.logical_and if all_of_them else np.logical_or, masks)


def _holding(comparison: Comparison, sides: Sequence[Values], tolerance: float) -> Iterator[Mask]:
    """For each comparison of the chain, where it holds."""
    for symbol, (left, right) in zip(comparison.symbols, pairwise(sides), strict=True):
        noise = NOISE * np.maximum(np.abs(left), np.abs(right))
        yield _HOLDS[symbol](left - right, tolerance, noise)


def _finding(
    rule: Rule, index: Index, sides: Sequence[Values], broken: Sequence[Mask], places: Sequence[Places]
) -> Finding:
    first = next(number for number, mask in enumerate(broken) if mask[index])
    cells = dict.fromkeys(cell for each in places for cell in _cells_at(index, each))
    left, right = sides[first][index], sides[first + 1][index]
    return Finding(rule.id, rule.severity, rule.message, tuple(cells), float(left), float(right))


def _cells_at(index: Index, places: Places) -> Iterator[Index]:
    return product(*((at,) if named is None else named for at, named in zip(index, places, strict=True)))


def _indices(mask: Mask) -> Iterator[Index]:
    return (tuple(index) for index in np.argwhere(mask).tolist())
