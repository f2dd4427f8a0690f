"""What the numbers are: the measure of the table, and unit and decimals of each of its contents."""

from collections.abc import Iterator
from dataclasses import replace

from amargah.exchange.px import said
from amargah.exchange.px.document import Document
from amargah.exchange.px.variables import Variables
from amargah.statcore.labels import Label
from amargah.statcore.metadata import EMPTY
from amargah.statcore.structures import Codelist, Dimension, Measure, Role


def measure(found: Document, known: Variables) -> Measure:
    """Name, unit, decimals shown, and whether figures may be added up (they may, unless the file says no)."""
    stored, shown = found.one("DECIMALS"), found.one("SHOWDECIMALS") or found.one("DECIMALS")
    allowed = found.one("AGGREGALLOWED")
    units = set(by_content(found, known, "UNITS").values())
    unit = found.label("UNITS") or (next(iter(units)) if len(units) == 1 else EMPTY)
    return Measure(
        found.label("CONTENTS") or EMPTY,
        unit,
        said.number(shown) if shown and stored else 0,
        said.flag(allowed) if allowed else True,
    )


def with_contents(found: Document, known: Variables, dimension: Dimension, usual: Measure) -> Dimension:
    """The dimension with the units and decimals of its values, if it is that of the contents."""
    if dimension.role is not Role.METRIC:
        return dimension
    units, decimals = by_content(found, known, "UNITS"), _precision(found, known)
    codes = tuple(
        replace(
            code,
            unit=units[place] if units.get(place, usual.unit) != usual.unit else None,
            decimals=decimals.get(place),
        )
        for place, code in enumerate(dimension.codelist)
    )
    listed = dimension.codelist
    return replace(dimension, codelist=Codelist(listed.id, listed.label, codes))


def by_content(found: Document, known: Variables, keyword: str) -> dict[int, Label]:
    """The keyword's text for each value of the contents variable that has one, by its place."""
    texts: dict[int, dict[str, str]] = {}
    for language, place, text in _indexed(found, known, keyword):
        texts.setdefault(place, {})[language] = text
    return {place: found.joined(spoken) for place, spoken in texts.items()}


def _indexed(found: Document, known: Variables, keyword: str) -> Iterator[tuple[str, int, str]]:
    if known.contents is None:
        return
    variable = known.all[known.contents]
    for language in found.languages:
        for entry in found.all(keyword, language):
            place = variable.place(entry.subkeys[0], language) if entry.subkeys else None
            if place is not None:
                yield language, place, said.text(entry)


def _precision(found: Document, known: Variables) -> dict[int, int]:
    """Decimals of the contents, where they are more than the table shows."""
    shown = found.one("SHOWDECIMALS") or found.one("DECIMALS")
    least = said.number(shown) if shown else 0
    decimals: dict[int, int] = {}
    for language in found.languages:
        for entry in found.all("PRECISION", language):
            place = known.named(entry, language)
            value = known.all[place].place(entry.subkeys[1], language)
            if place == known.contents and value is not None and said.number(entry) > least:
                decimals[value] = said.number(entry)
    return decimals
