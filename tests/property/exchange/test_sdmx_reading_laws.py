"""Any cube in any SDMX data format: what was written is read again, with and without the known structure."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from exchange_cubes import cubes
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from amargah.exchange.sdmx import read_data
from amargah.exchange.sdmx.data import (
    ALL_DIMENSIONS,
    GENERIC,
    SPECIFIC,
    SPECIFIC_3,
    Action,
    DataSet,
    Keys,
    Labels,
    Message,
    Packing,
    Part,
    Style,
    write_csv_1,
    write_csv_2,
    write_generic,
    write_json_1,
    write_json_2,
    write_specific,
)
from amargah.exchange.sdmx.definition import Definition
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import Calendar, Frequency, Period
from amargah.statcore.selections import resolve
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Role

LABEL = Label("ع", "T")
METADATA = Metadata(LABEL, LABEL, LABEL, "population")
WRITERS = {
    "generic": lambda message, _: write_generic(message, GENERIC),
    "specific": lambda message, _: write_specific(message, SPECIFIC),
    "specific 3": lambda message, _: write_specific(message, SPECIFIC_3),
    "json 1": lambda message, _: write_json_1(message),
    "json 2": lambda message, _: write_json_2(message),
    "csv 1": write_csv_1,
    "csv 2": write_csv_2,
}
REPLACES = np.array([meaning.replaces for meaning in MEANINGS])
few = settings(max_examples=40, deadline=None)


@st.composite
def periods(draw, count):
    """Distinct periods of both calendars, in any order; days of one are told apart from days of the other."""
    years = {Calendar.SOLAR: st.integers(1300, 1450), Calendar.GREGORIAN: st.integers(1900, 2100)}
    one = st.one_of(
        st.builds(Period, st.just(calendar), st.sampled_from(Frequency), year) for calendar, year in years.items()
    )
    return draw(st.lists(one, min_size=count, max_size=count, unique_by=lambda p: p.id))


@st.composite
def tables(draw):
    """A cube with real periods, and perhaps a dimension whose codes have units of their own."""
    cube = draw(cubes())
    metric = draw(st.booleans())
    dimensions = []
    for each in cube.structure.dimensions:
        codes = each.codelist.codes
        if each.role is Role.TIME:
            codes = [replace(c, id=p.id) for c, p in zip(codes, draw(periods(len(codes))), strict=True)]
        elif metric:
            codes = [replace(c, unit=Label(f"ی{n}", f"u{n}"), decimals=n) for n, c in enumerate(codes)]
            each, metric = replace(each, role=Role.METRIC), False
        dimensions.append(replace(each, codelist=replace(each.codelist, codes=tuple(codes))))
    return replace(cube, structure=replace(cube.structure, dimensions=tuple(dimensions)))


@st.composite
def styles(draw):
    return Style(draw(st.sampled_from([Labels.ID, Labels.BOTH])), draw(st.sampled_from(Keys)))


def message(cube, at, language, *, action=Action.INFORMATION):
    definition, places = Definition("S", cube.structure, METADATA), resolve(cube.structure, {})
    sets = (DataSet(definition, places, [Part(places, cube.values, cube.signs)], action),)
    return Message("m", datetime(2026, 3, 21, tzinfo=UTC), language, Packing(at), sets)


def figures(cube):
    """Value and sign by the codes of each cell that exists, whatever the order of dimensions and codes."""
    exists = ~np.isnan(cube.values) | (cube.signs != 0)
    found = {}
    for index in map(tuple, np.argwhere(exists).tolist()):
        pairs = zip(cube.structure.dimensions, index, strict=True)
        key = frozenset(("TIME" if d.role is Role.TIME else d.id, d.codelist.codes[at].id) for d, at in pairs)
        found[key] = (repr(float(cube.values[index])), int(cube.signs[index]))
    return found


@few
@given(tables(), st.sampled_from(sorted(WRITERS)), styles(), st.sampled_from(["fa", "en"]), st.data())
def test_what_was_written_is_read_again(cube, format, style, language, data):
    ids = ["TIME_PERIOD" if d.role is Role.TIME else d.id for d in cube.structure.dimensions]
    at = data.draw(st.sampled_from([*ids, ALL_DIMENSIONS]))
    written = b"".join(WRITERS[format](message(cube, at, language), style))
    if not figures(cube):
        with pytest.raises(Invalid, match="there are no observations"):
            read_data(written, cube.structure)
        return
    again = read_data(written, cube.structure)
    assert again.structure == cube.structure
    np.testing.assert_array_equal(again.values, cube.values)
    np.testing.assert_array_equal(again.signs, cube.signs)
    assert figures(read_data(written)) == figures(cube)


@few
@given(tables(), st.sampled_from(sorted(WRITERS)), st.integers(0, 2**32))
def test_what_is_deleted_is_gone_and_nothing_else(cube, format, seed):
    drop = np.random.default_rng(seed).random(cube.structure.shape) < 0.5
    assume(
        (drop & (~np.isnan(cube.values) | (cube.signs != 0))).any()
    )  # a deletion without cells means all of them
    gone = Cube(
        cube.structure,
        np.where(drop, cube.values, np.nan),
        np.where(drop, cube.signs, 0).astype(np.uint8),
        cube.origin_numbers,
    )
    first, second = (message(each, "TIME_PERIOD", "fa") for each in (cube, gone))
    deletion = replace(second.sets[0], action=Action.DELETE)
    both = replace(first, sets=(*first.sets, deletion))
    again = read_data(b"".join(WRITERS[format](both, Style())), cube.structure)
    np.testing.assert_array_equal(again.values, np.where(drop, np.nan, cube.values))
    np.testing.assert_array_equal(again.signs, np.where(drop, 0, cube.signs))


@few
@given(tables(), st.sampled_from(sorted(WRITERS)), st.sampled_from(list(Action)), st.integers(0, 2**32))
def test_a_part_changes_what_it_names_and_the_whole_is_all_there_is(cube, format, action, seed):
    named = np.random.default_rng(seed).random(cube.structure.shape) < 0.5
    named &= ~np.isnan(cube.values) | (cube.signs != 0)
    assume(named.any())
    part = replace(
        cube, values=np.where(named, cube.values, np.nan), signs=np.where(named, cube.signs, 0).astype(np.uint8)
    )
    other = replace(cube, values=np.full(cube.structure.shape, 7.5), signs=np.zeros_like(cube.signs))
    written = b"".join(WRITERS[format](message(part, "TIME_PERIOD", "fa", action=action), Style()))
    again = read_data(written, cube.structure, other)
    if action is Action.INFORMATION:
        expected = part.values, part.signs
    elif action is Action.DELETE:
        expected = np.where(named, np.nan, 7.5), np.zeros_like(cube.signs)
    else:
        numbered = named & (~np.isnan(part.values) | REPLACES[part.signs] | (action is Action.REPLACE))
        expected = np.where(numbered, part.values, 7.5), np.where(named, part.signs, 0)
    np.testing.assert_array_equal(again.values, expected[0])
    np.testing.assert_array_equal(again.signs, expected[1])
