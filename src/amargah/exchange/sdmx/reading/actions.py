"""The words for what is to be done with the observations of a dataset."""

from collections.abc import Mapping
from typing import Final

from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import Action

_WORDS: Final[Mapping[str, Action]] = {
    "Information": Action.INFORMATION,
    "Append": Action.MERGE,
    "Merge": Action.MERGE,
    "Replace": Action.REPLACE,
    "Delete": Action.DELETE,
}
_ALL: Final = {**_WORDS, **{word[0]: action for word, action in _WORDS.items()}}


def action_of(word: str, line: int | None = None) -> Action:
    """What `Information`, `Append`, … or its first letter asks for; nothing asks for Information."""
    if not word:
        return Action.INFORMATION
    found = _ALL.get(word)
    if found is None:
        known = ", ".join(_WORDS)
        raise wrong(
            f"کنش «{word}» شناخته نیست؛ یکی از این‌ها را بنویسید: {known}",
            f"there is no action {word!r}; write one of {known}",
            line,
        )
    return found
