"""A download that breaks off and goes on, over a real connection, for every format and larger than a buffer."""

from datetime import UTC, datetime

import httpx
import pytest
from served import serving

from amargah.dataplane import FairUse, create_app
from amargah.shelf import Shelf
from released import cube, released, stage

NOW = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)
MANY = {
    "counties": tuple((str(n), f"شهرستان {n}", f"County {n}") for n in range(1000, 1120)),
    "years": tuple((str(n), str(n), str(n)) for n in range(1200, 1500)),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("resumed")
    shelf = Shelf(folder / "shelf", lambda: NOW)
    stage(shelf, folder / "cubes", "r1", NOW, released(folder / "cubes", of=cube(0.25, **MANY)))
    with serving(create_app(shelf, fair_use=FairUse(lambda: 0.0))) as found:
        yield f"{found}/data/POP_COUNTY"


def broken_off(url, after):
    """What arrived before the connection was lost, and the tag."""
    got = b""
    with httpx.stream("GET", url) as answer:
        for piece in answer.iter_raw():
            got += piece
            if len(got) >= after:
                return got, answer.headers["ETag"]
    raise AssertionError("the file is too small to be broken off")


@pytest.mark.parametrize("part", ["", "?SEX=T,F&lang=en"])
@pytest.mark.parametrize("extension", ["csv", "json", "px", "xlsx", "parquet"])
def test_it_goes_on_where_it_broke_off(address, extension, part):
    url = f"{address}.{extension}{part}"
    whole = httpx.get(url)
    assert whole.status_code == 200
    got, tag = broken_off(url, len(whole.content) // 3)
    asked = {"Range": f"bytes={len(got)}-", "If-Range": tag}
    rest = httpx.get(url, headers=asked)
    assert rest.status_code == 206
    assert rest.headers["Content-Range"] == f"bytes {len(got)}-{len(whole.content) - 1}/{len(whole.content)}"
    assert got + rest.content == whole.content
