"""The keywords that stand before the data, in the order that the specification recommends."""

from collections.abc import Iterator

from amargah.exchange.px import about
from amargah.exchange.px.marks import Key, keys_of
from amargah.exchange.px.sheet import Sheet, for_contents, labelled, mandatory, values_of
from amargah.exchange.px.symbols import MARKS, SYMBOLS
from amargah.exchange.px.told_variables import variables
from amargah.exchange.px.wording import broken, entry, flag, listed, paragraphs, quoted
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Break
from amargah.statcore.structures import Dimension, Role
from amargah.statcore.topics import BY_ID

LONGEST_MATRIX = 20
NO_SUBJECT = "-"


def head(sheet: Sheet) -> Iterator[str]:
    """Every keyword but the marks beside numbers and the data."""
    yield from _file(sheet)
    yield from _table(sheet)
    yield from variables(sheet)
    yield from _contents(sheet)
    yield from _notes(sheet)
    yield from (entry(symbol.keyword, quoted(symbol.shown)) for symbol in SYMBOLS)


def marks(sheet: Sheet, values: Values, signs: Signs) -> Iterator[str]:
    """DATANOTECELL beside numbers that are provisional or estimated; axes in the order of the file."""
    time = next(axis for axis, each in enumerate(sheet.dimensions) if each.role is Role.TIME)
    order = sorted(range(values.ndim), key=lambda axis: (axis != time, -values.shape[axis]))
    for sign, mark in MARKS.items():
        for key in keys_of(values, signs, sign, order):
            yield entry("DATANOTECELL", quoted(mark), *_codes_at(sheet, key))


def _codes_at(sheet: Sheet, key: Key) -> list[str]:
    pairs = zip(sheet.dimensions, key, strict=True)
    return ["*" if place is None else each.codelist.codes[place].id for each, place in pairs]


def _file(sheet: Sheet) -> Iterator[str]:
    about_it = sheet.metadata
    yield entry("CHARSET", quoted("ANSI"))
    yield entry("AXIS-VERSION", quoted("2013"))
    yield entry("CODEPAGE", quoted("utf-8"))
    yield entry("LANGUAGE", quoted(sheet.languages[0]))
    if len(sheet.languages) > 1:
        yield entry("LANGUAGES", listed(sheet.languages))
    yield entry("CREATION-DATE", quoted(_moment(sheet)))
    frequency = about_it.frequency.text(sheet.languages[0])
    if frequency:
        yield entry("UPDATE-FREQUENCY", quoted(frequency))
    yield entry("TABLEID", quoted(sheet.dataset))
    words = [word.text(language) for language in sheet.languages for word in about_it.keywords]
    if words:
        yield entry("SYNONYMS", broken("; ".join(dict.fromkeys(words))))
    yield entry("DECIMALS", str(sheet.decimals))
    yield entry("SHOWDECIMALS", str(sheet.shown_decimals))
    yield entry("MATRIX", quoted(sheet.dataset[:LONGEST_MATRIX]))
    yield entry("AGGREGALLOWED", flag(sheet.measure.additive))


def _table(sheet: Sheet) -> Iterator[str]:
    about_it, id = sheet.metadata, Label(sheet.dataset, sheet.dataset)
    topic = BY_ID.get(about_it.topic)
    area = topic.label if topic else Label(about_it.topic, about_it.topic)
    yield entry("SUBJECT-CODE", quoted(about_it.topic[:LONGEST_MATRIX] or NO_SUBJECT))
    yield from mandatory(sheet, "SUBJECT-AREA", area, quoted)
    yield from labelled(sheet, "DESCRIPTION", about_it.description)
    yield from mandatory(sheet, "TITLE", _or(about_it.title, id))
    yield from mandatory(sheet, "CONTENTS", _or(sheet.measure.label, id), quoted)
    yield from mandatory(sheet, "UNITS", sheet.measure.unit, quoted)


def _or(label: Label, other: Label) -> Label:
    return label if label.fa or label.en else other


def _contents(sheet: Sheet) -> Iterator[str]:
    about_it, moment = sheet.metadata, _moment(sheet)
    yield from for_contents(sheet, "LAST-UPDATED", lambda _: Label(moment, moment), quoted)
    if sheet.metric:
        codes = sheet.metric.codelist.codes
        yield from for_contents(sheet, "UNITS", lambda place: codes[place].unit or sheet.measure.unit, quoted)
    contact = Label(paragraphs(about_it.contact.fa), paragraphs(about_it.contact.en))
    yield from for_contents(sheet, "CONTACT", lambda _: contact)
    yield from for_contents(sheet, "BASEPERIOD", lambda _: Label(about_it.base_period, about_it.base_period))
    yield from labelled(sheet, "SOURCE", about_it.source)
    yield entry("OFFICIAL-STATISTICS", flag(True))
    yield from labelled(sheet, "INFO", Label(about.told(about_it, "fa"), about.told(about_it, "en")))


def _notes(sheet: Sheet) -> Iterator[str]:
    time = next(each for each in sheet.dimensions if each.role is Role.TIME)
    for item in sheet.metadata.breaks:
        yield from _break(sheet, time, item)
    for note in sheet.metadata.notes:
        yield from labelled(sheet, "NOTE", Label(paragraphs(note.fa), paragraphs(note.en)))


def _break(sheet: Sheet, time: Dimension, item: Break) -> Iterator[str]:
    """A note that must be shown: of the period, or of the variable when the table does not reach back to it."""
    known = item.period in time.codelist
    for language in sheet.languages:
        subkeys = [sheet.name(time, language)]
        if known:
            subkeys.append(values_of(time.codelist, language)[time.codelist.position(item.period)])
        keyword, text = ("VALUENOTEX" if known else "NOTEX"), broken(about.break_told(item, language))
        yield entry(keyword, text, *subkeys, language=sheet.spoken(language))


def _moment(sheet: Sheet) -> str:
    return f"{sheet.updated:%Y%m%d %H:%M}"
