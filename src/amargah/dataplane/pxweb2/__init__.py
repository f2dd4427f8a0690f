"""PxWebApi 2 at `/api/v2`: status codes, parameters and bodies as in its OpenAPI document; errors are problems."""

from typing import Any

from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.problems import tell_problem
from amargah.dataplane.pxweb2.finding import Finder
from amargah.dataplane.pxweb2.links import ROOT
from amargah.dataplane.pxweb2.lists import Config, Navigation, OneTable, TableList
from amargah.dataplane.pxweb2.saved import OneSavedQuery, SavedData, SavedQueries, SavedSelection
from amargah.dataplane.pxweb2.tables import DefaultSelection, OneCodelist, TableData, TableMetadata


def create(plane: Plane) -> Any:
    finder = Finder(plane)
    app = framed(plane, tell_problem)
    app.add_route(f"{ROOT}/config", Config(finder))
    app.add_route(f"{ROOT}/navigation", Navigation(finder))
    app.add_route(f"{ROOT}/navigation/{{id}}", Navigation(finder))
    app.add_route(f"{ROOT}/tables", TableList(finder))
    app.add_route(f"{ROOT}/tables/{{id}}", OneTable(finder))
    app.add_route(f"{ROOT}/tables/{{id}}/metadata", TableMetadata(finder))
    app.add_route(f"{ROOT}/tables/{{id}}/defaultselection", DefaultSelection(finder))
    app.add_route(f"{ROOT}/tables/{{id}}/data", TableData(finder))
    app.add_route(f"{ROOT}/codelists/{{id}}", OneCodelist(finder))
    app.add_route(f"{ROOT}/savedqueries", SavedQueries(finder))
    app.add_route(f"{ROOT}/savedqueries/{{id}}", OneSavedQuery(finder))
    app.add_route(f"{ROOT}/savedqueries/{{id}}/selection", SavedSelection(finder))
    app.add_route(f"{ROOT}/savedqueries/{{id}}/data", SavedData(finder))
    return app
