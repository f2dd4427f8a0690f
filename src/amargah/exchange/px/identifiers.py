"""Ids for what a file knows only by its text."""

import re
import unicodedata
from collections.abc import Sequence
from hashlib import blake2s

from amargah.persian.digits import to_latin_digits

_ID = re.compile(r"[A-Za-z0-9_@$.-]+")
_OTHERS = re.compile(r"[^A-Za-z0-9_@$.-]+")
# Protocols make names of elements and parameters of a dimension's id.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_]+")
_LONGEST_NAME = 60


def identifiers(texts: Sequence[str], *, named: bool = False) -> tuple[str, ...]:
    """An id for each text: the text itself when it can be one, otherwise what is left of it in Latin letters.

    A text of other letters gets a short digest, so that the same text has the same id in every file. A repeated
    id is numbered. `named` ids, those of variables, begin with a letter and have letters, digits and `_` only.
    """
    kept = {text for text in texts if _id(text, named) == text}
    found: dict[str, None] = {}
    numbers: dict[str, int] = {}
    for text in texts:
        wanted = id = _id(text, named)
        while id in found or (id != text and id in kept):
            numbers[wanted] = numbers.get(wanted, 1) + 1
            id = f"{wanted}_{numbers[wanted]}"
        found[id] = None
    return tuple(found)


def _id(text: str, named: bool) -> str:
    if (_NAME if named else _ID).fullmatch(text):
        return text
    plain = unicodedata.normalize("NFKD", to_latin_digits(text)).encode("ascii", "ignore").decode()
    id = (_NOT_IN_NAMES if named else _OTHERS).sub("_", plain).strip("_.-")
    if not id or not any(letter.isascii() and letter.isalnum() for letter in text):
        id = f"X{blake2s(text.encode(), digest_size=4).hexdigest()}"
    if not named:
        return id
    return (id if id[0].isalpha() else f"V{id}")[:_LONGEST_NAME]
