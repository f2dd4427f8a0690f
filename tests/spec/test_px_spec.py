"""Every keyword of PX files: read as the specification has it, refused when it is not so."""

import pytest
from px_keywords import FILE, ROWS, with_entry

from amargah.exchange.px import read_px
from amargah.exchange.px.keywords import BY_NAME
from amargah.statcore.errors import Invalid

by_name = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)


def test_the_table_has_every_keyword():
    assert [row.name for row in ROWS] == list(BY_NAME)


@by_name
def test_years_and_languages_are_those_of_the_specification(row):
    assert (BY_NAME[row.name].since, BY_NAME[row.name].per_language) == (row.since, row.language)


@by_name
def test_a_good_entry_is_read(row):
    read = read_px(with_entry(row.name, row.good))
    assert read.unknown == ()
    assert read.cube.structure.size == 8


@by_name
def test_a_bad_entry_is_refused_with_its_line(row):
    data = with_entry(row.name, row.bad)
    with pytest.raises(Invalid) as caught:
        read_px(data)
    written = data.split(row.bad.splitlines()[0].encode())[0].count(b"\n") + 1
    assert caught.value.context["line"] in (written, written + 1)


def test_the_file_of_the_examples_is_read():
    assert read_px(FILE.encode()).cube.values.reshape(-1).tolist() == [1, 2, 3.5, 4, 5, 6, 7.5, 8]
