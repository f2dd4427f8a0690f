"""Rules over whole arrays find what a naive interpreter finds cell by cell."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from naive_rules import Node, World, broken

from amargah.statcore.cubes import Cube, codes_at, empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.rules import Missing, Rule, Severity, check, describe, parse, to_vtl
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

NAME = Label("نام", "Name")
DIMENSIONS = {"GEO": ("TOTAL", "1501", "1502", "0-4"), "SEX": ("T", "M", "F"), "TIME": ("1390", "1395")}
STRUCTURE = Structure(
    "S",
    NAME,
    tuple(
        Dimension(
            id,
            NAME,
            Codelist(id, NAME, tuple(Code(code, NAME) for code in codes)),
            Role.TIME if id == "TIME" else Role.OTHER,
        )
        for id, codes in DIMENSIONS.items()
    ),
    Measure(NAME, NAME),
)
# Every eighth figure is missing; the others are from -3 to 3. Bytes are drawn faster than lists.
FIGURES = st.binary(min_size=STRUCTURE.size, max_size=STRUCTURE.size).map(
    lambda drawn: [None if byte % 8 == 7 else byte % 8 - 3 for byte in drawn]
)


@st.composite
def leaves(draw: st.DrawFn, named: frozenset[str]) -> Node:
    """A number, every cell, or the cell that has a code in each of the `named` dimensions."""
    if draw(st.integers(0, 4)) == 0:
        return Node("number", number=draw(st.integers(0, 5)))
    previous = draw(st.integers(0, 5)) == 0
    if not named or draw(st.integers(0, 4)) == 0:
        return Node("cells", previous=previous)
    pins = tuple((id, draw(st.sampled_from(DIMENSIONS[id][:2]))) for id in sorted(named))
    return Node("cells", pins=pins, previous=previous)


@st.composite
def groups(draw: st.DrawFn, named: frozenset[str]) -> Node:
    """The cells along one of the `named` dimensions, at a code of each of the others."""
    over = draw(st.sampled_from(sorted(named)))
    pins = tuple((id, draw(st.sampled_from(DIMENSIONS[id][:2]))) for id in sorted(named - {over}))
    return Node("cells", pins=pins, over=over)


@cache
def expressions(named: frozenset[str]) -> st.SearchStrategy[Node]:
    leaf = leaves(named)
    spread = st.one_of(leaf, groups(named)) if named else leaf
    aggregate = st.builds(
        Node,
        st.sampled_from(["sum", "min", "max"]),
        st.lists(spread, min_size=1, max_size=3).map(tuple),
    )
    return st.recursive(
        st.one_of(leaf, leaf, aggregate),
        lambda inner: st.one_of(
            st.builds(Node, st.sampled_from("+-*/"), st.tuples(inner, inner)),
            st.builds(Node, st.sampled_from(["abs", "negate"]), st.tuples(inner)),
        ),
        max_leaves=4,
    )


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[list[Node], list[str]]:
    operand = expressions(draw(st.frozensets(st.sampled_from(sorted(DIMENSIONS)))))
    operands = draw(st.lists(operand, min_size=2, max_size=3))
    symbol = st.sampled_from(["=", "<>", "<", "<=", ">", ">="])
    return operands, [draw(symbol) for _ in operands[1:]]


def text_of(operands: list[Node], symbols: list[str]) -> str:
    words = operands[0].text()
    for symbol, operand in zip(symbols, operands[1:], strict=True):
        words += f" {symbol} {operand.text()}"
    return words


def cube_of(figures: list[int | None]) -> Cube:
    cube = empty_cube(STRUCTURE)
    cube.values[...] = np.array([np.nan if each is None else each for each in figures]).reshape(STRUCTURE.shape)
    return cube


def naive_figures(figures: list[int | None]) -> Mapping[tuple[str, ...], Fraction | None]:
    cells = product(*DIMENSIONS.values())
    return {cell: None if each is None else Fraction(each) for cell, each in zip(cells, figures, strict=True)}


def world_of(operands: list[Node], now: list[int | None], before: list[int | None]) -> World:
    # What a group leaves out are the single cells; the pins beside a group count as well.
    pinned = frozenset(pin for operand in operands for leaf in operand.leaves() for pin in leaf.pins)
    return World(DIMENSIONS, naive_figures(now), naive_figures(before), pinned)


def readable(world: World, operands: list[Node]) -> bool:
    named = [leaf for operand in operands for leaf in operand.leaves()]
    return bool(named) and all(not leaf.over or world.others(leaf.over) for leaf in named)


@given(comparisons(), FIGURES, FIGURES, st.sampled_from(Missing), st.integers(0, 2))
def test_arrays_find_what_the_naive_interpreter_finds(
    comparison: tuple[list[Node], list[str]],
    now: list[int | None],
    before: list[int | None],
    missing: Missing,
    tolerance: int,
) -> None:
    operands, symbols = comparison
    world = world_of(operands, now, before)
    rule = Rule("r", text_of(operands, symbols), Severity.ERROR, missing, float(tolerance), NAME)
    if not readable(world, operands):
        try:
            parse(rule.expression, STRUCTURE)
        except Invalid:
            return
        raise AssertionError(rule.expression)
    expected, checked = broken(world, operands, symbols, missing, Fraction(tolerance))
    report = check([rule], cube_of(now), cube_of(before))
    assert report.checked == (("r", checked),)
    found = {
        frozenset(codes_at(STRUCTURE, index) for index in finding.cells): (finding.left, finding.right)
        for finding in report.findings
    }
    wanted = {frozenset(cells): (float(left), float(right)) for cells, left, right in expected}
    assert len(report.findings) == len(expected)
    assert found.keys() == wanted.keys()
    for cells, sides in wanted.items():
        np.testing.assert_allclose(found[cells], sides, rtol=1e-9, atol=1e-12)


@given(comparisons())
def test_what_can_be_read_can_be_told_and_exported(comparison: tuple[list[Node], list[str]]) -> None:
    operands, symbols = comparison
    rule = Rule("r", text_of(operands, symbols), Severity.NOTE, Missing.SKIP_IF_ALL, 1.0, NAME)
    try:
        parse(rule.expression, STRUCTURE)
    except Invalid:
        return
    for language in ("fa", "en"):
        assert describe(rule, STRUCTURE, language).strip()
    written = to_vtl(rule, STRUCTURE)
    assert written.startswith("r := check(")
    assert written.count("(") == written.count(")")


@given(st.text("SEXTGMF.:=<>+-*/()0123456789 \"'،٫×", max_size=25))
def test_any_text_is_read_or_refused_in_both_languages(text: str) -> None:
    try:
        parse(text, STRUCTURE)
    except Invalid as refusal:
        assert refusal.detail.fa
        assert refusal.detail.en
        assert isinstance(refusal.context["place"], int)
