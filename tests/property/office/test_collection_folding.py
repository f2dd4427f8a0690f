"""Saves of any kind fold to what was typed last in each cell; a change is written only where something differs."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from amargah.office.collection.figures import changes_between, fold
from amargah.statcore.entries import BLANK, Entry, format_entry, parse_entry
from amargah.statcore.signs import MEANINGS
from released import structure

SHAPE = structure()
SYMBOLS = [meaning.symbol for meaning in MEANINGS if meaning.replaces]
NUMBERS = st.integers(-(10**9), 10**9).map(str)
TEXTS = st.one_of(NUMBERS, st.sampled_from(["", *SYMBOLS]), NUMBERS.map("{}*".format))
SAVES = st.lists(st.dictionaries(st.integers(0, SHAPE.size - 1), TEXTS, max_size=8), max_size=12)


def entered(saves):
    """The revisions that the saves make, one after the other, as the office stores them."""
    revisions = []
    for save in saves:
        entries = {place: parse_entry(text, 0) for place, text in save.items()}
        changes = changes_between(fold(SHAPE, revisions), entries)
        if changes:
            revisions.append(changes)
    return revisions


def same(left: Entry, right: Entry) -> bool:
    values = left.value == right.value or (math.isnan(left.value) and math.isnan(right.value))
    return values and left.sign == right.sign


@given(SAVES)
def test_the_last_text_of_each_cell_stands(saves):
    cube = fold(SHAPE, entered(saves))
    last = {place: text for save in saves for place, text in save.items()}
    for place in range(SHAPE.size):
        value, sign = cube.values.reshape(-1)[place], cube.signs.reshape(-1)[place]
        typed = parse_entry(last[place], 0) if place in last else BLANK
        assert same(Entry(float(value), sign), typed)
        assert format_entry(value, sign, 0, "en") == format_entry(typed.value, typed.sign, 0, "en")


@given(SAVES, st.dictionaries(st.integers(0, SHAPE.size - 1), TEXTS))
def test_changes_are_minimal_and_enough(saves, typed):
    old = fold(SHAPE, entered(saves))
    entries = {place: parse_entry(text, 0) for place, text in typed.items()}
    changes = changes_between(old, entries)
    new = fold(SHAPE, [*entered(saves), changes])
    assert changes_between(new, entries) == {}
    differs = ~((old.values == new.values) | (np.isnan(old.values) & np.isnan(new.values))) | (
        old.signs != new.signs
    )
    assert {int(place) for place in changes} == set(np.flatnonzero(differs.reshape(-1)).tolist())


@given(SAVES)
def test_saving_the_same_again_makes_no_revision(saves):
    once = entered(saves)
    assert len(entered([*saves, saves[-1]]) if saves else []) == len(once)
