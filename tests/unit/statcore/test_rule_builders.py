"""Rules picked from a list: their expressions, their messages, and that they find what they are for."""

import numpy as np
import pytest

from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.rules import (
    Missing,
    Rule,
    Severity,
    change_rule,
    check,
    likely_total,
    not_negative,
    parse,
    range_rule,
    ratio_rule,
    sum_rule,
)
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

NAME = Label("نام", "Name")


def dimension(id: str, *codes: Code, role: Role = Role.OTHER) -> Dimension:
    return Dimension(id, Label("جنس", "Sex"), Codelist(id, NAME, codes), role)


SEX = dimension("SEX", Code("T", Label("جمع", "Total")), Code("M", Label("مرد", "Male")), Code("F", NAME))
AREA = dimension("AREA", Code("IR", NAME), Code("U", NAME, "IR"), Code("R", NAME, "IR"))
TIME = dimension("TIME", Code("1395", NAME), role=Role.TIME)
STRUCTURE = Structure("S", NAME, (AREA, SEX, TIME), Measure(NAME, NAME))


def cube() -> Cube:
    figures = empty_cube(STRUCTURE)
    figures.values[..., 0] = np.array([[100, 50, 50], [60, 31, 29], [40, 19, 21]])
    return figures


RULES = [
    # rule                                                expression                                 cell broken by
    (sum_rule(STRUCTURE, "SEX", "T"), "SEX.T = sum(SEX)", (0, 1, 0)),
    (sum_rule(STRUCTURE, "SEX", "T", ["M", "F"]), "SEX.T = SEX.M + SEX.F", (0, 1, 0)),
    (sum_rule(STRUCTURE, "AREA", "IR"), "AREA.IR = sum(parts(AREA.IR))", (1, 0, 0)),
    (not_negative(STRUCTURE), "cell >= 0", (2, 1, 0)),
    (not_negative(STRUCTURE, at={"AREA": "U", "SEX": "F"}), "AREA.U:SEX.F >= 0", (1, 2, 0)),
    (range_rule(STRUCTURE, 0, 100.5), "0 <= cell <= 100.5", (0, 0, 0)),
    (range_rule(STRUCTURE, -5, 35, at={"SEX": "M", "AREA": "U"}), "-5 <= SEX.M:AREA.U <= 35", (1, 1, 0)),
    (ratio_rule(STRUCTURE, "SEX", "M", "F", 0.8, 1.2), "0.8 <= SEX.M / SEX.F <= 1.2", (1, 2, 0)),
    (change_rule(0.25), "abs(cell - previous(cell)) <= 0.25 * abs(previous(cell))", (2, 2, 0)),
]


@pytest.mark.parametrize(("rule", "expression", "cell"), RULES, ids=lambda value: str(value)[:40])
def test_rules_hold_and_are_broken(rule: Rule, expression: str, cell: tuple[int, ...]) -> None:
    assert rule.expression == expression
    assert rule.message.fa
    assert rule.message.en
    before, after = cube(), cube()
    assert not check([rule], before, before).findings
    after.values[cell] = -999 if expression.endswith(">= 0") else after.values[cell] * 9
    findings = check([rule], after, before).findings
    assert findings
    assert all(cell in finding.cells for finding in findings)


def test_ids_differ_so_that_a_table_can_have_several() -> None:
    assert len({rule.id for rule, _, _ in RULES}) == 6


def test_messages_speak_of_labels() -> None:
    assert sum_rule(STRUCTURE, "SEX", "T").message == Label(
        "«جمع» (جنس) با مجموع اجزای آن برابر نیست", "“Total” (Sex) does not equal the sum of its parts"
    )
    assert range_rule(STRUCTURE, 0, 1000).message == Label(
        "عدد باید میان ۰ و ۱٬۰۰۰ باشد", "the number must lie between 0 and 1,000"
    )
    assert "۲۵ درصد" in change_rule(0.25).message.fa
    assert "نسبت «مرد»" in ratio_rule(STRUCTURE, "SEX", "M", "T", 0, 1).message.fa


def test_severity_missing_and_tolerance_are_taken_over() -> None:
    rule = sum_rule(
        STRUCTURE, "SEX", "T", id="mine", severity=Severity.NOTE, missing=Missing.NEVER_SKIP, tolerance=2.0
    )
    assert (rule.id, rule.severity, rule.missing, rule.tolerance) == (
        "mine",
        Severity.NOTE,
        Missing.NEVER_SKIP,
        2.0,
    )


def test_hundreds_of_parts_make_a_readable_rule() -> None:
    codes = tuple(Code(f"c{number}", NAME) for number in range(500))
    wide = Structure("W", NAME, (dimension("GEO", *codes), TIME), Measure(NAME, NAME))
    rule = sum_rule(wide, "GEO", "c0", [code.id for code in codes[1:]])
    assert parse(rule.expression, wide).symbols == ("=",)


@pytest.mark.parametrize(
    "build",
    [
        lambda: sum_rule(STRUCTURE, "AGE", "T"),
        lambda: sum_rule(STRUCTURE, "SEX", "X"),
        lambda: sum_rule(STRUCTURE, "SEX", "T", ["X"]),
        lambda: ratio_rule(STRUCTURE, "SEX", "M", "X", 0, 1),
        lambda: not_negative(STRUCTURE, at={"AGE": "T"}),
        lambda: range_rule(STRUCTURE, 0, 1, at={"SEX": "X"}),
    ],
)
def test_unknown_dimensions_and_codes(build) -> None:
    with pytest.raises(Invalid) as refusal:
        build()
    assert "dimension" in refusal.value.context


@pytest.mark.parametrize(
    ("known", "total"),
    [
        (SEX, "T"),
        (AREA, "IR"),
        (dimension("X", Code("a", NAME), Code("b", Label("جمع کل", ""))), "b"),
        (dimension("X", Code("_T", NAME), Code("b", NAME)), "_T"),
        (dimension("X", Code("a", NAME), Code("b", NAME)), None),
        (TIME, None),
    ],
)
def test_the_likely_total(known: Dimension, total: str | None) -> None:
    assert likely_total(known) == total


def test_codes_that_need_quotes() -> None:
    ages = dimension("AGE", Code("TOTAL", NAME), Code("0-14", NAME), Code("15+", NAME))
    structure = Structure("A", NAME, (ages, TIME), Measure(NAME, NAME))
    rule = sum_rule(structure, "AGE", "TOTAL", ["0-14", "15+"])
    assert rule.expression == 'AGE.TOTAL = AGE.0-14 + AGE."15+"'
    assert parse(rule.expression, structure)
