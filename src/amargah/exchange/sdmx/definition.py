"""How a dataset of ours is described in SDMX: the one mapping that structures and data messages both follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from amargah.exchange.sdmx.identity import (
    STATUS_CODELIST,
    TIME_DIMENSION,
    periods_id,
    to_id,
    units_id,
)
from amargah.exchange.sdmx.times import both_calendars, to_time
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.periods import Period, parse_period
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Code, Codelist, Dimension, Role, Structure

STATUS, PERIOD, UNIT, DECIMALS, COMMENT = "OBS_STATUS", "PERIOD", "UNIT_MEASURE", "DECIMALS", "COMMENT_DSET"


@dataclass(frozen=True, slots=True)
class Attribute:
    """`attached` names the dimensions that its value depends on: none for the whole dataset, all for a cell.

    `codelist` is the id of the list of its values, or None when they are free (a number for DECIMALS).
    """

    id: str
    label: Label
    attached: tuple[str, ...]
    codelist: str | None = None
    required: bool = False


@dataclass(frozen=True)
class Definition:
    """A dataset as SDMX sees it. The key has every dimension but time, in the order of the structure.

    Ids are those of SDMX (`to_id`), the time dimension is always TIME_PERIOD.
    """

    dataset: str
    structure: Structure
    metadata: Metadata

    @cached_property
    def key(self) -> tuple[Dimension, ...]:
        return tuple(d for d in self.structure.dimensions if d.role is not Role.TIME)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The SDMX id of each dimension, in the order of the structure."""
        return tuple(TIME_DIMENSION if d.role is Role.TIME else to_id(d.id) for d in self.structure.dimensions)

    @cached_property
    def axes(self) -> Mapping[str, int]:
        """Axis of the structure by SDMX id of the dimension."""
        return {id: axis for axis, id in enumerate(self.ids)}

    @cached_property
    def codes(self) -> tuple[tuple[str, ...], ...]:
        """What stands in a message for each code of each dimension: SDMX ids, and times in the time dimension."""
        return tuple(
            tuple(map(to_time, self.times))
            if d.role is Role.TIME
            else tuple(to_id(code.id) for code in d.codelist)
            for d in self.structure.dimensions
        )

    @cached_property
    def times(self) -> tuple[Period, ...]:
        """The periods of the time dimension, in the order of its codes."""
        return tuple(parse_period(code.id) for code in self.structure.time.codelist)

    @cached_property
    def chronological(self) -> tuple[int, ...]:
        """The places of all periods, in the order of their days."""
        return tuple(sorted(range(len(self.times)), key=self.times.__getitem__))

    @cached_property
    def places(self) -> tuple[Mapping[str, int], ...]:
        """Place in the codelist by what stands in a message; the inverse of `codes`."""
        return tuple({code: place for place, code in enumerate(codes)} for codes in self.codes)

    @cached_property
    def metric(self) -> Dimension | None:
        """The dimension whose codes have units of their own, if there is one."""
        dimension = self.structure.with_role(Role.METRIC)
        own = dimension and any(code.unit or code.decimals is not None for code in dimension.codelist)
        return dimension if own else None

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        units = (to_id(self.metric.id),) if self.metric else ()
        return (
            Attribute(STATUS, Label("وضعیت مشاهده", "Observation status"), self.ids, STATUS_CODELIST, True),
            Attribute(
                PERIOD,
                Label("دوره در تقویم خودش", "Period in its own calendar"),
                (TIME_DIMENSION,),
                periods_id(self.dataset),
            ),
            Attribute(UNIT, Label("واحد اندازه‌گیری", "Unit of measure"), units, units_id(self.dataset)),
            Attribute(DECIMALS, Label("رقم‌های اعشار", "Decimals"), units),
            Attribute(COMMENT, Label("یادداشت‌ها", "Notes"), ()),
        )

    @cached_property
    def periods(self) -> Codelist:
        """Our ids of the periods; the names say their exact days in both calendars."""
        return Codelist(
            periods_id(self.dataset),
            Label("دوره‌ها در دو تقویم", "Periods in both calendars"),
            tuple(
                Code(code.id, both_calendars(period))
                for code, period in zip(self.structure.time.codelist, self.times, strict=True)
            ),
        )

    @cached_property
    def units(self) -> Codelist:
        """Every unit that occurs, numbered in the order of the codes that have them."""
        found = dict.fromkeys(unit for unit, _ in self.unit_of_code.values())
        return Codelist(
            units_id(self.dataset),
            Label("واحدها", "Units"),
            tuple(Code(f"U{number}", unit) for number, unit in enumerate(found, start=1)),
        )

    @cached_property
    def unit_of_code(self) -> Mapping[str, tuple[Label, int]]:
        """Unit and decimals by code of the metric dimension; under "" for the whole when there is none."""
        measure = self.structure.measure
        if self.metric is None:
            return {"": (measure.unit, measure.decimals)}
        return {
            code.id: (
                measure.unit if code.unit is None else code.unit,
                measure.decimals if code.decimals is None else code.decimals,
            )
            for code in self.metric.codelist
        }

    @cached_property
    def unit_ids(self) -> Mapping[Label, str]:
        return {code.label: code.id for code in self.units}

    def notes(self, language: str) -> str:
        """Notes and breaks of the dataset, a line each; "" when there are none."""
        breaks = [f"{each.period}: {each.note.text(language)}" for each in self.metadata.breaks]
        return "\n".join([*(note.text(language) for note in self.metadata.notes), *breaks])


STATUSES = Codelist(
    STATUS_CODELIST,
    Label("وضعیت مشاهده", "Observation status"),
    tuple(Code(meaning.status, meaning.label) for meaning in MEANINGS),
)
