"""What a person types in one cell: a number, an official sign, both, or nothing."""

import math
import re
from dataclasses import dataclass

from amargah.persian.digits import format_number, parse_number, to_latin_digits
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS, Sign, meaning_of

# Whole numbers above this are no longer kept exactly by a 64-bit float.
LARGEST = 2**53

_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_MARKED = re.compile(r"(?P<number>[^*]*?)\s*(?P<mark>\*{1,2})")
_FRACTION = re.compile(r"[.٫/](\d*)$")

# Symbols as keyboards and word processors write them, beside the official ones.
_SPELLINGS = {meaning.symbol: meaning.sign for meaning in MEANINGS if meaning.replaces} | {
    **dict.fromkeys("−–—ـ", Sign.NOT_COLLECTED),
    "…": Sign.NOT_AVAILABLE,
    **dict.fromkeys(("x", "X"), Sign.NOT_APPLICABLE),
    **dict.fromkeys(("xx", "XX"), Sign.NOT_CALCULABLE),
    "(C)": Sign.CONFIDENTIAL,
}
_MARKS = {"*": Sign.PROVISIONAL, "**": Sign.ESTIMATED}


@dataclass(frozen=True, slots=True)
class Entry:
    """The content of one cell. `value` is NaN when no number was given."""

    value: float
    sign: Sign


BLANK = Entry(math.nan, Sign.NORMAL)


def parse_entry(raw: str | float | None, decimals: int) -> Entry:
    """The entry that was typed or read from a sheet; nothing or spaces give BLANK.

    Invalid when it is no number and no sign, has more than `decimals` decimals or is too large to be kept.
    """
    if raw is None or (isinstance(raw, float) and math.isnan(raw)):
        return BLANK
    if isinstance(raw, str):
        return _parse_text(_INVISIBLE.sub("", raw).strip(), decimals)
    if isinstance(raw, bool):
        raise _not_a_number(str(raw).upper())
    return Entry(_fitting(float(raw), decimals, str(raw)), Sign.NORMAL)


def format_entry(value: float, sign: int, decimals: int, language: str) -> str:
    """What is shown in a cell: the number, the sign, or the number with its sign; "" for a blank cell."""
    meaning = meaning_of(sign)
    if meaning.replaces or math.isnan(value):
        return meaning.symbol
    return format_number(value, decimals, language) + meaning.symbol


def _parse_text(text: str, decimals: int) -> Entry:
    if not text:
        return BLANK
    if text in _SPELLINGS:
        return Entry(math.nan, _SPELLINGS[text])
    marked = _MARKED.fullmatch(text)
    if marked is None:
        return Entry(_parse_number(text, decimals), Sign.NORMAL)
    if not marked["number"]:
        raise _lone_mark(text)
    return Entry(_parse_number(marked["number"], decimals), _MARKS[marked["mark"]])


def _parse_number(text: str, decimals: int) -> float:
    try:
        value = parse_number(text)
    except ValueError:
        raise _not_a_number(text) from None
    fraction = _FRACTION.search(to_latin_digits(text))
    if fraction and len(fraction[1].rstrip("0")) > decimals:
        raise _too_many_decimals(text, decimals)
    return _fitting(value, decimals, text)


def _fitting(value: float, decimals: int, given: str) -> float:
    """`value` freed of the noise that spreadsheets leave after the last decimal, and of the minus of -0."""
    if not math.isfinite(value):
        raise _not_a_number(given)
    if abs(value) * 10**decimals > LARGEST:
        raise _too_large(given)
    rounded = round(value, decimals) + 0.0
    if not math.isclose(value, rounded, rel_tol=1e-14, abs_tol=1e-9 * 10**-decimals):
        raise _too_many_decimals(given, decimals)
    return rounded


def _not_a_number(given: str) -> Invalid:
    return Invalid(
        Label(
            f"«{given}» عدد نیست؛ یک عدد یا یکی از نشانه‌های آماری (- ... × ×× //) بنویسید",
            f"“{given}” is not a number; write a number or one of the official signs (- ... × ×× //)",
        ),
        given=given,
    )


def _lone_mark(given: str) -> Invalid:
    return Invalid(
        Label(
            f"نشانهٔ «{given}» کنار عدد می‌آید؛ عدد را پیش از آن بنویسید، مانند ۱۲۳{given}",
            f"the sign “{given}” stands beside a number; write the number before it, as in 123{given}",
        ),
        given=given,
    )


def _too_many_decimals(given: str, decimals: int) -> Invalid:
    if decimals == 0:
        detail = Label(f"«{given}» باید عدد صحیح باشد", f"“{given}” must be a whole number")
    else:
        shown = format_number(decimals, 0, "fa")
        detail = Label(
            f"«{given}» بیش از {shown} رقم اعشار دارد؛ آن را گرد کنید",
            f"“{given}” has more than {decimals} decimal place{'s' if decimals > 1 else ''}; round it",
        )
    return Invalid(detail, given=given)


def _too_large(given: str) -> Invalid:
    return Invalid(
        Label(
            f"«{given}» بزرگ‌تر از آن است که دقیق نگه داشته شود؛ واحد بزرگ‌تری (مانند میلیون) به کار ببرید",
            f"“{given}” is too large to be kept exactly; use a larger unit such as millions",
        ),
        given=given,
    )
