"""The points of a chart with every text that it shows, and the finding that is its title."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext

from amargah.cubes import StoredCube
from amargah.office.portal.figures import Figure, decimals_at, figure, leaves, unit_at
from amargah.office.portal.plans import Kind, Plan, plan
from amargah.statcore.cubes import Cube
from amargah.statcore.errors import Invalid
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import parse_period
from amargah.statcore.structures import Dimension, Role

MOST_BARS = 40


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    points: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class BreakMark:
    """From the period at `place` on, figures cannot be compared with those before."""

    place: int
    period: str
    note: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`names` are what stands along the axis, `positions` where (days, for time); points go with the names."""

    kind: Kind
    title: str
    measure: str
    along: str
    names: tuple[str, ...]
    positions: tuple[int, ...]
    series: tuple[Series, ...]
    breaks: tuple[BreakMark, ...]
    left_out: int

    @property
    def rows(self) -> tuple[tuple[str, tuple[Figure, ...]], ...]:
        """The chart as a table: a name and its figures, one a series."""
        return tuple(
            (name, tuple(series.points[place] for series in self.series)) for place, name in enumerate(self.names)
        )

    @property
    def shown(self) -> int:
        return len(self.names)

    @property
    def data(self) -> dict[str, Any]:
        """What `chart.js` draws."""
        return {
            "kind": self.kind.value,
            "names": self.names,
            "positions": self.positions,
            "series": [
                {
                    "name": series.name,
                    "points": [[point.value, point.text, point.meaning] for point in series.points],
                }
                for series in self.series
            ],
            "breaks": [{"place": each.place, "note": each.note} for each in self.breaks],
        }


