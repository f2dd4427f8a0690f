"""Pieces of an OpenAPI 3.1 document, as plain objects of JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

Json = dict[str, Any]
Paths = Mapping[str, Json]

JSON, PROBLEM, TEXT = "application/json", "application/problem+json", "text/plain"
_STATUS = {
    304: "The asker has the answer already (If-None-Match).",
    400: "Something in the address or the body cannot be taken as it is; the error says what to change.",
    403: "The API key is unknown or revoked, or the query asks for more cells than the asker may have.",
    404: "There is no such thing, or nothing that is public yet.",
    406: "None of the formats that there are is accepted.",
    413: "The body is over a million bytes, or the answer has more cells than the asker may have.",
    414: "The address is too long.",
    416: "The range begins behind the end of the file.",
    429: "Too many calls; the header Retry-After says how many seconds to wait.",
    501: "A part of the standard that is not offered here.",
    503: "The file cannot be made just now; ask again a little later.",
}


def query(name: str, description: str, schema: Json | None = None, **more: Any) -> Json:
    """A parameter of the query string; `more` is `example`, `style`, `required`, …"""
    return {"name": name, "in": "query", "description": description, "schema": schema or text(), **more}


def place(name: str, description: str, example: str, schema: Json | None = None) -> Json:
    """A parameter of the path. The example is one that the platform's demonstration answers."""
    described = {"name": name, "in": "path", "required": True, "description": description}
    return {**described, "schema": schema or text(minLength=1), "example": example}


def header(name: str, description: str, schema: Json | None = None) -> Json:
    return {"name": name, "in": "header", "description": description, "schema": schema or text()}


def told(description: str, schema: Json | None = None) -> Json:
    """A header of an answer."""
    return {"description": description, "schema": schema or text()}


def answer(description: str, content: Mapping[str, Json], headers: Mapping[str, Json] | None = None) -> Json:
    """`content` has the schema of each media type."""
    return {
        "description": description,
        "content": {media_type: {"schema": schema} for media_type, schema in content.items()},
        **({"headers": dict(headers)} if headers else {}),
    }


def refusals(statuses: Sequence[int], content: Mapping[str, Json]) -> Json:
    """Answers that are errors (304 has no body); every protocol refuses bad keys and too many calls as well."""
    return {
        str(status): {"description": _STATUS[status]} if status == 304 else _refusal(status, content)
        for status in sorted({*statuses, 403, 429})
    }


def _refusal(status: int, content: Mapping[str, Json]) -> Json:
    wait = {"Retry-After": told("Seconds to wait.", integer(minimum=1))} if status in (429, 503) else None
    return answer(_STATUS[status], content, wait)


def operation(
    id: str, tag: str, summary: str, parameters: Sequence[Json], responses: Json, body: Json | None = None
) -> Json:
    return {
        "operationId": id,
        "tags": [tag],
        "summary": summary,
        "parameters": list(parameters),
        **({"requestBody": body} if body else {}),
        "responses": responses,
    }


def posted(schema: Json, example: Any, *, required: bool = True) -> Json:
    """A body of JSON."""
    return {"required": required, "content": {JSON: {"schema": schema, "example": example}}}


def ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def text(**more: Any) -> Json:
    return {"type": "string", **more}


def integer(**more: Any) -> Json:
    return {"type": "integer", **more}


def binary() -> Json:
    return {"type": "string", "format": "binary"}


def optional(schema: Json) -> Json:
    """The same or null."""
    kind = schema["type"]
    return {**schema, "type": [kind, "null"]}


def array(items: Json, **more: Any) -> Json:
    return {"type": "array", "items": items, **more}


def record(**members: Json) -> Json:
    """An object all of whose `members` are there; there may be others."""
    return {"type": "object", "properties": members, "required": list(members)}


def table_of(values: Json) -> Json:
    """An object whose members have names of their own and values of one kind."""
    return {"type": "object", "additionalProperties": values}
