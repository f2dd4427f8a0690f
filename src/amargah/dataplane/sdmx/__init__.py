"""SDMX REST: `/sdmx/2.1` with the addresses of its version 1.5, `/sdmx/3.0` with those of version 2.2."""

from typing import Any

from amargah.dataplane.framing import Plane, framed
from amargah.dataplane.sdmx.errors import JSON, XML_21, XML_30, teller


def create_21(plane: Plane) -> Any:
    return framed(plane, teller(XML_21, default=XML_21))


def create_30(plane: Plane) -> Any:
    return framed(plane, teller(XML_30, default=JSON))
