"""Laws of parts: they lie within the file, and what is asked for in steps is the whole."""

from hypothesis import given
from hypothesis import strategies as st

from amargah.dataplane.ranges import RangeNotSatisfiable, is_range, part_of

totals = st.integers(0, 2_000)
ends = st.none() | st.integers(0, 3_000)


@given(totals, ends, ends)
def test_a_part_is_what_python_would_cut(total, first, last):
    header = f"bytes={'' if first is None else first}-{'' if last is None else last}"
    if not is_range(header):
        assert (first is None and last is None) or (first is not None and last is not None and last < first)
        return
    data = bytes(place % 251 for place in range(total))
    expected = data[-last:] if first is None and last else data[first : None if last is None else last + 1]
    if first is None and not last:
        expected = b""
    try:
        part = part_of(header, total)
    except RangeNotSatisfiable:
        assert expected == b""
        return
    assert data[part.first : part.last + 1] == expected
    assert part.length == len(expected) > 0


@given(st.integers(1, 500), st.integers(1, 60))
def test_a_download_in_steps_is_the_whole(total, step):
    data = bytes(place % 251 for place in range(total))
    got = b""
    while len(got) < total:
        part = part_of(f"bytes={len(got)}-{len(got) + step - 1}", total)
        got += data[part.first : part.last + 1]
    assert got == data


@given(st.text(max_size=40))
def test_no_text_is_a_surprise(header):
    if is_range(header):
        try:
            part_of(header, 10)
        except RangeNotSatisfiable as error:
            assert error.status == 416
