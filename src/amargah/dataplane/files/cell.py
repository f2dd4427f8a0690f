"""`/data/{dataset}/cell`: where one figure came from, and what it was in every vintage."""

from typing import Any

import falcon
import orjson

from amargah.dataplane.asked import Asked, read_query
from amargah.dataplane.headers import known_already
from amargah.dataplane.telling import told, told_number, told_vintage
from amargah.dataplane.vintages import vintage_asked
from amargah.shelf import CellInVintage, Dataset, Shelf
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


class Cell:
    """The query gives one code a dimension: `?COUNTY=1501&SEX=T&TIME=1395`."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

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
        response.data = orjson.dumps(_document(dataset, codes, shown, rows, asked.language))

    on_head = on_get


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
    dataset: Dataset, codes: dict[str, str], shown: CellInVintage, rows: tuple[CellInVintage, ...], language: str
) -> dict[str, Any]:
    return {
        "dataset": dataset.id,
        "language": language,
        "cell": codes,
        **_row(shown, language),
        "origin": told(shown.origin, language),
        "history": [_row(row, language) for row in rows],
    }


def _row(row: CellInVintage, language: str) -> dict[str, Any]:
    return {
        **told_vintage(row.vintage, language),
        "exists": row.exists,
        **told_number(row.value, row.sign, language),
    }
