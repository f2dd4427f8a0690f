"""What every test stands on: a data folder of its own, a clock that the test moves, no network beyond loopback."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

PURE = {"persian", "statcore", "exchange", "cubes", "shelf", "dataplane"}
DATA = Path(tempfile.mkdtemp(prefix="amargah-test-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

# Set here and not in pyproject.toml: pytest-django would read the settings before the data folder is known.
os.environ["AMARGAH_DATA"] = str(DATA)
(DATA / "static").mkdir()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amargah.office.site.settings")

hypothesis_settings.register_profile(
    "default", deadline=None, max_examples=60, derandomize="CI" in os.environ, print_blob=True
)
hypothesis_settings.register_profile("deep", deadline=None, max_examples=5_000, print_blob=True)
hypothesis_settings.load_profile("default")


def pytest_configure(config: pytest.Config) -> None:
    """Loads the office, unless only tests of pure packages are asked for: those run without Django."""
    if not all(PURE & set(Path(argument).parts) for argument in config.args):
        from django.conf import settings

        assert settings.DATABASES


class Clock:
    """Callable like every clock of the project; stands still until the test moves it."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        return self.instant

    def advance(self, step: timedelta) -> datetime:
        self.instant += step
        return self.instant


@pytest.fixture
def clock() -> Clock:
    """1 Farvardin 1405, noon in Tehran."""
    return Clock(datetime(2026, 3, 21, 8, 30, tzinfo=UTC))


@pytest.fixture
def shelf(tmp_path: Path, clock: Clock):
    """An empty shelf that reads the time from `clock`."""
    from amargah.shelf import Shelf

    return Shelf(tmp_path / "shelf", clock)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """SQLite in a file as in production: in memory, locking between threads would be of another kind."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(DATA / "test.sqlite3")
    yield
