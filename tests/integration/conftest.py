"""Integration tests share the injected clock with the office."""

from collections.abc import Iterator

import pytest


@pytest.fixture
def clock(clock) -> Iterator[object]:
    """As everywhere, and the office reads it too."""
    from amargah.office.audit.public import clock_at

    with clock_at(clock):
        yield clock
