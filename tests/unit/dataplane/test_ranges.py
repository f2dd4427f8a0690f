"""The header Range, case by case of RFC 9110."""

import pytest

from amargah.dataplane.ranges import Part, RangeNotSatisfiable, is_range, part_of, still_the_same


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-0", Part(0, 0, 100)),
        ("bytes=10-19", Part(10, 19, 100)),
        ("bytes=90-", Part(90, 99, 100)),
        ("bytes=90-500", Part(90, 99, 100)),
        ("bytes=-1", Part(99, 99, 100)),
        ("bytes=-500", Part(0, 99, 100)),
        ("Bytes = 5 - 6", Part(5, 6, 100)),
    ],
)
def test_one_range(header, part):
    assert is_range(header)
    assert part_of(header, 100) == part


def test_a_part_says_where_it_stands():
    assert (Part(10, 19, 100).length, Part(10, 19, 100).content_range) == (10, "bytes 10-19/100")


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=9-1",
        "bytes=a-b",
        "items=0-1",
        "bytes=0-1,5-6",
        "bytes=۱-۲",
        f"bytes={10**19}-",
    ],
)
def test_what_is_not_one_range_is_the_whole(header):
    assert not is_range(header)


@pytest.mark.parametrize(("header", "total"), [("bytes=100-", 100), ("bytes=100-200", 100), ("bytes=-0", 100)])
def test_behind_the_end(header, total):
    with pytest.raises(RangeNotSatisfiable, match="100 bytes"):
        part_of(header, total)


def test_of_an_empty_file_there_is_no_part():
    with pytest.raises(RangeNotSatisfiable):
        part_of("bytes=0-", 0)
    with pytest.raises(RangeNotSatisfiable):
        part_of("bytes=-5", 0)


@pytest.mark.parametrize(
    ("if_range", "same"),
    [(None, True), ('"a"', True), ('W/"a"', False), ('"b"', False), ("Sat, 21 Mar 2026 08:30:00 GMT", False)],
)
def test_only_the_strong_tag_allows_a_part(if_range, same):
    assert still_the_same(if_range, '"a"') is same
