"""Structure messages of SDMX in the formats that are asked for."""

from amargah.exchange.sdmx.structures.in_json import write_json
from amargah.exchange.sdmx.structures.in_xml import SDMX_ML_21, SDMX_ML_30
from amargah.exchange.sdmx.structures.message import StructureMessage

__all__ = ["SDMX_ML_21", "SDMX_ML_30", "StructureMessage", "write_json"]
