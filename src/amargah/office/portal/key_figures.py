"""The large numbers of the home page: the newest total of a dataset, with its period and how it has changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from django.utils.translation import gettext

from amargah.cubes import StoredCube
from amargah.office.portal.figures import PERCENT, Figure, decimals_at, figure, leaves, total_place, unit_at
from amargah.persian.digits import format_number
from amargah.shelf import Dataset, Edition, Shelf
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.selections import Indices
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Dimension, Role, Structure

MOST = 4
COUNTED = {"persons", "households"}
"""Units of heads: the places of a country add up to the country."""
UP, DOWN = "▲", "▼"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """`name` says what is counted; `change` compares with the period before, in words."""

    dataset: str
    name: str
    figure: Figure
    unit: Label
    period: Label
    source: Label
    change: str


def key_figures(shelf: Shelf, edition: Edition, language: str) -> tuple[KeyFigure, ...]:
    """At most `MOST`, of the datasets released last."""
    newest = sorted(edition.datasets.values(), key=lambda each: each.latest.visible_from, reverse=True)
    found = (key_figure(dataset, shelf.open(dataset.latest), language) for dataset in newest)
    return tuple(islice((each for each in found if each), MOST))


def key_figure(dataset: Dataset, stored: StoredCube, language: str) -> KeyFigure | None:
    """None for a dataset without a total that has a number."""
    parts = _parts(stored.structure)
    reading = _Reading(stored, dataset.latest.metadata, parts, language) if parts else None
    told = list(islice(reading.told(), 2)) if reading else []
    if reading is None or not told:
        return None
    period, shown = told[0]
    return KeyFigure(
        dataset=dataset.id,
        name=reading.name(),
        figure=shown,
        unit=reading.unit,
        period=reading.period(period),
        source=dataset.latest.metadata.source,
        change=reading.change(told[0], told[1]) if len(told) > 1 else "",
    )


Told = tuple[int, Figure]


def _parts(structure: Structure) -> Indices | None:
    """The places that make up the total, along each dimension; time stands at its beginning for now."""
    parts = tuple((0,) if each is structure.time else _part(each, structure) for each in structure.dimensions)
    return parts if all(parts) else None


def _part(dimension: Dimension, structure: Structure) -> tuple[int, ...]:
    total = total_place(dimension)
    if total is not None:
        return (total,)
    if dimension.role is not Role.GEO:
        return (0,)
    return leaves(dimension) if structure.measure.unit.en in COUNTED else ()


@dataclass(frozen=True)
class _Reading:
    stored: StoredCube
    metadata: Metadata
    parts: Indices
    language: str

    @property
    def structure(self) -> Structure:
        return self.stored.structure

    @property
    def first(self) -> tuple[int, ...]:
        return tuple(places[0] for places in self.parts)

    @property
    def unit(self) -> Label:
        return unit_at(self.structure, self.first)

    def period(self, place: int) -> Label:
        return self.structure.time.codelist.codes[place].label

    def told(self) -> Iterator[Told]:
        """Periods in which the total has a number, newest first."""
        axis = self.structure.axis(self.structure.time.id)
        for place in reversed(range(len(self.structure.time))):
            part = self.stored.select((*self.parts[:axis], (place,), *self.parts[axis + 1 :]))
            sign = next((int(each) for each in part.signs.flat if each != Sign.NORMAL), int(Sign.NORMAL))
            decimals = decimals_at(self.structure, self.first)
            shown = figure(float(np.sum(part.values)), sign, decimals, self.language)
            if shown.value is not None:
                yield place, shown

    def name(self) -> str:
        metric = self.structure.with_role(Role.METRIC)
        words = [] if metric else [self.structure.measure.label.text(self.language)]
        for dimension, places in zip(self.structure.dimensions, self.parts, strict=True):
            words += self._words(dimension, places)
        return ("، " if self.language == "fa" else ", ").join(words)

    def _words(self, dimension: Dimension, places: tuple[int, ...]) -> list[str]:
        if len(places) > 1:
            count = format_number(len(places), 0, self.language)
            words = {"dimension": dimension.label.text(self.language), "count": count}
            return [gettext("%(dimension)s: sum of %(count)s") % words]
        counts = dimension.role is Role.METRIC or (
            dimension is not self.structure.time and total_place(dimension) is None
        )
        return [dimension.codelist.codes[places[0]].label.text(self.language)] if counts else []

    def change(self, now: Told, before: Told) -> str:
        if self._broken_between(before[0], now[0]):
            return ""
        difference, words = _difference(now[1].value or 0.0, before[1].value or 0.0, self.unit)
        return words % {
            "arrow": UP if difference >= 0 else DOWN,
            "amount": format_number(abs(difference), 1, self.language),
            "period": self.period(before[0]).text(self.language),
        }

    def _broken_between(self, before: int, now: int) -> bool:
        codes = self.structure.time.codelist
        broken = (codes.position(each.period) for each in self.metadata.breaks if each.period in codes)
        return any(before < place <= now for place in broken)


def _difference(now: float, before: float, unit: Label) -> tuple[float, str]:
    """How much more, and the words for it: points of a percentage, else percent; no words where percent fails."""
    if PERCENT in unit.en.lower():
        return now - before, gettext("%(arrow)s %(amount)s points since %(period)s")
    if before <= 0 or now < 0:
        return 0.0, ""
    return (now / before - 1) * 100, gettext("%(arrow)s %(amount)s%% since %(period)s")
