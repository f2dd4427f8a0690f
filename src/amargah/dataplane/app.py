"""The addresses of the data plane."""

from typing import Any

import falcon

from amargah.dataplane.catalogue import DatasetList, DatasetMetadata
from amargah.dataplane.cell import Cell
from amargah.dataplane.files import DataFile
from amargah.dataplane.headers import OpenHeaders
from amargah.dataplane.problems import add_error_handlers
from amargah.shelf import Shelf


def create_app(shelf: Shelf) -> Any:
    """A WSGI callable that answers everything under `/data` out of `shelf`.

    Every answer is a function of the edition, the address and the language in it, so that caches may keep it.
    """
    app = falcon.App(middleware=[OpenHeaders()])
    app.req_options.strip_url_path_trailing_slash = True
    add_error_handlers(app)
    app.add_route("/data", DatasetList(shelf))
    app.add_route("/data/{name}", DataFile(shelf))
    app.add_route("/data/{name}/metadata.json", DatasetMetadata(shelf))
    app.add_route("/data/{name}/cell", Cell(shelf))
    return app
