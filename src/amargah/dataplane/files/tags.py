"""The strong tag of a file: it follows from vintage and address, so that other releases do not change it."""

import hashlib

import falcon

from amargah.shelf import Dataset, Vintage


def file_tag(dataset: Dataset, vintage: Vintage, path: str, query: str) -> str:
    """The tag of the answer at an address, without quotes.

    Unlike the tags of other answers it does not follow from the edition: a download that was interrupted goes on
    after the release of another dataset.
    """
    named = (dataset.id, str(vintage.number), str(vintage.visible_from.timestamp()), vintage.version)
    told = "\n".join((*named, path, query))
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def known_file(request: falcon.Request, response: falcon.Response, dataset: Dataset, vintage: Vintage) -> bool:
    """Mark the answer with its ETag; True when the asker has it, and the answer is then an empty 304."""
    tag = file_tag(dataset, vintage, request.path, request.query_string)
    response.set_header("ETag", f'"{tag}"')
    if "HTTP_IF_NONE_MATCH" not in request.env:  # spares the many who know nothing yet the reading of it
        return False
    if not any(other in ("*", tag) for other in request.if_none_match or ()):
        return False
    response.status = falcon.HTTP_304
    return True
