from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from served import Served, serving, shelve

from amargah.dataplane import FairUse, Limits, create_app
from amargah.shelf import Shelf


class _Clock:
    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 21, 8, 30, tzinfo=UTC)

    def __call__(self):
        return self.instant

    def advance(self, step):
        self.instant += step


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Served]:
    """Both datasets on a server that lives as long as the tests; nothing of theirs changes it."""
    folder, clock = tmp_path_factory.mktemp("open_data"), _Clock()
    shelf = Shelf(folder / "shelf", clock)
    found = shelve(shelf, clock, folder / "cubes")
    patient = Limits(cells=1_000_000, calls=1_000_000, window=10)
    with serving(create_app(shelf, fair_use=FairUse(lambda: clock().timestamp(), anonymous=patient))) as address:
        yield replace(found, address=address)
