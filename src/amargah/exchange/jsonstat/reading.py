"""A JSON-stat 2.0 dataset, ours or another office's, as a cube."""

from collections.abc import Mapping
from math import prod
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.signs import BY_STATUS, BY_SYMBOL, MEANINGS, Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure

MOST_CELLS = 20_000_000


class _Unit(msgspec.Struct):
    label: str = ""
    decimals: int | None = None


class _Category(msgspec.Struct):
    index: list[str] | dict[str, int] | None = None
    label: dict[str, str] = {}
    child: dict[str, list[str]] = {}
    unit: dict[str, _Unit] = {}

    def ids(self) -> list[str]:
        """Category ids in order; a dimension of one category may do without `index`."""
        if self.index is None:
            return list(self.label)
        return sorted(self.index, key=self.index.__getitem__) if isinstance(self.index, dict) else self.index


class _Dimension(msgspec.Struct):
    category: _Category
    label: str = ""


class _Named(msgspec.Struct):
    id: str = ""
    label: str = ""
    unit: _Unit = msgspec.field(default_factory=_Unit)


class _Extension(msgspec.Struct):
    structure: _Named = msgspec.field(default_factory=_Named)
    measure: _Named = msgspec.field(default_factory=_Named)
    language: str = "en"


class _Dataset(msgspec.Struct, tag_field="class", tag="dataset"):
    id: list[str]
    size: list[int]
    dimension: dict[str, _Dimension]
    value: list[float | None] | dict[str, float | None]
    status: str | list[str | None] | dict[str, str] | None = None
    role: dict[str, list[str]] = {}
    label: str = ""
    extension: _Extension = msgspec.field(default_factory=_Extension)


def read_jsonstat(data: bytes) -> Cube:
    """The cube of a dataset document; labels are in the document's language only, origins are not carried.

    Status may be SDMX codes or the official symbols. Invalid says what is wrong in the document.
    """
    try:
        document = msgspec.json.decode(data, type=_Dataset)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _invalid(f"JSON-stat خوانده نشد: {error}", f"not a JSON-stat dataset: {error}") from error
    structure = _structure(document)
    cube = empty_cube(structure)
    _fill(cube.values.reshape(-1), document.value, "value")
    _fill(cube.signs.reshape(-1), _signs(document.status, structure.size), "status")
    return cube


def _structure(document: _Dataset) -> Structure:
    if len(document.id) != len(document.size) or not set(document.id) <= set(document.dimension):
        raise _invalid("id، size و dimension با هم نمی‌خوانند", "id, size and dimension do not agree")
    if prod(document.size) > MOST_CELLS:
        raise _invalid(f"بیش از {MOST_CELLS} خانه خوانده نمی‌شود", f"more than {MOST_CELLS} cells are not read")
    about, measure = document.extension.structure, document.extension.measure
    return Structure(
        about.id or "DATASET",
        _label(document, about.label or document.label),
        tuple(_dimension(document, id, size) for id, size in zip(document.id, document.size, strict=True)),
        Measure(
            _label(document, measure.label or document.label),
            _label(document, measure.unit.label),
            measure.unit.decimals or 0,
        ),
    )


def _dimension(document: _Dataset, id: str, size: int) -> Dimension:
    given = document.dimension[id]
    ids = given.category.ids()
    if len(ids) != size:
        raise _invalid(
            f"بُعد «{id}» باید {size} کد داشته باشد و {len(ids)} کد دارد",
            f"dimension {id} should have {size} categories and has {len(ids)}",
        )
    role = next((Role(name) for name, ids in document.role.items() if id in ids and name in set(Role)), Role.OTHER)
    parents = {child: parent for parent, children in given.category.child.items() for child in children}
    codes = tuple(_code(document, given.category, code, parents.get(code)) for code in ids)
    label = _label(document, given.label or id)
    return Dimension(id, label, Codelist(id, label, codes), role)


def _code(document: _Dataset, category: _Category, id: str, parent: str | None) -> Code:
    unit = category.unit.get(id)
    return Code(
        id,
        _label(document, category.label.get(id, id)),
        parent,
        _label(document, unit.label) if unit and unit.label else None,
        unit.decimals if unit else None,
    )


def _label(document: _Dataset, text: str) -> Label:
    return Label(text, "") if document.extension.language == "fa" else Label("", text)


def _signs(status: str | list[str | None] | dict[str, str] | None, size: int) -> list[Sign] | dict[str, Sign]:
    if isinstance(status, Mapping):
        return {place: _sign(said) for place, said in status.items()}
    if isinstance(status, list):
        return [_sign(said) for said in (status * size if len(status) == 1 else status)]
    return [_sign(status)] * size if status else {}


def _sign(said: str | None) -> Sign:
    if not said:
        return Sign.NORMAL
    meaning = BY_STATUS.get(said.upper()) or BY_SYMBOL.get(said)
    if meaning is None:
        known = ", ".join(meaning.status for meaning in MEANINGS)
        raise _invalid(f"وضعیت «{said}» شناخته نیست؛ کدها: {known}", f"unknown status {said!r}; known: {known}")
    return meaning.sign


def _fill(array: npt.NDArray[Any], given: list[Any] | dict[str, Any], name: str) -> None:
    """Writes a list as it stands, a mapping at its places; null becomes NaN."""
    if isinstance(given, list):
        if len(given) != array.size:
            raise _invalid(
                f"«{name}» باید {array.size} عضو داشته باشد و {len(given)} عضو دارد",
                f"{name} should have {array.size} members and has {len(given)}",
            )
        array[:] = np.array(given, dtype=array.dtype)
        return
    for place, item in given.items():
        if not place.isdecimal() or int(place) >= array.size:
            raise _invalid(f"«{name}»: جایگاه {place} وجود ندارد", f"{name}: there is no place {place}")
        if item is not None:
            array[int(place)] = item


def _invalid(fa: str, en: str) -> Invalid:
    return Invalid(Label(fa, en))
