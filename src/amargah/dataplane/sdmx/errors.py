"""Errors as SDMX tells them: an SDMX-ML error message, or the errors of SDMX-JSON, with the standard's codes."""

from collections.abc import Mapping
from typing import Final

import falcon
from falcon.uri import parse_query_string

from amargah.dataplane.fair_use import TooManyCells
from amargah.dataplane.framing import Teller
from amargah.dataplane.headers import VARY_NEGOTIATED
from amargah.dataplane.sdmx.negotiation import asked_language
from amargah.exchange.sdmx.faults import Fault, fault_in_json, fault_in_xml
from amargah.statcore.errors import AmargahError, Invalid
from amargah.statcore.labels import Label

NO_RESULTS, UNAUTHORISED, TOO_LARGE, SYNTAX, SEMANTIC = 100, 110, 130, 140, 150
_CODES: Final[Mapping[int, int]] = {
    400: SYNTAX,
    401: UNAUTHORISED,
    403: UNAUTHORISED,
    404: NO_RESULTS,
    413: TOO_LARGE,
    414: SYNTAX,
    422: SEMANTIC,
    500: 500,
    501: 501,
    503: 503,
}
_OWN = 1000
"""Codes from here on are for what the standard leaves to each service; to it the HTTP status is added."""

XML_21, XML_30, JSON = "v2_1", "v3_0", "json"
_MEDIA_TYPES: Final = {XML_21: "application/xml", XML_30: "application/xml", JSON: "application/json"}
_LOOKED_AT = 1_000  # characters of what is accepted, when looking for the form of an error


class NotImplementedHere(AmargahError):
    """A part of the standard that this service does not have."""

    status = 501
    title = Label("پیاده نشده", "Not implemented")


class AddressTooLong(Invalid):
    status = 414
    title = Label("نشانی بلند", "Address too long")


def teller(xml: str, default: str) -> Teller:
    """Tells errors in the form that is asked for: `xml` (`XML_21` or `XML_30`) or `JSON`; else in `default`."""

    def tell(request: falcon.Request, response: falcon.Response, error: AmargahError) -> None:
        if isinstance(error, TooManyCells):
            response.status = 413
        status = falcon.http_status_to_code(response.status)
        fault = Fault(_CODES.get(status, _OWN + status), error.title, error.detail)
        form = _form(request, xml, default)
        response.content_type = _MEDIA_TYPES[form]
        response.set_header("Vary", VARY_NEGOTIATED)
        if form == JSON:
            response.data = fault_in_json(fault, asked_language(request))
        else:
            response.data = fault_in_xml(fault, form)

    return tell


def _form(request: falcon.Request, xml: str, default: str) -> str:
    """Whichever of the two forms is named first."""
    asked = parse_query_string(request.query_string).get("format") or request.get_header("Accept", default="")
    words = str(asked)[:_LOOKED_AT].lower()
    named = {form: words.find(word) for form, word in ((JSON, "json"), (xml, "xml"))}
    return min((form for form in named if named[form] >= 0), key=named.__getitem__, default=default)
