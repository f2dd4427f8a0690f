"""What an imported file is taken for, what of the dataset stays, and how a refusal is told."""

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

import numpy as np
import pytest

from amargah.office.site.importing import files
from amargah.office.site.importing.command import instant_of, lines_of
from amargah.office.site.importing.files import Held, bytes_of, held_by
from amargah.office.site.importing.merging import fitting, merged, new_dataset, next_version
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Conflict, Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import EMPTY, Metadata
from amargah.statcore.structures import Codelist, Group, Grouping, Role
from released import COUNTIES, cube, dimension, metadata, structure

NOW = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
LAYOUT = (("COUNTY",), ("SEX", "TIME"))


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"a,b,c\n1,2,3\n", b"\x00\x01\x02", b"PK\x03\x04", b"DATA FLOW;x", "سلام".encode(), b"x=1;"],
)
def test_what_is_no_format_of_ours_is_told_so_on_line_one(data):
    with pytest.raises(Invalid) as refused:
        held_by(data, None)
    assert refused.value.context["line"] == 1
    assert "PX" in refused.value.detail.en and "SDMX" in refused.value.detail.fa


@pytest.mark.parametrize("data", [b"A" + b" " * 4000, b"A [" + b"] " * 2000, b"A (" + b") " * 2000])
def test_thousands_of_blanks_are_told_apart_at_once(data):
    began = perf_counter()
    assert not files._is_px(data)
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    ("data", "px"),
    [
        (b'CHARSET="ANSI";', True),
        (b'\xef\xbb\xbf\r\nAXIS-VERSION = "2013";', True),
        (b'TITLE[fa]="x";', True),
        (b'NOTE("a;b","c")="x";', True),
        (b"<?xml version='1.0'?>", False),
        (b'\xef\xbb\xbf {"meta": {}}', False),
        (b"DATAFLOW,FREQ,TIME_PERIOD\n", False),
        (b'"STRUCTURE","STRUCTURE_ID"\n', False),
        (b"STRUCTURE[;],STRUCTURE_ID\n", False),
    ],
)
def test_the_format_is_told_by_the_content(data, px):
    assert (files._is_px(data), files._is_sdmx(data)) == (px, not px)


