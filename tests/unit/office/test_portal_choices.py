"""Which part of a dataset a table shows, and the pages that are kept."""

import pytest

from amargah.office.portal.cache import Page, Pages
from amargah.office.portal.choices import MANY_CELLS, MOST_CELLS, choose
from amargah.office.portal.datasets import laid_out
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Measure, Role, Structure
from released import COUNTIES, dimension, structure

WIDE = Structure(
    "WIDE",
    Label("پهن", "Wide"),
    (
        dimension("AREA", "ناحیه", "Area", [(f"{n}", f"{n}", f"{n}") for n in range(429)], Role.GEO),
        dimension("AGE", "سن", "Age", [(f"{n}", f"{n}", f"{n}") for n in range(20)]),
        dimension("TIME", "سال", "Year", [(f"{n}", f"{n}", f"{n}") for n in range(1380, 1400)], Role.TIME),
    ),
    Measure(Label("شمار", "Count"), Label("نفر", "persons")),
)


def test_a_small_table_is_shown_whole_and_needs_no_form():
    choices = choose(structure(), {})
    assert choices.whole and not choices.offered
    assert choices.query(lang="fa") == "lang=fa"


def test_a_large_table_shows_a_readable_part_with_the_latest_periods():
    choices = choose(WIDE, {})
    assert choices.cells <= MANY_CELLS and not choices.whole and choices.offered
    assert choices.indices[2][-1] == 19 and choices.indices[0][0] == 0


def test_codes_come_repeated_or_with_commas_and_go_to_the_data_plane():
    choices = choose(structure(), {"COUNTY": ["1501,1502", "1501"], "SEX": ["T"], "TIME": [""]})
    assert choices.indices == ((0, 1), (0,), (0, 1))
    assert choices.query(lang="en") == "COUNTY=1501,1502&SEX=T&lang=en"
    assert [(each.dimension, each.chosen) for each in choices.form("fa")] == [
        ("COUNTY", 2),
        ("SEX", 1),
        ("TIME", 2),
    ]


def test_too_many_cells_are_refused_with_their_number():
    choices = choose(WIDE, {"TIME": ["1399", "1398"]})
    assert choices.refused == 429 * 20 * 2 > MOST_CELLS
    assert choices.cells <= MANY_CELLS


def test_an_unknown_code_is_named():
    with pytest.raises(Invalid) as refused:
        choose(structure(), {"SEX": ["X"]})
    assert "X" in refused.value.detail.en


@pytest.mark.parametrize(
    ("layout", "stub", "header"),
    [
        ((("COUNTY",), ("SEX", "TIME")), ("COUNTY",), ("SEX", "TIME")),
        ((("COUNTY",), ("SEX",)), ("COUNTY",), ("SEX", "TIME")),
        (((), ("SEX",)), ("COUNTY",), ("SEX", "TIME")),
        (((), ()), ("COUNTY",), ("SEX", "TIME")),
    ],
)
def test_a_layout_is_completed(layout, stub, header):
    table = laid_out(structure(COUNTIES), layout)
    assert (table.stub, table.header) == (stub, header)


def test_the_pages_asked_for_last_are_kept():
    pages = Pages(10)
    for name in "abc":
        pages.put((name, "", ""), Page(b"1234", name))
        pages.get(("a", "", ""))
    assert [name for name in "abc" if pages.get((name, "", ""))] == ["a", "c"]


def test_a_page_kept_twice_counts_once():
    pages = Pages(10)
    for _ in range(9):
        pages.put(("a", "", ""), Page(b"12345", "a"))
    pages.put(("b", "", ""), Page(b"12345", "b"))
    assert pages.get(("a", "", "")) and pages.get(("b", "", ""))


def test_a_page_larger_than_all_room_is_not_kept():
    pages = Pages(3)
    pages.put(("a", "", ""), Page(b"1234", "a"))
    assert pages.get(("a", "", "")) is None
