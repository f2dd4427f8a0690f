"""Which components may stand in a message of SDMX-ML, and which XML attributes are components."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import ATTRIBUTES, IDLE, is_dimension
from amargah.statcore.errors import Invalid

# What the schemas give a dataset or a group besides its components, with and without a namespace.
_OF_DATASETS: Final = {
    "structureRef",
    "setID",
    "action",
    "dataScope",
    "reportingBeginDate",
    "reportingEndDate",
    "validFromDate",
    "validToDate",
    "publicationYear",
    "publicationPeriod",
}
_OF_GROUPS: Final = {"type"}


class Components:
    """Checks ids against the dimensions of the dataset, when these are known, and remembers what it has seen."""

    def __init__(self, dimensions: Collection[str] | None) -> None:
        self._dimensions = dimensions
        self._good: set[str] = set()
        self._plain: set[tuple[str, ...]] = set()

    def said(self, element: str, attributes: Mapping[str, str], line: int) -> dict[str, str]:
        """The components among XML attributes: those without a namespace that the schemas do not know."""
        ids = tuple(attributes)
        if ids in self._plain:
            return dict(attributes)
        other = {"DataSet": _OF_DATASETS, "Group": _OF_GROUPS}.get(element, set())
        found = {id: text for id, text in attributes.items() if " " not in id and id not in other}
        self.check(found, line)
        if len(found) == len(ids):
            self._plain.add(ids)
        return found

    def check(self, ids: Iterable[str], line: int) -> None:
        for id in ids:
            if id not in self._good:
                self._check_new(id, line)

    def check_attribute(self, id: str, line: int) -> None:
        """In generic data, attributes are told from keys."""
        if id not in ATTRIBUTES and id not in IDLE:
            raise self._unknown(id, line)

    def _check_new(self, id: str, line: int) -> None:
        if self._dimensions is not None and is_dimension(id) and id not in self._dimensions:
            raise self._unknown(id, line)
        self._good.add(id)

    def _unknown(self, id: str, line: int) -> Invalid:
        known = ", ".join([*(self._dimensions or ()), *sorted(ATTRIBUTES)])
        return wrong(
            f"«{id}» نه بُعد است و نه ویژگی شناخته؛ آن را بردارید. شناخته‌ها: {known}",
            f"{id!r} is no dimension and no attribute that is known here; take it out. Known: {known}",
            line,
        )
