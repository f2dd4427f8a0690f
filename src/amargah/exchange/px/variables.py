"""The variables of a file: where they stand, and the texts and codes of their values in each language."""

from dataclasses import dataclass
from functools import cached_property

from amargah.exchange.px import said
from amargah.exchange.px.document import Document
from amargah.exchange.px.entries import Entry
from amargah.exchange.px.failures import wrong
from amargah.statcore.periods import Frequency, Period

MOST_VARIABLES = 30
_MADE = {
    Frequency.YEAR: "{0.year}",
    Frequency.HALF: "{0.year}H{0.ordinal}",
    Frequency.SEASON: "{0.year}Q{0.ordinal}",
    Frequency.MONTH: "{0.year}M{0.ordinal:02}",
}


@dataclass(frozen=True)
class Variable:
    """`names` and `texts` by language; `codes` as the file has them, None when it has none.

    `periods` are those of TIMEVAL. `line` is that of VALUES, or of TIMEVAL where it stands alone.
    """

    names: dict[str, str]
    texts: dict[str, tuple[str, ...]]
    codes: tuple[str, ...] | None
    periods: tuple[Period, ...] | None
    line: int

    def __len__(self) -> int:
        return len(next(iter(self.texts.values())))

    def place(self, value: str, language: str) -> int | None:
        """Which value is meant by a code, or else by a text of the language; None when there is none."""
        found = self.by_code.get(value)
        return self.by_text[language].get(value) if found is None else found

    @cached_property
    def by_code(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.codes or ())}

    def doubled(self, language: str) -> str | None:
        """A text that two values have; None when each has its own."""
        texts = self.texts[language]
        if len(self.by_text[language]) == len(texts):
            return None
        return next(text for place, text in enumerate(texts) if self.by_text[language][text] != place)

    @cached_property
    def by_text(self) -> dict[str, dict[str, int]]:
        return {
            language: {text: place for place, text in reversed(list(enumerate(texts)))}
            for language, texts in self.texts.items()
        }


@dataclass(frozen=True)
class Variables:
    """In the order of the file, the first `stub` of them in the stub. `contents` is the place of CONTVARIABLE."""

    all: tuple[Variable, ...]
    stub: int
    contents: int | None

    def named(self, entry: Entry, language: str) -> int:
        """The place of the variable that an entry is about. Invalid when there is none of that name."""
        return place_of(entry, entry.subkeys[0], [variable.names[language] for variable in self.all])


def variables(found: Document) -> Variables:
    """Invalid for a variable without values or named twice, codes that do not match, an unknown variable."""
    names = {language: _names(found, language) for language in found.languages}
    for keyword in ("VALUES", "CODES", "TIMEVAL"):
        for language in found.languages:
            for entry in found.all(keyword, language):
                place_of(entry, entry.subkeys[0], names[language])
    number = len(names[found.main])
    filled = [
        _variable(found, {language: names[language][place] for language in found.languages})
        for place in range(number)
    ]
    contents = found.one("CONTVARIABLE")
    return Variables(
        tuple(filled),
        len(_listed(found, "STUB", found.main)),
        None if contents is None else place_of(contents, said.text(contents), list(names[found.main])),
    )


def place_of(entry: Entry, name: str, names: tuple[str, ...] | list[str]) -> int:
    if name not in names:
        raise wrong(
            entry.line,
            f"{entry.keyword}: متغیر «{name}» در STUB و HEADING نیست؛ متغیرها: {'، '.join(names)}",
            f"{entry.keyword}: no variable {name!r} in STUB or HEADING; there are: {', '.join(names)}",
        )
    return names.index(name)


def _names(found: Document, language: str) -> tuple[str, ...]:
    """The variables of stub and heading, in the order of the file."""
    for keyword in ("STUB", "HEADING"):
        _check_as_many(found, keyword, language)
    names = _listed(found, "STUB", language) + _listed(found, "HEADING", language)
    line = max(
        (entry.line for keyword in ("STUB", "HEADING") for entry in found.all(keyword, language)), default=1
    )
    twice = next((name for place, name in enumerate(names) if not name or name in names[:place]), None)
    if twice is not None:
        raise wrong(
            line,
            f"نام متغیر «{twice}» تکراری یا خالی است؛ هر متغیر نامی جداگانه می‌خواهد",
            f"the variable name {twice!r} is repeated or empty; give each variable a name of its own",
        )
    if len(names) > MOST_VARIABLES:
        raise wrong(
            line,
            f"بیش از {MOST_VARIABLES} متغیر خوانده نمی‌شود؛ جدول را چند فایل کنید",
            f"more than {MOST_VARIABLES} variables are not read; split the table",
        )
    return names


