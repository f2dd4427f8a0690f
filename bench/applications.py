"""What gunicorn serves in the comparison: our data plane, and DuckDB on Parquet in the same frame."""

import os
import threading
from pathlib import Path
from typing import Any

import duckdb
import falcon
import numpy as np

from amargah.dataplane import create_app
from amargah.dataplane.asked import read_query
from amargah.dataplane.headers import OpenHeaders, known_already
from amargah.exchange.jsonstat import write_jsonstat
from amargah.shelf import Shelf, Vintage
from amargah.statcore.cubes import Cube
from amargah.statcore.selections import narrowed, resolve
from bench.sample import shelf_in

FOLDER = "AMARGAH_BENCH_FOLDER"


def data_plane() -> Any:
    return create_app(shelf_in(Path(os.environ[FOLDER])))


def duckdb_plane() -> Any:
    """The same server, framework, query string, headers and JSON-stat writer; only the cells come by SQL."""
    app = falcon.App(middleware=[OpenHeaders()])
    app.add_route("/data/{name}", _BySql(shelf_in(Path(os.environ[FOLDER]))))
    return app


class _BySql:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._database = duckdb.connect()
        self._database.execute("SET parquet_metadata_cache = true")
        self._mine = threading.local()

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        edition, asked = self._shelf.edition(), read_query(request)
        vintage = edition.dataset(name.removesuffix(".json")).latest
        if known_already(request, response, edition):
            return
        part = self._part(vintage, asked.selection)
        response.content_type = falcon.MEDIA_JSON
        response.data = write_jsonstat(
            part, vintage.metadata, language=asked.language, updated=vintage.visible_from
        )

    def _part(self, vintage: Vintage, selection: Any) -> Cube:
        stored = self._shelf.open(vintage)
        indices = resolve(stored.structure, selection)
        structure = narrowed(stored.structure, indices)
        where = " AND ".join(f'"{id}" IN ({", ".join("?" * len(codes))})' for id, codes in selection.items())
        rows = self._cursor().execute(
            # The file has every cell in row-major order, which spares DuckDB a join with the codelists.
            f"SELECT value, sign, origin FROM read_parquet('{stored.archive}', file_row_number = true)"
            f" WHERE {where} ORDER BY file_row_number",
            [code for codes in selection.values() for code in codes],
        )
        arrays = rows.fetchnumpy()
        values, signs, origins = (np.asarray(arrays[each]).reshape(structure.shape) for each in _COLUMNS)
        return Cube(structure, values, signs, origins, stored.origins)

    def _cursor(self) -> Any:
        if not hasattr(self._mine, "cursor"):
            self._mine.cursor = self._database.cursor()
        return self._mine.cursor


_COLUMNS = ("value", "sign", "origin")
