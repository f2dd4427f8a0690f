"""The history that SDMX gives, carried out in its order, ends at what is public now."""

import httpx
import numpy as np
import pytest
from served import PEOPLE, PRICES, cells

from amargah.exchange.sdmx import read_data

DATASETS = [PEOPLE, PRICES]
FORMATS = [
    ("2.1", "genericdata+xml"),
    ("2.1", "structurespecificdata+xml"),
    ("2.1", "data+json"),
    ("2.1", "data+csv"),
    ("3.0", "data+xml"),
    ("3.0", "data+json"),
    ("3.0", "data+csv"),
]


def answer(served, dataset, format, **query):
    version, name = format
    path = f"data/{dataset}" if version == "2.1" else f"data/dataflow/SCI/{dataset}/1.0"
    accepted = {"Accept": f"application/vnd.sdmx.{name}"}
    return httpx.get(f"{served.address}/sdmx/{version}/{path}", params=query, headers=accepted)


def same(one, other):
    np.testing.assert_array_equal(one.values, other.values)
    np.testing.assert_array_equal(one.signs, other.signs)


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("format", FORMATS)
def test_history_ends_at_what_is_public_now(served, dataset, format):
    cube = served.cubes[dataset]
    same(read_data(answer(served, dataset, format, includeHistory="true").content, cube.structure), cube)


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("format", FORMATS)
def test_what_an_instant_saw(served, dataset, format):
    cube = served.before[dataset]
    same(read_data(answer(served, dataset, format, asOf=served.instant).content, cube.structure), cube)


@pytest.mark.parametrize("dataset", DATASETS)
@pytest.mark.parametrize("format", FORMATS)
def test_what_came_after_an_instant_is_what_changed(served, dataset, format):
    cube, before = served.cubes[dataset], served.before[dataset]
    changes = read_data(answer(served, dataset, format, updatedAfter=served.instant).content, cube.structure)
    now, then = cells(cube), cells(before)
    assert cells(changes) == {key: cell for key, cell in now.items() if then.get(key) != cell}
    assert len(cells(changes)) == 2 and set(then) - set(now)
