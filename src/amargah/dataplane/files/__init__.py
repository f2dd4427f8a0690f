"""`/data`: the list of datasets, their files, metadata, cells and revisions; errors are problem documents."""

from typing import Any

from amargah.dataplane.files.cell import Cell
from amargah.dataplane.files.csvw import CsvMetadata
from amargah.dataplane.files.datasets import DatasetList, DatasetMetadata
from amargah.dataplane.files.download import DataFile
from amargah.dataplane.files.revisions import Revisions
from amargah.dataplane.files.timemap import TimeMap
from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.problems import tell_problem


def create(plane: Plane) -> Any:
    app = framed(plane, tell_problem)
    revisions = Revisions(plane)
    app.add_route("/data", DatasetList(plane.shelf))
    app.add_route("/data/{name}", DataFile(plane))
    app.add_route("/data/{name}.csv-metadata.json", CsvMetadata(plane))
    app.add_route("/data/{name}/metadata.json", DatasetMetadata(plane))
    app.add_route("/data/{name}/cell", Cell(plane))
    app.add_route("/data/{name}/revisions.json", revisions)
    app.add_route("/data/{name}/revisions/{file}", revisions, suffix="file")
    app.add_route("/data/{name}/timemap", TimeMap(plane))
    return app
