"""Integration tests share the injected clock with the office."""

from collections.abc import Iterator

import pytest


@pytest.fixture
def clock(clock) -> Iterator[object]:
    """As everywhere, and the office reads it too."""
    from amargah.office.audit.public import clock_at

    with clock_at(clock):
        yield clock


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that commit empty the tables at their end; the rows that migrations wrote come back before each one.

    For all of them or for none: a flush that restores Django's own rows and one that does not exclude each other.
    """
    for item in items:
        for marker in item.iter_markers("django_db"):
            if marker.kwargs.get("transaction"):
                marker.kwargs["serialized_rollback"] = True
