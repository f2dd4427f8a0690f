"""Texts of observed values as exact numbers."""

import re
from collections.abc import Sequence
from math import isinf

import numpy as np

from amargah.exchange.sdmx.reading.failures import wrong
from amargah.statcore.cubes import Values
from amargah.statcore.errors import Invalid

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_ODD = re.compile(r"[^0-9+\-.eE\n]")
_NONE = ("", "NaN", "#N/A", None)
"""How a message says that there is no number."""


def numbers(texts: Sequence[str | None], lines: Sequence[int]) -> Values:
    """One number for each text, NaN for those that say there is none. Invalid for what is no number."""
    try:
        if _ODD.search("\n".join(filter(None, texts))):
            raise ValueError
        found = [float(text) if text else np.nan for text in texts]
    except ValueError:
        found = [_number(text, place, lines) for place, text in enumerate(texts)]
    values = np.array(found, np.float64)
    if np.isinf(values).any():
        place = int(np.flatnonzero(np.isinf(values))[0])
        raise no_number(texts[place], lines[place] if lines else None)
    return values


def no_number(said: object, line: int | None) -> Invalid:
    return wrong(
        f"«{said}» عدد نیست؛ عدد را مانند ۱۲۳۴٫۵ با رقم لاتین (\u20661234.5\u2069) بنویسید یا خالی بگذارید",
        f"{said!r} is no number; write it like 1234.5, or leave it out",
        line,
    )


def _number(text: str | None, place: int, lines: Sequence[int]) -> float:
    if text in _NONE:
        return np.nan
    if text is None or not _NUMBER.fullmatch(text) or isinf(float(text)):
        raise no_number(text, lines[place] if lines else None)
    return float(text)
