"""One number of a cube as it is printed, and what has to be known to print it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from amargah.persian.digits import format_number
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign, meaning_of
from amargah.statcore.structures import Code, Dimension, Role, Structure

PERCENT = "percent"
TOTALS = {"T", "_T", "TOTAL", "IR"}
"""Codes of our codelists that stand for the sum of all others; IR is the country."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`number` is empty where a sign stands in its place; `value` is None then."""

    value: float | None
    number: str
    sign: str
    meaning: str

    @property
    def text(self) -> str:
        return self.number + self.sign


def figure(value: float, sign: int, decimals: int, language: str) -> Figure:
    """The number `value` under `sign`, printed with so many decimals."""
    meaning = meaning_of(sign)
    words = meaning.label.text(language) if sign != Sign.NORMAL else ""
    if isnan(value) or meaning.replaces:
        return Figure(None, "", meaning.symbol, words)
    return Figure(value, format_number(value, decimals, language), meaning.symbol, words)


def decimals_at(structure: Structure, index: Sequence[int]) -> int:
    """Decimals of the cell at `index`: those of an indicator before those of the measure."""
    found = (code.decimals for code in _codes(structure, index) if code.decimals is not None)
    return next(found, structure.measure.decimals)


def unit_at(structure: Structure, index: Sequence[int]) -> Label:
    """Unit of the cell at `index`: that of an indicator before that of the measure."""
    return next((code.unit for code in _codes(structure, index) if code.unit), structure.measure.unit)


def total_place(dimension: Dimension) -> int | None:
    """Place of the code that stands for all others, of the only code, or of an indicator; None if none."""
    codes = dimension.codelist.codes
    if len(codes) == 1:
        return 0
    if dimension.role is Role.METRIC:
        return _telling(codes)
    parents = {code.parent for code in codes}
    roots = [place for place, code in enumerate(codes) if code.parent is None and code.id in parents]
    named = [place for place, code in enumerate(codes) if code.id.upper() in TOTALS]
    return next(iter(named or (roots if len(roots) == 1 else [])), None)


def leaves(dimension: Dimension) -> tuple[int, ...]:
    """Places of the codes that are the sum of no others."""
    codes = dimension.codelist.codes
    parents = {code.parent for code in codes}
    whole = {place for place, code in enumerate(codes) if code.id in parents or code.id.upper() in TOTALS}
    return tuple(place for place in range(len(codes)) if place not in whole)


def _telling(codes: Sequence[Code]) -> int:
    """The first rate, else the first indicator: 40.7 percent of inflation says more than an index of 203.9603."""
    rates = (place for place, code in enumerate(codes) if code.unit and PERCENT in code.unit.en.lower())
    return next(rates, 0)


def _codes(structure: Structure, index: Sequence[int]) -> Iterator[Code]:
    for dimension, place in zip(structure.dimensions, index, strict=True):
        yield dimension.codelist.codes[place]
