"""`/data/{dataset}.csv-metadata.json`: what the columns of the CSV of the same query are."""

from urllib.parse import quote, urlencode

import falcon
import orjson

from amargah.dataplane.asked import LANGUAGE, VINTAGE, read_query
from amargah.dataplane.files.addresses import CSVW, with_query
from amargah.dataplane.files.tags import known_file
from amargah.dataplane.formats import Wanted, want
from amargah.dataplane.framing import Plane
from amargah.dataplane.vintages import vintage_asked
from amargah.exchange.csvw import CsvFile, write_csvw
from amargah.statcore.selections import resolve


class CsvMetadata:
    """Takes the query of the CSV and names just that address: a document that names another one is ignored."""

    def __init__(self, plane: Plane) -> None:
        self._shelf = plane.shelf

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        edition, asked = self._shelf.edition(), read_query(request)
        dataset = edition.dataset(name)
        vintage = vintage_asked(self._shelf, dataset, number=asked.vintage, as_of=asked.as_of)
        if known_file(request, response, dataset, vintage):
            return
        stored = self._shelf.open(vintage)
        wanted = want(dataset, vintage, stored, resolve(stored.structure, asked.selection), asked.language)
        described = _file(wanted, request.query_string)
        response.data = orjson.dumps(write_csvw(stored.structure, vintage.metadata, described))
        response.content_type = CSVW

    on_head = on_get


def _file(wanted: Wanted, query: str) -> CsvFile:
    dataset, vintage, structure = wanted.dataset.id, wanted.vintage, wanted.stored.structure
    return CsvFile(
        url=with_query(f"{quote(dataset)}.csv", query),
        language=wanted.language,
        rows=wanted.rows,
        issued=vintage.visible_from,
        about=f"{quote(dataset)}/cell?"
        + "&".join(
            [
                *(f"{each.id}={{{each.id}}}" for each in structure.dimensions),
                urlencode({VINTAGE: vintage.number, LANGUAGE: wanted.language}),
            ]
        ),
        publisher=vintage.organisation,
    )
