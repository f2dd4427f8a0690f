"""What the query string asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

import falcon
from falcon.uri import parse_query_string

from amargah.dataplane.vintages import AS_OF
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import LANGUAGES, Label

LANGUAGE = "lang"
VINTAGE = "vintage"


@dataclass(frozen=True, slots=True)
class Asked:
    """`selection` is codes by dimension; everything that is not a word of ours must be a dimension."""

    language: str
    vintage: str | None
    as_of: str | None
    selection: Mapping[str, tuple[str, ...]]


def read_query(request: falcon.Request) -> Asked:
    """See `read`."""
    return read(request.query_string)


def read(query: str) -> Asked:
    """`SEX=T&COUNTY=1501,1502&lang=en&vintage=2`. Invalid for a language that we do not have."""
    given = parse_query_string(query, keep_blank=True)
    codes = {name: _split(value) for name, value in given.items()}
    language = tuple(name.lower() for name in codes.pop(LANGUAGE, ("fa",)))
    if len(language) != 1 or language[0] not in LANGUAGES:
        raise Invalid(
            Label("زبان fa یا en است؛ lang را درست کنید", "the language is fa or en; correct lang"),
            parameter=LANGUAGE,
        )
    return Asked(language[0], _popped(codes, VINTAGE), _popped(codes, AS_OF), codes)


def asked_language(request: falcon.Request) -> str:
    """The language asked for, or Persian; never an error, since errors are written in it."""
    language = parse_query_string(request.query_string).get(LANGUAGE)
    return language.lower() if isinstance(language, str) and language.lower() in LANGUAGES else "fa"


def _popped(codes: dict[str, tuple[str, ...]], name: str) -> str | None:
    return ",".join(codes.pop(name)) if name in codes else None


def _split(value: str | list[str]) -> tuple[str, ...]:
    # After decoding: many clients send the comma as %2C, and no code holds one.
    if isinstance(value, str):
        return tuple(value.split(","))
    return tuple(code for part in value for code in part.split(","))
