"""The worker: sweeps at their intervals, each safe to repeat and to run beside itself. No release needs one."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import close_old_connections

from amargah.office.notices.public import sweep_messages
from amargah.office.people.public import sweep_keys
from amargah.office.releases.public import stage_armed

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sweep:
    """What runs, and every how many seconds."""

    run: Callable[[], int]
    every: float


SWEEPS = (Sweep(sweep_messages, 5), Sweep(stage_armed, 15), Sweep(sweep_keys, 30))


def work(sweeps: tuple[Sweep, ...] = SWEEPS) -> None:
    """Runs until it is ended."""
    next_at = dict.fromkeys(sweeps, 0.0)
    while True:
        for sweep in sweeps:
            if time.monotonic() >= next_at[sweep]:
                _once(sweep)
                next_at[sweep] = time.monotonic() + sweep.every
        close_old_connections()
        time.sleep(1)


def _once(sweep: Sweep) -> None:
    try:
        sweep.run()
    except Exception:  # such as a database that is away for a while: the next round finds what this one left
        log.exception("a sweep failed and is repeated")
