"""Headers of caching and of openness."""

import hashlib

import falcon

from amargah.shelf import Edition

# `no-cache` means: keep it, but ask each time. Any lifetime would reach past an instant that nobody may know of.
CACHING = "public, no-cache"


class OpenHeaders:
    """Every answer, errors included, may be read by any page and is never guessed to be of another type."""

    def process_response(
        self, _request: falcon.Request, response: falcon.Response, _resource: object, _succeeded: bool
    ) -> None:
        response.set_header("Access-Control-Allow-Origin", "*")
        response.set_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
        response.set_header("Access-Control-Allow-Headers", "*")
        response.set_header("Access-Control-Expose-Headers", "ETag, Content-Disposition")
        response.set_header("X-Content-Type-Options", "nosniff")
        response.set_header("Cache-Control", CACHING)
        response.set_header("Vary", "Accept-Encoding")


def known_already(request: falcon.Request, response: falcon.Response, edition: Edition) -> bool:
    """Mark the answer with its ETag; True when the asker has it, and the answer is then an empty 304.

    The language stands in the address, so edition and address are all that the answer depends on.
    """
    told = "\n".join((edition.key, request.path, request.query_string))
    tag = falcon.ETag(hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32])
    response.etag = tag
    if not any(other in ("*", tag) for other in request.if_none_match or ()):
        return False
    response.status = falcon.HTTP_304
    return True
