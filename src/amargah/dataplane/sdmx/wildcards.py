"""Words and marks that stand for everything, or for whatever is the latest, in the addresses of both versions.

The standard itself writes the words now in small letters and now in capitals.
"""

import re
from collections.abc import Sequence

from amargah.exchange.sdmx.identity import AGENCY, VERSION

_NUMBER = re.compile(r"([0-9]+)([+~*]?)")


def is_all(asked: str) -> bool:
    """For agencies, artefacts and versions."""
    return is_every_code(asked.lower())


def is_every_code(asked: str) -> bool:
    """For codes, of which one may be called ALL."""
    return asked in ("all", "*")


def is_agency(asked: str) -> bool:
    """Whether the one agency that everything is of is among those asked for."""
    return asked == AGENCY or is_all(asked)


def is_version(asked: str) -> bool:
    """Whether the one version that everything has is among those asked for."""
    return is_all(asked) or asked.lower() == "latest" or covers(asked, VERSION)


def covers(asked: str, version: str) -> bool:
    """Whether `version` is one that `asked` means: `2.0.0`, `2.0`, or with `+` (or later), `*` or `~`."""
    wanted, had = _numbers(asked), _numbers(version)
    if wanted is None or had is None:
        return False
    for (low, operator), (number, _) in zip(wanted, had, strict=True):
        if operator:
            return _from(wanted) <= _from(had)
        if low != number:
            return False
    return True


def _from(numbers: Sequence[tuple[int, str]]) -> tuple[int, ...]:
    return tuple(number for number, _ in numbers)


def _numbers(version: str) -> list[tuple[int, str]] | None:
    """Three numbers with the operator behind each; None for what is no version."""
    parts = [f"0{part}" if part in ("+", "~", "*") else part for part in version.split(".")]
    found = [_NUMBER.fullmatch(part) for part in parts]
    if len(found) > 3 or not all(found) or len(version) > 20:
        return None
    read = [(int(match[1]), match[2]) for match in found if match]
    return read + [(0, "")] * (3 - len(read))
