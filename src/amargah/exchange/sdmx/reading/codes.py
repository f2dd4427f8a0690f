"""From what stands in a message to our codes: one dimension, known or made from the message."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from amargah.exchange.sdmx.definition import PERIOD
from amargah.exchange.sdmx.identity import TIME_DIMENSION, from_id
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import NOTHING, Action, Names, Observations
from amargah.exchange.sdmx.times import from_time
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.periods import Period, parse_period
from amargah.statcore.structures import Code, Codelist, Dimension


@dataclass(frozen=True)
class Axis:
    """A dimension as it will be, and the place in it of each text that stands in the message for a code."""

    component: str
    dimension: Dimension
    places: Mapping[str, int]


def axis_of(
    component: str, dimension: Dimension, written: Sequence[str], datasets: Iterable[Observations], names: Names
) -> Axis:
    """The dimension with the codes that are new at its end, or in the order of time.

    `written` is how its codes stand in a message. Codes that are only deleted are no new ones.
    """
    known = dict(zip(written, (code.id for code in dimension.codelist), strict=True))
    given = [each for each in datasets if each.action is not Action.DELETE]
    if component == TIME_DIMENSION:
        ids = _period_ids(given)
        codes = _in_time(dimension.codelist.codes, [_period_code(id) for id in dict.fromkeys(ids.values())])
    else:
        ids = {text: known.get(text) or from_id(text) for text in _texts(component, given)}
        codes = _longer(dimension.codelist.codes, _new_codes(component, {**known, **ids}, names))
    codelist = Codelist(dimension.codelist.id, dimension.codelist.label, codes, dimension.codelist.groupings)
    place_of = {code.id: place for place, code in enumerate(codes)}
    places = {text: place_of[id] for text, id in {**known, **ids}.items()}
    return Axis(component, replace(dimension, codelist=codelist), places)


def _texts(component: str, datasets: Iterable[Observations]) -> dict[str, None]:
    """Every text of a component, in the order of appearance."""
    columns = (each.columns[component] for each in datasets if component in each.columns)
    return dict.fromkeys(text for column in columns for text in column.texts)


def _new_codes(component: str, ids: Mapping[str, str], names: Names) -> list[Code]:
    labels, parents = names.codes.get(component, {}), names.parents.get(component, {})
    there = set(ids.values())
    codes = []
    for text, id in ids.items():
        parent = parents.get(text)
        inside = ids.get(parent, from_id(parent)) if parent else None
        codes.append(Code(id, labels.get(text) or Label(id, id), inside if inside in there else None))
    return codes


def _longer(codes: Sequence[Code], more: Iterable[Code]) -> tuple[Code, ...]:
    """The codes, and behind them those that are new."""
    found = {code.id: code for code in codes}
    for code in more:
        found.setdefault(code.id, code)
    return tuple(found.values())


def _in_time(codes: Sequence[Code], more: Sequence[Code]) -> tuple[Code, ...]:
    """New periods take their places in time, forwards or backwards as the known ones go."""
    longer = _longer(codes, more)
    ordered = sorted(longer, key=_time)
    backwards = ordered[::-1]
    order = [code.id for code in (codes or longer)]
    if len(order) > 1 and [code.id for code in backwards if code.id in set(order)] == order:
        return tuple(backwards)
    if not codes or [code.id for code in ordered if code.id in set(order)] == order:
        return tuple(ordered)
    return (*codes, *sorted(longer[len(codes) :], key=_time))


def _time(code: Code) -> Period:
    return parse_period(code.id)


def _period_code(id: str) -> Code:
    period = parse_period(id)
    return Code(id, Label(period.label("fa"), period.label("en")))


def _period_ids(datasets: Iterable[Observations]) -> dict[str, str]:
    """Our id of the period for each time in the datasets; PERIOD tells two periods with the same days apart."""
    found: dict[str, str] = {}
    for dataset in datasets:
        for text, said, line in _times(dataset):
            id = _period(text, said, line).id
            if found.setdefault(text, id) != id:
                raise wrong(
                    f"زمان «{text}» دو {PERIOD} دارد: «{found[text]}» و «{id}»",
                    f"the time {text!r} has two values of {PERIOD}: {found[text]} and {id}",
                    line,
                )
    return found


def _times(dataset: Observations) -> Iterable[tuple[str, str, int | None]]:
    """Each time that occurs with each PERIOD beside it ("" for none), and where it does so first.

    Times of the list that no observation has come last.
    """
    column, periods = dataset.columns[TIME_DIMENSION], dataset.columns.get(PERIOD)
    said = periods.texts if periods else ()
    wide = len(said) + 1
    pairs = column.places.astype(np.int64) * wide + (0 if periods is None else periods.places + 1)
    numbers, firsts = np.unique(pairs, return_index=True)
    for number, first in sorted(zip(numbers.tolist(), firsts.tolist(), strict=True), key=lambda pair: pair[1]):
        place, period = divmod(number, wide)
        if place != NOTHING:
            yield column.texts[place], said[period - 1] if period else "", dataset.line(first)
    for place in sorted(set(range(len(column.texts))) - set(column.places.tolist())):
        yield column.texts[place], "", None


def _period(text: str, said: str, line: int | None) -> Period:
    try:
        period = from_time(from_id(text))
        own = parse_period(from_id(said)) if said else period
    except Invalid as error:
        raise wrong(error.detail.fa, error.detail.en, line) from error
    if (own.first_day, own.last_day) != (period.first_day, period.last_day):
        raise wrong(
            f"{PERIOD} با مقدار «{said}» و زمان «{text}» دو دورهٔ جدا هستند؛ یکی را درست کنید",
            f"{PERIOD} {said!r} and the time {text!r} are different periods; correct one of them",
            line,
        )
    return own
