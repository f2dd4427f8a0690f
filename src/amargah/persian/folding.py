"""One form for the many ways in which the same Persian word is typed: for search, and for sorting."""

import unicodedata

from amargah.persian.digits import to_latin_digits

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ے": "ی",
        "ك": "ک",
        "ڪ": "ک",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ە": "ه",
        "ٱ": "ا",
    }
)
_INVISIBLE = dict.fromkeys(
    map(ord, "\u0640\u00ad\u200d\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff")
)
_ZWNJ = "\u200c"
_MADDA = "\u0653"

_ALPHABET = "ءآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
# Private-use characters stand after every other letter, so Latin names come first and Persian ones in order.
_ORDER = str.maketrans({letter: chr(0xE000 + place) for place, letter in enumerate(_ALPHABET)})


def fold(text: str) -> str:
    """`text` as search compares it: one kind of ی, ک and ه, bare letters, Latin digits, small letters.

    A zero-width non-joiner counts as a space, spaces are collapsed. Folding twice changes nothing.
    """
    return _without_marks(_unified(text.replace(_ZWNJ, " ")), keep="")


def sort_key(text: str) -> str:
    """A string to sort by (not to show): the order of the Persian alphabet, آ before ا and پ چ ژ گ in place."""
    folded = _without_marks(_unified(text.replace(_ZWNJ, "")), keep=_MADDA)
    return folded.replace("ا" + _MADDA, "آ").replace(_MADDA, "").translate(_ORDER)


def _unified(text: str) -> str:
    # Decomposing splits أ, ؤ, ئ, ۀ and the presentation forms that PDF files give into letters and marks.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).casefold()
    return to_latin_digits(decomposed).translate(_LETTERS).translate(_INVISIBLE)


def _without_marks(text: str, *, keep: str) -> str:
    bare = "".join(letter for letter in text if letter in keep or unicodedata.category(letter) != "Mn")
    return " ".join(bare.split())
