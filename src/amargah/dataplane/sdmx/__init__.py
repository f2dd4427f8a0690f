"""SDMX REST: `/sdmx/2.1` with the addresses of its version 1.5, `/sdmx/3.0` with those of version 2.2.

How a question is read, what finds what it names, and what writes the answer:

- `structures`: `structure_query`; `structure_selection` among the `holdings`; `structure_answers`
- `data_21`, `data_30`: `keys`, `data_query`, `data_filters`; `history` (which vintages), `data_selection` and
  `data_cells` (which cells of them); `data_answers`, `data_formats`
- `availability`: as data; `availability_codes`, `availability_references`; `structure_answers`

All use `negotiation` (formats and languages), `wildcards`, `sending` and `errors`.
"""

from typing import Any

from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.sdmx.availability import Sources, add_availability_21, add_availability_30
from amargah.dataplane.sdmx.data_21 import add_data_21
from amargah.dataplane.sdmx.data_30 import add_data_30
from amargah.dataplane.sdmx.data_definitions import Definitions
from amargah.dataplane.sdmx.errors import JSON, XML_21, XML_30, teller
from amargah.dataplane.sdmx.holdings import HoldingsAt
from amargah.dataplane.sdmx.structures import SDMX_21, SDMX_30, Served, add_structures, not_implemented


def create_21(plane: Plane) -> Any:
    app = framed(plane, teller(XML_21, default=XML_21))
    holdings, definitions = HoldingsAt(plane.shelf), Definitions()
    served = Served(plane.shelf, holdings, SDMX_21)
    add_structures(app, served, "/sdmx/2.1", "/sdmx/2.1")
    add_data_21(app, plane, definitions)
    add_availability_21(app, Sources(plane, definitions, holdings))
    return app


def create_30(plane: Plane) -> Any:
    app = framed(plane, teller(XML_30, default=JSON))
    holdings, definitions = HoldingsAt(plane.shelf), Definitions()
    served = Served(plane.shelf, holdings, SDMX_30)
    add_structures(app, served, "/sdmx/3.0", "/sdmx/3.0/structure")
    add_data_30(app, plane, definitions)
    add_availability_30(app, Sources(plane, definitions, holdings))
    app.add_sink(not_implemented, r"/sdmx/3\.0/(metadata|registration)(/|$)")
    return app
