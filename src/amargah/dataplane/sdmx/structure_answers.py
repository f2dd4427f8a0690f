"""Structure messages as answers: the formats on offer, and how a message is sent."""

from collections.abc import Callable, Iterator
from typing import Final

import falcon

from amargah.dataplane.sdmx.negotiation import Chosen, Offer
from amargah.dataplane.sdmx.sending import send
from amargah.exchange.sdmx.structures import SDMX_ML_21, SDMX_ML_30, StructureMessage, write_json

_XML, _JSON = "application/vnd.sdmx.structure+xml", "application/vnd.sdmx.structure+json"
_ANY_XML, _ANY_JSON = ("application/xml", "text/xml"), ("application/json", "text/json")
_XML_NAMES, _JSON_NAMES = ("structure", "xml", "sdmx-ml"), ("jsonstructure", "json", "sdmx-json")
ML_21 = Offer(_XML, "2.1", _XML_NAMES, _ANY_XML)
ML_30 = Offer(_XML, "3.0.0", _XML_NAMES, _ANY_XML)
JSON_10 = Offer(_JSON, "1.0.0", _JSON_NAMES, _ANY_JSON)
JSON_20 = Offer(_JSON, "2.0.0", _JSON_NAMES, _ANY_JSON)

STRUCTURES_21 = (ML_21, JSON_10, ML_30, JSON_20)
"""What `/sdmx/2.1` offers, its default first."""
STRUCTURES_30 = (JSON_20, ML_30, JSON_10, ML_21)

_WRITERS: Final[dict[Offer, Callable[[StructureMessage], Iterator[bytes]]]] = {
    ML_21: SDMX_ML_21.message,
    ML_30: SDMX_ML_30.message,
    JSON_10: lambda message: write_json(message, latest=False),
    JSON_20: lambda message: write_json(message, latest=True),
}


def send_structures(response: falcon.Response, chosen: Chosen, message: StructureMessage) -> None:
    """The message in the format that was chosen among STRUCTURES_21 or STRUCTURES_30."""
    response.content_type = chosen.content_type
    send(response, _WRITERS[chosen.offer](message))
