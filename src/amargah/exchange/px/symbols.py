"""What stands in the data where there is no number, and which official sign it means.

PX has a dash (nil: it counts as zero in sums) and one to six dots, each with a keyword that says how it is shown;
seven dots are the sum of different dots.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from amargah.statcore.signs import MEANINGS, Sign

DASH = "-"


@dataclass(frozen=True, slots=True)
class Symbol:
    """`stored` in the data, shown as the text of `keyword`. Without a sign it is a cell that does not exist."""

    stored: str
    keyword: str
    sign: Sign | None

    @property
    def shown(self) -> str:
        return "" if self.sign is None else MEANINGS[self.sign].symbol


# The negligible figure is the only one that may be added up as the zero for which a dash counts.
SYMBOLS: tuple[Symbol, ...] = (
    Symbol(".", "DATASYMBOL1", Sign.NOT_APPLICABLE),
    Symbol("..", "DATASYMBOL2", Sign.NOT_COLLECTED),
    Symbol("...", "DATASYMBOL3", Sign.NOT_AVAILABLE),
    Symbol("....", "DATASYMBOL4", Sign.NOT_CALCULABLE),
    Symbol(".....", "DATASYMBOL5", Sign.CONFIDENTIAL),
    Symbol("......", "DATASYMBOL6", None),
    Symbol(".......", "DATASYMBOLSUM", Sign.NOT_CALCULABLE),
    Symbol(DASH, "DATASYMBOLNIL", Sign.NEGLIGIBLE),
)
# Marks beside a number: as the yearbook prints them, and as other offices do.
MARKS = {Sign.PROVISIONAL: "*", Sign.ESTIMATED: "**"}
_MARKED = {mark: sign for sign, mark in MARKS.items()} | {"p": Sign.PROVISIONAL, "e": Sign.ESTIMATED}
# What each means in a file that does not say: dots by the habit of Nordic offices.
_USUAL = {".": Sign.NOT_APPLICABLE, ".......": Sign.NOT_CALCULABLE}
_NIL_TEXTS = {"-", "0", "–", "—"}


def stored(sign: Sign) -> str:
    """The symbol in quotation marks for a cell of that sign; NORMAL is the cell that does not exist."""
    wanted = None if sign in (Sign.NORMAL, *MARKS) else sign
    return next(f'"{symbol.stored}"' for symbol in SYMBOLS if symbol.sign is wanted)


def meant(symbol: Symbol, shown: Mapping[str, str]) -> Sign | None:
    """The sign that a file means by a symbol, by the texts of its keywords; NORMAL is zero, None is no cell."""
    text = shown.get(symbol.keyword)
    if text == "":
        return None
    if symbol.stored == DASH and (text is None or text in _NIL_TEXTS):
        return Sign.NORMAL
    return _by_text(text) or _USUAL.get(symbol.stored, Sign.NOT_AVAILABLE)


def marked(mark: str) -> Sign | None:
    """The sign that a mark beside a number stands for, if it is one of ours."""
    return _MARKED.get(mark.strip().strip("()").casefold())


def _by_text(text: str | None) -> Sign | None:
    said = (text or "").strip().casefold()
    if not said:
        return None
    return next(
        (
            meaning.sign
            for meaning in MEANINGS
            if meaning.replaces and said in (meaning.symbol, meaning.label.fa, meaning.label.en.casefold())
        ),
        None,
    )