def _check_as_many(found: Document, keyword: str, language: str) -> None:
    wanted, here = len(_listed(found, keyword, found.main)), len(_listed(found, keyword, language))
    if here != wanted:
        entry = found.one(keyword, language)
        raise wrong(
            entry.line if entry else found.end,
            f"{keyword}[{language}] باید مانند زبان اصلی {wanted} متغیر داشته باشد، نه {here}",
            f"{keyword}[{language}] must have {wanted} variables, as in the main language, not {here}",
        )


def _listed(found: Document, keyword: str, language: str) -> tuple[str, ...]:
    entry = found.one(keyword, language)
    return said.texts(entry) if entry else ()


def _variable(found: Document, names: dict[str, str]) -> Variable:
    times = _entry(found, "TIMEVAL", names, found.main)
    periods = said.periods(times) if times else None
    values = _entry(found, "VALUES", names, found.main) or times
    if values is None:
        raise _no_values(found.end, names[found.main])
    texts = {language: _texts(found, names, language, periods) for language in found.languages}
    count = len(texts[found.main])
    for language in found.languages:
        _check_count(_entry(found, "VALUES", names, language), len(texts[language]), count)
    if times and periods is not None:
        _check_count(times, len(periods), count)
    variable = Variable(names, texts, _codes(found, names, count), periods, values.line)
    _check_told_apart(variable, found.main)
    return variable


def _entry(found: Document, keyword: str, names: dict[str, str], language: str) -> Entry | None:
    subkeys = (names[language],)
    return next((entry for entry in found.all(keyword, language) if entry.subkeys == subkeys), None)


def _texts(
    found: Document, names: dict[str, str], language: str, periods: tuple[Period, ...] | None
) -> tuple[str, ...]:
    entry = _entry(found, "VALUES", names, language)
    if entry:
        return _some(entry)
    if periods is None:
        raise _no_values(found.end, names[language])
    main = _entry(found, "VALUES", names, found.main)
    return _some(main) if main else tuple(_MADE[period.frequency].format(period) for period in periods)


def _some(entry: Entry) -> tuple[str, ...]:
    """Texts of which there is at least one that is not empty."""
    texts = said.texts(entry)
    if texts == ("",):
        raise wrong(
            entry.line,
            f"{entry.keyword}: فهرست «{entry.subkeys[0]}» خالی است؛ دست‌کم یک مقدار بنویسید",
            f"{entry.keyword}: the list of {entry.subkeys[0]!r} is empty; write at least one value",
        )
    return texts


def _codes(found: Document, names: dict[str, str], count: int) -> tuple[str, ...] | None:
    told = [entry for language in found.languages if (entry := _entry(found, "CODES", names, language))]
    for entry in told:
        codes = _some(entry)
        _check_count(entry, len(codes), count)
        if len(set(codes)) != len(codes) or "" in codes:
            raise wrong(
                entry.line,
                f"CODES: کدی از «{entry.subkeys[0]}» تکراری یا خالی است",
                f"CODES: a code of {entry.subkeys[0]!r} is repeated or empty",
            )
        if codes != said.texts(told[0]):
            raise wrong(
                entry.line,
                f"CODES: کدهای «{entry.subkeys[0]}» در همه زبان‌ها باید یکی باشد",
                f"CODES: the codes of {entry.subkeys[0]!r} must be the same in every language",
            )
    return said.texts(told[0]) if told else None


def _check_told_apart(variable: Variable, language: str) -> None:
    """By codes or periods, or else by their texts."""
    twice = None if variable.codes or variable.periods else variable.doubled(language)
    if twice is not None:
        name = variable.names[language]
        raise wrong(
            variable.line,
            f'VALUES: «{twice}» از «{name}» دو بار آمده است؛ متن یکی را تغییر دهید یا CODES("{name}") را بیاورید',
            f'VALUES: {twice!r} of {name!r} is there twice; change one of them, or give CODES("{name}")',
        )


def _check_count(entry: Entry | None, count: int, wanted: int) -> None:
    if entry is not None and count != wanted:
        name = entry.subkeys[0]
        raise wrong(
            entry.line,
            f"{entry.keyword}: «{name}» باید مانند VALUES {wanted} مورد داشته باشد، نه {count}",
            f"{entry.keyword}: {name!r} must have {wanted} items, as VALUES has, not {count}",
        )


def _no_values(line: int, name: str) -> Exception:
    return wrong(
        line,
        f'متغیر «{name}» مقدار ندارد؛ VALUES("{name}") را بیاورید',
        f'the variable {name!r} has no values; give VALUES("{name}")',
    )
