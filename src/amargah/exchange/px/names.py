"""Names that are told apart: PX refers to variables and values by their texts, which need not be unique here."""

from collections import Counter
from collections.abc import Sequence


def distinct(texts: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """The texts, with the id behind each one that occurs twice; an id stands for an empty text."""
    named = [(text.strip() and text) or id for text, id in zip(texts, ids, strict=True)]
    count = Counter(named)
    told = [f"{text} ({id})" if count[text] > 1 else text for text, id in zip(named, ids, strict=True)]
    if len(set(told)) == len(told):
        return tuple(told)
    return tuple(f"{text} ({id})" for text, id in zip(named, ids, strict=True))


def undone(texts: Sequence[str], ids: Sequence[str]) -> tuple[str, ...]:
    """The texts that `distinct` was given."""
    bare = [text.removesuffix(f" ({id})") for text, id in zip(texts, ids, strict=True)]
    marked = Counter(text for text, whole in zip(bare, texts, strict=True) if text != whole)
    count = Counter(bare)
    return tuple(
        text if marked[text] == count[text] > 1 else whole for text, whole in zip(bare, texts, strict=True)
    )
