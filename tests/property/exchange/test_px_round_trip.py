"""Any cube, in one language or two: what `write_px` wrote is read again, by us and by somebody else."""

import contextlib
import io
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from exchange_cubes import cubes, labels
from hypothesis import given, settings
from hypothesis import strategies as st
from pyaxis import pyaxis

from amargah.exchange.px import read_px, write_px
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break, Metadata
from amargah.statcore.periods import Calendar, Frequency, Period
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

LABEL = Label("ع", "T")
METADATA = Metadata(LABEL, LABEL, LABEL, "population")
UPDATED = datetime(2026, 3, 21, 9, tzinfo=UTC)
few = settings(max_examples=25, deadline=None)


@st.composite
def periods(draw, count):
    """Ids of periods in any order, of any calendar and frequency."""
    calendar = draw(st.sampled_from(Calendar))
    years = st.integers(1300, 1450) if calendar is Calendar.SOLAR else st.integers(1900, 2100)
    one = st.builds(Period, st.just(calendar), st.sampled_from(Frequency), years)
    if draw(st.booleans()):
        found = [draw(one)]
        while len(found) < count:
            found.append(found[-1].next())
        return [period.id for period in found]
    return [p.id for p in draw(st.lists(one, min_size=count, max_size=count, unique_by=lambda p: p.id))]


@st.composite
def hierarchies(draw, codes):
    """The codes, some of them below one that stands before it."""
    found = list(codes)
    for place in range(1, len(found)):
        if draw(st.booleans()):
            found[place] = replace(found[place], parent=found[draw(st.integers(0, place - 1))].id)
    return tuple(found)


@st.composite
def tables(draw):
    """A cube with real periods, hierarchies and perhaps contents with units, and a layout of it."""
    cube = draw(cubes())
    dimensions = []
    has_contents = draw(st.booleans())
    for each in cube.structure.dimensions:
        listed = each.codelist.codes
        role = each.role
        if role is Role.TIME:
            ids = draw(periods(len(listed)))
            listed = tuple(replace(code, id=id) for code, id in zip(listed, ids, strict=True))
        elif has_contents:
            has_contents, role = False, Role.METRIC
            listed = tuple(replace(code, unit=draw(st.none() | labels)) for code in listed)
            decimals = st.none() | st.integers(cube.structure.measure.decimals + 1, 6)
            listed = tuple(replace(code, decimals=draw(decimals)) for code in listed)
        else:
            listed = draw(hierarchies(listed))
        codelist = Codelist(each.codelist.id, each.label, listed)
        dimensions.append(replace(each, codelist=codelist, role=role))
    measure = replace(cube.structure.measure, additive=draw(st.booleans()))
    structure = Structure("S", cube.structure.label, tuple(dimensions), measure)
    cube = Cube(structure, cube.values, cube.signs, cube.origin_numbers)
    order = draw(st.permutations([each.id for each in structure.dimensions]))
    split = draw(st.integers(0, len(order)))
    return cube, (tuple(order[:split]), tuple(order[split:]))


metadata = st.builds(
    Metadata,
    title=labels,
    description=labels,
    source=labels,
    topic=st.just("population"),
    method=labels,
    quality=labels,
    contact=labels,
    notes=st.lists(labels, max_size=3).map(tuple),
    breaks=st.lists(st.builds(Break, st.just("1398"), labels), max_size=1).map(tuple),
)


def one_row(numbers, decimals):
    codes = tuple(Code(f"C{place}", LABEL) for place in range(len(numbers)))
    dimensions = (
        Dimension("TIME", LABEL, Codelist("CL_TIME", LABEL, (Code("1400", LABEL),)), Role.TIME),
        Dimension("D", LABEL, Codelist("CL_D", LABEL, codes)),
    )
    structure = Structure("S", LABEL, dimensions, Measure(LABEL, LABEL, decimals))
    cube = empty_cube(structure)
    cube.values[:] = numbers
    return cube


