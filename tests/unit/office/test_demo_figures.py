"""The demo's figures agree with each other, and may be summed exactly where that makes sense."""

from collections import Counter

import pytest

from amargah.office.collection.forms import DesignForm, initial_of
from amargah.office.site.demo.codelists import AGE, COUNTIES, rows
from amargah.office.site.demo.economy import CPI_ANNUAL, GDP_PROVINCE, LFS_ANNUAL
from amargah.office.site.demo.population import POP_AGE, POP_COUNTY, POP_PROVINCE


def test_ages_of_a_province_add_up_to_its_population():
    by_age = Counter()
    for row in rows(POP_AGE.figures):
        if row["AGE"] != "_T":
            by_age[row["PROVINCE"], row["SEX"]] += int(row["value"])
    census = {
        (row["PROVINCE"], row["SEX"]): int(row["value"])
        for row in rows(POP_PROVINCE.figures)
        if row["TIME_PERIOD"] == "1395"
    }
    assert by_age == census


def test_every_cell_by_age_has_a_number():
    assert {text.isdecimal() for text in POP_AGE.typed().values()} == {True}
    assert len(POP_AGE.typed()) == 31 * 22 * 3


@pytest.mark.parametrize("dimension, left_out", [(AGE, {"_T"}), (COUNTIES, set())], ids=["ages", "counties"])
def test_groups_share_out_all_codes_but_the_total(dimension, left_out):
    (grouping,) = dimension.codelist.groupings
    members = [member for group in grouping.groups for member in group.members]
    assert len(members) == len(set(members))
    assert set(members) == {code.id for code in dimension.codelist} - left_out


def test_counties_are_grouped_by_the_province_of_their_code():
    (grouping,) = COUNTIES.codelist.groupings
    assert {group.id for group in grouping.groups} == {"15", "23"}
    assert all(member[:2] == group.id for group in grouping.groups for member in group.members)


@pytest.mark.parametrize(
    "table, additive",
    [(POP_AGE, True), (POP_COUNTY, True), (GDP_PROVINCE, True), (CPI_ANNUAL, False), (LFS_ANNUAL, False)],
)
def test_only_counts_and_amounts_may_be_added_up(table, additive):
    assert table.design.measure.additive is additive


@pytest.mark.parametrize("table", [POP_COUNTY, LFS_ANNUAL])
def test_the_designers_form_keeps_whether_figures_add_up(table):
    fields = {name: str(value) for name, value in initial_of(table.design, 1).items() if value is not False}
    form = DesignForm(fields, codelists=(), agencies=(), language="fa")
    form.is_valid()
    assert form.cleaned_data["additive"] is table.design.measure.additive
