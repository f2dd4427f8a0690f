"""`/data/{dataset}/cell`: where one figure came from, and what it was in every vintage."""

from collections.abc import Mapping, Sequence
from typing import Any

import falcon
import orjson

from amargah.dataplane.asked import Asked, read_query
from amargah.dataplane.files.origins import told_origin
from amargah.dataplane.framing import Plane
from amargah.dataplane.headers import known_already
from amargah.dataplane.telling import told_number, told_vintage
from amargah.dataplane.vintages import vintage_asked
from amargah.persian.digits import format_number
from amargah.shelf import CellInVintage, Dataset, Shelf
from amargah.statcore.cubes import coordinate
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.structures import Code, Structure


class Cell:
    """The query gives one code a dimension: `?COUNTY=1501&SEX=T&TIME=1395`."""

    def __init__(self, plane: Plane) -> None:
        self._shelf = plane.shelf

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        edition, asked = self._shelf.edition(), read_query(request)
        dataset = edition.dataset(name)
        number = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of).number
        if known_already(request, response, edition):
            return
        codes = _one_each(asked)
        rows = self._shelf.history(dataset, codes)
        shown = next(row for row in rows if row.vintage.number == number)
        response.content_type = falcon.MEDIA_JSON
        place = _Place(self._shelf, codes, (shown, *rows))
        response.data = orjson.dumps(_document(dataset, place, shown, rows, asked.language))

    on_head = on_get


class _Place:
    """The cell at `codes` in the structure of the first of `rows` that has such a cell."""

    def __init__(self, shelf: Shelf, codes: Mapping[str, str], rows: Sequence[CellInVintage]) -> None:
        structures = (shelf.open(row.vintage).structure for row in rows)
        self.codes = codes
        self.structure = next(each for each in structures if _fits(each, codes))
        index = coordinate(self.structure, [codes[each.id] for each in self.structure.dimensions])
        self._found = [
            (dimension, dimension.codelist.codes[place])
            for dimension, place in zip(self.structure.dimensions, index, strict=True)
        ]

    @property
    def decimals(self) -> int:
        """Those of an indicator before those of the measure."""
        own = (code.decimals for code in self._codes if code.decimals is not None)
        return next(own, self.structure.measure.decimals)

    @property
    def unit(self) -> Label:
        """That of an indicator before that of the measure."""
        return next((code.unit for code in self._codes if code.unit), self.structure.measure.unit)

    def told(self, language: str) -> list[dict[str, str]]:
        return [
            {
                "dimension": dimension.id,
                "dimension_label": dimension.label.text(language),
                "code": code.id,
                "code_label": code.label.text(language),
            }
            for dimension, code in self._found
        ]

    @property
    def _codes(self) -> list[Code]:
        return [code for _, code in self._found]


def _fits(structure: Structure, codes: Mapping[str, str]) -> bool:
    return len(codes) == len(structure.dimensions) and all(
        codes.get(each.id, "") in each.codelist for each in structure.dimensions
    )


def _one_each(asked: Asked) -> dict[str, str]:
    for dimension, codes in asked.selection.items():
        if len(codes) != 1:
            raise Invalid(
                Label(
                    f"خانه در هر بُعد یک کد دارد؛ «{dimension}» {len(codes)} کد دارد",
                    f"a cell has one code in each dimension; {dimension} has {len(codes)}",
                ),
                dimension=dimension,
            )
    return {dimension: codes[0] for dimension, codes in asked.selection.items()}


def _document(
    dataset: Dataset, place: _Place, shown: CellInVintage, rows: tuple[CellInVintage, ...], language: str
) -> dict[str, Any]:
    """`changed` in the history: the figure differs from that of the vintage before."""
    before = (*rows[1:], None)
    history = [
        {**_row(row, place, language), "changed": earlier is not None and _differs(row, earlier)}
        for row, earlier in zip(rows, before, strict=True)
    ]
    return {
        "dataset": dataset.id,
        "title": shown.vintage.metadata.title.text(language),
        "language": language,
        "cell": place.codes,
        "place": place.told(language),
        "measure": place.structure.measure.label.text(language),
        "unit": place.unit.text(language),
        "decimals": place.decimals,
        "source": shown.vintage.metadata.source.text(language),
        **_row(shown, place, language),
        "origin": told_origin(shown.origin, language) if shown.origin else None,
        "history": history,
    }


def _row(row: CellInVintage, place: _Place, language: str) -> dict[str, Any]:
    """`text` is the number as it is printed, empty where none is."""
    number = told_number(row.value, row.sign, language)
    value = number["value"]
    return {
        **told_vintage(row.vintage, language),
        "exists": row.exists,
        **number,
        "text": "" if value is None else format_number(value, place.decimals, language),
    }


def _differs(one: CellInVintage, other: CellInVintage) -> bool:
    both = told_number(one.value, one.sign, "en"), told_number(other.value, other.sign, "en")
    return both[0] != both[1] or one.exists != other.exists
