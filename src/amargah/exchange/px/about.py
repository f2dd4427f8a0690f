"""INFO: the parts of the reference metadata for which PX has no keyword, a paragraph each, under its name."""

import re
from collections.abc import Mapping

from amargah.exchange.px.wording import paragraphs
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break, Metadata

PARTS: Mapping[str, Label] = {
    "frequency": Label("دوره انتشار", "Frequency"),
    "coverage": Label("پوشش", "Coverage"),
    "concepts": Label("مفاهیم و تعاریف", "Concepts"),
    "method": Label("روش", "Method"),
    "quality": Label("کیفیت", "Quality"),
    "revision_policy": Label("سیاست بازنگری", "Revision policy"),
    "mandate": Label("مبنای قانونی", "Mandate"),
}
BREAK = Label("شکست سری", "Break in series")
_BETWEEN = "##"
_HEADINGS = {text: part for part, label in PARTS.items() for text in (label.fa, label.en)}
_PARAGRAPH = re.compile(
    rf"(?:^|{_BETWEEN})({'|'.join(map(re.escape, sorted(_HEADINGS, key=len, reverse=True)))}): "
)
_BREAK = re.compile(rf"(?:{BREAK.fa}|{BREAK.en})[،,] (?P<period>[^:]+): (?P<note>.*)", re.DOTALL)


def told(metadata: Metadata, language: str) -> str:
    """The value of INFO in one language; empty when there is nothing to tell."""
    parts = ((part, getattr(metadata, part).text(language)) for part in PARTS)
    return _BETWEEN.join(f"{PARTS[part].text(language)}: {paragraphs(text)}" for part, text in parts if text)


def untold(info: str) -> Mapping[str, str]:
    """The parts that `told` wrote, as they stand in the file; what stands before them is under the key ""."""
    before, *found = _PARAGRAPH.split(info)
    named = zip(found[::2], found[1::2], strict=True)
    return ({"": before} if before else {}) | {_HEADINGS[name]: text for name, text in named}


def break_told(item: Break, language: str) -> str:
    comma = "," if language == "en" else "،"
    return f"{BREAK.text(language)}{comma} {item.period}: {paragraphs(item.note.text(language))}"


def break_untold(note: str) -> tuple[str, str] | None:
    """Period and words of a break that `break_told` wrote, if the note is one."""
    match = _BREAK.fullmatch(note)
    return (match["period"], match["note"]) if match else None
