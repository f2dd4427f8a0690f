"""Headers of caching and of openness."""

import hashlib

import falcon

from amargah.shelf import Edition

# `no-cache` means: keep it, but ask each time. Any lifetime would reach past an instant that nobody may know of.
CACHING = "public, no-cache"


OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "*",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": CACHING,
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "*",
}
"""What a browser asks for before it lets a page of another site ask."""

VARY = "Accept-Encoding"
VARY_NEGOTIATED = "Accept, Accept-Language, Accept-Encoding"


class OpenHeaders:
    """Every answer, errors included, may be read by any page and is never guessed to be of another type."""

    def process_response(
        self, request: falcon.Request, response: falcon.Response, _resource: object, _succeeded: bool
    ) -> None:
        response.set_headers(OPEN)
        if request.method == "OPTIONS":
            response.set_headers(_PREFLIGHT)
        if response.get_header("Vary") is None:
            response.set_header("Vary", VARY)


def known_already(
    request: falcon.Request, response: falcon.Response, edition: Edition, negotiated: tuple[str, ...] = ()
) -> bool:
    """Mark the answer with its ETag; True when the asker has it, and the answer is then an empty 304.

    Edition and address are all that the answer depends on, and what was `negotiated` by headers: the media type
    and the language that were chosen.
    """
    if negotiated:
        response.set_header("Vary", VARY_NEGOTIATED)
    told = "\n".join((edition.key, request.path, request.query_string, *negotiated))
    tag = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    response.set_header("ETag", f'"{tag}"')
    if "HTTP_IF_NONE_MATCH" not in request.env:  # spares the many who know nothing yet the reading of it
        return False
    if not any(other in ("*", tag) for other in request.if_none_match or ()):
        return False
    response.status = falcon.HTTP_304
    return True