def written(cube, about, table, languages):
    return b"".join(write_px(cube, about, dataset="SET", table=table, updated=UPDATED, languages=languages))


def tame(label):
    """A quotation mark cannot stand in a PX text; an apostrophe takes its place."""
    return Label(label.fa.replace('"', "'"), label.en.replace('"', "'"))


def same_words(mine, theirs, languages):
    for language in languages:
        assert mine.text(language) == tame(theirs).text(language)


def same_dimension(mine, theirs, languages):
    assert (mine.id, mine.role, mine.codelist.id) == (theirs.id, theirs.role, theirs.codelist.id)
    same_words(mine.label, theirs.label, languages)
    assert [(c.id, c.parent) for c in mine.codelist] == [(c.id, c.parent) for c in theirs.codelist]
    for one, other in zip(mine.codelist, theirs.codelist, strict=True):
        same_words(one.label, other.label, languages)


def units(structure, language):
    """Unit and decimals of each of the contents, as a reader sees them."""
    metric, usual = structure.with_role(Role.METRIC), structure.measure
    return [
        (
            (tame(code.unit or usual.unit)).text(language),
            usual.decimals if code.decimals is None else code.decimals,
        )
        for code in (metric.codelist if metric else ())
    ]


@few
@given(tables(), metadata, st.sampled_from([("fa", "en"), ("en", "fa"), ("fa",), ("en",)]))
def test_what_was_written_is_read(table, about, languages):
    cube, layout = table
    again = read_px(written(cube, about, layout, languages))
    order = [*again.layout[0], *again.layout[1]]
    assert again.layout == layout
    axes = [cube.structure.axis(id) for id in order]
    np.testing.assert_array_equal(again.cube.values, cube.values.transpose(axes))
    np.testing.assert_array_equal(again.cube.signs, cube.signs.transpose(axes))
    for each in again.cube.structure.dimensions:
        same_dimension(each, cube.structure.dimension(each.id), languages)
    measure, other = again.cube.structure.measure, cube.structure.measure
    assert measure.additive == other.additive
    same_words(measure.label, other.label, languages)
    same_words(measure.unit, other.unit, languages)
    for language in languages:
        assert units(again.cube.structure, language) == units(cube.structure, language)


@few
@given(tables(), metadata, st.sampled_from([("fa", "en"), ("en", "fa"), ("fa",), ("en",)]))
def test_words_survive(table, about, languages):
    cube, layout = table
    again = read_px(written(cube, about, layout, languages)).metadata
    for name in ("title", "description", "source", "method", "quality", "contact"):
        same_words(getattr(again, name), getattr(about, name), languages)
    assert again.topic == about.topic
    assert len(again.notes) == len(about.notes)
    for mine, theirs in zip(again.notes, about.notes, strict=True):
        same_words(mine, theirs, languages)
    assert [each.period for each in again.breaks] == [each.period for each in about.breaks]
    for mine, theirs in zip(again.breaks, about.breaks, strict=True):
        same_words(mine.note, theirs.note, languages)


@few
@given(tables(), metadata, st.sampled_from([("fa", "en"), ("en",)]))
def test_somebody_elses_reader_finds_the_same_numbers(table, about, languages):
    cube, layout = table
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        path = Path(folder) / "table.px"
        path.write_bytes(written(cube, about, layout, languages))
        frame = pyaxis.parse(str(path), encoding="utf-8")["DATA"]
    order = [*layout[0], *layout[1]]
    values = cube.values.transpose([cube.structure.axis(id) for id in order]).reshape(-1)
    texts = [str(text) for text in frame["DATA"]]
    read = [float(text) if text.strip('"-.') else np.nan for text in texts]
    np.testing.assert_array_equal(read, values)


@few
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30), st.integers(0, 15))
def test_a_number_is_read_as_the_same_float64(numbers, decimals):
    cube = one_row(numbers, decimals)
    again = read_px(written(cube, METADATA, (("TIME",), ("D",)), ("en",))).cube
    np.testing.assert_array_equal(again.values.reshape(-1), np.array(numbers))
