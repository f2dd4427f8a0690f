"""Numbers as text, whole arrays at once: the shortest decimal that reads back as the same number."""

import numpy as np
import numpy.typing as npt
import orjson

from amargah.statcore.cubes import Values

# Stands for "no number" among integers: a float64 can hold it, and no figure is as low.
_NOTHING = -(2.0**63)
_NOTHING_TEXT = str(int(_NOTHING)).encode()
MOST_DECIMALS = 15
_FEW = 300  # below it, looking whether all are whole costs more than it saves


def json_numbers(values: Values) -> bytes:
    """`1,2.5,null` for a flat array without infinite numbers; NaN is null, and whole numbers have no `.0`."""
    whole = _integers(values)
    if whole is None:
        written = orjson.dumps(np.ascontiguousarray(values), option=orjson.OPT_SERIALIZE_NUMPY)
        return written.replace(b".0,", b",").replace(b".0]", b"]")[1:-1]
    written = orjson.dumps(whole, option=orjson.OPT_SERIALIZE_NUMPY)[1:-1]
    return written.replace(_NOTHING_TEXT, b"null")


def number_texts(values: Values) -> list[bytes]:
    """The text of each number of a flat array; that of NaN is empty."""
    if not values.size:
        return []
    return json_numbers(values).replace(b"null", b"").split(b",")


def decimals_of(values: Values, at_least: int = 0) -> int:
    """The fewest decimals, up to `MOST_DECIMALS`, with which every number of an array can be told."""
    fractions = values[values != np.trunc(values)]
    fractions = fractions[~np.isnan(fractions)]
    enough = (each for each in range(at_least, MOST_DECIMALS) if (np.round(fractions, each) == fractions).all())
    return next(enough, max(at_least, MOST_DECIMALS))


def _integers(values: Values) -> npt.NDArray[np.int64] | None:
    """The array as integers when every number in it is whole: they are written five times as fast."""
    if values.size < _FEW:
        return None
    missing = np.isnan(values)
    filled = np.where(missing, _NOTHING, values) if missing.any() else values
    with np.errstate(invalid="ignore"):  # what is too large becomes another number, which the comparison tells
        whole = filled.astype(np.int64)
    return whole if np.array_equal(whole, filled) else None
