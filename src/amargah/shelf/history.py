"""One cell through all vintages of its dataset."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from amargah.cubes import StoredCube
from amargah.shelf.editions import Dataset, Vintage
from amargah.statcore.cubes import coordinate
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin
from amargah.statcore.selections import resolve
from amargah.statcore.signs import Sign


@dataclass(frozen=True, slots=True)
class CellInVintage:
    """The cell as that vintage had it; `exists` is False where the vintage had no such cell (value NaN)."""

    vintage: Vintage
    exists: bool
    value: float
    sign: Sign
    origin: Origin | None


def cell_history(
    dataset: Dataset, codes: Mapping[str, str], open: Callable[[Vintage], StoredCube]
) -> tuple[CellInVintage, ...]:
    """The cell at `codes` (one a dimension) in every vintage, newest first.

    Invalid when no vintage has such a cell; the words are those of the latest vintage.
    """
    opened = [(vintage, open(vintage)) for vintage in dataset.vintages]
    if not any(_fits(stored, codes) for _, stored in opened):
        _explain(opened[0][1], codes)
    return tuple(_in_vintage(vintage, stored, codes) for vintage, stored in opened)


def _explain(stored: StoredCube, codes: Mapping[str, str]) -> None:
    resolve(stored.structure, {id: [code] for id, code in codes.items()})
    left_out = ", ".join(each.id for each in stored.structure.dimensions if each.id not in codes)
    raise Invalid(
        Label(
            f"برای هر بُعد یک کد لازم است؛ نیامده: {left_out}",
            f"each dimension needs a code; not given: {left_out}",
        )
    )


def _in_vintage(vintage: Vintage, stored: StoredCube, codes: Mapping[str, str]) -> CellInVintage:
    if not _fits(stored, codes):
        return CellInVintage(vintage, False, float("nan"), Sign.NORMAL, None)
    ordered = [codes[dimension.id] for dimension in stored.structure.dimensions]
    value, sign, origin = stored.cell(coordinate(stored.structure, ordered))
    return CellInVintage(vintage, value == value or sign is not Sign.NORMAL, value, sign, origin)


def _fits(stored: StoredCube, codes: Mapping[str, str]) -> bool:
    dimensions = stored.structure.dimensions
    return len(codes) == len(dimensions) and all(codes.get(each.id, "") in each.codelist for each in dimensions)
