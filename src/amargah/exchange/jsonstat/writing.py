"""JSON-stat 2.0 of a cube: whole arrays go to the encoder, labels of unchanged dimensions are encoded once."""

from collections.abc import Iterable
from datetime import UTC, datetime
from weakref import ref

import numpy as np
import orjson

from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Dimension, Role, Structure

_STATUS = tuple(meaning.status for meaning in MEANINGS)
_fragments: dict[tuple[int, int, str], tuple[ref[Dimension], bytes]] = {}


def write_jsonstat(cube: Cube, metadata: Metadata, *, language: str, updated: datetime, href: str = "") -> bytes:
    """The cube as one document in one language; a cell without a number is null.

    `status` holds SDMX observation codes of the cells whose sign is not normal, explained in
    `extension.status`; the measure, with its unit and decimals, stands in `extension.measure`.
    """
    structure = cube.structure
    head = {
        "version": "2.0",
        "class": "dataset",
        **({"href": href} if href else {}),
        "label": metadata.title.text(language),
        "source": metadata.source.text(language),
        "updated": updated.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "id": [dimension.id for dimension in structure.dimensions],
        "size": structure.shape,
        "role": _roles(structure),
        "note": _notes(metadata, language),
        "extension": _extension(structure, _signs_used(cube), language),
    }
    parts = [
        orjson.dumps(head)[:-1],
        b',"dimension":{',
        b",".join(_fragment(d, structure.measure.decimals, language) for d in structure.dimensions),
        b'},"value":',
        _numbers(cube),
        *_statuses(cube),
        b"}",
    ]
    return b"".join(parts)


def _numbers(cube: Cube) -> bytes:
    """Digits only: whole numbers lose the `.0` that the encoder writes behind them."""
    written = orjson.dumps(np.ascontiguousarray(cube.values.reshape(-1)), option=orjson.OPT_SERIALIZE_NUMPY)
    return written.replace(b".0,", b",").replace(b".0]", b"]")


def _statuses(cube: Cube) -> Iterable[bytes]:
    signs = cube.signs.reshape(-1)
    places = np.flatnonzero(signs)
    if not places.size:
        return ()
    marks = signs[places].tolist()
    said = {str(place): _STATUS[mark] for place, mark in zip(places.tolist(), marks, strict=True)}
    return b',"status":', orjson.dumps(said)


def _roles(structure: Structure) -> dict[str, list[str]]:
    roles: dict[str, list[str]] = {}
    for dimension in structure.dimensions:
        if dimension.role is not Role.OTHER:
            roles.setdefault(dimension.role.value, []).append(dimension.id)
    return roles


def _notes(metadata: Metadata, language: str) -> list[str]:
    breaks = [f"{item.period}: {item.note.text(language)}" for item in metadata.breaks]
    return [note.text(language) for note in metadata.notes] + breaks


def _extension(structure: Structure, signs: Iterable[int], language: str) -> dict[str, object]:
    seen = [MEANINGS[sign] for sign in signs if sign]
    measure = structure.measure
    return {
        "structure": {"id": structure.id, "label": structure.label.text(language)},
        "language": language,
        "measure": {
            "label": measure.label.text(language),
            "unit": _unit(measure.unit, measure.decimals, language),
        },
        "status": {
            "label": {meaning.status: meaning.label.text(language) for meaning in seen},
            "symbol": {meaning.status: meaning.symbol for meaning in seen},
        },
    }


def _signs_used(cube: Cube) -> list[int]:
    return np.flatnonzero(np.bincount(cube.signs.reshape(-1))).tolist()


def _unit(unit: Label | None, decimals: int, language: str) -> dict[str, object]:
    return {"label": unit.text(language) if unit else "", "decimals": decimals}


def _fragment(dimension: Dimension, decimals: int, language: str) -> bytes:
    """`"ID":{…}` of one dimension; remembered while that very object lives."""
    key = (id(dimension), decimals, language)
    known = _fragments.get(key)
    if known and known[0]() is dimension:
        return known[1]
    fragment = orjson.dumps({dimension.id: _dimension(dimension, decimals, language)})[1:-1]
    _fragments[key] = (ref(dimension, lambda _: _fragments.pop(key, None)), fragment)
    return fragment


def _dimension(dimension: Dimension, decimals: int, language: str) -> dict[str, object]:
    codes = dimension.codelist.codes
    children: dict[str, list[str]] = {}
    for code in codes:
        if code.parent is not None:
            children.setdefault(code.parent, []).append(code.id)
    units = {
        code.id: _unit(code.unit, decimals if code.decimals is None else code.decimals, language)
        for code in codes
        if code.unit is not None or code.decimals is not None
    }
    category = {
        "index": [code.id for code in codes],
        "label": {code.id: code.label.text(language) for code in codes},
        **({"child": children} if children else {}),
        **({"unit": units} if units else {}),
    }
    return {"label": dimension.label.text(language), "category": category}
