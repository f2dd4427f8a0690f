"""Integration tests share the injected clock with the office."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest


@pytest.fixture
def clock(clock) -> Iterator[object]:
    """As everywhere, and the office reads it too."""
    from amargah.office.audit.public import clock_at

    with clock_at(clock):
        yield clock


@pytest.fixture
def folders(settings, tmp_path: Path) -> Path:
    """A catalogue and a shelf of the test's own; what one test releases no other sees."""
    settings.CATALOGUE, settings.SHELF = tmp_path / "catalogue", tmp_path / "shelf"
    settings.API_KEYS, settings.CALL_COUNTS = tmp_path / "keys", tmp_path / "calls"
    return tmp_path


@pytest.fixture
def browse() -> Callable:
    """A browser of somebody who has signed in and acts in the given mandate."""
    from django.test import Client

    from amargah.office.people.models import Person
    from amargah.office.people.queries import SESSION_KEY

    def opened(acting) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=acting.person))
        session = client.session
        session[SESSION_KEY] = acting.mandate
        session.save()
        return client

    return opened


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit empty the tables at their end; the rows that migrations wrote come back before each one.

    For all of them or for none: a flush that restores Django's own rows and one that does not exclude each other.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            if marker.kwargs.get("transaction"):
                marker.kwargs["serialized_rollback"] = True
