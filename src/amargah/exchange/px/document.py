"""The entries of a file by keyword, language and subkeys; what holds for every keyword is checked here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from amargah.exchange.px import said
from amargah.exchange.px.entries import Entry
from amargah.exchange.px.failures import wrong
from amargah.exchange.px.keywords import BY_NAME, KEYWORDS, Keys
from amargah.statcore.labels import Label

_Key = tuple[str, str, tuple[str, ...]]

_NEVER_EMPTY = ("MATRIX", "SUBJECT-CODE", "CONTENTS")
_CHECKED_LATER = {"VALUES", "DATA"}
_EITHER = {"STUB": "HEADING", "HEADING": "STUB", "TITLE": "DESCRIPTION"}


@dataclass(frozen=True)
class Unknown:
    """A keyword that no specification has, and that was not read; `line` is the first on which it stands."""

    keyword: str
    line: int

    @property
    def detail(self) -> Label:
        return Label(
            f"کلیدواژهٔ {self.keyword} شناخته نیست و خوانده نشد؛ اگر نام آن نادرست است، درست کنید",
            f"the keyword {self.keyword} is not known and was not read; if it is misspelt, correct it",
        )


@dataclass(frozen=True)
class Document:
    """`languages` begins with the main one, which is "" when the file does not name it. `end` is DATA's line."""

    languages: tuple[str, ...]
    entries: dict[tuple[str, str], list[Entry]]
    end: int
    unknown: tuple[Unknown, ...] = ()

    @property
    def main(self) -> str:
        return self.languages[0]

    def all(self, keyword: str, language: str | None = None) -> list[Entry]:
        """Every entry of the keyword in a language, the main one unless told."""
        return self.entries.get((keyword, self.main if language is None else language), [])

    def one(self, keyword: str, language: str | None = None) -> Entry | None:
        """The entry of the keyword that has no subkeys."""
        return next((entry for entry in self.all(keyword, language) if not entry.subkeys), None)

    def label(self, keyword: str) -> Label | None:
        """The keyword's text in the two languages of the platform; None when the file does not have it."""
        found = {language: self.one(keyword, language) for language in self.languages}
        texts = {language: said.text(entry) for language, entry in found.items() if entry}
        return self.joined(texts) if texts else None

    def joined(self, texts: dict[str, str]) -> Label:
        """One label of texts by language: where one is not there, English, else the main language, stands in."""
        usual = texts.get(self.main) or next(iter(texts.values()))
        english = texts.get("en") or usual
        return Label(texts.get("fa") or english, english)


def document(entries: Iterable[Entry], end: int) -> Document:
    """The entries of a file, checked: kinds, repetitions, languages, and that the mandatory ones are there."""
    listed = list(entries)
    languages = _languages(listed)
    by_key: dict[tuple[str, str], list[Entry]] = {}
    seen: set[_Key] = set()
    for entry in listed:
        language = _language(entry, languages)
        _check(entry, (entry.keyword, language, entry.subkeys), seen)
        by_key.setdefault((entry.keyword, language), []).append(entry)
    found = Document(languages, by_key, end, _unknown(listed))
    _check_mandatory(found)
    _check_not_empty(found)
    return found


def _unknown(entries: list[Entry]) -> tuple[Unknown, ...]:
    first: dict[str, int] = {}
    for entry in entries:
        if entry.keyword not in BY_NAME:
            first.setdefault(entry.keyword, entry.line)
    return tuple(Unknown(keyword, line) for keyword, line in first.items())


def _languages(entries: list[Entry]) -> tuple[str, ...]:
    main = _first(entries, "LANGUAGE")
    several = _first(entries, "LANGUAGES")
    name = said.text(main).strip().lower() if main else ""
    if several is None:
        return (name,)
    names = tuple(language.strip().lower() for language in said.texts(several))
    if len(set(names)) != len(names) or "" in names:
        raise wrong(
            several.line, "LANGUAGES: زبانی تکراری یا خالی است", "LANGUAGES: a language is empty or repeated"
        )
    if main and name not in names:
        raise wrong(
            main.line,
            f"زبان اصلی «{name}» در LANGUAGES نیست؛ آن را بیفزایید",
            f"the main language {name!r} is not among LANGUAGES; add it",
        )
    name = name or names[0]
    return (name, *(language for language in names if language != name))


def _first(entries: list[Entry], keyword: str) -> Entry | None:
    return next((entry for entry in entries if entry.keyword == keyword), None)


def _language(entry: Entry, languages: tuple[str, ...]) -> str:
    language = languages[0] if entry.language is None else entry.language.lower()
    if language not in languages:
        known = ", ".join(languages)
        raise wrong(
            entry.line,
            f"{entry.keyword}: زبان «{language}» در LANGUAGES نیست ({known})",
            f"{entry.keyword}: the language {language!r} is not among LANGUAGES ({known})",
        )
    return language


def _check(
    entry: Entry, key: tuple[str, str, tuple[str, ...]], seen: set[tuple[str, str, tuple[str, ...]]]
) -> None:
    keyword = BY_NAME.get(entry.keyword)
    if keyword is None:
        return
    said.check(entry, keyword)
    _check_number_of_subkeys(entry, keyword.keys)
    if key in seen and not keyword.repeated:
        raise wrong(
            entry.line,
            f"{entry.keyword} با همین زبان و پرانتز پیش‌تر آمده است؛ یکی را بردارید",
            f"{entry.keyword} with this language and these subkeys was given before; remove one",
        )
    seen.add(key)


# How many texts may stand in the parentheses; cells have one for each variable, which is checked later.
_NUMBERS: dict[Keys, tuple[int, ...]] = {
    Keys.NONE: (0,),
    Keys.VARIABLE: (1,),
    Keys.TABLE_OR_VARIABLE: (0, 1),
    Keys.VALUE: (2,),
    Keys.PLACE: (0, 1, 2),
    Keys.CONTENT: (0, 1),
}


def _check_number_of_subkeys(entry: Entry, keys: Keys) -> None:
    allowed = _NUMBERS.get(keys)
    if allowed is not None and len(entry.subkeys) not in allowed:
        raise wrong(
            entry.line,
            f"{entry.keyword}: تعداد متن‌های پرانتز {len(entry.subkeys)} است، نه {_or(allowed, 'یا')}",
            f"{entry.keyword}: {len(entry.subkeys)} texts stand in parentheses, not {_or(allowed, 'or')}",
        )


def _or(numbers: tuple[int, ...], word: str) -> str:
    return f" {word} ".join(map(str, numbers))


def _check_mandatory(found: Document) -> None:
    for keyword in _missing(found):
        other = _EITHER.get(keyword)
        raise wrong(
            found.end,
            f"کلیدواژه {keyword}{f' (یا {other})' if other else ''} در فایل نیست؛ آن را پیش از DATA بیاورید",
            f"the keyword {keyword}{f' (or {other})' if other else ''} is missing; give it before DATA",
        )


def _check_not_empty(found: Document) -> None:
    for keyword in _NEVER_EMPTY:
        entry = found.one(keyword)
        if entry and not said.text(entry).strip():
            raise wrong(
                entry.line, f"{keyword} خالی است؛ متن آن را بنویسید", f"{keyword} is empty; write its text"
            )


def _missing(found: Document) -> Iterator[str]:
    present = {keyword for keyword, language in found.entries if language == found.main} | _CHECKED_LATER
    for keyword in KEYWORDS:
        if keyword.mandatory and present.isdisjoint({keyword.name, _EITHER.get(keyword.name, "")}):
            yield keyword.name
