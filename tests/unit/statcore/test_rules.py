"""What the tables of the specification do not show: other shapes, previous versions, many rules at once."""

import numpy as np
import pytest

from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.rules import (
    Finding,
    Missing,
    Rule,
    Severity,
    blank_cells,
    check,
    describe,
    parse,
    to_vtl,
)
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

SAYS = Label("پیام", "message")


def dimension(id: str, *codes: str, role: Role = Role.OTHER) -> Dimension:
    listed = tuple(Code(code, Label(code, code)) for code in codes)
    return Dimension(id, Label(id, id), Codelist(id, Label(id, id), listed), role)


def cube(values: object, *dimensions: Dimension) -> Cube:
    blank = empty_cube(Structure("POP-1", SAYS, dimensions, Measure(SAYS, SAYS)))
    blank.values[...] = values
    return blank


def rule(expression: str, severity: Severity = Severity.ERROR, missing: Missing = Missing.SKIP_IF_ANY) -> Rule:
    return Rule("r1", expression, severity, missing, 0.0, SAYS)


SEX = dimension("SEX", "T", "M", "F")
TIME = dimension("TIME", "1390", "1395", role=Role.TIME)
YEAR = dimension("TIME", "1395", role=Role.TIME)
FIGURES = cube([[10, 20], [6, 11], [4, 8]], SEX, TIME)


def test_a_finding_names_all_its_cells_and_both_sides() -> None:
    report = check([rule("SEX.T = SEX.M + SEX.F")], FIGURES)
    assert report.findings == (Finding("r1", Severity.ERROR, SAYS, ((0, 1), (1, 1), (2, 1)), 20.0, 19.0),)
    assert report.checked == (("r1", 2),)


def test_findings_are_told_apart_by_severity() -> None:
    wrong = "cell < 0"
    rules = [rule(wrong, severity) for severity in Severity]
    report = check(rules, FIGURES)
    assert len(report.findings) == 18
    assert {finding.severity for finding in report.errors} == {Severity.ERROR}
    assert {finding.severity for finding in report.warnings} == {Severity.WARNING}
    assert len(report.errors) == len(report.warnings) == 6


def test_a_chain_reports_the_first_comparison_that_fails() -> None:
    (finding,) = check([rule("5 <= SEX.F <= 7")], cube([[1], [1], [8]], SEX, YEAR)).findings
    assert (finding.left, finding.right) == (8.0, 7.0)
    (finding,) = check([rule("9 <= SEX.F <= 7")], cube([[1], [1], [8]], SEX, YEAR)).findings
    assert (finding.left, finding.right) == (9.0, 8.0)


def test_a_rule_that_does_not_fit_names_itself() -> None:
    with pytest.raises(Invalid, match=r"rule r1: at character 1: .*AGE") as refusal:
        check([rule("AGE.T = 1")], FIGURES)
    assert refusal.value.context["rule"] == "r1"
    assert "«r1»" in refusal.value.detail.fa


def test_decimal_noise_is_no_difference() -> None:
    assert not check([rule("SEX.T = SEX.M + SEX.F")], cube([[0.3], [0.1], [0.2]], SEX, YEAR)).findings
    assert not check([rule("SEX.T <= SEX.M + SEX.F")], cube([[0.3], [0.1], [0.2]], SEX, YEAR)).findings
    assert check([rule("SEX.M + SEX.F > SEX.T")], cube([[0.3], [0.1], [0.2]], SEX, YEAR)).findings


def test_one_person_among_hundreds_of_millions_is_a_difference() -> None:
    people = [[999_999_999], [500_000_000], [500_000_000]]
    assert check([rule("SEX.T = SEX.M + SEX.F")], cube(people, SEX, YEAR)).errors


@pytest.mark.parametrize(
    "expression", ["1 / (SEX.T / SEX.M) = 0", "min(SEX.T / SEX.M, 3) = 0", "SEX.M / SEX.M = 1"]
)
def test_what_was_divided_by_zero_stays_unknown(expression: str) -> None:
    assert check([rule(expression)], cube([[1], [0], [1]], SEX, YEAR)).checked == (("r1", 0),)


class TestPrevious:
    GROWN = rule("cell >= previous(cell)")

    def test_codes_are_matched_by_name(self) -> None:
        before = cube([[5, 0], [9, 0]], dimension("SEX", "F", "X"), TIME)
        report = check([self.GROWN], FIGURES, before)
        assert report.checked == (("r1", 2),)
        assert [finding.cells for finding in report.findings] == [((2, 0),)]

    def test_dimensions_are_matched_by_name(self) -> None:
        turned = cube([[10, 7, 4], [20, 11, 8]], TIME, SEX)
        report = check([self.GROWN], FIGURES, turned)
        assert [finding.cells for finding in report.findings] == [((1, 0),)]

    def test_single_periods_are_compared_with_each_other(self) -> None:
        last_year = cube([[11], [6], [5]], SEX, dimension("TIME", "1394", role=Role.TIME))
        report = check([self.GROWN], cube([[10], [6], [4]], SEX, YEAR), last_year)
        assert report.checked == (("r1", 3),)
        assert [finding.cells for finding in report.findings] == [((0, 0),), ((2, 0),)]

    def test_other_dimensions_are_no_previous_version(self) -> None:
        other = cube([[1], [2]], dimension("AGE", "A", "B"), YEAR)
        assert check([self.GROWN], FIGURES, other).checked == (("r1", 0),)

    def test_missing_as_zero_does_not_invent_a_previous_version(self) -> None:
        report = check([rule("cell = previous(cell)", missing=Missing.NEVER_SKIP)], FIGURES)
        assert report.checked == (("r1", 0),)


