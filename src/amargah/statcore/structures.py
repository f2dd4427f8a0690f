"""The structure of a cube: dimensions over codelists, one measure. Maps one to one to an SDMX data structure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import prod

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

# Protocols make names of elements and parameters of the id of a dimension.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


class Role(StrEnum):
    """What a dimension stands for; the roles of JSON-stat and SDMX."""

    OTHER = "other"
    GEO = "geo"
    TIME = "time"
    METRIC = "metric"


@dataclass(frozen=True, slots=True)
class Code:
    """One item of a codelist. In a METRIC dimension a code may carry its own `unit` and `decimals`."""

    id: str
    label: Label
    parent: str | None = None
    unit: Label | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Codes of a codelist that are counted together under a name."""

    id: str
    label: Label
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """A coarser view of a codelist: counties by province, single ages by broad age group."""

    id: str
    label: Label
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Codelist:
    """Codes in their order of presentation; ids are unique, parents and the members of groups exist."""

    id: str
    label: Label
    codes: tuple[Code, ...]
    groupings: tuple[Grouping, ...] = ()

    def __post_init__(self) -> None:
        if len(self._positions) != len(self.codes):
            raise _invalid_structure(f"«{self.id}»: کد تکراری", f"{self.id}: a code occurs twice")
        for code in self.codes:
            if code.parent is not None and code.parent not in self._positions:
                raise _invalid_structure(
                    f"«{self.id}»: والد «{code.parent}» تعریف نشده است",
                    f"{self.id}: parent {code.parent} of {code.id} is not in the codelist",
                )
        for grouping in self.groupings:
            self._check(grouping)

    def _check(self, grouping: Grouping) -> None:
        ids = [group.id for group in grouping.groups]
        if len(set(ids)) != len(ids):
            raise _invalid_structure(
                f"«{self.id}»: گروه تکراری در «{grouping.id}»", f"{self.id}: a group occurs twice in {grouping.id}"
            )
        for group in grouping.groups:
            unknown = [member for member in group.members if member not in self._positions]
            if unknown or not group.members:
                raise _invalid_structure(
                    f"«{self.id}»: اعضای گروه «{group.id}» در فهرست نیستند: {unknown}",
                    f"{self.id}: members of group {group.id} are not in the codelist: {unknown}",
                )

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {code.id: place for place, code in enumerate(self.codes)}

    @cached_property
    def every_place(self) -> tuple[int, ...]:
        """The places of all codes."""
        return tuple(range(len(self.codes)))

    def places(self, codes: Iterable[str]) -> tuple[int, ...]:
        """Place of each of `codes`; KeyError, whose argument is the first one that is not there."""
        return tuple(map(self._positions.__getitem__, codes))

    def position(self, code: str) -> int:
        """Place of `code` in the order of the list; KeyError when it is not there."""
        return self._positions[code]

    def __contains__(self, code: str) -> bool:
        return code in self._positions

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)


@dataclass(frozen=True)
class Dimension:
    """One axis of a cube. A TIME dimension has period ids (see `statcore.periods`) as codes."""

    id: str
    label: Label
    codelist: Codelist
    role: Role = Role.OTHER

    def __len__(self) -> int:
        return len(self.codelist)


@dataclass(frozen=True, slots=True)
class Measure:
    """What the numbers are: their name, unit and the decimals that are shown.

    `additive` ones (counts, amounts) may be summed over the codes of a dimension other than time and metric.
    """

    label: Label
    unit: Label
    decimals: int = 0
    additive: bool = False


@dataclass(frozen=True)
class Structure:
    """Dimensions in row-major order (the last varies fastest) and the measure over them."""

    id: str
    label: Label
    dimensions: tuple[Dimension, ...]
    measure: Measure

    def __post_init__(self) -> None:
        if len(self._places) != len(self.dimensions):
            raise _invalid_structure(f"«{self.id}»: بُعد تکراری", f"{self.id}: a dimension occurs twice")
        for dimension in self.dimensions:
            if not _NAME.fullmatch(dimension.id):
                raise _invalid_structure(
                    f"شناسهٔ بُعد «{dimension.id}» درست نیست؛ با حرف لاتین آغاز می‌شود و حرف، رقم و _ دارد",
                    f"{dimension.id!r} is no id of a dimension; it begins with a Latin letter and has letters, "
                    "digits and _",
                )
        if sum(dimension.role is Role.TIME for dimension in self.dimensions) != 1:
            raise _invalid_structure(
                f"«{self.id}»: دقیقاً یک بُعد زمان لازم است", f"{self.id}: exactly one time dimension is needed"
            )

    @cached_property
    def _places(self) -> dict[str, int]:
        return {dimension.id: place for place, dimension in enumerate(self.dimensions)}

    @cached_property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(dimension) for dimension in self.dimensions)

    @property
    def size(self) -> int:
        """Number of cells."""
        return prod(self.shape)

    def has(self, id: str) -> bool:
        """Whether there is a dimension `id`."""
        return id in self._places

    def has_all(self, ids: Iterable[str]) -> bool:
        """Whether there is a dimension of each of `ids`."""
        return self._places.keys() >= set(ids)

    def dimension(self, id: str) -> Dimension:
        """KeyError when the structure has no such dimension."""
        return self.dimensions[self._places[id]]

    def axis(self, id: str) -> int:
        """Place of dimension `id` among the axes; KeyError when there is none."""
        return self._places[id]

    @property
    def time(self) -> Dimension:
        return next(d for d in self.dimensions if d.role is Role.TIME)

    def with_role(self, role: Role) -> Dimension | None:
        """The first dimension of that role, if there is one."""
        return next((d for d in self.dimensions if d.role is role), None)


def _invalid_structure(fa: str, en: str) -> Invalid:
    return Invalid(Label(fa, en))
