"""The header of SDMX-ML: which structure the datasets follow, and what is to be done with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from amargah.exchange.sdmx.reading.failures import wrong

_URN = re.compile(r"urn:sdmx:[^=]+=[^:]+:(?P<id>[^(]+)\(")
_REFERRING = {"Structure", "StructureUsage", "ProvisionAgreement", "ProvisionAgrement", "URN"}


@dataclass(slots=True)
class Structured:
    """A structure that datasets refer to: the id of what it is, and the dimension at the observations."""

    id: str
    at_observation: str


@dataclass
class Header:
    """Is told the elements of the header, one after the other."""

    structures: dict[str, Structured] = field(default_factory=dict)
    action: str = ""
    _open: Structured | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Structure" and "structureID" in attributes:
            self._open = Structured("", attributes.get("dimensionAtObservation", "AllDimensions"))
            self.structures[attributes["structureID"]] = self._open
        elif name == "Ref" and self._open is not None and not self._open.id:
            self._open.id = attributes.get("id", "")

    def end(self, name: str, words: str) -> None:
        if name == "DataSetAction":
            self.action = words.strip()
        match = _URN.match(words.strip()) if name in _REFERRING else None
        if match is not None and self._open is not None:
            self._open.id = match["id"]

    def structure(self, reference: str | None, line: int) -> Structured:
        """What a dataset follows. Invalid when the header has no such structure."""
        if reference is None and len(self.structures) == 1:
            return next(iter(self.structures.values()))
        found = self.structures.get(reference or "")
        if found is None:
            known = ", ".join(self.structures)
            raise wrong(
                f"structureRef با مقدار «{reference}» در سرآیند نیست؛ آنچه هست: {known}",
                f"there is no structure {reference!r} in the header; there are: {known}",
                line,
            )
        return found
