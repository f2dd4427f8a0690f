"""Errors as problem+json (RFC 9457): in the language asked for, and in both."""

import falcon
import orjson

from amargah.dataplane.asked import asked_language
from amargah.statcore.errors import AmargahError


def tell_problem(request: falcon.Request, response: falcon.Response, error: AmargahError) -> None:
    """The error as a problem document, the language being that of `lang`."""
    language = asked_language(request)
    response.content_type = "application/problem+json"
    response.data = orjson.dumps(
        {
            "type": "about:blank",
            "title": error.title.text(language),
            "status": error.status,
            "detail": error.detail.text(language),
            "titles": {"fa": error.title.fa, "en": error.title.en},
            "details": {"fa": error.detail.fa, "en": error.detail.en},
            **{name: value for name, value in error.context.items() if isinstance(value, str | int)},
        }
    )
