"""Answering a data query: cells are looked at once to know what there is, and then written as they stream."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

import falcon

from amargah.dataplane.framing import Plane
from amargah.dataplane.sdmx.data_cells import Survey, paged, survey
from amargah.dataplane.sdmx.data_formats import write
from amargah.dataplane.sdmx.data_query import Question
from amargah.dataplane.sdmx.data_selection import unknown_codes
from amargah.dataplane.sdmx.history import Asking, Wanted
from amargah.dataplane.sdmx.negotiation import Chosen
from amargah.dataplane.sdmx.sending import send
from amargah.exchange.sdmx.data import ALL_DIMENSIONS, Action, DataSet, Message, Packing, Part, key_axes, levels
from amargah.exchange.sdmx.definition import Definition
from amargah.exchange.sdmx.identity import TIME_DIMENSION
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

_MOST_NAMED = 10


@dataclass(frozen=True)
class Content:
    """What is told of the cells: `attributes` picks ids for a dataset, `values` whether numbers are wanted."""

    attributes: Callable[[Definition, Packing], frozenset[str]]
    values: bool


@dataclass(frozen=True)
class Answering:
    """A data query about some datasets, and the format and language of its answer."""

    plane: Plane
    request: falcon.Request
    question: Question
    content: Content
    chosen: Chosen
    message_id: str
    of_structures: bool = False

    def send(self, response: falcon.Response, askings: Sequence[Asking]) -> None:
        """NotFound when there is no cell; TooManyCells; Invalid for what does not fit the datasets."""
        wanted = [each for asking in askings for each in asking.wanted()]
        packing = self._packing(askings)
        self._check_size(wanted, packing)
        surveyed = [(each, self._survey(each, packing)) for each in wanted]
        found = [(each, looked) for each, looked in surveyed if looked.observations]
        if not found:
            raise nothing_found(askings)
        message = self._message(found, packing)
        if not message.sets:
            raise nothing_found(askings)
        response.content_type = self.chosen.content_type
        response.set_header("Content-Language", self.chosen.language)
        send(response, write(message, self.chosen))

    def _packing(self, askings: Sequence[Asking]) -> Packing:
        definitions = [asking.definition(asking.newest) for asking in askings]
        at = self.question.at_observation or TIME_DIMENSION
        if all(definition.key for definition in definitions):
            packing = Packing(at, values=self.content.values)
        else:  # a series needs a key
            packing = Packing(ALL_DIMENSIONS, values=self.content.values)
        for definition in definitions:
            packing.check(definition)
        told = (self.content.attributes(definition, packing) for definition in definitions)
        return replace(packing, attributes=frozenset(chain.from_iterable(told)))

    def _check_size(self, wanted: Iterable[Wanted], packing: Packing) -> None:
        """What is asked for is counted before it is read, as far as its extent is known."""
        question = self.question
        cells = 0
        for each in wanted:
            definition, indices = each.cells.definition, each.cells.indices
            along = len(indices[definition.axes[TIME_DIMENSION]])
            ends = [number for number in (question.first, question.last) if number is not None]
            kept = min(along, sum(ends)) if ends else along
            cells += each.cells.size // along * (1 if self._of_series(each, packing) else kept)
        self.plane.fair_use.check_cells(self.request, min(cells, question.limit or cells))

    def _of_series(self, wanted: Wanted, packing: Packing) -> bool:
        """Whether only series are told of, without cells."""
        deleted = wanted.action is Action.DELETE
        return not levels(wanted.cells.definition, packing, "en", deleted=deleted).has_observations

    def _survey(self, wanted: Wanted, packing: Packing) -> Survey:
        axis = wanted.cells.definition.axes[TIME_DIMENSION if packing.flat else packing.at_observation]
        return survey(wanted.cells, _undivided(wanted, packing), axis)

    def _message(self, found: Sequence[tuple[Wanted, Survey]], packing: Packing) -> Message:
        series = [self._of_series(each, packing) for each, _ in found]
        counts = [
            looked.series if of_series else looked.observations
            for (_, looked), of_series in zip(found, series, strict=True)
        ]
        before = accumulate(counts, initial=0)
        sets = []
        for (each, looked), of_series, count, passed in zip(found, series, counts, before, strict=False):
            parts = self._parts(each, looked, packing)
            first, most = self._window(passed, count)
            if most <= 0:
                continue
            if (first, most) != (0, count):
                parts = paged(parts, _order(each, packing), first, most, series=of_series)
            sets.append(_data_set(each, looked, parts))
        prepared = max(each.vintage.visible_from for each, _ in found)
        return Message(self.message_id, prepared, self.chosen.language, packing, tuple(sets), self.of_structures)

    def _window(self, passed: int, count: int) -> tuple[int, int]:
        """From which cell of a set on, and how many of them, when `passed` ones stand in the sets before."""
        begin = max(0, self.question.offset - passed)
        limit = self.question.limit
        end = count if limit is None else min(count, self.question.offset + limit - passed)
        return begin, end - begin

    def _parts(self, wanted: Wanted, looked: Survey, packing: Packing) -> Iterable[Part]:
        if looked.parts is not None:
            return looked.parts
        return replace(wanted.cells, indices=looked.used).parts(_undivided(wanted, packing))


def nothing_found(askings: Sequence[Asking]) -> NotFound:
    """No cell answers the question: names codes that the lists do not have, if that is why."""
    unknown = [
        code
        for asking in askings
        for definition in [asking.definition(asking.newest)]
        for code in unknown_codes(definition, asking.boxes(definition), asking.question.conditions)
    ]
    if unknown:
        codes = ", ".join(unknown[:_MOST_NAMED])[:500]
        return NotFound(
            Label(
                f"داده‌ای نیست؛ این کدها در فهرست‌ها نیستند: \u2066{codes}\u2069",
                f"there are no data; the codelists do not have {codes}",
            )
        )
    if any(asking.question.updated_after for asking in askings):
        return NotFound(
            Label("از آن زمان چیزی دگرگون نشده است", "nothing of what is asked for has changed since then")
        )
    return NotFound(
        Label(
            "برای این پرسش داده‌ای نیست؛ پرسش availability می‌گوید چه هست",
            "there are no data for this query; an availability query tells what there is",
        )
    )


def _data_set(wanted: Wanted, looked: Survey, parts: Iterable[Part]) -> DataSet:
    return DataSet(wanted.cells.definition, looked.used, parts, wanted.action, wanted.valid_from, wanted.valid_to)


def _undivided(wanted: Wanted, packing: Packing) -> frozenset[int]:
    return frozenset() if packing.flat else frozenset({wanted.cells.definition.axes[packing.at_observation]})


def _order(wanted: Wanted, packing: Packing) -> tuple[int, ...]:
    """The axes in the order in which cells are written: series by series, or as the key has them."""
    axes, last = key_axes(wanted.cells.definition), _undivided(wanted, packing)
    return (*(axis for axis in axes if axis not in last), *last)
