"""Units and decimals, as the attributes of observations tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from amargah.exchange.numerals import MOST_DECIMALS
from amargah.exchange.sdmx.definition import DECIMALS, UNIT
from amargah.exchange.sdmx.reading.codes import Axis
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import NOTHING, Observations
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Dimension, Measure, Role

_ORDER = (Role.METRIC, Role.OTHER, Role.GEO)
"""Which dimensions units may go with, the likeliest first."""

Texts = Mapping[int, str]


@dataclass(frozen=True)
class Units:
    """`axis` is the dimension whose codes have units or decimals of their own, and `by_code` what they are.

    `alike` is what holds for all cells when there is no such dimension.
    """

    axis: int | None
    units: Texts
    decimals: Texts
    names: Mapping[str, Label]

    def measure(self, measure: Measure) -> Measure:
        """The measure with what holds for all cells."""
        if self.axis is not None:
            return measure
        unit, decimals = self._unit(NOTHING), self._decimals(NOTHING)
        decimals = measure.decimals if decimals is None else decimals
        return replace(measure, unit=unit or measure.unit, decimals=decimals)

    def code(self, code: Code, place: int) -> Code:
        """The code with the unit and the decimals that are told at its place."""
        return replace(code, unit=self._unit(place), decimals=self._decimals(place))

    def dimension(self, dimension: Dimension, known: int = 0) -> Dimension:
        """The dimension with the units of its codes but the first, which are `known`."""
        codes = dimension.codelist.codes
        more = tuple(self.code(code, place) for place, code in enumerate(codes[known:], start=known))
        codelist = replace(dimension.codelist, codes=codes[:known] + more)
        return replace(dimension, codelist=codelist, role=Role.METRIC)

    def _unit(self, place: int) -> Label | None:
        text = self.units.get(place)
        return self.names.get(text, Label(text, text)) if text else None

    def _decimals(self, place: int) -> int | None:
        text = self.decimals.get(place)
        if text is None:
            return None
        if not (text.isascii() and text.isdigit() and int(text) <= MOST_DECIMALS):
            raise wrong(
                f"{DECIMALS} با مقدار «{text}» عددی از 0 تا {MOST_DECIMALS} نیست",
                f"{DECIMALS} {text!r} is no number from 0 to {MOST_DECIMALS}",
            )
        return int(text)


def told_units(datasets: Sequence[Observations], axes: Sequence[Axis], names: Mapping[str, Label]) -> Units:
    """What the datasets say. Invalid when units or decimals go with no one dimension."""
    alike = [_alike(datasets, id) for id in (UNIT, DECIMALS)]
    if None not in alike:
        units, decimals = ({NOTHING: text} if text else {} for text in alike)
        return Units(None, units, decimals, names)
    for axis in sorted(range(len(axes)), key=lambda each: _rank(axes[each])):
        found = [_by_code(datasets, id, axes[axis]) for id in (UNIT, DECIMALS)]
        if _rank(axes[axis]) < len(_ORDER) and found[0] is not None and found[1] is not None:
            return Units(axis, found[0], found[1], names)
    raise wrong(
        f"{UNIT} و {DECIMALS} باید برای همه یکی باشند یا با کدهای یک بُعد عوض شوند",
        f"{UNIT} and {DECIMALS} have to be the same everywhere, or to go with the codes of one dimension",
    )


def _rank(axis: Axis) -> int:
    role = axis.dimension.role
    return _ORDER.index(role) if role in _ORDER else len(_ORDER)


def _alike(datasets: Sequence[Observations], id: str) -> str | None:
    """The one text of an attribute, "" when it is never told; None for several."""
    columns = [each.columns[id] for each in datasets if id in each.columns]
    texts = {column.texts[place] for column in columns for place in np.unique(column.places) if place != NOTHING}
    return None if len(texts) > 1 else next(iter(texts), "")


def _by_code(datasets: Sequence[Observations], id: str, axis: Axis) -> Texts | None:
    """The text of an attribute for each code of a dimension; None when a code has several."""
    found: dict[int, str] = {}
    for dataset in datasets:
        codes, told = dataset.columns[axis.component], dataset.columns.get(id)
        if told is None:
            continue
        wide = len(told.texts) + 1
        for number in np.unique(codes.places.astype(np.int64) * wide + told.places + 1).tolist():
            code, text = divmod(number, wide)
            if (
                text
                and found.setdefault(axis.places[codes.texts[code]], told.texts[text - 1]) != told.texts[text - 1]
            ):
                return None
    return found
