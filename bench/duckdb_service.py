"""A small service as many offices would write it: DuckDB on the Parquet file, dense JSON or CSV, no labels."""

import io
import os
from pathlib import Path
from typing import Any

import duckdb
import falcon
import numpy as np
import orjson
import pyarrow.csv

from bench.applications import FOLDER
from bench.cuts import Cut
from bench.sample import DATASET, shelf_in

_CODES = '"AREA", "AGE", "SEX", "TIME"'


def address(cut: Cut, ending: str) -> str:
    return f"/cells.{ending}?{cut.query}"


def application() -> Any:
    app = falcon.App()
    app.req_options.auto_parse_qs_csv = True
    shelf = shelf_in(Path(os.environ[FOLDER]))
    service = _Service(shelf.open(shelf.edition().dataset(DATASET).latest).archive)
    app.add_route("/cells.json", service, suffix="json")
    app.add_route("/cells.csv", service, suffix="csv")
    return app


class _Service:
    def __init__(self, archive: Path) -> None:
        self._database = duckdb.connect()
        self._database.execute("SET parquet_metadata_cache = true")
        self._table = f"read_parquet('{archive}', file_row_number = true)"

    def on_get_json(self, request: falcon.Request, response: falcon.Response) -> None:
        values = self._asked("value", request).fetchnumpy()["value"]
        response.content_type = falcon.MEDIA_JSON
        response.data = orjson.dumps({"value": np.asarray(values)}, option=orjson.OPT_SERIALIZE_NUMPY)

    def on_get_csv(self, request: falcon.Request, response: falcon.Response) -> None:
        written = io.BytesIO()
        pyarrow.csv.write_csv(self._asked(f"{_CODES}, value", request).to_arrow_table(), written)
        response.content_type = "text/csv"
        response.data = written.getvalue()

    def _asked(self, columns: str, request: falcon.Request) -> Any:
        wanted = {id: given if isinstance(given, list) else [given] for id, given in request.params.items()}
        where = " AND ".join(f'"{id}" IN ({", ".join("?" * len(codes))})' for id, codes in wanted.items())
        return self._database.execute(
            f"SELECT {columns} FROM {self._table} WHERE {where} ORDER BY file_row_number",
            [code for codes in wanted.values() for code in codes],
        )
