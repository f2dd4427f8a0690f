"""The office's only clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def _system() -> datetime:
    return datetime.now(UTC)


_clock: ContextVar[Clock] = ContextVar("clock", default=_system)


def now() -> datetime:
    """The present instant, aware and in UTC."""
    return _clock.get()().astimezone(UTC)


@contextmanager
def clock_at(instant: datetime | Clock) -> Iterator[None]:
    """Make `now()` answer `instant` (aware) or what the function gives, inside the block and its thread only."""
    if isinstance(instant, datetime) and instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    token = _clock.set(instant if callable(instant) else lambda: instant)
    try:
        yield
    finally:
        _clock.reset(token)
