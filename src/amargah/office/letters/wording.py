"""Letters are written by putting values into the words of a template, and by nothing more clever."""

import re
from collections.abc import Mapping

from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def written(words: Label, values: Mapping[str, Label]) -> Label:
    """`words` with every `{name}` replaced by its value; Invalid names the values that are missing."""
    wanted = {name for text in (words.fa, words.en) for name in PLACEHOLDER.findall(text)}
    if missing := sorted(wanted - values.keys()):
        raise Invalid(_missing(missing), missing=missing)
    return Label(_filled(words.fa, values, "fa"), _filled(words.en, values, "en"))


def _filled(text: str, values: Mapping[str, Label], language: str) -> str:
    # Only names are looked up: str.format would follow attributes of whatever it is given.
    return PLACEHOLDER.sub(lambda found: values[found[1]].text(language), text)


def _missing(names: list[str]) -> Label:
    return Label(
        f"برای نوشتن نامه این مقدارها داده نشده است: {'، '.join(names)}.",
        f"The letter cannot be written without: {', '.join(names)}.",
    )
