"""Whatever part of whatever file is asked for, it is that part of the whole."""

from datetime import UTC, datetime

import pytest
from falcon.testing import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from amargah.dataplane import FairUse, create_app, formats
from amargah.shelf import Shelf
from released import COUNTIES, SEXES, cube, released, stage


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    now = datetime(2026, 3, 21, tzinfo=UTC)
    root = tmp_path_factory.mktemp("ranges")
    shelf = Shelf(root / "shelf", lambda: now)
    stage(shelf, root / "cubes", "r1", now, released(root / "cubes", of=cube(0.5)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(formats, "_BLOCK", 4)  # so that even these few cells are written down first
        yield TestClient(create_app(shelf, fair_use=FairUse(lambda: 0.0)))


def some(codes):
    return st.lists(st.sampled_from([code for code, _, _ in codes]), unique=True, min_size=1).map(",".join)


@settings(max_examples=80)
@given(st.sampled_from(["csv", "json", "px", "xlsx", "parquet"]), some(COUNTIES), some(SEXES), st.data())
def test_a_part_is_cut_out_of_the_whole(client, extension, counties, sexes, data):
    asked = {"COUNTY": counties, "SEX": sexes, "lang": data.draw(st.sampled_from(["fa", "en"]))}
    address = f"/data/POP_COUNTY.{extension}"
    whole = client.simulate_get(address, params=asked).content
    first = data.draw(st.integers(0, len(whole) - 1))
    last = data.draw(st.none() | st.integers(first, len(whole) + 10))
    header = {"Range": f"bytes={first}-{'' if last is None else last}"}
    part = client.simulate_get(address, params=asked, headers=header)
    assert part.status_code == 206
    assert part.content == whole[first : None if last is None else last + 1]
