"""Attributes that are told once for many observations, spread over those that are meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.observations import (
    ATTRIBUTES,
    NOTHING,
    Column,
    Observations,
    Partial,
    Places,
    is_dimension,
)

Key = tuple[str, ...]


def spread(dataset: Observations) -> Observations:
    """The dataset with each attribute at its observations. What an observation says of itself stands.

    Of several that are told from above, the one with more dimensions stands. Invalid for a dimension that the
    observations do not have.
    """
    columns = dict(dataset.columns)
    for key, partials in _by_key(dataset.partials):
        _check(key, columns, partials[0])
        for id in sorted(ATTRIBUTES):
            told = [each for each in partials if id in each.said]
            if told:
                columns[id] = _told(columns, key, id, told, dataset.values.size)
    return replace(dataset, columns=columns, partials=())


def _by_key(partials: Iterable[Partial]) -> list[tuple[Key, list[Partial]]]:
    """By the dimensions that they name, those that name more first."""
    found: dict[Key, list[Partial]] = {}
    for partial in partials:
        key = tuple(sorted(id for id in partial.said if is_dimension(id)))
        found.setdefault(key, []).append(partial)
    return sorted(found.items(), key=lambda item: -len(item[0]))


def _check(key: Key, columns: Mapping[str, Column], partial: Partial) -> None:
    unknown = [id for id in key if id not in columns]
    if unknown and columns:
        raise wrong(
            f"«{unknown[0]}» بُعد هیچ مشاهده‌ای نیست",
            f"{unknown[0]!r} is a dimension of no observation",
            partial.line,
        )


def _told(columns: Mapping[str, Column], key: Key, id: str, partials: Sequence[Partial], count: int) -> Column:
    """The column of an attribute, filled where it says nothing yet."""
    own = columns.get(id) or Column((), np.full(count, NOTHING, np.int32))
    texts = dict.fromkeys([*own.texts, *(each.said[id] for each in partials)])
    place_of = {text: place for place, text in enumerate(texts)}
    ranks = [{text: place for place, text in enumerate(columns[each].texts)} for each in key]
    wanted = {_number(ranks, key, each): place_of[each.said[id]] for each in reversed(partials)}
    numbers = np.array(sorted(number for number in wanted if number != NOTHING), np.int64)
    if not numbers.size or not count:
        return own
    told = np.array([wanted[number] for number in numbers.tolist()], np.int32)
    at = _numbers(columns, key, count)
    nearest = np.minimum(np.searchsorted(numbers, at), numbers.size - 1)
    fills = (numbers[nearest] == at) & (own.places == NOTHING)
    return Column(tuple(texts), np.where(fills, told[nearest], own.places).astype(np.int32))


def _number(ranks: Sequence[Mapping[str, int]], key: Key, partial: Partial) -> int:
    """The combination of codes as one number; NOTHING when no observation has one of the codes."""
    number = 0
    for id, places in zip(key, ranks, strict=True):
        place = places.get(partial.said[id], NOTHING)
        if place == NOTHING:
            return NOTHING
        number = number * len(places) + place
    return number


def _numbers(columns: Mapping[str, Column], key: Key, count: int) -> npt.NDArray[np.int64]:
    at = np.zeros(count, np.int64)
    for id in key:
        at = at * len(columns[id].texts) + columns[id].places
    return at


def laid_over(upper: Column, lower: Column) -> Column:
    """What `upper` says, and where it says nothing what `lower` does."""
    place_of = {text: place for place, text in enumerate(dict.fromkeys([*upper.texts, *lower.texts]))}
    told, below = _moved(upper, place_of), _moved(lower, place_of)
    return Column(tuple(place_of), np.where(told == NOTHING, below, told))


def _moved(column: Column, place_of: Mapping[str, int]) -> Places:
    moved = np.array([*(place_of[text] for text in column.texts), NOTHING], np.int32)
    return moved[column.places]  # NOTHING is the last place
