"""`/api/v2`: PxWebApi 2."""

from typing import Any, Final

import msgspec

from amargah.dataplane.discovery.openapi.files import AS_OF_OR_NONE, LANGUAGE, PROBLEMS, VINTAGE
from amargah.dataplane.discovery.openapi.parts import (
    JSON,
    Json,
    answer,
    array,
    binary,
    integer,
    operation,
    place,
    posted,
    query,
    record,
    ref,
    refusals,
    table_of,
    text,
    told,
)
from amargah.dataplane.discovery.openapi.schemas import LANGUAGE_CODE
from amargah.dataplane.pxweb2.formats import FORMATS
from amargah.dataplane.pxweb2.links import ROOT
from amargah.dataplane.pxweb2.output import PARAMETERS
from amargah.dataplane.pxweb2.saved_id import SavedQuery, id_of

TAG: Final = "PxWebApi 2"
_TABLE: Final = place("id", "Id of a table.", "POP_COUNTY")
_LINKS: Final = array(record(rel=text(), hreflang=text(), href=text()))
_STRINGS: Final = array(text())
_NUMBER: Final = integer(minimum=-999_999_999, maximum=999_999_999)
_NULLABLE: Final = {"type": ["string", "null"]}
_STATE: Final = (LANGUAGE, VINTAGE, AS_OF_OR_NONE)


def _or_none(items: Json) -> Json:
    """A list, or null for an empty one."""
    return {"type": ["array", "null"], "items": items}


def _brackets(name: str, description: str) -> Json:
    """A parameter that is given once a variable: `valueCodes[SEX]=T`."""
    return query(name, description, table_of(text()), style="deepObject", explode=True)


_SELECTION: Final = (
    _brackets("valueCodes", "Codes by variable, and the expressions *, ?, TOP, BOTTOM, FROM, TO and RANGE."),
    _brackets("codelist", "Another list of codes by variable: a valueset or an aggregation."),
    _brackets("outputValues", "aggregated or single, by variable."),
)
_PLACEMENT: Final = (
    query("heading", "Variables across, separated by commas."),
    query("stub", "Variables down, separated by commas."),
)
_OUTPUT: Final = (
    query("outputFormat", "Format of the answer, in any case.", text(enum=list(FORMATS))),
    query("outputFormatParams", f"Separated by commas: {', '.join(PARAMETERS)}."),
)
_DATA: Final = {
    format.media_type: ref("JsonStat") if format.name == "json-stat2" else binary() for format in FORMATS.values()
} | {JSON: {"type": "object"}}

SCHEMAS: Final[dict[str, Json]] = {
    "PxTable": record(
        id=text(),
        label=text(),
        updated=text(),
        firstPeriod=text(),
        lastPeriod=text(),
        variableNames=_STRINGS,
        links=_LINKS,
    ),
    "PxTables": record(
        language=LANGUAGE_CODE,
        tables=array(ref("PxTable")),
        page=record(
            pageNumber=integer(minimum=1),
            pageSize=integer(minimum=1),
            totalElements=integer(minimum=0),
            totalPages=integer(minimum=1),
            links=_LINKS,
        ),
        links=_LINKS,
    ),
    "PxFolder": record(
        language=LANGUAGE_CODE,
        id=_NULLABLE,
        label=_NULLABLE,
        folderContents=array({"type": "object"}),
        links=_LINKS,
    ),
    "PxConfig": record(
        apiVersion=text(),
        languages=array(record(id=text(), label=text())),
        defaultLanguage=text(),
        maxDataCells=integer(minimum=1),
        maxCallsPerTimeWindow=integer(minimum=1),
        timeWindow=integer(minimum=1),
        dataFormats=_STRINGS,
        defaultDataFormat=text(),
    ),
    "PxSelection": record(
        language=LANGUAGE_CODE,
        selection=array(record(variableCode=text(), valueCodes=_STRINGS, codelist=_NULLABLE)),
        placement=record(heading=_STRINGS, stub=_STRINGS),
        links=_LINKS,
    ),
    "PxCodelist": record(
        id=text(), label=text(), language=LANGUAGE_CODE, type=text(), values=array({}), links=_LINKS
    ),
    "PxSavedQuery": record(
        id=text(),
        language=LANGUAGE_CODE,
        tableId=text(),
        outputFormat=_NULLABLE,
        outputFormatParams=_STRINGS,
        links=_LINKS,
    ),
    "PxQuery": {
        "type": "object",
        "properties": {
            "selection": _or_none(
                {
                    "type": "object",
                    "required": ["variableCode"],
                    "properties": {
                        "variableCode": text(),
                        "valueCodes": _or_none(text()),
                        "codelist": _NULLABLE,
                        "outputValues": {"type": ["string", "null"], "enum": ["aggregated", "single", None]},
                    },
                }
            ),
            "placement": {
                "type": ["object", "null"],
                "properties": {
                    "heading": _or_none(text()),
                    "stub": _or_none(text()),
                },
            },
        },
    },
}
_EXAMPLE: Final[dict[str, Any]] = {
    "selection": [
        {"variableCode": "COUNTY", "valueCodes": ["*"]},
        {"variableCode": "SEX", "valueCodes": ["T"]},
        {"variableCode": "TIME", "valueCodes": ["TOP(1)"]},
    ]
}
_TO_SAVE: Final[dict[str, Any]] = {
    "tableId": "POP_COUNTY",
    "language": "en",
    "selection": _EXAMPLE,
    "outputFormat": "json-stat2",
}
_SAVED: Final = place(
    "id",
    "Id of a saved query, as POST to /savedqueries tells it.",
    id_of(msgspec.convert(_TO_SAVE, SavedQuery)),
)


