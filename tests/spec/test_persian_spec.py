"""Tables of what goes in and what comes out. Invisible characters are named, not typed."""

import pytest

from amargah.persian.digits import format_number, parse_number, to_latin_digits, to_persian_digits
from amargah.persian.folding import fold

ZWNJ, NBSP, THIN = "\N{ZERO WIDTH NON-JOINER}", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"
MINUS = "\N{LEFT-TO-RIGHT MARK}\N{MINUS SIGN}"

DIGITS = [
    # any           Latin         Persian
    ("0123456789", "0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    ("٠١٢٣٤٥٦٧٨٩", "0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    ("سال ۱۴۰۵", "سال 1405", "سال ۱۴۰۵"),
    ("", "", ""),
]

NUMBERS_WRITTEN = [
    # value       decimals  Persian             English
    (0, 0, "۰", "0"),
    (999, 0, "۹۹۹", "999"),
    (1000, 0, "۱٬۰۰۰", "1,000"),
    (79926270, 0, "۷۹٬۹۲۶٬۲۷۰", "79,926,270"),
    (1234.5, 1, "۱٬۲۳۴٫۵", "1,234.5"),
    (1234.5, 2, "۱٬۲۳۴٫۵۰", "1,234.50"),
    (12.26, 1, "۱۲٫۳", "12.3"),
    (-1234.5, 1, f"{MINUS}۱٬۲۳۴٫۵", "-1,234.5"),
    (-0.001, 2, "۰٫۰۰", "0.00"),
]

NUMBERS_READ = [
    ("12", 12),
    ("۱۲", 12),
    ("١٢", 12),
    ("  ۱۲  ", 12),
    ("007", 7),
    ("1,234", 1234),
    ("۱٬۲۳۴٬۵۶۷", 1234567),
    ("۱،۲۳۴", 1234),
    ("1'234", 1234),
    ("1 234 567", 1234567),
    (f"1{NBSP}234", 1234),
    (f"1{THIN}234", 1234),
    ("۱۲٫۵", 12.5),
    ("12.5", 12.5),
    ("۱۲/۵", 12.5),
    ("۱٬۲۳۴/۵", 1234.5),
    (".5", 0.5),
    ("-5", -5),
    ("−۵", -5),
    ("–5", -5),
    (f"{MINUS}۵", -5),
    ("+5", 5),
    ("- 5", -5),
]

FOLDED = [
    # typed                     compared as
    ("جمعيت", "جمعیت"),
    ("كشاورزي", "کشاورزی"),
    ("مصطفى", "مصطفی"),
    ("سورة", "سوره"),
    ("خانۀ", "خانه"),
    ("خانهٔ", "خانه"),
    ("آذربایجان", "اذربایجان"),
    ("تأمین", "تامین"),
    ("إصلاح ٱلف", "اصلاح الف"),
    ("مؤسسه", "موسسه"),
    ("پائیز", "پاییز"),
    ("مُدَرِّس", "مدرس"),
    ("آمـــار", "امار"),
    (f"شهرستان{ZWNJ}ها", "شهرستان ها"),
    ("  دو   فاصله ", "دو فاصله"),
    ("سال ۱۳۹۵ و ١٣٩٥", "سال 1395 و 1395"),
    ("ﺟﻤﻌﯿﺖ", "جمعیت"),
    ("Gīlān CPI", "gilan cpi"),
]


@pytest.mark.parametrize(("text", "latin", "persian"), DIGITS)
def test_digits(text, latin, persian):
    assert to_latin_digits(text) == latin
    assert to_persian_digits(text) == persian


@pytest.mark.parametrize(("value", "decimals", "persian", "english"), NUMBERS_WRITTEN)
def test_numbers_are_written(value, decimals, persian, english):
    assert format_number(value, decimals, "fa") == persian
    assert format_number(value, decimals, "en") == english


@pytest.mark.parametrize(("text", "value"), NUMBERS_READ)
def test_numbers_are_read(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(("typed", "compared"), FOLDED)
def test_words_are_folded(typed, compared):
    assert fold(typed) == compared
