"""Values of ours as JSON in one language."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from amargah.cubes import StoredCube
from amargah.shelf import Vintage
from amargah.statcore.labels import Label
from amargah.statcore.signs import meaning_of


def told(value: object, language: str) -> Any:
    """Dataclasses as objects, labels as text in `language`, instants in UTC. For values that hold no secrets."""
    if isinstance(value, Label):
        return value.text(language)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: told(part, language) for name, part in value.items()}
    if isinstance(value, tuple):
        return [told(part, language) for part in value]
    if is_dataclass(value):
        return {part.name: told(getattr(value, part.name), language) for part in fields(value)}
    return value


def told_vintage(vintage: Vintage, language: str) -> dict[str, Any]:
    """What a reader may know of a vintage; bookkeeping such as sequence numbers stays inside."""
    return {
        "vintage": vintage.number,
        "released": told(vintage.visible_from, language),
        "version": vintage.version,
        "organisation": vintage.organisation.text(language),
        "reason": vintage.reason.text(language),
    }


def told_structure(stored: StoredCube, language: str) -> dict[str, Any]:
    """Dimensions with their codes, in order."""
    structure = stored.structure
    return {
        "id": structure.id,
        "label": structure.label.text(language),
        "measure": told(structure.measure, language),
        "dimensions": [
            {
                "id": dimension.id,
                "label": dimension.label.text(language),
                "role": dimension.role.value,
                "codes": [told(code, language) for code in dimension.codelist],
            }
            for dimension in structure.dimensions
        ],
    }


def told_number(value: float, sign: int, language: str) -> dict[str, Any]:
    """`value` is null where no number stands, or a sign in its place; `status` is null for a normal figure."""
    meaning = meaning_of(sign)
    shown = value == value and not meaning.replaces
    status = {"code": meaning.status, "symbol": meaning.symbol, "label": meaning.label.text(language)}
    return {"value": value if shown else None, "status": status if sign else None}
