"""Text that people read, in the two languages of the platform."""

from dataclasses import dataclass

LANGUAGES = ("fa", "en")


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """The same words in Persian and in English."""

    fa: str
    en: str

    def text(self, language: str) -> str:
        """The words in `language`; an empty translation falls back to the other language."""
        return (self.en or self.fa) if language == "en" else (self.fa or self.en)
