from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amargah.office.audit.chain import (
    EDITED,
    MISSING,
    UNLINKED,
    Break,
    Link,
    Row,
    canonical_json,
    follow,
    row_hash,
    seal,
)

KEY = b"key"
AT = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)


def chain(length: int, key: bytes = KEY) -> list[Row]:
    rows: list[Row] = []
    for sequence in range(1, length + 1):
        previous = rows[-1].hash if rows else ""
        row = Row(sequence, AT, "submit", 1, 2, "liaison", "table", sequence, "چرا", "{}", previous)
        rows.append(replace(row, hash=row_hash(row, key)))
    return rows


def test_a_chain_holds_from_the_start_and_from_any_place_in_it():
    rows = chain(5)
    assert follow(rows, Link(), KEY) == (Link(5, rows[4].hash), None)
    assert follow(rows[2:], Link(2, rows[1].hash), KEY) == (Link(5, rows[4].hash), None)


COLUMNS = {
    "at": AT.replace(microsecond=1),
    "verb": "approve",
    "person": None,
    "organisation": 3,
    "role": "head",
    "subject_kind": "release",
    "subject_id": 99,
    "reason": "",
    "changes": '{"a":1}',
    "previous_hash": "0" * 64,
    "hash": "0" * 64,
}


@given(st.integers(0, 6), st.sampled_from(sorted(COLUMNS)))
def test_an_edit_of_any_column_of_any_row_is_found_at_that_row(index, column):
    rows = chain(7)
    rows[index] = replace(rows[index], **{column: COLUMNS[column]})
    last, broken = follow(rows, Link(), KEY)
    assert broken == Break(index + 1, EDITED)
    assert last.sequence == index


@given(st.integers(0, 5))
def test_a_deleted_row_is_named(index):
    rows = chain(7)
    del rows[index]
    assert follow(rows, Link(), KEY)[1] == Break(index + 1, MISSING)


@given(st.integers(0, 6), st.integers(0, 6))
def test_swapped_rows_are_found_at_the_first_of_them(one, other):
    rows = chain(7)
    first, second = sorted((one, other))
    rows[first], rows[second] = (
        replace(rows[second], sequence=first + 1),
        replace(rows[first], sequence=second + 1),
    )
    broken = follow(rows, Link(), KEY)[1]
    assert broken == (None if one == other else Break(first + 1, EDITED))


def test_a_row_of_another_chain_with_the_same_key_does_not_link():
    rows = chain(3)
    stranger = replace(rows[2], previous_hash="f" * 64)
    rows[2] = replace(stranger, hash=row_hash(stranger, KEY))
    assert follow(rows, Link(), KEY)[1] == Break(3, UNLINKED)


def test_without_the_key_nothing_can_be_signed():
    assert follow(chain(3, b"other key"), Link(), KEY)[1] == Break(1, EDITED)
    assert seal(Link(3, "ab"), b"other key") != seal(Link(3, "ab"), KEY)
    assert seal(Link(3, "ab"), KEY) != seal(Link(2, "ab"), KEY)


def test_fields_cannot_be_shifted_into_each_other():
    row = chain(1)[0]
    left, right = replace(row, verb="ab", role="c"), replace(row, verb="a", role="bc")
    assert row_hash(left, KEY) != row_hash(right, KEY)


def test_canonical_json_is_sorted_and_refuses_what_json_has_not():
    assert canonical_json({"b": 1, "a": "۱"}) == '{"a":"\\u06f1","b":1}'
    with pytest.raises(ValueError):
        canonical_json({"a": float("nan")})
