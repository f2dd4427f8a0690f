"""`/api/v1`: PxWebApi 1."""

from typing import Final

from amargah.dataplane.discovery.openapi.files import AS_OF, VINTAGE
from amargah.dataplane.discovery.openapi.parts import (
    JSON,
    Json,
    answer,
    array,
    binary,
    operation,
    place,
    posted,
    query,
    record,
    ref,
    refusals,
    text,
)
from amargah.dataplane.discovery.openapi.schemas import LANGUAGE_CODE
from amargah.dataplane.pxweb1.formats import FORMATS
from amargah.dataplane.pxweb1.levels import DATABASE

TAG: Final = "PxWebApi 1"
_ROOT: Final = "/api/v1/{language}"
_LANGUAGE: Final = place("language", "Language of the words.", "en", LANGUAGE_CODE)
_DATABASE: Final = place("database", "The one database.", DATABASE)
_SUBJECT: Final = place("name", "A subject; a table without its subject is found as well.", "population")
_OR_TABLE: Final = place("name", "Id of a table.", "POP_COUNTY")
_TABLE: Final = place("id", "Id of a table.", "POP_COUNTY")
_CONFIG: Final = query("config", "Tells the limits in place of what is here.", text(), allowEmptyValue=True)
_SEARCH: Final = (
    query("query", "Words that are looked for below."),
    query("filter", "title: look at titles alone."),
)
_ERRORS: Final = {JSON: ref("PxError")}
_ANYTHING: Final = {"type": ["object", "array"]}
_DATA: Final = {format.media_type: binary() for format in FORMATS.values()} | {JSON: {"type": "object"}}

SCHEMAS: Final[dict[str, Json]] = {
    "PxError": record(error=text()),
    "Px1Query": {
        "type": "object",
        "properties": {
            "query": array(
                record(code=text(), selection=record(filter=text(), values=array(text()))),
            ),
            "response": {
                "type": "object",
                "properties": {"format": text(enum=list(FORMATS)), "params": array(text())},
            },
        },
    },
}
_EXAMPLE: Final = {
    "query": [
        {"code": "SEX", "selection": {"filter": "item", "values": ["T"]}},
        {"code": "TIME", "selection": {"filter": "top", "values": ["1"]}},
    ],
    "response": {"format": "json"},
}


def _get(id: str, summary: str, *parameters: Json) -> Json:
    responses = {"200": answer(summary, {JSON: _ANYTHING}), **refusals((304, 400, 404), _ERRORS)}
    return operation(id, TAG, summary, parameters, responses)


def _post(id: str, *parameters: Json) -> Json:
    responses = {"200": answer("The figures.", _DATA), **refusals((400, 404, 413), _ERRORS)}
    return operation(
        id, TAG, "Figures that a query chooses.", parameters, responses, posted(ref("Px1Query"), _EXAMPLE)
    )


def _no_table(id: str, *parameters: Json) -> Json:
    """Queries are for tables; at this level there are none."""
    responses = {"404": refusals((404,), _ERRORS)["404"], **refusals((400, 413), _ERRORS)}
    body = posted(ref("Px1Query"), _EXAMPLE, required=False)
    return operation(id, TAG, "There is no table at this level.", parameters, responses, body)


_STATE: Final = (VINTAGE, AS_OF)
PATHS: Final[dict[str, Json]] = {
    _ROOT: {"get": _get("px1_databases", "The database.", _LANGUAGE, _CONFIG)},
    f"{_ROOT}/{{database}}": {
        "get": _get("px1_subjects", "Subjects that have tables.", _LANGUAGE, _DATABASE, _CONFIG, *_SEARCH),
        "post": _no_table("px1_no_table", _LANGUAGE, _DATABASE),
    },
    f"{_ROOT}/{{database}}/{{name}}": {
        "get": _get("px1_level", "The tables of a subject.", _LANGUAGE, _DATABASE, _SUBJECT, _CONFIG, *_SEARCH),
        "post": _post("px1_data_without_subject", _LANGUAGE, _DATABASE, _OR_TABLE, *_STATE),
    },
    f"{_ROOT}/{{database}}/{{name}}/{{id}}": {
        "get": _get(
            "px1_table", "The variables of a table.", _LANGUAGE, _DATABASE, _SUBJECT, _TABLE, _CONFIG, *_STATE
        ),
        "post": _post("px1_data", _LANGUAGE, _DATABASE, _SUBJECT, _TABLE, *_STATE),
    },
}
