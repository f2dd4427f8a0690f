"""What a PX file is written from, and how a keyword is repeated for each language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from amargah.exchange.px.names import distinct
from amargah.exchange.px.wording import broken, entry
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Codelist, Dimension, Measure, Role

MOST_SHOWN_DECIMALS = 6


@dataclass(frozen=True)
class Sheet:
    """A table's dimensions in the order of the file, its words, and the decimals its numbers are stored with."""

    dataset: str
    metadata: Metadata
    measure: Measure
    stub: tuple[Dimension, ...]
    heading: tuple[Dimension, ...]
    languages: tuple[str, ...]
    updated: datetime
    decimals: int

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return self.stub + self.heading

    @property
    def metric(self) -> Dimension | None:
        return next((each for each in self.dimensions if each.role is Role.METRIC), None)

    @property
    def shown_decimals(self) -> int:
        """The fewest decimals of any content: PRECISION can only ask for more."""
        usual = self.measure.decimals
        codes = self.metric.codelist.codes if self.metric else ()
        own = [usual if code.decimals is None else code.decimals for code in codes]
        return min(*(own or [usual]), MOST_SHOWN_DECIMALS)

    def name(self, dimension: Dimension, language: str) -> str:
        """How the variable is called; two of the same name are told apart by their ids."""
        return self._names[language][dimension.id]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        ids = [each.id for each in self.dimensions]
        return {
            language: dict(
                zip(ids, distinct([each.label.text(language) for each in self.dimensions], ids), strict=True)
            )
            for language in self.languages
        }

    def spoken(self, language: str) -> str | None:
        """What stands in brackets behind a keyword; nothing for the main language."""
        return None if language == self.languages[0] else language


def values_of(codelist: Codelist, language: str) -> tuple[str, ...]:
    """The texts of a variable's values, told apart by their codes where two are alike."""
    return distinct([code.label.text(language) for code in codelist], [code.id for code in codelist])


def labelled(sheet: Sheet, keyword: str, label: Label, written: Callable[[str], str] = broken) -> Iterator[str]:
    """The keyword with the words of each language; nothing when there are no words."""
    if label.fa or label.en:
        yield from mandatory(sheet, keyword, label, written)


def mandatory(sheet: Sheet, keyword: str, label: Label, written: Callable[[str], str] = broken) -> Iterator[str]:
    """The keyword with the words of each language, even when there are none."""
    for language in sheet.languages:
        yield entry(keyword, written(label.text(language)), language=sheet.spoken(language))


def for_contents(
    sheet: Sheet, keyword: str, texts: Callable[[int], Label], written: Callable[[str], str] = broken
) -> Iterator[str]:
    """The keyword for the table, or for each of its contents when it has a variable of contents."""
    if sheet.metric is None:
        yield from labelled(sheet, keyword, texts(0), written)
        return
    names = {language: values_of(sheet.metric.codelist, language) for language in sheet.languages}
    for place in range(len(sheet.metric)):
        label = texts(place)
        for language in sheet.languages if label.fa or label.en else ():
            text, name = written(label.text(language)), names[language][place]
            yield entry(keyword, text, name, language=sheet.spoken(language))


def for_variables(sheet: Sheet, keyword: str, value: Callable[[Dimension, str], str | None]) -> Iterator[str]:
    """The keyword for each variable that has a value of it, in each language."""
    for dimension in sheet.dimensions:
        for language in sheet.languages:
            said = value(dimension, language)
            if said is not None:
                name = sheet.name(dimension, language)
                yield entry(keyword, said, name, language=sheet.spoken(language))
