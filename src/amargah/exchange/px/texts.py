"""The value of a keyword, taken apart: texts in quotation marks, bare words, and the signs between them."""

import re
from dataclasses import dataclass

from amargah.exchange.px.failures import wrong

LONGEST_TEXT = 1_000_000
_TOKEN = re.compile(r'\s*+(?:"(?P<text>[^"]*+)"|(?P<mark>[,:()]|-(?=\s*"))|(?P<word>[^\s",:()]++))')


@dataclass(frozen=True, slots=True)
class Item:
    """One part of a value: a text in quotation marks or a bare word, and the mark that stands before it."""

    text: str
    quoted: bool
    mark: str
    line: int


def items(value: str, keyword: str, line: int) -> tuple[Item, ...]:
    """The parts of a value that begins on `line`; texts that follow each other without a mark are one.

    A value without any quotation mark is one bare word, whatever it holds, except in lists and times.
    """
    if '"' not in value and "TLIST" not in value:
        word = value.strip()
        if "\n" in word:
            raise _no_end(keyword, line)
        return (Item(word, False, "", line),) if word else ()
    return _Reading(value, keyword, line).items()


class _Reading:
    """Walks through one value, counting its lines."""

    def __init__(self, value: str, keyword: str, line: int) -> None:
        self.value, self.keyword, self.line = value, keyword, line
        self.found: list[Item] = []
        self.texts: list[str] = []
        self.mark = ""

    def items(self) -> tuple[Item, ...]:
        place, end = 0, len(self.value.rstrip())
        while place < end:
            match = _TOKEN.match(self.value, place)
            if match is None:
                raise _no_end(self.keyword, self.line)
            self.line += self.value.count("\n", place, match.end())
            self._take(match)
            place = match.end()
        self._close()
        if self.mark.strip(")"):
            raise _hanging(self.keyword, self.line, self.mark)
        return tuple(self.found)

    def _take(self, match: re.Match[str]) -> None:
        if match["mark"]:
            self._close()
            self.mark += match["mark"]
        elif match["text"] is not None:
            self.texts.append(match["text"])
        else:
            self._word(match["word"])

    def _word(self, word: str) -> None:
        self._close()
        if self.found and not self.mark:
            raise _no_end(self.keyword, self.line)
        self.found.append(Item(word, False, self.mark, self.line))
        self.mark = ""

    def _close(self) -> None:
        """Texts that stood behind each other become one."""
        if not self.texts:
            return
        if self.found and not self.mark:
            raise _no_end(self.keyword, self.line)
        text = "".join(self.texts)
        if len(text) > LONGEST_TEXT:
            raise wrong(
                self.line,
                f"{self.keyword}: متنی بلندتر از {LONGEST_TEXT} حرف است",
                f"{self.keyword}: a text is longer than {LONGEST_TEXT} characters; shorten it",
            )
        self.found.append(Item(text, True, self.mark, self.line))
        self.texts, self.mark = [], ""


def _no_end(keyword: str, line: int) -> Exception:
    return wrong(
        line,
        f"{keyword}: اینجا ویرگول، یا نقطه‌ویرگول پایان، نیست",
        f"{keyword}: a comma, or the semicolon that ends it, is missing here",
    )


def _hanging(keyword: str, line: int, mark: str) -> Exception:
    return wrong(
        line,
        f"{keyword}: پس از «{mark}» چیزی نیامده است",
        f"{keyword}: nothing follows {mark!r}; remove it or write what is missing",
    )
