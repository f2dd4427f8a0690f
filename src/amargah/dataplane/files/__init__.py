"""`/data`: the list of datasets, their files, metadata and cells; errors are problem documents."""

from typing import Any

from amargah.dataplane.files.cell import Cell
from amargah.dataplane.files.datasets import DatasetList, DatasetMetadata
from amargah.dataplane.files.download import DataFile
from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.problems import tell_problem


def create(plane: Plane) -> Any:
    app = framed(plane, tell_problem)
    app.add_route("/data", DatasetList(plane.shelf))
    app.add_route("/data/{name}", DataFile(plane))
    app.add_route("/data/{name}/metadata.json", DatasetMetadata(plane.shelf))
    app.add_route("/data/{name}/cell", Cell(plane.shelf))
    return app
