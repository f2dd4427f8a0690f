"""What open data gives each reader, as this installation is set."""

from django.conf import settings

from amargah.dataplane import Limits


def limits_of_readers() -> tuple[Limits, Limits]:
    """The limits without a key and with one; a key allows `WITH_KEY` times as much."""
    anonymous = Limits(cells=settings.MOST_CELLS, calls=settings.MOST_CALLS, window=settings.CALLS_WINDOW)
    times = settings.WITH_KEY
    return anonymous, Limits(anonymous.cells * times, anonymous.calls * times, anonymous.window)
