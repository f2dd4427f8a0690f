"""The sheet of what must be known about the figures, and the lines that stand above them."""

from collections.abc import Collection, Sequence
from typing import Any

from amargah.exchange.xlsx.layout import LINES
from amargah.exchange.xlsx.styles import Styles, write_text
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.signs import MEANINGS
from amargah.statcore.structures import Structure

METADATA_SHEET = Label("فراداده", "Metadata")
_FIELDS = (
    ("description", Label("شرح", "Description")),
    ("source", Label("مأخذ", "Source")),
    ("frequency", Label("دورهٔ انتشار", "Frequency")),
    ("coverage", Label("پوشش", "Coverage")),
    ("concepts", Label("مفاهیم", "Concepts")),
    ("method", Label("روش", "Method")),
    ("quality", Label("کیفیت", "Quality")),
    ("revision_policy", Label("سیاست بازنگری", "Revision policy")),
    ("mandate", Label("مستند قانونی", "Legal mandate")),
    ("contact", Label("تماس", "Contact")),
)
_UNIT = Label("واحد", "Unit")
_TITLE = Label("عنوان", "Title")
_BASE = Label("سال پایه", "Base period")
_NOTE = Label("یادداشت", "Note")
_BREAK = Label("گسست سری", "Break in series")


def write_lines(
    sheet: Any, styles: Styles, structure: Structure, metadata: Metadata, lines: Sequence[str], language: str
) -> None:
    """Title and unit, then `lines`, as far as the rows above the head reach."""
    unit = structure.measure.unit.text(language)
    told = f"{_UNIT.text(language)}: {unit}" if unit else ""
    for row, text in enumerate([metadata.title.text(language), told, *lines][:LINES]):
        write_text(sheet, row, 0, text, styles.line if row else styles.title, styles)


def add_metadata_sheet(
    book: Any, styles: Styles, structure: Structure, metadata: Metadata, signs: Collection[int], language: str
) -> None:
    """What is filled in of the metadata, and the meaning of the `signs` that occur."""
    sheet = book.add_worksheet(METADATA_SHEET.text(language))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for row, (name, text) in enumerate(_facts(structure, metadata, signs, language)):
        sheet.write_string(row, 0, name, styles.stub)
        write_text(sheet, row, 1, text, styles.paragraph, styles)
    if language == "fa":
        sheet.right_to_left()


def _facts(
    structure: Structure, metadata: Metadata, signs: Collection[int], language: str
) -> list[tuple[str, str]]:
    facts = [
        (_TITLE, metadata.title.text(language)),
        (_UNIT, structure.measure.unit.text(language)),
        *((label, getattr(metadata, name).text(language)) for name, label in _FIELDS),
        (_BASE, metadata.base_period),
        *((_NOTE, note.text(language)) for note in metadata.notes),
        *((_BREAK, f"{item.period}: {item.note.text(language)}") for item in metadata.breaks),
    ]
    named = [(label.text(language), text) for label, text in facts if text]
    explained = [meaning for meaning in MEANINGS if meaning.symbol and meaning.sign in signs]
    return named + [(meaning.symbol, meaning.label.text(language)) for meaning in explained]
