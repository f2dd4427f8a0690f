"""The official signs of the statistical yearbook, one byte a cell, mapped to SDMX observation status."""

from dataclasses import dataclass
from enum import IntEnum

from amargah.statcore.labels import Label


class Sign(IntEnum):
    """What is said of a cell. The number is stored; it never changes its meaning."""

    NORMAL = 0
    NOT_COLLECTED = 1
    NOT_AVAILABLE = 2
    NOT_APPLICABLE = 3
    NOT_CALCULABLE = 4
    NEGLIGIBLE = 5
    PROVISIONAL = 6
    ESTIMATED = 7
    CONFIDENTIAL = 8


@dataclass(frozen=True, slots=True)
class SignMeaning:
    """`symbol` is printed, `status` is the SDMX OBS_STATUS code; `replaces`: no number stands beside it."""

    sign: Sign
    symbol: str
    label: Label
    status: str
    replaces: bool


MEANINGS: tuple[SignMeaning, ...] = (
    SignMeaning(Sign.NORMAL, "", Label("عدد معمول", "Normal value"), "A", False),
    SignMeaning(Sign.NOT_COLLECTED, "-", Label("آمار گردآوری نشده است", "Not collected"), "L", True),
    SignMeaning(Sign.NOT_AVAILABLE, "...", Label("آمار در دسترس نیست", "Not available"), "O", True),
    SignMeaning(Sign.NOT_APPLICABLE, "×", Label("ذاتاً یا عملاً وجود ندارد", "Not applicable"), "M", True),
    SignMeaning(
        Sign.NOT_CALCULABLE,
        "××",
        Label("جمع و محاسبه غیرممکن یا بی‌معنی است", "Not calculable"),
        "H",
        True,
    ),
    SignMeaning(Sign.NEGLIGIBLE, "//", Label("عدد ناچیز و قابل صرف‌نظر کردن است", "Negligible"), "N", True),
    SignMeaning(Sign.PROVISIONAL, "*", Label("عدد غیرقطعی (مقدماتی)", "Provisional"), "P", False),
    SignMeaning(Sign.ESTIMATED, "**", Label("رقم برآوردی", "Estimated"), "E", False),
    SignMeaning(Sign.CONFIDENTIAL, "(c)", Label("رقم محرمانه، غیر قابل انتشار", "Confidential"), "Q", True),
)

BY_SYMBOL = {meaning.symbol: meaning for meaning in MEANINGS if meaning.symbol}
BY_STATUS = {meaning.status: meaning for meaning in MEANINGS}


def meaning_of(sign: int) -> SignMeaning:
    """The meaning of a stored sign byte. ValueError for a byte that is no sign."""
    return MEANINGS[Sign(sign)]
