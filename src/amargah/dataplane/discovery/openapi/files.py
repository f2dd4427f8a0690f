"""`/data`."""

from typing import Final

from amargah.dataplane.discovery.openapi.parts import (
    JSON,
    PROBLEM,
    Json,
    answer,
    binary,
    header,
    integer,
    operation,
    place,
    query,
    ref,
    refusals,
    table_of,
    text,
    told,
)
from amargah.dataplane.discovery.openapi.schemas import LANGUAGE_CODE
from amargah.dataplane.files.addresses import CSVW, LINK_FORMAT
from amargah.dataplane.files.download import ROWS
from amargah.dataplane.formats import FORMATS

TAG: Final = "files"
PROBLEMS: Final = {PROBLEM: ref("Problem")}
LANGUAGE: Final = query("lang", "Language of the words; Persian when it is not given.", LANGUAGE_CODE)
_WHEN: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?"
AS_OF: Final = query(
    "asOf",
    "The answer as the public saw it at an instant of the past, or at the end of a day of either calendar.",
    text(pattern=f"^{_WHEN}$"),
)
AS_OF_OR_NONE: Final = {**AS_OF, "schema": text(pattern=f"^({_WHEN})?$")}
"""For the protocols to which an empty parameter is none."""

VINTAGE: Final = query("vintage", "Number of a vintage, from 1; excludes asOf.", text(pattern="^[1-9][0-9]{0,5}$"))
STATE: Final = (LANGUAGE, VINTAGE, AS_OF)
DATASET: Final = place("dataset", "Id of a dataset.", "POP_COUNTY", text(pattern="^[A-Za-z][A-Za-z0-9_]{0,63}$"))
_CODES: Final = query(
    "codes",
    "Codes by the id of a dimension: SEX=T&COUNTY=1501,1502. A dimension that is not named comes whole.",
    table_of(text()),
    style="form",
    explode=True,
)
_RANGE: Final = header("Range", "One range of bytes; several, or another unit, get the whole.")
_IF_RANGE: Final = header("If-Range", "The ETag for which the range holds; another one gets the whole.")
_LINKS: Final = {
    "ETag": told("Changes when the vintage or the address does."),
    "Link": told("RFC 8288: the permanent address (canonical), the latest (original), the vintages (timemap)."),
    "Memento-Datetime": told("RFC 7089, when a vintage was asked for: the instant of its release."),
}
_WHOLE: Final = {
    **_LINKS,
    "Accept-Ranges": told("bytes", text(const="bytes")),
    ROWS: told(
        "Exact number of cells that exist: the rows of csv and parquet, the figures of the others.",
        integer(minimum=0),
    ),
}
_SCHEMAS: Final = {"json": ref("JsonStat"), "csv": text(), "px": text()}


def _file(extension: str) -> Json:
    format = FORMATS[extension]
    content = {format.media_type: _SCHEMAS.get(extension, binary())}
    part = {**_WHOLE, "Content-Range": told("bytes first-last/total")}
    return {
        "get": operation(
            f"get_{extension}_file",
            TAG,
            f"A dataset, or a part of it, as {extension}.",
            [DATASET, *STATE, _CODES, _RANGE, _IF_RANGE],
            {
                "200": answer("The whole file.", content, _WHOLE),
                "206": answer("The part asked for by Range.", {format.media_type: binary()}, part),
                **refusals((304, 400, 404, 416, 503), PROBLEMS),
            },
        )
    }


def _document(id: str, summary: str, schema: str, *parameters: Json, media_type: str = JSON) -> Json:
    content = {media_type: ref(schema)}
    responses = {"200": answer(summary, content), **refusals((304, 400, 404), PROBLEMS)}
    return {"get": operation(id, TAG, summary, parameters, responses)}


_NUMBER: Final = place("number", "Number of a vintage, from 1.", "1", text(pattern="^[1-9][0-9]{0,5}$"))
_OF: Final = query(
    "of", "A format: the vintages of the file. Without it: of the description.", text(enum=list(FORMATS))
)

PATHS: Final[dict[str, Json]] = {
    "/data": _document(
        "list_datasets",
        "All datasets in the order of their titles; with q those that are found, best first.",
        "DatasetList",
        LANGUAGE,
        query("q", "Words that are looked for in titles, keywords, descriptions and labels, in both languages."),
    ),
    **{f"/data/{{dataset}}.{extension}": _file(extension) for extension in FORMATS},
    "/data/{dataset}.csv-metadata.json": _document(
        "get_csv_metadata",
        "What the columns of the CSV of the same query are (CSV on the Web).",
        "Csvw",
        DATASET,
        *STATE,
        _CODES,
        media_type=CSVW,
    ),
    "/data/{dataset}/metadata.json": _document(
        "get_dataset", "Metadata, structure and vintages of a dataset.", "Dataset", DATASET, *STATE
    ),
    "/data/{dataset}/cell": _document(
        "get_cell",
        "One figure: its value in every vintage, and its way from the letter to the last approval.",
        "Cell",
        DATASET,
        *STATE,
        {
            **_CODES,
            "description": "One code for each dimension.",
            "required": True,
            "example": {"COUNTY": "1501", "SEX": "T", "TIME": "1395"},
        },
    ),
    "/data/{dataset}/revisions.json": _document(
        "list_revisions",
        "How many cells each vintage added, changed and deleted, and why.",
        "Revisions",
        DATASET,
        *STATE,
    ),
    "/data/{dataset}/revisions/{number}.json": _document(
        "get_revision",
        "Every cell that a vintage added, changed or deleted against the one before.",
        "ChangedCells",
        DATASET,
        _NUMBER,
        LANGUAGE,
        AS_OF,
    ),
    "/data/{dataset}/revisions/{number}.csv": {
        "get": operation(
            "get_revision_csv",
            TAG,
            "The same as CSV, a line a cell.",
            [DATASET, _NUMBER, LANGUAGE, AS_OF],
            {
                "200": answer("The changed cells.", {"text/csv": text()}),
                **refusals((304, 400, 404), PROBLEMS),
            },
        )
    },
    "/data/{dataset}/timemap": {
        "get": operation(
            "get_timemap",
            TAG,
            "Every vintage with its permanent address (TimeMap of RFC 7089).",
            [DATASET, _OF, *STATE],
            {
                "200": answer("The vintages, oldest first.", {LINK_FORMAT: text()}),
                **refusals((304, 400, 404), PROBLEMS),
            },
        )
    },
}
