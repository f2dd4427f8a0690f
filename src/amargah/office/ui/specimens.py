"""What the style guide shows: a small real table, a history and figures, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np

from amargah.office.ui.frames import AccountBox, InboxItem, NavItem, TimelineEntry
from amargah.office.ui.tables import Mark, TableView, table_view
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from amargah.statcore.tables import Table

NOW = datetime(2026, 11, 21, 6, 42, tzinfo=UTC)
SEX = Codelist(
    "SEX",
    Label("جنس", "Sex"),
    (
        Code("T", Label("هر دو جنس", "Both sexes")),
        Code("M", Label("مرد", "Male"), "T"),
        Code("F", Label("زن", "Female"), "T"),
    ),
)
COUNTIES = Codelist(
    "COUNTY",
    Label("شهرستان", "County"),
    (
        Code("15", Label("استان لرستان", "Lorestan province")),
        Code("1501", Label("خرم‌آباد", "Khorramabad"), "15"),
        Code("1502", Label("بروجرد", "Borujerd"), "15"),
        Code("1503", Label("دورود", "Dorud"), "15"),
        Code("1504", Label("الیگودرز", "Aligudarz"), "15"),
        Code("1505", Label("کوهدشت", "Kuhdasht"), "15"),
    ),
)
YEARS = Codelist(
    "PERIOD",
    Label("سال سرشماری", "Census year"),
    (Code("1390", Label("۱۳۹۰", "1390 (2011)")), Code("1395", Label("۱۳۹۵", "1395 (2016)"))),
)
STRUCTURE = Structure(
    "SPECIMEN",
    Label("جمعیت چند شهرستان بر حسب جنس (ارقام نمونه)", "Population of some counties by sex (specimen figures)"),
    (
        Dimension("COUNTY", COUNTIES.label, COUNTIES, Role.GEO),
        Dimension("PERIOD", YEARS.label, YEARS, Role.TIME),
        Dimension("SEX", SEX.label, SEX),
    ),
    Measure(Label("جمعیت", "Population"), Label("نفر", "persons")),
)
MEN = ((883_000, 890_000), (254_000, 256_000), (169_000, 164_000), (83_000, 88_000), (70_000, 69_000), (0, 0))
WOMEN = ((871_000, 871_000), (248_000, 251_000), (171_000, 163_000), (82_000, 87_000), (70_000, 69_000), (0, 0))


def specimen_cube() -> Cube:
    """Rounded, invented figures with most of the official signs among them."""
    parts = np.array([MEN, WOMEN], dtype=float)
    values = np.stack([parts.sum(axis=0), *parts], axis=-1)
    signs = np.zeros(STRUCTURE.shape, np.uint8)
    signs[0, 1] = Sign.PROVISIONAL
    signs[4, 0] = Sign.ESTIMATED
    signs[5, 0] = Sign.NOT_AVAILABLE
    signs[5, 1] = (Sign.NOT_COLLECTED, Sign.CONFIDENTIAL, Sign.NEGLIGIBLE)
    values[5] = np.nan
    return Cube(STRUCTURE, values, signs, np.zeros(STRUCTURE.shape, np.uint16))


def specimen_table(language: str, *, deep: bool = False, marked: bool = False) -> TableView:
    """The specimen; `deep` puts two levels in the stub, `marked` says something about two cells."""
    table = Table(STRUCTURE, *((("COUNTY", "SEX"), ("PERIOD",)) if deep else (("COUNTY",), ("PERIOD", "SEX"))))
    marks: dict[tuple[int, ...], Mark] = {
        (1, 1, 0): Mark("error", Label("جمع مرد و زن نیست", "Not the sum of men and women").text(language)),
        (2, 1, 1): Mark("warning", Label("بیش از ۵٪ کمتر از دوره پیش", "Over 5% below last time").text(language)),
    }
    view = table_view(
        table,
        specimen_cube(),
        language,
        number="3-1",
        source=Label("آمارگاه، ارقام ساختگی برای نمایش اجزا", "Amargah, invented figures"),
        notes=(Label("ارقام به هزار گرد شده‌اند.", "Figures are rounded to thousands."),),
        cell_url=None if deep else lambda _: "#tables",
        marks=marks if marked else {},
    )
    return replace(view, id=f"table-specimen{'-deep' * deep}{'-marked' * marked}")


def specimen_history(language: str) -> tuple[TimelineEntry, ...]:
    lines = (
        (
            Label("جدول تأیید شد", "Table approved"),
            Label("رئیس سازمان، استان لرستان", "Head, Lorestan"),
            Label("", ""),
        ),
        (
            Label("برگردانده شد", "Returned"),
            Label("کارشناس استان", "Provincial expert"),
            Label("جمع زنان الیگودرز با جدول پارسال نمی‌خواند.", "The women of Aligudarz differ from last year."),
        ),
        (Label("فرستاده شد", "Submitted"), Label("رابط دستگاه", "Agency's liaison"), Label("", "")),
    )
    return tuple(
        TimelineEntry(NOW - timedelta(days=day), *(words.text(language) for words in line))
        for day, line in enumerate(lines)
    )


def specimen_inbox(language: str) -> tuple[InboxItem, ...]:
    """Three things that wait, one of them too late."""
    table = Label("جمعیت شهرستان‌ها بر حسب جنس، ۱۳۹۵", "Population of counties by sex, 1395")
    agency = Label("اداره کل ثبت احوال لرستان", "Civil Registration of Lorestan")
    lines = (
        ("late", Label("دیرکرد", "Late"), -2),
        ("submitted", Label("فرستاده‌شده", "Submitted"), 3),
        ("returned", Label("برگشت‌خورده", "Returned"), 9),
    )
    return tuple(
        InboxItem(
            title=table.text(language),
            url="#lists",
            meta=agency.text(language),
            status=code,
            status_label=words.text(language),
            due=NOW + timedelta(days=days),
            late=days < 0,
        )
        for code, words, days in lines
    )


def specimen_frame(language: str) -> dict[str, object]:
    """Values for the frames where no context processor supplies them."""
    words = (
        Label("داده‌ها", "Data"),
        Label("تقویم انتشار", "Release calendar"),
        Label("سالنامه", "Yearbook"),
        Label("روش‌ها", "Methods"),
    )
    return {
        "nav": tuple(
            NavItem(text.text(language), "#", current=place == 0, count=12 if place == 1 else 0)
            for place, text in enumerate(words)
        ),
        "account": AccountBox(
            Label("نرگس کریمی", "Narges Karimi").text(language),
            Label("کارشناس استان، لرستان", "Provincial expert, Lorestan").text(language),
            switch_url="#",
        ),
        "language_links": (("fa", "فارسی", "/fa/styleguide/"), ("en", "English", "/en/styleguide/")),
        "search_url": "#",
        "home_url": "/",
    }
