"""Error messages of SDMX: a code of the standard, and the words in both languages."""

from dataclasses import dataclass

import orjson

from amargah.exchange.sdmx.markup import DECLARATION, element, text
from amargah.statcore.labels import LANGUAGES, Label

SCHEMAS = "http://www.sdmx.org/resources/sdmxml/schemas"


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` is one of the SDMX REST documentation, or above 1000 for what the standard has no code for."""

    code: int
    title: Label
    detail: Label


def fault_in_xml(fault: Fault, namespace: str) -> bytes:
    """The Error message of SDMX-ML; `namespace` is `v2_1` or `v3_0`."""
    schemas = f"{SCHEMAS}/{namespace}"
    texts = (element("com:Text", {"xml:lang": language}, [text(_told(fault, language))]) for language in LANGUAGES)
    message = element("mes:ErrorMessage", {"code": str(fault.code)}, texts)
    document = element(
        "mes:Error", {"xmlns:mes": f"{schemas}/message", "xmlns:com": f"{schemas}/common"}, [message]
    )
    return (DECLARATION + document).encode()


def fault_in_json(fault: Fault, language: str) -> bytes:
    """The errors of SDMX-JSON, which are the same in its versions 1.0 and 2.0."""
    told = {
        "code": fault.code,
        "title": fault.title.text(language),
        "titles": {each: fault.title.text(each) for each in LANGUAGES},
        "detail": fault.detail.text(language),
        "details": {each: fault.detail.text(each) for each in LANGUAGES},
    }
    return orjson.dumps({"errors": [told]})


def _told(fault: Fault, language: str) -> str:
    return f"{fault.title.text(language)}: {fault.detail.text(language)}"
