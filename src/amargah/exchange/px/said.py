"""What an entry says, as its keyword's kind has it. Each reader refuses a value of another kind."""

import re
from collections.abc import Callable
from datetime import date, time

from amargah.exchange.px.entries import Entry
from amargah.exchange.px.failures import wrong
from amargah.exchange.px.keywords import BY_NAME, Keyword, Kind
from amargah.exchange.px.texts import Item
from amargah.exchange.px.times import SCALES, WEEKS, period_told, periods_between
from amargah.statcore.errors import Invalid
from amargah.statcore.periods import Period

_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    r"(?: +(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?)?"
)
_PARTITIONS = ([(True, ""), (False, ",")], [(True, ""), (False, ","), (False, ",")])
_FLAGS = {"YES": True, "NO": False}


def text(entry: Entry) -> str:
    """One text, in quotation marks or not."""
    if len(entry.items) != 1 or entry.items[0].mark:
        raise _expected(entry, "یک متن در گیومه", "one text in quotation marks")
    return entry.items[0].text


def texts(entry: Entry) -> tuple[str, ...]:
    """At least one text; several are in quotation marks, with commas between them."""
    first, *rest = entry.items or (Item("", False, ",", entry.line),)
    if first.mark or any(item.mark != "," for item in rest) or (rest and not all(i.quoted for i in entry.items)):
        raise _expected(
            entry, "متن‌هایی در گیومه با ویرگول میان آنها", "texts in quotation marks with commas between them"
        )
    return tuple(item.text for item in entry.items)


def number(entry: Entry) -> int:
    first, last = BY_NAME[entry.keyword].numbers
    said = text(entry).strip()
    if not re.fullmatch(r"[0-9]{1,9}", said, re.ASCII) or not first <= int(said) <= last:
        raise _expected(
            entry,
            f"عددی درست از {first} تا {last}، نه «{said}»",
            f"a whole number from {first} to {last}, not {said!r}",
        )
    return int(said)


def flag(entry: Entry) -> bool:
    said = text(entry)
    if said.upper() not in _FLAGS:
        raise _expected(entry, f"YES یا NO، نه «{said}»", f"YES or NO, not {said!r}")
    return _FLAGS[said.upper()]


def flag_or_text(entry: Entry) -> bool | str:
    """Without quotation marks YES or NO, with them the text of a value."""
    said = text(entry)
    return said if entry.items[0].quoted else flag(entry)


def word(entry: Entry) -> str:
    known, said = BY_NAME[entry.keyword].words, text(entry).upper()
    if said not in known:
        raise _expected(entry, f"یکی از {'، '.join(known)}", f"one of {', '.join(known)}, not {said!r}")
    return said


def moment(entry: Entry) -> str:
    """A day, with a time or without."""
    said = text(entry)
    match = _MOMENT.fullmatch(said)
    try:
        if match is None:
            raise ValueError
        date(int(match["year"]), int(match["month"]), int(match["day"]))
        time(int(match["hour"] or 0), int(match["minute"] or 0))
    except ValueError as error:
        raise _expected(
            entry, f"زمانی مانند 20260321 09:00، نه «{said}»", f"a time such as 20260321 09:00, not {said!r}"
        ) from error
    return said


def periods(entry: Entry) -> tuple[Period, ...]:
    """The periods of `TLIST(scale,"first"-"last")` or `TLIST(scale),"one","other"`."""
    scale, told = _time_list(entry)
    try:
        named = [period_told(scale, item.text) for item in told]
        if told[-1].mark == "-":
            return periods_between(named[0], named[1])
    except Invalid as error:
        raise wrong(entry.line, error.detail.fa, error.detail.en) from error
    return tuple(named)


def descent(entry: Entry) -> tuple[tuple[str | None, str], ...]:
    """Parent and child; no parent for the top."""
    found: list[tuple[str | None, str]] = []
    for item in entry.items:
        if item.mark == ":" and found and found[-1][0] is None:
            found[-1] = (found[-1][1], item.text)
        elif item.mark == ("," if found else "") and item.quoted:
            found.append((None, item.text))
        else:
            raise _no_descent(entry)
    if not found:
        raise _no_descent(entry)
    return tuple(found)


def partition(entry: Entry) -> tuple[str, int, int | None]:
    """Name of the level, the position where its code begins (from 1), and its length unless it is the last."""
    shape = [(item.quoted, item.mark) for item in entry.items]
    if shape not in _PARTITIONS or not all(item.text.isdecimal() for item in entry.items[1:]):
        raise _expected(
            entry, 'نام سطح در گیومه، آغاز و طول: "county",1,4', 'a name, start and length: "county",1,4'
        )
    name, start, *length = (item.text for item in entry.items)
    return name, int(start), int(length[0]) if length else None


def _time_list(entry: Entry) -> tuple[str, tuple[Item, ...]]:
    head, told = entry.items[:2], entry.items[2:]
    begins = [item.mark for item in head] == ["", "("] and head[0].text == "TLIST"
    scale = head[1].text if begins else ""
    marks = [item.mark for item in told]
    if scale == WEEKS:
        raise wrong(
            entry.line,
            "هفته در دوره‌های این سامانه نیست؛ ارقام را ماهانه یا فصلی کنید",
            "weeks are no periods here; give the figures by month or quarter",
        )
    if scale not in SCALES or marks not in ([",", "-"], ["),", *[","] * (len(marks) - 1)]):
        raise _expected(
            entry,
            'مانند TLIST(A1,"1400"-"1404") با یکی از مقیاس‌های A1، H1، Q1 و M1',
            'TLIST(A1,"1400"-"1404") or TLIST(A1),"1400","1404" with a scale A1, H1, Q1 or M1',
        )
    return scale, told


def _no_descent(entry: Entry) -> Invalid:
    return _expected(
        entry, '"والد":"فرزند" با ویرگول میان آنها', '"parent":"child" with commas between them, the top alone'
    )


def _expected(entry: Entry, fa: str, en: str) -> Invalid:
    return wrong(entry.line, f"{entry.keyword}: بنویسید {fa}", f"{entry.keyword}: write {en}")


_READERS: dict[Kind, Callable[[Entry], object]] = {
    Kind.TEXT: text,
    Kind.TEXTS: texts,
    Kind.NUMBER: number,
    Kind.FLAG: flag,
    Kind.FLAG_OR_TEXT: flag_or_text,
    Kind.WORD: word,
    Kind.MOMENT: moment,
    Kind.PERIODS: periods,
    Kind.DESCENT: descent,
    Kind.PARTITION: partition,
}


def check(entry: Entry, keyword: Keyword) -> None:
    """Invalid when the entry's value is not of the keyword's kind."""
    _READERS[keyword.kind](entry)
