"""Running an XML parser over a message that somebody else wrote."""

from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from amargah.exchange.sdmx.reading.failures import wrong

Start = Callable[[str, Mapping[str, str]], None]
"""Is told the name of an element and its attributes; what has a namespace is written `namespace name`."""

End = Callable[[str], None]
"""Is told the name of an element."""

_DEEPEST = 64


class Parser:
    """Tells the elements of a document in their order."""

    def __init__(self, start: Start, end: End) -> None:
        self._start = start
        self._words: list[str] = []
        self._depth = 0
        self._parser = expat.ParserCreate("utf-8", " ")  # nothing else comes here
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._enter
        self._parser.EndElementHandler = self._leaving(end)
        self._parser.StartDoctypeDeclHandler = self._refuse

    @property
    def line(self) -> int:
        """The one that is being read."""
        return self._parser.CurrentLineNumber

    def hear(self, wanted: bool) -> None:
        """Whether the text between tags is to be kept for `heard`; asking anew forgets what was heard."""
        self._words.clear()
        self._parser.CharacterDataHandler = self._words.append if wanted else None

    def heard(self) -> str:
        return "".join(self._words).strip()

    def run(self, data: bytes) -> None:
        """Invalid when the document is not well-formed.

        Document types are refused where they begin, so there are no entities to expand and none to fetch.
        """
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise wrong(
                f"XML درست نیست: {reason}؛ پرونده را دوباره و کامل دریافت کنید",
                f"this is no well-formed XML: {reason}; get the file again, and whole",
                error.lineno,
            ) from error

    def _enter(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise wrong(
                f"عنصرها بیش از {_DEEPEST} لایه در هم‌اند",
                f"elements stand in each other more than {_DEEPEST} deep",
                self.line,
            )
        self._start(name, attributes)

    def _leaving(self, end: End) -> End:
        def leave(name: str) -> None:
            self._depth -= 1
            end(name)

        return leave

    def _refuse(self, *_: object) -> NoReturn:
        raise wrong(
            "تعریف نوع سند (DOCTYPE) خوانده نمی‌شود؛ آن را از پرونده بردارید",
            "a document type (DOCTYPE) is not read; take it out of the file",
            self.line,
        )
