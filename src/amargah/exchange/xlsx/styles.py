"""How our sheets look: one quiet palette, soft yellow where a person types."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from amargah.exchange.inert import is_live

INK, GREY, RULE = "#1F2A33", "#8A949B", "#C9D3DA"
HEAD_FILL, CODE_FILL, INPUT_FILL = "#E4EEF3", "#F4F6F7", "#FFFBE8"
_PERSIAN_DIGITS = "[$-3000429]"


class Styles:
    """Formats of one workbook, made when they are first asked for."""

    def __init__(self, book: Any, language: str) -> None:
        self._book = book
        self._language = language
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def make(self, **wishes: Any) -> Any:
        """The format of these properties over the plain text of the language."""
        key = tuple(sorted(wishes.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format({**self._plain, **wishes})
        return self._made[key]

    @cached_property
    def _plain(self) -> Mapping[str, Any]:
        persian = self._language == "fa"
        return {
            "font_name": "Tahoma" if persian else "Calibri",
            "font_size": 10 if persian else 11,
            "font_color": INK,
            "valign": "vcenter",
            "reading_order": 2 if persian else 1,
        }

    @property
    def title(self) -> Any:
        return self.make(bold=True, font_size=14)

    @property
    def line(self) -> Any:
        return self.make()

    @property
    def hint(self) -> Any:
        return self.make(font_color=GREY, italic=self._language != "fa")

    @property
    def paragraph(self) -> Any:
        return self.make(text_wrap=True, valign="top")

    @property
    def head(self) -> Any:
        return self.make(
            bold=True, bg_color=HEAD_FILL, border=1, border_color=RULE, align="center", text_wrap=True
        )

    @property
    def stub(self) -> Any:
        return self.make(border=1, border_color=RULE, bg_color=HEAD_FILL, valign="top", text_wrap=True)

    @property
    def code(self) -> Any:
        return self.make(
            font_color=GREY,
            font_size=8,
            bg_color=CODE_FILL,
            border=1,
            border_color=RULE,
            align="center",
            num_format="@",
        )

    def figure(self, decimals: int, symbol: str = "") -> Any:
        """A published number; the sign, if any, is printed behind it and the cell stays a number."""
        return self.make(
            num_format=self._number_format(decimals, symbol),
            border=1,
            border_color=RULE,
            reading_order=1,
            align="right",
        )

    @property
    def sign(self) -> Any:
        """A sign in the place of a number; quoted, because `-` begins a formula for one who edits the cell."""
        return self.make(border=1, border_color=RULE, align="right", reading_order=1, quote_prefix=True)

    def input(self, decimals: int) -> Any:
        """An unlocked cell for a number."""
        return self.make(
            num_format=self._number_format(decimals, ""),
            border=1,
            border_color=RULE,
            bg_color=INPUT_FILL,
            locked=False,
            reading_order=1,
            align="right",
        )

    def _number_format(self, decimals: int, symbol: str) -> str:
        digits = "#,##0" + ("." + "0" * decimals if decimals else "")
        return (_PERSIAN_DIGITS if self._language == "fa" else "") + digits + (f'"{symbol}"' if symbol else "")


def write_text(sheet: Any, row: int, column: int, text: str, style: Any, styles: Styles) -> None:
    """Text as text. What a spreadsheet would evaluate once somebody edits the cell is quoted as well."""
    sheet.write_string(row, column, text, styles.make(quote_prefix=True) if is_live(text) else style)