def test_blank_cells_have_neither_number_nor_sign() -> None:
    some = cube([[1, np.nan], [np.nan, 2], [3, np.nan]], SEX, TIME)
    some.signs[1, 0] = Sign.NOT_AVAILABLE
    assert blank_cells(some) == ((0, 1), (2, 1))


def test_many_parts_are_added_flat_and_nesting_has_an_end() -> None:
    with pytest.raises(Invalid, match="nested too deeply"):
        parse(" + ".join(["SEX.T"] * 500) + " = 1", FIGURES.structure)
    with pytest.raises(Invalid, match="nested too deeply"):
        parse("-" * 5000 + "SEX.T = 1", FIGURES.structure)
    assert parse(f"sum({', '.join(['SEX.T'] * 500)}) = 1", FIGURES.structure)


def test_a_rule_of_any_length_is_not_read() -> None:
    with pytest.raises(Invalid, match="too long"):
        parse("SEX.T = 1" + " " * 20_000, FIGURES.structure)


def test_words_name_tolerance_and_many_codes_by_their_number() -> None:
    ages = dimension("AGE", "TOTAL", *(f"{start}-{start + 4}" for start in range(0, 80, 5)))
    structure = cube(0, ages, SEX, YEAR).structure
    total = Rule("r", "AGE.TOTAL = sum(AGE)", Severity.ERROR, Missing.NEVER_SKIP, 1.5, SAYS)
    assert describe(total, structure, "en") == (
        "“AGE: TOTAL” equals the sum of “AGE: the 16 other codes”, for every SEX; "
        "with a tolerance of 1.5; a missing number counts as 0"
    )
    assert describe(total, structure, "fa") == (
        "«AGE: TOTAL» برابر است با مجموع «AGE: ۱۶ کد دیگر»، برای هر SEX؛ با رواداری ۱٫۵؛ "
        "عدد خالی صفر به شمار می‌آید"
    )


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("SEX.T - (SEX.M + SEX.F) = 0", "“SEX: T” − (“SEX: M” + “SEX: F”) equals 0"),
        ("SEX.T + SEX.M - SEX.F <> 0", "“SEX: T” + “SEX: M” − “SEX: F” differs from 0"),
        ("(SEX.T + SEX.M) / 2 > -SEX.F", "(“SEX: T” + “SEX: M”) ÷ 2 is more than −“SEX: F”"),
        ("abs(SEX.M - SEX.F) < 9", "the absolute value of (“SEX: M” − “SEX: F”) is less than 9"),
        ("0 < SEX.M < SEX.T", "0 is less than “SEX: M” and “SEX: M” is less than “SEX: T”"),
        ("1 <= cell <= 3", "each cell lies between 1 and 3"),
    ],
)
def test_words_of_arithmetic(expression: str, words: str) -> None:
    assert describe(rule(expression), FIGURES.structure, "en").startswith(words)


@pytest.mark.parametrize(
    ("expression", "tolerance", "condition"),
    [
        ("SEX.T = SEX.M", 0, "'POP-1'[sub SEX = \"T\"] = 'POP-1'[sub SEX = \"M\"]"),
        ("SEX.T = SEX.M", 2, "abs('POP-1'[sub SEX = \"T\"] - 'POP-1'[sub SEX = \"M\"]) <= 2"),
        ("SEX.T <> SEX.M", 2, "abs('POP-1'[sub SEX = \"T\"] - 'POP-1'[sub SEX = \"M\"]) > 2"),
        ("SEX.T >= SEX.M", 0.5, "'POP-1'[sub SEX = \"T\"] - 'POP-1'[sub SEX = \"M\"] >= -0.5"),
        ("SEX.T < SEX.M", 1, "'POP-1'[sub SEX = \"T\"] - 'POP-1'[sub SEX = \"M\"] < 1"),
        ("cell <= max(3, -cell)", 0, "'POP-1' <= (if 3 >= (-'POP-1') then 3 else (-'POP-1'))"),
        ("0 <= previous(cell) <= 9", 0, "(0 <= 'POP-1_PREVIOUS') and ('POP-1_PREVIOUS' <= 9)"),
    ],
)
def test_vtl(expression: str, tolerance: float, condition: str) -> None:
    message = Label("نه", 'say "no"')
    written = Rule("r1", expression, Severity.WARNING, Missing.SKIP_IF_ANY, tolerance, message)
    assert to_vtl(written, FIGURES.structure) == (
        f'r1 := check({condition} errorcode "say ""no""" errorlevel "warning" all);'
    )


def test_vtl_counts_missing_numbers_as_the_rule_does() -> None:
    written = to_vtl(rule("SEX.T = sum(SEX)", missing=Missing.NEVER_SKIP), FIGURES.structure)
    assert "nvl('POP-1'[sub SEX = \"T\"], 0)" in written
    assert 'sum(nvl(\'POP-1\'[filter SEX in {"M", "F"}], 0) group except SEX)' in written
