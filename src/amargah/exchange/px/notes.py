"""Reference metadata of a file: title, source, contact, what INFO tells, and every note with its place."""

from collections.abc import Iterator
from itertools import zip_longest

from amargah.exchange.px import about, said
from amargah.exchange.px.contents import by_content
from amargah.exchange.px.document import Document
from amargah.exchange.px.entries import Entry
from amargah.exchange.px.head import NO_SUBJECT
from amargah.exchange.px.variables import Variables
from amargah.exchange.px.wording import lines_of
from amargah.statcore.labels import Label
from amargah.statcore.metadata import EMPTY, Break, Metadata
from amargah.statcore.topics import BY_ID, TOPICS

# Texts that have no place of their own in the metadata are kept as notes under these names.
_OTHERS = {
    "REFPERIOD": Label("دوره مرجع", "Reference period"),
    "SURVEY": Label("آمارگیری", "Survey"),
    "DATABASE": Label("پایگاه داده", "Database"),
    "LINK": Label("پیوند", "Link"),
    "INFOFILE": Label("فایل اطلاعات", "Information file"),
}
_NOTES = ("NOTEX", "NOTE", "VALUENOTEX", "VALUENOTE", "CELLNOTEX", "CELLNOTE")
_Told = dict[str, tuple[str, ...]]


def metadata(found: Document, known: Variables) -> Metadata:
    """Everything that the file says about its figures in words."""
    title, description = found.label("TITLE"), found.label("DESCRIPTION")
    parts = _parts(found)
    notes, breaks = _notes_and_breaks(found, known)
    frequency = found.one("UPDATE-FREQUENCY")
    usual = said.text(frequency) if frequency else ""
    return Metadata(
        title=title or description or EMPTY,
        description=description or EMPTY,
        source=found.label("SOURCE") or EMPTY,
        topic=_topic(found),
        frequency=parts.get("frequency", Label(usual, usual)),
        coverage=parts.get("coverage", EMPTY),
        concepts=parts.get("concepts", EMPTY),
        method=parts.get("method", EMPTY),
        quality=parts.get("quality", EMPTY),
        revision_policy=parts.get("revision_policy", EMPTY),
        mandate=parts.get("mandate", EMPTY),
        contact=_lined(_anywhere(found, known, "CONTACT")),
        base_period=_anywhere(found, known, "BASEPERIOD").en,
        notes=(*notes, *_others(found, known), *(text for name, text in parts.items() if not name)),
        breaks=breaks,
        keywords=_keywords(found),
    )


def _topic(found: Document) -> str:
    """The subject of the yearbook that the code or the words name; another office's code stays as it is."""
    code, area = found.one("SUBJECT-CODE"), found.label("SUBJECT-AREA") or EMPTY
    id = said.text(code) if code else ""
    if id in BY_ID:
        return id
    named = next((topic.id for topic in TOPICS if area == topic.label or area.en == topic.label.en), None)
    return named or ("" if id == NO_SUBJECT else id)


def _keywords(found: Document) -> tuple[Label, ...]:
    entry = found.one("SYNONYMS")
    words = said.text(entry).split(";") if entry else []
    return tuple(Label(word.strip(), word.strip()) for word in words if word.strip())


def _parts(found: Document) -> dict[str, Label]:
    """The paragraphs of INFO."""
    told = {
        language: about.untold(said.text(entry))
        for language in found.languages
        if (entry := found.one("INFO", language))
    }
    names = dict.fromkeys(name for parts in told.values() for name in parts)
    return {
        name: _lined(found.joined({language: parts[name] for language, parts in told.items() if name in parts}))
        for name in names
    }


def _anywhere(found: Document, known: Variables, keyword: str) -> Label:
    """The text for the table, or those of its contents, each once."""
    whole = found.label(keyword)
    texts = [whole] if whole else list(dict.fromkeys(by_content(found, known, keyword).values()))
    return Label("; ".join(text.fa for text in texts), "; ".join(text.en for text in texts))


def _others(found: Document, known: Variables) -> Iterator[Label]:
    for keyword, name in _OTHERS.items():
        text = _anywhere(found, known, keyword)
        if text.en:
            yield Label(f"{name.fa}: {text.fa}", f"{name.en}: {text.en}")


def _notes_and_breaks(found: Document, known: Variables) -> tuple[list[Label], tuple[Break, ...]]:
    notes: list[Label] = []
    breaks: list[Break] = []
    for keyword in _NOTES:
        for texts, where in _paired(found, known, keyword):
            broken = _break(found, texts)
            if broken:
                breaks.append(broken)
            else:
                notes.append(_at(found, known, keyword, texts, where))
    return notes, tuple(breaks)


def _paired(found: Document, known: Variables, keyword: str) -> Iterator[tuple[dict[str, str], _Told]]:
    """Each note in its languages: those of the same place belong together in their order."""
    by_place: dict[object, dict[str, list[Entry]]] = {}
    for language in found.languages:
        for entry in found.all(keyword, language):
            spoken = by_place.setdefault(_place(entry, language, known), {})
            spoken.setdefault(language, []).append(entry)
    for spoken in by_place.values():
        for entries in zip_longest(*spoken.values()):
            told = {language: entry for language, entry in zip(spoken, entries, strict=True) if entry}
            yield (
                {language: lines_of(said.text(entry)) for language, entry in told.items()},
                {language: entry.subkeys for language, entry in told.items()},
            )


def _place(entry: Entry, language: str, known: Variables) -> object:
    """What the note is about, the same in every language."""
    if entry.keyword.startswith("CELL"):
        pairs = zip(known.all, entry.subkeys, strict=True)
        return tuple(variable.place(value, language) for variable, value in pairs)
    if not entry.subkeys:
        return None
    variable = known.named(entry, language)
    return variable, *(known.all[variable].place(value, language) for value in entry.subkeys[1:])


def _break(found: Document, texts: dict[str, str]) -> Break | None:
    """The break in series that our own files tell in a note."""
    told = {language: about.break_untold(text) for language, text in texts.items()}
    words = {language: parts[1] for language, parts in told.items() if parts}
    period = next((parts[0] for parts in told.values() if parts), None)
    return Break(period, found.joined(words)) if period is not None else None


def _at(found: Document, known: Variables, keyword: str, texts: dict[str, str], where: _Told) -> Label:
    """The note with the place it is about before it."""
    places = {language: _words(known, keyword, subkeys, language) for language, subkeys in where.items()}
    return found.joined(
        {language: f"{places[language]}: {text}" if places[language] else text for language, text in texts.items()}
    )


def _words(known: Variables, keyword: str, subkeys: tuple[str, ...], language: str) -> str:
    if not keyword.startswith("CELL"):
        return " = ".join(subkeys)
    pairs = zip(known.all, subkeys, strict=True)
    told = [
        variable.texts[language][place]
        for variable, value in pairs
        if (place := variable.place(value, language)) is not None
    ]
    return ", ".join(told)


def _lined(label: Label) -> Label:
    return Label(lines_of(label.fa), lines_of(label.en))
