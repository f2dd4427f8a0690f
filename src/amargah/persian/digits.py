"""Digits and numbers as Iranians write them: «۱٬۲۳۴٫۵»."""

import math
import re

PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_INDIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
LATIN_DIGITS = "0123456789"

_TO_PERSIAN = str.maketrans(LATIN_DIGITS + ARABIC_INDIC_DIGITS, PERSIAN_DIGITS * 2)
_TO_LATIN = str.maketrans(PERSIAN_DIGITS + ARABIC_INDIC_DIGITS, LATIN_DIGITS * 2)

# The mark before the minus keeps it on the left of the number inside right-to-left text, as CLDR does for Persian.
PERSIAN_MINUS = "\u200e\u2212"
_NUMBER_TO_PERSIAN = str.maketrans(
    LATIN_DIGITS + ",.", PERSIAN_DIGITS + "\N{ARABIC THOUSANDS SEPARATOR}\N{ARABIC DECIMAL SEPARATOR}"
)

_MINUSES = "-\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_THOUSANDS = ",\u066c\u060c'\u2019 \u00a0\u2009\u202f"
_DECIMALS = ".\u066b/"
_DIRECTION_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e")
)
_NUMBER = re.compile(
    rf"""
    (?P<sign> [+{re.escape(_MINUSES)}]? ) [ ]?
    (?P<whole> [0-9]{{1,3}} (?P<mark> [{re.escape(_THOUSANDS)}] ) [0-9]{{3}} (?: (?P=mark) [0-9]{{3}} )* | [0-9]* )
    (?: [{re.escape(_DECIMALS)}] (?P<fraction> [0-9]+ ) )?
    """,
    re.VERBOSE,
)


def to_persian_digits(text: str) -> str:
    """Latin and Arabic-Indic digits become Persian ones; everything else stays."""
    return text.translate(_TO_PERSIAN)


def to_latin_digits(text: str) -> str:
    """Persian and Arabic-Indic digits become Latin ones; everything else stays."""
    return text.translate(_TO_LATIN)


def format_number(value: float, decimals: int, language: str) -> str:
    """`value` with exactly `decimals` decimals and grouped in threes. ValueError when it is not finite."""
    if not math.isfinite(value):
        raise ValueError("only finite numbers have digits")
    text = f"{abs(value):,.{decimals}f}"
    # What rounds to zero has no sign.
    negative = value < 0 and any(digit in text for digit in "123456789")
    if language == "en":
        return f"-{text}" if negative else text
    persian = text.translate(_NUMBER_TO_PERSIAN)
    return PERSIAN_MINUS + persian if negative else persian


def parse_number(text: str) -> float:
    """The number that a person wrote, in any digits, with separators or without.

    Thousands may be separated by one kind of mark (٬ , ، ' or a space) when they stand in threes; the decimal
    mark is ٫ . or /. ValueError for anything else: exponents, infinities, words, two decimal marks.
    """
    plain = to_latin_digits(text).translate(_DIRECTION_MARKS).strip()
    match = _NUMBER.fullmatch(plain)
    if match is None or not (match["whole"] or match["fraction"]):
        raise ValueError(f"not a number: {text!r}")
    whole = match["whole"].replace(match["mark"], "") if match["mark"] else match["whole"]
    value = float(f"{whole or 0}.{match['fraction'] or 0}")
    if math.isinf(value):
        raise ValueError("the number is too large")
    return -value if match["sign"] and match["sign"] in _MINUSES else value
