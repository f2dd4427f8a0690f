"""The slices that every server is asked for: 200 of each of three shapes, out of a table of 1,008,000 cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from bench.sample import ONE_MILLION

COUNT = 200
COLUMNS = {"AREA": "area", "AGE": "age", "SEX": "sex", "TIME": "year"}
_AGES, _SEXES = range(1001, 1001 + ONE_MILLION.ages), range(1001, 1001 + ONE_MILLION.sexes)
_YEARS = range(1346, 1346 + ONE_MILLION.years)


@dataclass(frozen=True)
class Cut:
    """Codes by dimension; a dimension that is not named comes whole."""

    codes: Mapping[str, tuple[int, ...]]

    @property
    def query(self) -> str:
        return "&".join(f"{id}={','.join(map(str, codes))}" for id, codes in self.codes.items())

    @property
    def where(self) -> str:
        """The same as SQL."""
        return " and ".join(
            f"{COLUMNS[id]} = {codes[0]}" if len(codes) == 1 else f"{COLUMNS[id]} in ({','.join(map(str, codes))})"
            for id, codes in self.codes.items()
        )


@dataclass(frozen=True)
class Shape:
    """`faster` is how many times as fast as the others the data plane is meant to be."""

    title: str
    cells: int
    faster: int
    cuts: tuple[Cut, ...]


def _series() -> tuple[Cut, ...]:
    return tuple(
        Cut({"AREA": (1001 + n * 2,), "AGE": (_AGES[n % len(_AGES)],), "SEX": (_SEXES[n % len(_SEXES)],)})
        for n in range(COUNT)
    )


def _slices() -> tuple[Cut, ...]:
    return tuple(
        Cut(
            {
                "AREA": tuple(1001 + n % 10 + 10 * area for area in range(48)),
                "SEX": (_SEXES[n % len(_SEXES)],),
                "TIME": (_YEARS[n % len(_YEARS)],),
            }
        )
        for n in range(COUNT)
    )


def _pivots() -> tuple[Cut, ...]:
    """There are 60 of them, so some come more than once."""
    pairs = list(product(_AGES, _SEXES))
    return tuple(Cut({"AGE": (age,), "SEX": (sex,)}) for age, sex in (pairs[n % len(pairs)] for n in range(COUNT)))


SHAPES = (
    Shape("series", 35, 20, _series()),
    Shape("slices", 960, 10, _slices()),
    Shape("pivots", 16_800, 10, _pivots()),
)
