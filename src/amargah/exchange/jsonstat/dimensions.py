"""One dimension of a JSON-stat document: the text of each code is made once and joined for each selection."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import orjson

from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Dimension

_MOST_KEPT = 4096  # of one code alone, the usual selection; some hundred bytes each


class EncodedDimension:
    """`decimals` are those of codes that have none of their own; `about` adds members to the dimension.

    `by_code` adds members to its extension that say something of each code; a part tells them of its own codes.

    With `as_pxweb` the index is an object that numbers the codes, in place of an array of them, and units are told
    under the name that PxWeb gives them as well.
    """

    def __init__(
        self,
        dimension: Dimension,
        decimals: int,
        language: str,
        about: Mapping[str, Any],
        *,
        by_code: Mapping[str, Mapping[str, Any]] | None = None,
        as_pxweb: bool = False,
    ) -> None:
        self._dimension, self._decimals, self._language = dimension, decimals, language
        self._about, self._by_code, self._as_pxweb = about, by_code, as_pxweb
        codes = dimension.codelist.codes
        self._begin = orjson.dumps(dimension.id) + b":" + _opened({"label": dimension.label.text(language)})
        self._same_end = _members(about)
        self._ids = [orjson.dumps(code.id) for code in codes]
        self._labels = [
            id + b":" + orjson.dumps(code.label.text(language)) for id, code in zip(self._ids, codes, strict=True)
        ]
        told = _unit_of_pxweb if as_pxweb else unit
        self._units = [
            _member(code.id, told(code.unit, self._decimals_of(code), language)) if _has_unit(code) else b""
            for code in codes
        ]
        self._have_units = any(self._units)
        self._kept: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def part(self, places: Sequence[int]) -> bytes:
        """`"ID":{…}` of the codes at `places`; parents are told when all codes are there, in their order."""
        if len(places) == len(self._ids) and tuple(places) == self._every:
            return self._whole
        if len(places) > 1:
            return self._joined(places, b"")
        place = places[0]
        if place not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[place] = self._joined(places, b"")
        return self._kept[place]

    @cached_property
    def _every(self) -> tuple[int, ...]:
        return tuple(range(len(self)))

    @cached_property
    def _whole(self) -> bytes:
        return self._joined(self._every, self._children)

    @cached_property
    def _children(self) -> bytes:
        children: dict[str, list[str]] = {}
        for code in self._dimension.codelist.codes:
            if code.parent is not None:
                children.setdefault(code.parent, []).append(code.id)
        return _members({"child": children}) if children else b""

    def _joined(self, places: Sequence[int], children: bytes) -> bytes:
        labels = self._labels
        units = b",".join(filter(None, (self._units[n] for n in places))) if self._have_units else b""
        return b"".join(
            [
                self._begin,
                b',"category":{"index":',
                self._index(places),
                b',"label":{',
                b",".join([labels[n] for n in places]),
                b"}",
                children,
                b',"unit":{' + units + b"}" if units else b"",
                b"}",
                self._end(places) if self._by_code else self._same_end,
                b"}",
            ]
        )

    def _index(self, places: Sequence[int]) -> bytes:
        ids = self._ids
        if self._as_pxweb:
            return b"{" + b",".join([b"%b:%d" % (ids[n], number) for number, n in enumerate(places)]) + b"}"
        return b"[" + b",".join([ids[n] for n in places]) + b"]"

    def _end(self, places: Sequence[int]) -> bytes:
        codes = [self._dimension.codelist.codes[place].id for place in places]
        told = {name: {code: said[code] for code in codes} for name, said in (self._by_code or {}).items()}
        return _members({**self._about, "extension": {**self._about.get("extension", {}), **told}})

    def _decimals_of(self, code: Code) -> int:
        return self._decimals if code.decimals is None else code.decimals


def unit(label: Label | None, decimals: int, language: str) -> dict[str, object]:
    """A unit as JSON-stat tells it; the decimals are those that are shown."""
    return {"label": label.text(language) if label else "", "decimals": decimals}


def _unit_of_pxweb(label: Label | None, decimals: int, language: str) -> dict[str, object]:
    return {"base": label.text(language) if label else "", **unit(label, decimals, language)}


def _has_unit(code: Code) -> bool:
    return code.unit is not None or code.decimals is not None


def _opened(members: Mapping[str, Any]) -> bytes:
    """An object whose last brace is still to come."""
    return orjson.dumps(members)[:-1]


def _member(name: str, value: object) -> bytes:
    return orjson.dumps({name: value})[1:-1]


def _members(members: Mapping[str, Any]) -> bytes:
    """Further members of an object that is open."""
    return b"," + orjson.dumps(members)[1:-1] if members else b""
