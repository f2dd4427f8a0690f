"""JSON-stat 2.0 of a cube: what no selection changes is encoded once, numbers go out as whole arrays."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import numpy as np
import orjson

from amargah.exchange.jsonstat.dimensions import EncodedDimension
from amargah.exchange.jsonstat.dimensions import unit as told_unit
from amargah.exchange.numerals import json_numbers
from amargah.statcore.cubes import Cube, Signs, Values
from amargah.statcore.metadata import Metadata
from amargah.statcore.selections import Indices
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Role, Structure

Parts = Callable[[], Iterable[tuple[Values, Signs]]]
"""Gives numbers and signs in row-major order, a block at a time; asked several times."""

_STATUS = tuple(meaning.status for meaning in MEANINGS)


class JsonStat:
    """Documents of one structure in one language, to be kept for many selections.

    A cell without a number is null. `status` holds SDMX observation codes of the cells whose sign is not normal,
    explained in `extension.status`; the measure, with its unit and decimals, stands in `extension.measure`.
    `extension` adds members to the dataset's extension, `about` adds members to dimensions, by their ids, and
    `by_code` to the extensions of dimensions what is said of each code, of which a part tells only its own.
    `as_pxweb` writes the index of a dimension as an object, which clients of PxWeb take for the only way.
    """

    def __init__(
        self,
        structure: Structure,
        metadata: Metadata,
        *,
        language: str,
        updated: datetime,
        href: str = "",
        extension: Mapping[str, Any] | None = None,
        about: Mapping[str, Mapping[str, Any]] | None = None,
        by_code: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
        as_pxweb: bool = False,
    ) -> None:
        self._language = language
        head = _head(structure, metadata, language, updated, href)
        self._head = orjson.dumps(head)[:-1] + b',"size":'
        self._extension = orjson.dumps({**_extension(structure, language), **(extension or {})})[:-1]
        decimals, more, said = structure.measure.decimals, about or {}, by_code or {}
        self._dimensions = tuple(
            EncodedDimension(
                each, decimals, language, more.get(each.id, {}), by_code=said.get(each.id), as_pxweb=as_pxweb
            )
            for each in structure.dimensions
        )

    def without_values(self) -> bytes:
        """The document of the whole, without `value`: metadata of a table."""
        return b"".join([*self._described(tuple(range(len(each)) for each in self._dimensions), ()), b"}"])

    def part(self, indices: Indices | Sequence[Sequence[int]], values: Values, signs: Signs) -> bytes:
        """The document of the cells at `indices`; the arrays have their shape, in row-major order."""
        flat = signs.reshape(-1)
        places = flat.nonzero()[0]
        seen = np.unique(flat[places]).tolist() if places.size else ()
        return b"".join(
            [
                *self._described(indices, seen),
                b',"value":[',
                json_numbers(values.reshape(-1)),
                b"]",
                *_statuses(flat, places),
                b"}",
            ]
        )

    def pieces(self, indices: Indices, parts: Parts) -> Iterator[bytes]:
        """The same document piece by piece, for more cells than are held at once."""
        seen = sorted({sign for _, signs in parts() for sign in np.unique(signs).tolist() if sign})
        yield b"".join([*self._described(indices, seen), b',"value":['])
        yield from _listed(json_numbers(values.reshape(-1)) for values, _ in parts())
        yield b"]"
        if seen:
            yield b',"status":{'
            yield from _listed(_all_statuses(parts()))
            yield b"}"
        yield b"}"

    def _described(self, indices: Sequence[Sequence[int]], seen: Iterable[int]) -> list[bytes]:
        """Everything that stands before `value`."""
        fragments = [each.part(places) for each, places in zip(self._dimensions, indices, strict=True)]
        return [
            self._head,
            orjson.dumps([len(places) for places in indices]),
            b',"extension":',
            self._extension,
            b',"status":',
            _explained(tuple(seen), self._language),
            b'},"dimension":{',
            b",".join(fragments),
            b"}",
        ]


def write_jsonstat(cube: Cube, metadata: Metadata, *, language: str, updated: datetime, href: str = "") -> bytes:
    """The cube as one document in one language; see `JsonStat`."""
    document = JsonStat(cube.structure, metadata, language=language, updated=updated, href=href)
    return document.part([range(size) for size in cube.structure.shape], cube.values, cube.signs)


def _head(
    structure: Structure, metadata: Metadata, language: str, updated: datetime, href: str
) -> dict[str, object]:
    return {
        "version": "2.0",
        "class": "dataset",
        **({"href": href} if href else {}),
        "label": metadata.title.text(language),
        "source": metadata.source.text(language),
        "updated": updated.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "note": _notes(metadata, language),
        "role": _roles(structure),
        "id": [dimension.id for dimension in structure.dimensions],
    }


def _statuses(signs: Signs, places: Any) -> Iterable[bytes]:
    if not places.size:
        return ()
    said = zip(places.tolist(), signs[places].tolist(), strict=True)
    return b',"status":', orjson.dumps({str(place): _STATUS[sign] for place, sign in said})


def _all_statuses(parts: Iterable[tuple[Values, Signs]]) -> Iterator[bytes]:
    first = 0
    for _, signs in parts:
        flat = signs.reshape(-1)
        places = flat.nonzero()[0]
        if places.size:
            said = zip((places + first).tolist(), flat[places].tolist(), strict=True)
            yield orjson.dumps({str(place): _STATUS[sign] for place, sign in said})[1:-1]
        first += flat.size


def _listed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces with a comma between any two."""
    for number, piece in enumerate(pieces):
        yield b"," + piece if number else piece


def _roles(structure: Structure) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for dimension in structure.dimensions:
        if dimension.role is not Role.OTHER:
            roles.setdefault(dimension.role.value, []).append(dimension.id)
    return roles


def _notes(metadata: Metadata, language: str) -> list[str]:
    breaks = [f"{item.period}: {item.note.text(language)}" for item in metadata.breaks]
    return [note.text(language) for note in metadata.notes] + breaks


def _extension(structure: Structure, language: str) -> dict[str, object]:
    measure = structure.measure
    return {
        "structure": {"id": structure.id, "label": structure.label.text(language)},
        "language": language,
        "measure": {
            "label": measure.label.text(language),
            "unit": told_unit(measure.unit, measure.decimals, language),
        },
    }


@lru_cache(maxsize=512)
def _explained(signs: tuple[int, ...], language: str) -> bytes:
    """What the statuses that occur mean, and the signs that the yearbook prints for them."""
    seen = [MEANINGS[sign] for sign in signs if sign]
    return orjson.dumps(
        {
            "label": {meaning.status: meaning.label.text(language) for meaning in seen},
            "symbol": {meaning.status: meaning.symbol for meaning in seen},
        }
    )