def _get(
    id: str, summary: str, schema: Json, *parameters: Json, statuses: tuple[int, ...] = (304, 400, 404)
) -> Json:
    responses = {"200": answer(summary, {JSON: schema}), **refusals(statuses, PROBLEMS)}
    return {"get": operation(id, TAG, summary, parameters, responses)}


def _data(id: str, summary: str, *parameters: Json, body: Json | None = None) -> Json:
    statuses = (400, 404, 413) if body else (304, 400, 404)
    responses = {"200": answer("The figures.", _DATA), **refusals(statuses, PROBLEMS)}
    return operation(id, TAG, summary, parameters, responses, body)


def _saving() -> Json:
    responses = {
        "201": answer("The saved query.", {JSON: ref("PxSavedQuery")}, {"Location": told("Its address.")}),
        **refusals((400, 404, 413), PROBLEMS),
    }
    schema = {
        "type": "object",
        "required": ["tableId", "selection"],
        "properties": {
            "tableId": text(),
            "language": LANGUAGE_CODE,
            "selection": ref("PxQuery"),
            "outputFormat": _NULLABLE,
            "outputFormatParams": _or_none(text()),
        },
    }
    return operation("save_query", TAG, "Save a query for later.", [], responses, posted(schema, _TO_SAVE))


PATHS: Final[dict[str, Json]] = {
    f"{ROOT}/config": _get("px_config", "Limits, languages and formats.", ref("PxConfig"), statuses=()),
    f"{ROOT}/navigation": _get("px_navigation", "Subjects that have tables.", ref("PxFolder"), LANGUAGE),
    f"{ROOT}/navigation/{{id}}": _get(
        "px_folder",
        "The tables of a subject.",
        ref("PxFolder"),
        place("id", "Id of a subject.", "population"),
        LANGUAGE,
    ),
    f"{ROOT}/tables": _get(
        "px_tables",
        "All tables, or those that are found, in pages.",
        ref("PxTables"),
        LANGUAGE,
        query("query", "Words that are looked for."),
        query("pastDays", "Only tables updated in so many days.", integer(minimum=1, maximum=999_999_999)),
        query("includeDiscontinued", "Nothing here is discontinued.", {"type": "boolean"}),
        query("pageNumber", "Page, from 1; the first when it is less.", _NUMBER),
        query("pageSize", "Tables on a page; 20 when it is less than one.", _NUMBER),
    ),
    f"{ROOT}/tables/{{id}}": _get("px_table", "A table as lists tell it.", ref("PxTable"), _TABLE, *_STATE),
    f"{ROOT}/tables/{{id}}/metadata": _get(
        "px_metadata",
        "The table without figures.",
        {"type": "object"},
        _TABLE,
        *_STATE,
        query("outputFormat", "JSON-stat 2 or PX-JSON.", text(enum=["json-stat2", "json-px"])),
        query("defaultSelection", "With the lists that the default selection uses.", {"type": "boolean"}),
        query("savedQuery", "With the lists that a saved query uses."),
        _brackets("codelist", "Another list of codes by variable."),
    ),
    f"{ROOT}/tables/{{id}}/defaultselection": _get(
        "px_default_selection", "What is shown when nothing is chosen.", ref("PxSelection"), _TABLE, *_STATE
    ),
    f"{ROOT}/tables/{{id}}/data": {
        "get": _data(
            "px_data",
            "Figures; without a selection those of the default selection.",
            _TABLE,
            *_STATE,
            *_SELECTION,
            *_PLACEMENT,
            *_OUTPUT,
        ),
        "post": _data(
            "px_data_by_post",
            "The same, the selection being in the body.",
            _TABLE,
            *_STATE,
            *_OUTPUT,
            body=posted(ref("PxQuery"), _EXAMPLE, required=False),
        ),
    },
    f"{ROOT}/codelists/{{id}}": _get(
        "px_codelist",
        "A valueset or an aggregation.",
        ref("PxCodelist"),
        place("id", "Id of a codelist, as metadata tell it.", "vs_POP_COUNTY.SEX"),
        *_STATE,
    ),
    f"{ROOT}/savedqueries": {"post": _saving()},
    f"{ROOT}/savedqueries/{{id}}": _get("px_saved_query", "A saved query.", ref("PxSavedQuery"), _SAVED),
    f"{ROOT}/savedqueries/{{id}}/selection": _get(
        "px_saved_selection", "The selection of a saved query.", ref("PxSelection"), _SAVED, *_STATE
    ),
    f"{ROOT}/savedqueries/{{id}}/data": {
        "get": _data("px_saved_data", "The figures of a saved query, of today.", _SAVED, *_STATE, *_OUTPUT)
    },
}
