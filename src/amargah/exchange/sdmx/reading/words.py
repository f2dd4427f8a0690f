"""Names that come with a message."""

import re
from collections.abc import Mapping

from amargah.exchange.inert import is_live
from amargah.statcore.labels import Label

_PERSIAN = re.compile("[\u0600-\u06ff]")


def label_of(name: str, names: Mapping[str, str] | None = None) -> Label | None:
    """`names` by language, else `name`, which is Persian when its script is; None without words."""
    fa, en = (_in(language, names or {}) for language in ("fa", "en"))
    if fa or en:
        return Label(fa, en)
    name = name or next(iter((names or {}).values()), "")
    if not name:
        return None
    return Label(name, "") if _PERSIAN.search(name) else Label("", name)


def live_again(text: str) -> str:
    """A text as it was before it was made inert for spreadsheet programs."""
    return text[1:] if text.startswith("'") and is_live(text[1:]) else text


def _in(language: str, names: Mapping[str, str]) -> str:
    """The words in a language, or else in a dialect of it."""
    return names.get(language) or next((text for tag, text in names.items() if tag.startswith(f"{language}-")), "")
