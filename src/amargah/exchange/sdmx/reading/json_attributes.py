"""Attributes in SDMX-JSON: places of values that are listed, or the values themselves."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from amargah.exchange.sdmx.definition import COMMENT
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.json_documents import Component, text_of
from amargah.exchange.sdmx.reading.observations import ATTRIBUTES, IDLE, NOTHING, Places


class Listed:
    """The values of one attribute: those of its list, or else those that are met."""

    def __init__(self, component: Component) -> None:
        self.id = component.id
        self._listed = component.values is not None
        self._places = {text: place for place, text in enumerate(component.texts)} if not self._listed else {}
        self._texts = component.texts

    @property
    def texts(self) -> tuple[str, ...]:
        return self._texts if self._listed else tuple(self._places)

    def places(self, entries: Iterable[Any]) -> Places:
        """The place of each entry; NOTHING for null. Invalid for one that is not in the list."""
        place = self._listed_place if self._listed else self._met_place
        return np.array([NOTHING if entry is None else place(entry) for entry in entries], np.int32)

    def text(self, entry: object) -> str:
        place = int(self.places([entry])[0])
        return "" if place == NOTHING else self.texts[place]

    def _listed_place(self, entry: object) -> int:
        if type(entry) is int and 0 <= entry < len(self._texts):
            return entry
        raise wrong(
            f"ویژگی «{self.id}» مقدار شمارهٔ {entry} ندارد؛ شماره‌ها از 0 تا {len(self._texts) - 1} است",
            f"the attribute {self.id} has no value number {entry!r}; they go from 0 to {len(self._texts) - 1}",
        )

    def _met_place(self, entry: object) -> int:
        if isinstance(entry, list | dict) and self.id != COMMENT:
            raise wrong(
                f"ویژگی «{self.id}» یک مقدار دارد، نه چند مقدار",
                f"the attribute {self.id} has one value, not several",
            )
        text = text_of(entry)
        return self._places.setdefault(text, len(self._places)) if text else NOTHING


def listed(components: Sequence[Component]) -> list[Listed]:
    """Invalid for an attribute that is not known here and has values."""
    for component in components:
        known = component.id in ATTRIBUTES or component.id in IDLE
        if not known and component.values != []:
            names = ", ".join(sorted(ATTRIBUTES))
            raise wrong(
                f"ویژگی «{component.id}» شناخته نیست؛ آن را بردارید. شناخته‌ها: {names}",
                f"the attribute {component.id!r} is not known here; take it out. Known: {names}",
            )
    return [Listed(component) for component in components]


def told(attributes: Sequence[Listed], entries: Sequence[Any]) -> Mapping[str, str]:
    """What a list of entries says, one for each attribute; what stands behind them are annotations."""
    texts = ((each.id, each.text(entry)) for each, entry in zip(attributes, entries, strict=False))
    return {id: text for id, text in texts if text}
