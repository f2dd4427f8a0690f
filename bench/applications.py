"""What Granian serves in the comparisons: the data plane, the office, and DuckDB on Parquet in the same frame."""

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import duckdb
import falcon
import numpy as np

from amargah.cubes import StoredCube
from amargah.dataplane import FairUse, Limits, create_app
from amargah.dataplane.app import KEPT
from amargah.dataplane.asked import read_query
from amargah.dataplane.documents import Documents
from amargah.dataplane.headers import OpenHeaders, known_already
from amargah.shelf import Shelf
from amargah.statcore.cubes import Cube
from amargah.statcore.selections import narrowed, resolve
from bench.sample import shelf_in

FOLDER = "AMARGAH_BENCH_FOLDER"


def data_plane() -> Any:
    """Works each answer out anew, and has no limit of calls: that is there to refuse what a benchmark does."""
    return _open_data(kept=0)


def data_plane_with_kept_answers() -> Any:
    return _open_data(kept=KEPT)


def _open_data(kept: int) -> Any:
    unlimited = Limits(cells=10_000_000, calls=sys.maxsize, window=10)
    fair_use = FairUse(time.time, anonymous=unlimited)
    return create_app(shelf_in(Path(os.environ[FOLDER])), fair_use=fair_use, kept=kept)


def office() -> Any:
    from amargah.office.site.wsgi import application

    return application


def duckdb_plane() -> Any:
    """The same server, framework, query string, headers and JSON-stat writer; only the cells come by SQL."""
    app = falcon.App(middleware=[OpenHeaders()])
    app.add_route("/data/{name}", _BySql(shelf_in(Path(os.environ[FOLDER]))))
    return app


class _BySql:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf, self._documents = shelf, Documents()
        self._database = duckdb.connect()
        self._database.execute("SET parquet_metadata_cache = true")
        self._mine = threading.local()

    def on_get(self, request: falcon.Request, response: falcon.Response, name: str) -> None:
        edition, asked = self._shelf.edition(), read_query(request)
        vintage = edition.dataset(name.removesuffix(".json")).latest
        if known_already(request, response, edition):
            return
        stored = self._shelf.open(vintage)
        part = self._part(stored, asked.selection)
        document = self._documents.of(stored, vintage, asked.language)
        response.content_type = falcon.MEDIA_JSON
        response.data = document.part(resolve(stored.structure, asked.selection), part.values, part.signs)

    def _part(self, stored: StoredCube, selection: Any) -> Cube:
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
