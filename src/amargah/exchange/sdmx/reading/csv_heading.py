"""The first line of an SDMX-CSV file: which column is what."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from amargah.exchange.sdmx.identity import PRIMARY_MEASURE
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import ATTRIBUTES, IDLE
from amargah.exchange.sdmx.reading.words import label_of, live_again
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label

REFERENCE, KIND, ACTION, VALID_FROM, VALID_TO = "STRUCTURE_ID", "STRUCTURE", "ACTION", "VALID_FROM", "VALID_TO"
STRUCTURE_NAME: Final = "STRUCTURE_NAME"
_KEYS = ("SERIES_KEY", "OBS_KEY")
_OF_FILE: Final = {REFERENCE, KIND, STRUCTURE_NAME, ACTION, VALID_FROM, VALID_TO, *_KEYS}
_FIRST = re.compile(r'(?:\ufeff)?"?(?:STRUCTURE|DATAFLOW)(?:\[.\])?"?(?P<separator>[^A-Za-z0-9_\r\n"])')
_TOLD = ATTRIBUTES | IDLE.keys() | {PRIMARY_MEASURE}


@dataclass(frozen=True)
class Heading:
    """Places of columns: `of_file` by what they say of the file, `components` by component.

    `named` is where the name of a component's code stands, `joined` are columns with `CODE: name` in one.
    """

    of_file: Mapping[str, int]
    components: Mapping[str, int]
    named: Mapping[str, int]
    joined: frozenset[int]
    labels: Mapping[str, Label]
    width: int


def separator_of(start: str) -> str:
    """What stands behind the first word of the file; a comma when that word is another."""
    match = _FIRST.match(start)
    return match["separator"] if match else ","


def heading_of(cells: Sequence[str], dimensions: Collection[str] | None) -> Heading:
    """The columns, in any order. `dimensions` are those of the dataset when it is known.

    Invalid for a file that is no SDMX-CSV, and for columns that are repeated or neither a dimension nor an
    attribute that is known here.
    """
    ids = [cell.split(": ", 1)[0] for cell in cells]
    ids[:1] = [re.sub(r"\[.\]$", "", id) for id in ids[:1]]
    ids = [REFERENCE if id == "DATAFLOW" else id for id in ids]
    names = [cell.split(": ", 1)[1] if ": " in cell else "" for cell in cells]
    if REFERENCE not in ids:
        raise _no_sdmx(cells)
    named = _name_columns(ids) if STRUCTURE_NAME in ids else {}
    is_name = set(named.values())
    places = [place for place in range(len(ids)) if place not in is_name]
    _check_repeated([ids[place] for place in places])
    components = {ids[place]: place for place in places if ids[place] not in _OF_FILE}
    _check_known(components, dimensions)
    return Heading(
        {ids[place]: place for place in places if ids[place] in _OF_FILE},
        components,
        named,
        frozenset(place for place in places if names[place]),
        dict(_labels(components, names, {id: cells[place] for id, place in named.items()})),
        len(cells),
    )


def _name_columns(ids: Sequence[str]) -> dict[str, int]:
    """With names in columns of their own, each component has one, just behind it."""
    of_components = [place for place, id in enumerate(ids) if id not in _OF_FILE]
    pairs = zip(of_components[::2], of_components[1::2], strict=False)
    found = {ids[place]: behind for place, behind in pairs if behind == place + 1}
    if 2 * len(found) != len(of_components):
        raise wrong(
            f"با ستون {STRUCTURE_NAME} باید پس از ستون هر بُعد و ویژگی ستون نام آن بیاید",
            f"with a column {STRUCTURE_NAME}, the column of each component is followed by one with its name",
            1,
        )
    return found


def _labels(
    components: Mapping[str, int], names: Sequence[str], headings: Mapping[str, str]
) -> Iterator[tuple[str, Label]]:
    for id, place in components.items():
        label = label_of(live_again(names[place] or headings.get(id, "")))
        if label:
            yield id, label


def _check_repeated(ids: Sequence[str]) -> None:
    repeated = next((id for id in ids if ids.count(id) > 1), None)
    if repeated is not None:
        raise wrong(
            f"ستون «{repeated}» بیش از یک بار آمده است؛ یکی را بردارید",
            f"the column {repeated!r} occurs more than once; leave one of them",
            1,
        )


def _check_known(components: Mapping[str, int], dimensions: Collection[str] | None) -> None:
    if dimensions is None:
        dimensions = _taken_for_dimensions(components)
    unknown = [id for id in components if id not in _TOLD and id not in dimensions]
    if unknown:
        known = ", ".join([*dimensions, *sorted(_TOLD)])
        raise wrong(
            f"ستون «{unknown[0]}» نه بُعد است و نه ویژگی شناخته؛ آن را بردارید. ستون‌های شناخته: {known}",
            f"the column {unknown[0]!r} is no dimension and no attribute that is known here; "
            f"take it out. Known: {known}",
            1,
        )


def _taken_for_dimensions(components: Mapping[str, int]) -> list[str]:
    """Of a dataset that is not here yet: what stands before the value, as the standard has it, or anything."""
    others = [id for id in components if id not in _TOLD]
    value = components.get(PRIMARY_MEASURE, len(components) + len(_OF_FILE))
    before = [id for id in others if components[id] < value]
    return before or others


def _no_sdmx(cells: Sequence[str]) -> Invalid:
    shown = ", ".join(cells[:3])[:80]
    return wrong(
        f"پرونده با «{shown}» آغاز می‌شود؛ SDMX-CSV ستون DATAFLOW دارد، یا STRUCTURE و {REFERENCE}",
        f"the file begins with {shown!r}; SDMX-CSV has a column DATAFLOW, or STRUCTURE and {REFERENCE}",
        1,
    )