def test_no_more_is_read_than_is_allowed(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST", 10)
    (tmp_path / "large.px").write_bytes(b"x" * 11)
    (tmp_path / "fits.px").write_bytes(b"x" * 10)
    assert len(bytes_of(tmp_path / "fits.px")) == 10
    with pytest.raises(Invalid):
        bytes_of(tmp_path / "large.px")


@pytest.mark.parametrize("name", ["absent.px", "."])
def test_what_is_no_file_is_refused(tmp_path, name):
    with pytest.raises(Invalid):
        bytes_of(tmp_path / name)


KNOWN = Label("خرم‌آباد", "Khorramabad")


@pytest.mark.parametrize(
    ("new", "stays"),
    [
        (EMPTY, KNOWN),
        (Label("", "Khorram Abad"), Label("خرم‌آباد", "Khorram Abad")),
        (Label("Khorramabad", "Khorramabad"), KNOWN),
        (Label("Khorram Abad", "Khorram Abad"), Label("خرم‌آباد", "Khorram Abad")),
        (Label("خرم آباد", "خرم آباد"), Label("خرم آباد", "Khorramabad")),
        (Label("الف", "A"), Label("الف", "A")),
    ],
)
def test_a_file_in_one_language_leaves_the_other(new, stays):
    assert merged(new, KNOWN) == stays


def held(of=None, about=None, layout=LAYOUT):
    return Held(of or cube(), about or metadata(), layout)


def bare(of):
    """The cube as a file without labels holds it: every name is its code."""
    axes = tuple(
        replace(
            axis,
            label=Label(axis.id, axis.id),
            codelist=Codelist(
                axis.id,
                EMPTY,
                tuple(replace(code, label=Label(code.id, code.id)) for code in axis.codelist),
            ),
        )
        for axis in of.structure.dimensions
    )
    return replace(of, structure=replace(of.structure, dimensions=axes))


def test_labels_of_the_dataset_stay_where_the_file_names_codes_only():
    known = structure()
    made = next_version(held(bare(cube(add=1))), known, metadata(), LAYOUT).cube
    for axis, before in zip(made.structure.dimensions, known.dimensions, strict=True):
        assert axis.codelist == before.codelist


def test_words_of_the_dataset_stay_where_the_file_says_nothing():
    about = metadata(keywords=(Label("نفوس", "inhabitants"),), method=Label("سرشماری", "census"))
    said = Metadata(EMPTY, Label("شرح تازه", "New description"), EMPTY, "")
    made = next_version(held(about=said), structure(), about, LAYOUT).metadata
    assert made == replace(about, description=Label("شرح تازه", "New description"))


def test_dimensions_keep_their_order_and_figures_their_cells():
    known, file = structure(), cube(add=3)
    turned = Cube(
        replace(file.structure, dimensions=file.structure.dimensions[::-1]),
        file.values.transpose(),
        file.signs.transpose(),
        file.origin_numbers.transpose(),
    )
    made = next_version(held(turned, layout=((), ())), known, metadata(), LAYOUT)
    assert made.cube.structure == known
    np.testing.assert_array_equal(made.cube.values, file.values)
    assert made.layout == LAYOUT


def test_groups_stay_while_their_members_do():
    by_size = Grouping(
        "BY_SIZE",
        Label("اندازه", "Size"),
        (Group("L", KNOWN, ("1501", "1502")), Group("S", KNOWN, ("1503",))),
    )
    known = structure()
    county = known.dimensions[0]
    grouped = replace(county, codelist=replace(county.codelist, groupings=(by_size,)))
    known = replace(known, dimensions=(grouped, *known.dimensions[1:]))
    made = next_version(held(cube(counties=COUNTIES[:2])), known, metadata(), LAYOUT).cube.structure
    (kept,) = made.dimensions[0].codelist.groupings
    assert [group.id for group in kept.groups] == ["L"]


def test_a_new_dataset_without_words_is_called_by_what_there_is():
    untold = Metadata(EMPTY, EMPTY, EMPTY, "")
    office = Label("مرکز آمار ایران", "Statistical Centre of Iran")
    made = new_dataset("NEW", held(about=untold, layout=((), ())), office)
    assert made.metadata.title == Label("جمعیت شهرستان‌ها", "Population of counties")
    assert made.metadata.source == office
    assert made.cube.structure.id == "NEW"


@pytest.mark.parametrize(
    ("wanted", "laid"),
    [
        (LAYOUT, LAYOUT),
        (((), ()), (("COUNTY", "SEX"), ("TIME",))),
        (((), ("SEX", "TIME", "COUNTY")), (("SEX", "TIME"), ("COUNTY",))),
        ((("TIME",), ()), (("TIME",), ("COUNTY",))),
        ((("GONE",), ("TIME",)), (("TIME",), ("COUNTY",))),
    ],
)
def test_a_layout_is_completed(wanted, laid):
    assert fitting(structure(), wanted) == laid


def test_a_list_is_no_table():
    alone = structure()
    with pytest.raises(Invalid):
        fitting(replace(alone, dimensions=(alone.time,)), ((), ()))


def test_more_than_six_dimensions_are_refused():
    many = tuple(dimension(f"D{n}", "ب", "d", (("A", "آ", "a"), ("B", "ب", "b"))) for n in range(6))
    with pytest.raises(Invalid):
        fitting(replace(structure(), dimensions=(*many, structure().time)), ((), ()))


def test_a_refusal_names_file_and_line_in_both_languages():
    error = Invalid(Label("سطر 7: بد است", "line 7: it is bad"), line=7)
    assert list(lines_of("a/b.px", error)) == ["a/b.px:7: it is bad", "a/b.px:7: بد است"]
    assert list(lines_of("b.px", Conflict(Label("نه", "no")))) == ["b.px: no", "b.px: نه"]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("now", NOW),
        ("2026-03-22T08:30:00+03:30", datetime(2026, 3, 22, 5, 0, tzinfo=UTC)),
        ("2026-03-22T08:30", datetime(2026, 3, 22, 5, 0, tzinfo=UTC)),
        ("2026-03-22T05:00:00Z", datetime(2026, 3, 22, 5, 0, tzinfo=UTC)),
    ],
)
def test_an_instant_of_release(text, instant):
    assert instant_of(text, NOW) == instant


@pytest.mark.parametrize("text", ["", "soon", "2026-03-21T08:30:00Z", "2020-01-01", "2026-13-01", "9" * 40])
def test_an_instant_that_is_none_or_has_passed(text):
    with pytest.raises(Invalid):
        instant_of(text, NOW)


def test_a_file_of_another_table_is_refused():
    other = cube()
    axes = tuple(
        axis if axis.role is Role.TIME else replace(axis, id=f"OTHER_{axis.id}")
        for axis in other.structure.dimensions
    )
    other = replace(other, structure=replace(other.structure, dimensions=axes))
    with pytest.raises(Invalid, match="the dataset POP_COUNTY has COUNTY, SEX; correct --dataset"):
        next_version(held(other), structure(), metadata(), LAYOUT)
