"""Periods that know their calendar: `1400-Q3` is autumn 1400 and lasts from 2021-09-23 to 2021-12-21.

An id says its calendar by its year: years under 1700 are Solar Hijri, later ones Gregorian.
"""

from amargah.statcore.periods.conversion import containing, overlapping
from amargah.statcore.periods.kinds import Calendar, Frequency
from amargah.statcore.periods.parsing import parse_period
from amargah.statcore.periods.period import Period

__all__ = ["Calendar", "Frequency", "Period", "containing", "overlapping", "parse_period"]
