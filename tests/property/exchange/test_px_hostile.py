"""Whatever is done to a PX file, it is read or refused with a line: nothing else happens."""

import sys
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from amargah.exchange.px import read_px
from amargah.statcore.errors import Invalid

sys.path.insert(0, str(Path(__file__).parents[2] / "unit/exchange"))
from px_files import FINNISH, IRISH, SMALL, SWEDISH

FILES = [SMALL.encode(), SWEDISH.encode("cp1252"), FINNISH.encode("iso-8859-15"), IRISH.encode("latin-1")]
SCRAPS = [*(bytes([letter]) for letter in b'";=()[],:-\n\xff*'), b"DATA=", b"TLIST(", b"1e9"]


@st.composite
def spoiled(draw):
    """A file with up to four pieces cut out, doubled, or put in another's place."""
    data = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        stop = draw(st.integers(start, min(len(data), start + 40)))
        middle = draw(st.sampled_from([b"", data[start:stop] * 2, *SCRAPS]) | st.binary(max_size=6))
        data = data[:start] + middle + data[stop:]
    return data


@st.composite
def shuffled(draw):
    """The lines of a file in another order, some of them missing or twice there."""
    lines = draw(st.sampled_from(FILES)).splitlines(keepends=True)
    return b"".join(draw(st.lists(st.sampled_from(lines), max_size=60)))


@settings(max_examples=150, deadline=None)
@given(spoiled() | shuffled() | st.binary(max_size=200))
@example(b'MATRIX="a";DATA=')
def test_read_or_refused(data):
    try:
        read = read_px(data)
    except Invalid as error:
        assert 1 <= error.context["line"] <= data.count(b"\n") + 1
        assert error.detail.fa and error.detail.en
    else:
        assert read.cube.values.shape == read.cube.structure.shape
