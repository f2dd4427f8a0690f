"""The official signs of cells: what the symbols in the data mean, and the marks and attributes beside numbers."""

import numpy as np

from amargah.exchange.px import said
from amargah.exchange.px.cells import Marks
from amargah.exchange.px.document import Document
from amargah.exchange.px.failures import wrong
from amargah.exchange.px.references import Place, cell
from amargah.exchange.px.symbols import SYMBOLS, marked, meant
from amargah.exchange.px.variables import Variables
from amargah.statcore.cubes import Signs, Values
from amargah.statcore.labels import Label
from amargah.statcore.signs import BY_STATUS, Sign

_STATUS_NAMES = {"OBSSTATUS", "STATUS"}


def signs_of(found: Document, values: Values, marks: Marks) -> Signs:
    """The sign of each cell by its symbol; a dash that means nil becomes the number zero in `values`."""
    shown = _shown(found)
    meanings = np.zeros(len(SYMBOLS) + 1, np.uint8)
    for place, symbol in enumerate(SYMBOLS, start=1):
        sign = meant(symbol, shown)
        meanings[place] = 0 if sign is None else sign
        if sign is Sign.NORMAL:
            values[marks == place] = 0.0
    return meanings[marks]


def mark_numbers(found: Document, known: Variables, values: Values, signs: Signs) -> tuple[Label, ...]:
    """Sets the signs that marks and attributes tell; the marks that are no official sign are told as notes."""
    unknown: dict[str, list[str]] = {}
    for entry in found.all("DATANOTECELL"):
        sign, text = marked(said.text(entry)), said.text(entry)
        if sign is None:
            unknown.setdefault(text, []).append("/".join(entry.subkeys))
        else:
            where = _part(cell(entry, found.main, known))
            signs[where][np.isfinite(values[where])] = sign
    _take_attributes(found, known, values, signs)
    return tuple(_note(mark, places) for mark, places in unknown.items())


def _shown(found: Document) -> dict[str, str]:
    """How each symbol is shown, by its keyword, in the main language."""
    told = ((symbol.keyword, found.one(symbol.keyword)) for symbol in SYMBOLS)
    return {keyword: said.text(entry).strip() for keyword, entry in told if entry}


def _take_attributes(found: Document, known: Variables, values: Values, signs: Signs) -> None:
    """ATTRIBUTES of an observation status, in SDMX codes: first the default, then those of cells."""
    names = found.one("ATTRIBUTE-ID")
    _check_attributes(found, len(said.texts(names)) if names else 0)
    ids = [name.upper().replace("_", "") for name in said.texts(names)] if names else []
    column = next((place for place, id in enumerate(ids) if id in _STATUS_NAMES), None)
    if column is None:
        return
    for entry in sorted(found.all("ATTRIBUTES"), key=lambda entry: bool(entry.subkeys)):
        meaning = BY_STATUS.get(said.texts(entry)[column])
        place = cell(entry, found.main, known) if entry.subkeys else (None,) * len(known.all)
        where = _part(place)
        if meaning is not None:
            here = (
                np.isnan(values[where]) & (signs[where] != 0) if meaning.replaces else np.isfinite(values[where])
            )
            signs[where][here] = meaning.sign


def _part(place: Place) -> tuple[slice, ...]:
    return tuple(slice(None) if each is None else slice(each, each + 1) for each in place)


def _check_attributes(found: Document, count: int) -> None:
    for entry in found.all("ATTRIBUTES"):
        if len(said.texts(entry)) != count:
            raise wrong(
                entry.line,
                f"ATTRIBUTES باید {count} مقدار داشته باشد، یکی برای هر نام ATTRIBUTE-ID",
                f"ATTRIBUTES must have {count} values, one for each name of ATTRIBUTE-ID",
            )


def _note(mark: str, places: list[str]) -> Label:
    where = "; ".join(places)
    return Label(f"نشانه «{mark}» کنار عدد: {where}", f"Mark {mark} beside the number: {where}")