@dataclass(frozen=True)
class _Drawing:
    stored: StoredCube
    metadata: Metadata
    plan: Plan
    language: str

    def chart(self) -> Chart | None:
        return self._lines() if self.plan.kind is Kind.LINES else self._bars()

    def _lines(self) -> Chart | None:
        structure = self.stored.structure
        time = structure.time
        by = structure.dimension(self.plan.lines) if self.plan.lines else None
        cube = self._part({})
        grid = self._figures(cube, time, by)
        names = self._labels(by) if by else (structure.measure.label.text(self.language),)
        series = tuple(
            Series(name, points)
            for name, points in zip(names, zip(*grid, strict=True), strict=True)
            if any(point.value is not None for point in points)
        )
        breaks = tuple(self._breaks(time))
        if not series:
            return None
        return Chart(
            kind=Kind.LINES,
            title=self._course(series, self._labels(time), breaks),
            measure=self._measure(cube, {time.id, by.id if by else ""}),
            along=time.label.text(self.language),
            names=self._labels(time),
            positions=_days(time),
            series=series,
            breaks=breaks,
            left_out=0,
        )

    def _bars(self) -> Chart | None:
        structure = self.stored.structure
        along = structure.dimension(self.plan.along)
        places = range(len(along)) if along is structure.time else leaves(along) or range(len(along))
        cube = self._at_fullest_period({along.id: tuple(places)})
        along = cube.structure.dimension(along.id)
        points = [row[0] for row in self._figures(cube, along, None)]
        order = _order(points, sorted_by_value=along.role is Role.GEO)
        if sum(point.value is not None for point in points) < 2:
            return None
        names = self._labels(along)
        kept = order[:MOST_BARS]
        return Chart(
            kind=Kind.BARS,
            title=self._extremes([(names[place], points[place]) for place in order], cube),
            measure=self._measure(cube, {along.id}),
            along=along.label.text(self.language),
            names=tuple(names[place] for place in kept),
            positions=tuple(range(len(kept))),
            series=(Series(structure.measure.label.text(self.language), tuple(points[place] for place in kept)),),
            breaks=(),
            left_out=len(order) - len(kept),
        )

    def _part(self, wanted: Mapping[str, tuple[int, ...]]) -> Cube:
        return self.stored.select(
            tuple(
                wanted.get(each.id)
                or ((self.plan.fixed[each.id],) if each.id in self.plan.fixed else tuple(range(len(each))))
                for each in self.stored.structure.dimensions
            )
        )

    def _at_fullest_period(self, wanted: Mapping[str, tuple[int, ...]]) -> Cube:
        """One period: the one with most figures, the latest of those."""
        time = self.stored.structure.time
        if time.id in wanted:
            return self._part(wanted)
        cube = self._part(wanted)
        axis = cube.structure.axis(time.id)
        told = np.moveaxis(~np.isnan(cube.values), axis, 0).reshape(len(time), -1).sum(axis=1)
        period = max(range(len(time)), key=lambda place: (told[place], place))
        return self._part({**wanted, time.id: (period,)})

    def _figures(self, cube: Cube, rows: Dimension, columns: Dimension | None) -> list[list[Figure]]:
        structure = cube.structure
        first = [structure.axis(rows.id)] + ([structure.axis(columns.id)] if columns else [])
        order = first + [axis for axis in range(len(structure.dimensions)) if axis not in first]
        shape = (len(rows), len(columns) if columns else 1)
        values = cube.values.transpose(order).reshape(shape).tolist()
        signs = cube.signs.transpose(order).reshape(shape).tolist()
        decimals = decimals_at(structure, (0,) * len(structure.dimensions))
        return [
            [figure(value, sign, decimals, self.language) for value, sign in zip(*row, strict=True)]
            for row in zip(values, signs, strict=True)
        ]

    def _labels(self, dimension: Dimension) -> tuple[str, ...]:
        return tuple(code.label.text(self.language) for code in dimension.codelist)

    def _measure(self, cube: Cube, moving: set[str]) -> str:
        """Measure, unit, and the codes at which the other dimensions stand."""
        structure = cube.structure
        still = [
            each.codelist.codes[0].label.text(self.language)
            for each in structure.dimensions
            if each.id not in moving and len(self.stored.structure.dimension(each.id)) > 1
        ]
        words = [f"{structure.measure.label.text(self.language)} ({self._unit(cube)})", *still]
        return ("، " if self.language == "fa" else ", ").join(words)

    def _unit(self, cube: Cube) -> str:
        return unit_at(cube.structure, (0,) * len(cube.structure.dimensions)).text(self.language)

    def _breaks(self, time: Dimension) -> Iterator[BreakMark]:
        for each in self.metadata.breaks:
            if each.period in time.codelist:
                place = time.codelist.position(each.period)
                period = time.codelist.codes[place].label.text(self.language)
                yield BreakMark(place, period, each.note.text(self.language))

    def _extremes(self, sorted_points: Sequence[tuple[str, Figure]], cube: Cube) -> str:
        told = [(point.value, name, point.number) for name, point in sorted_points if point.value is not None]
        highest, lowest = max(told), min(told)
        return gettext("Highest in %(high)s, %(most)s %(unit)s; lowest in %(low)s, %(least)s") % {
            "high": highest[1],
            "most": highest[2],
            "low": lowest[1],
            "least": lowest[2],
            "unit": self._unit(cube),
        }

    def _course(self, series: Sequence[Series], names: Sequence[str], breaks: Sequence[BreakMark]) -> str:
        """How the first series went, since the last break."""
        start = max((each.place for each in breaks), default=0)
        first = next((each for each in series if _numbers(each.points[start:]) > 1), None)
        if first is None:
            return gettext("%(name)s over time") % {"name": series[0].name}
        told = [place for place in range(start, len(names)) if first.points[place].value is not None]
        return gettext("%(name)s: from %(before)s in %(from)s to %(now)s in %(to)s") % {
            "name": first.name,
            "before": first.points[told[0]].number,
            "from": names[told[0]],
            "now": first.points[told[-1]].number,
            "to": names[told[-1]],
        }


def chart(stored: StoredCube, metadata: Metadata, language: str) -> Chart | None:
    """The chart of a dataset; None when its figures cannot be drawn."""
    chosen = plan(stored.structure)
    return _Drawing(stored, metadata, chosen, language).chart() if chosen else None


def _order(points: Sequence[Figure], *, sorted_by_value: bool) -> list[int]:
    places = list(range(len(points)))
    if not sorted_by_value:
        return places
    return sorted(places, key=lambda place: (points[place].value is None, -(points[place].value or 0.0)))


def _numbers(points: Sequence[Figure]) -> int:
    return sum(point.value is not None for point in points)


def _days(time: Dimension) -> tuple[int, ...]:
    """Where each period stands on an axis that is true to time; evenly, if a code is no period."""
    try:
        return tuple(parse_period(code.id).first_day.toordinal() for code in time.codelist)
    except Invalid:
        return tuple(range(len(time)))
