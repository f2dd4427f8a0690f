"""A design as a pure value: the table that it makes, its own rows, what does not hold together."""

from dataclasses import replace

import pytest

from amargah.exchange.documents import decode, encode
from amargah.office.collection.design import MOST_CELLS, Design, check_design, own_codelist, renamed, table_of
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import parse_period
from amargah.statcore.rules import Missing, Rule, Severity
from amargah.statcore.structures import Measure, Role
from released import COUNTIES, SEXES, YEARS, dimension, metadata

YEAR = parse_period("1395")
COUNTY = dimension("COUNTY", "شهرستان", "County", COUNTIES)
SEX = dimension("SEX", "جنس", "Sex", SEXES)
TIME = dimension("TIME_PERIOD", "سال", "Year", YEARS, Role.TIME)
NAME = Label("ردیف", "Row")


def design(stub=(COUNTY,), header=(SEX,), rules=()):
    return Design("LRS_POP", metadata(), Measure(NAME, NAME), tuple(stub), tuple(header), tuple(rules))


def rule(expression):
    return Rule("R1", expression, Severity.ERROR, Missing.SKIP_IF_ANY, 0, NAME)


def test_the_period_of_the_round_is_the_page():
    table = table_of(design(), YEAR)
    assert (table.stub, table.header, table.shape) == (("COUNTY",), ("SEX",), (3, 3))
    assert [(page.id, [code.id for code in page.codelist]) for page in table.page] == [("TIME_PERIOD", ["1395"])]


def test_years_that_are_laid_out_leave_the_page_empty():
    table = table_of(design(header=(TIME, SEX)), YEAR)
    assert (table.shape, table.page) == ((3, 6), ())
    assert table.structure.time is TIME


def test_a_design_survives_its_document():
    made = design(rules=[rule("SEX.T = SEX.M + SEX.F")])
    assert decode(encode(made), Design) == made


@pytest.mark.parametrize(
    "wrong, words",
    [
        (design(stub=()), "یک تا سه سطح"),
        (design(stub=(COUNTY, COUNTY)), "تکراری"),
        (design(stub=(SEX,), header=(SEX,)), "تکراری"),
        (design(header=tuple(renamed(SEX, f"SEX{n}") for n in range(4))), "سه سطح"),
        (design(rules=[rule("SEX.X = SEX.M")]), "X"),
        (design(rules=[rule("SEX.T = ")]), ""),
    ],
)
def test_what_does_not_hold_together_is_named(wrong, words):
    with pytest.raises(Invalid) as refused:
        check_design(wrong, YEAR)
    assert words in refused.value.detail.fa


def test_a_table_that_nobody_fills_is_refused_before_it_is_drawn():
    long = dimension("A", "الف", "A", [(str(n), "ردیف", "row") for n in range(500)])
    three = (long, renamed(long, "B"), renamed(long, "C"))
    with pytest.raises(Invalid) as refused:
        check_design(design(stub=three, header=tuple(renamed(long, f"H{n}") for n in range(3))), YEAR)
    assert "۲۰٬۰۰۰" in refused.value.detail.fa
    assert MOST_CELLS < 500**2
    check_design(design(stub=(long,)), YEAR)


def test_own_rows_are_read_line_by_line():
    made = own_codelist("CL_ITEM", NAME, "\n A1 | گندم | Wheat \n\nA2|جو|Barley\r\n")
    assert [(code.id, code.label) for code in made] == [
        ("A1", Label("گندم", "Wheat")),
        ("A2", Label("جو", "Barley")),
    ]


@pytest.mark.parametrize(
    "text, line",
    [
        ("A1 | گندم", 1),
        ("A1 | گندم | Wheat\nA2 | | Barley", 2),
        ("\n\nA1 | گندم | Wheat | x", 3),
        ("A1 | گندم | Wheat\n\n | جو | Barley", 3),
    ],
)
def test_a_wrong_line_is_named_by_its_number(text, line):
    with pytest.raises(Invalid) as refused:
        own_codelist("CL_ITEM", NAME, text)
    assert refused.value.context["line"] == line
    assert f"سطر {'۰۱۲۳'[line]}" in refused.value.detail.fa


@pytest.mark.parametrize("text", ["", " \n \n"])
def test_own_rows_need_a_row(text):
    with pytest.raises(Invalid):
        own_codelist("CL_ITEM", NAME, text)


def test_a_code_stands_once():
    with pytest.raises(Invalid) as refused:
        own_codelist("CL_ITEM", NAME, "A | الف | A\nA | ب | B")
    assert "تکراری" in refused.value.detail.fa


def test_a_renamed_axis_keeps_its_codes():
    again = renamed(SEX, "SEX_2")
    assert (again.id, again.codelist) == ("SEX_2", SEX.codelist)
    check_design(design(header=(SEX, again)), YEAR)
    assert replace(again, id="SEX") == SEX
