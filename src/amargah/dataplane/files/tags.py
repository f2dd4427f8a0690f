"""The strong tag of a file: it follows from vintage and address, so that other releases do not change it."""

import hashlib

import falcon

from amargah.shelf import Dataset, Vintage


def tag_of_all(dataset: Dataset, vintage: Vintage) -> str:
    """What the tags of all answers out of one vintage follow from, besides their addresses.

    Unlike the tags of other answers they do not follow from the edition: a download that was interrupted goes on
    after the release of another dataset.
    """
    return "\n".join((dataset.id, str(vintage.number), str(vintage.visible_from.timestamp()), vintage.version))


def tag_at(of_all: str, path: str, query: str) -> str:
    """The tag, in its quotes, of the answer at one address."""
    told = f"{of_all}\n{path}\n{query}"
    return f'"{hashlib.blake2b(told.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()}"'


def known_file(request: falcon.Request, response: falcon.Response, dataset: Dataset, vintage: Vintage) -> bool:
    """Mark the answer with its ETag; True when the asker has it, and the answer is then an empty 304."""
    tag = tag_at(tag_of_all(dataset, vintage), request.path, request.query_string)
    response.set_header("ETag", tag)
    if "HTTP_IF_NONE_MATCH" not in request.env:  # spares the many who know nothing yet the reading of it
        return False
    if not any(other in ("*", tag.strip('"')) for other in request.if_none_match or ()):
        return False
    response.status = falcon.HTTP_304
    return True
