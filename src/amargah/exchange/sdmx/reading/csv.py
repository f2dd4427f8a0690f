"""SDMX-CSV 1.0.0 and 2.0.0."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress, groupby, islice

from amargah.exchange.sdmx.definition import COMMENT
from amargah.exchange.sdmx.identity import PRIMARY_MEASURE
from amargah.exchange.sdmx.reading.actions import action_of
from amargah.exchange.sdmx.reading.csv_heading import (
    ACTION,
    KIND,
    REFERENCE,
    STRUCTURE_NAME,
    VALID_FROM,
    VALID_TO,
    Heading,
    heading_of,
    separator_of,
)
from amargah.exchange.sdmx.reading.failures import wrong
from amargah.exchange.sdmx.reading.gathering import AT_ONCE, Gathering
from amargah.exchange.sdmx.reading.observations import Action, Message, Names, Observations, is_dimension
from amargah.exchange.sdmx.reading.words import label_of, live_again
from amargah.statcore.labels import Label

_REFERENCE = re.compile(r"(?:[^:()\s]+:)?(?P<id>[^:()\s]+)(?:\([^()\s]*\))?(?:: (?P<name>.*))?")
_KINDS = {"dataflow", "datastructure", "dataprovision"}
_MOST_SETS = 10_000

Rows = Sequence[list[str]]
Columns = Mapping[str, Sequence[str]]


def read_csv(data: bytes, dimensions: Collection[str] | None) -> Message:
    """`dimensions` are the ids in SDMX of those that the dataset has, when it is known."""
    pieces = _pieces(data)
    first = next(pieces, None)
    if first is None:
        raise wrong("پرونده خالی است", "the file is empty", 1)
    (heading, *rows), numbers = first
    reading = _Reading(heading_of(heading, dimensions))
    for more, lines in chain([(rows, numbers[1:])], pieces):
        if more:
            reading.take(more, lines)
    return reading.message()


def _pieces(data: bytes) -> Iterator[tuple[Rows, Sequence[int]]]:
    """The cells of each line that has any, many at once, and the numbers of the lines."""
    with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="") as file:
        start = file.readline()
        file.seek(0)
        reader = csv.reader(file, delimiter=separator_of(start), strict=True)
        before = 0
        try:
            while rows := list(islice(reader, AT_ONCE)):
                piece = _numbered(rows, before, reader.line_num)
                before = reader.line_num
                if piece[0]:
                    yield piece
        except csv.Error as error:
            raise wrong(
                f"سطر خوانده نمی‌شود ({error})؛ گیومه‌ها را بررسی کنید",
                f"the line cannot be read ({error}); look at its quotation marks",
                reader.line_num,
            ) from error


def _numbered(rows: Rows, before: int, last: int) -> tuple[Rows, Sequence[int]]:
    """Rows with the number of the line that each begins on; cells may have lines in them, and lines no cells."""
    if last - before == len(rows) and all(rows):
        return rows, range(before + 1, last + 1)
    tall = (1 + sum(cell.count("\n") for cell in row) for row in rows)
    begins = list(accumulate(tall, initial=before + 1))
    kept = [(row, number) for row, number in zip(rows, begins, strict=False) if row]
    return [row for row, _ in kept], [number for _, number in kept]


class _Reading:
    """Lines that follow each other and ask for the same are one dataset."""

    def __init__(self, heading: Heading) -> None:
        self._heading = heading
        self._cut = {id: _Cut() for id in heading.components}
        self._reference = ""
        self._name: Label | None = None
        self._asked: tuple[str, ...] | None = None
        self._gathering = Gathering(Action.INFORMATION)
        self._done: list[Observations] = []

    def take(self, rows: Rows, numbers: Sequence[int]) -> None:
        self._check_width(rows, numbers)
        columns = list(zip(*rows, strict=True))
        self._check_file(columns, numbers)
        asked = (self._of_file(columns, id) for id in (ACTION, VALID_FROM, VALID_TO))
        start = 0
        for key, run in groupby(zip(*asked, strict=True)):
            end = start + sum(1 for _ in run)
            self._open(key, numbers[start])
            self._gather([column[start:end] for column in columns], numbers[start:end])
            start = end

    def message(self) -> Message:
        done = [*self._done, self._gathering.gathered()]
        names = {component: cut.names for component, cut in self._cut.items()}
        return Message(self._reference, self._name, Names(self._heading.labels, names), tuple(done))

    def _check_width(self, rows: Rows, numbers: Sequence[int]) -> None:
        width = self._heading.width
        if set(map(len, rows)) == {width}:
            return
        number, row = next((number, row) for number, row in zip(numbers, rows, strict=True) if len(row) != width)
        raise wrong(
            f"این سطر {len(row)} ستون دارد و سطر نخست {width}؛ شمار ستون‌ها باید یکی باشد",
            f"this line has {len(row)} columns and the first has {width}; all lines have the same",
            number,
        )

    def _check_file(self, columns: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
        """Everything in the file is of one dataset."""
        for kind in set(self._of_file(columns, KIND)) - _KINDS - {""}:
            known = ", ".join(sorted(_KINDS))
            line = numbers[self._of_file(columns, KIND).index(kind)]
            raise wrong(f"«{kind}» یکی از {known} نیست", f"{kind!r} is none of {known}", line)
        references = self._of_file(columns, REFERENCE)
        for reference in dict.fromkeys(references):
            self._refer(reference, numbers[references.index(reference)])
        if STRUCTURE_NAME in self._heading.of_file:
            self._name = label_of(live_again(self._of_file(columns, STRUCTURE_NAME)[0]))

    def _refer(self, reference: str, line: int) -> None:
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            raise wrong(
                f"«{reference}» نام جریان داده نیست؛ مانند \u2066SCI:POP(1.0)\u2069 بنویسید",
                f"{reference!r} names no dataflow; write it like SCI:POP(1.0)",
                line,
            )
        if self._reference not in ("", match["id"]):
            raise wrong(
                f"پرونده داده‌های «{self._reference}» و «{match['id']}» را با هم دارد؛ هر یک را جدا بدهید",
                f"the file has data of both {self._reference} and {match['id']}; give each in a file of its own",
                line,
            )
        self._reference = match["id"]
        self._name = self._name or label_of(live_again(match["name"] or ""))

    def _open(self, asked: tuple[str, ...], line: int) -> None:
        """The dataset that a line belongs to, by what it asks for."""
        if asked == self._asked:
            return
        if len(self._done) == _MOST_SETS:
            raise wrong(
                f"کنش بیش از {_MOST_SETS} بار عوض می‌شود؛ سطرهای هر کنش را کنار هم بیاورید",
                f"the action changes more than {_MOST_SETS} times; put the lines of each action together",
                line,
            )
        if self._asked is not None:
            self._done.append(self._gathering.gathered())
        self._asked = asked
        self._action = action_of(asked[0], line)
        self._gathering = Gathering(self._action)

    def _of_file(self, columns: Sequence[Sequence[str]], id: str) -> Sequence[str]:
        place = self._heading.of_file.get(id)
        return [""] * len(columns[0]) if place is None else columns[place]

    def _gather(self, columns: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
        texts: Columns = {id: self._texts(id, columns) for id in self._heading.components}
        if self._action is not Action.DELETE and any("" in texts[id] for id in texts if is_dimension(id)):
            texts, numbers = self._whole(texts, numbers)
        if numbers:
            self._gathering.extend(texts, numbers)

    def _texts(self, id: str, columns: Sequence[Sequence[str]]) -> Sequence[str]:
        """Codes alone; their names are noted."""
        place = self._heading.components[id]
        texts, named = columns[place], self._heading.named.get(id)
        if named is not None:
            self._cut[id].note(texts, columns[named])
        if place not in self._heading.joined or id == COMMENT:
            return texts
        if id == PRIMARY_MEASURE:  # some write a number as its own name
            return [text.partition(": ")[0] for text in texts]
        cut = self._cut[id]
        return list(map(cut.__getitem__, texts))

    def _whole(self, texts: Columns, numbers: Sequence[int]) -> tuple[Columns, Sequence[int]]:
        """The lines of observations. Those of a partial key, which have no value, are attributes."""
        of_cell = []
        for number, row in zip(numbers, zip(*texts.values(), strict=True), strict=True):
            said = {id: text for id, text in zip(texts, row, strict=True) if text}
            is_partial = PRIMARY_MEASURE not in said and any(is_dimension(id) and id not in said for id in texts)
            of_cell.append(not is_partial)
            if is_partial:
                self._gathering.add_partial(said, number)
        kept = {id: list(compress(column, of_cell)) for id, column in texts.items()}
        return kept, list(compress(numbers, of_cell))


class _Cut(dict[str, str]):
    """The code in `CODE: name`, cut once for each text; `names` are the names by code."""

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, Label] = {}

    def __missing__(self, text: str) -> str:
        id, _, name = text.partition(": ")
        self.note([id], [name])
        self[text] = id
        return id

    def note(self, ids: Sequence[str], names: Sequence[str]) -> None:
        for id, name in dict(zip(ids, names, strict=True)).items():
            label = label_of(live_again(name))
            if label is not None:
                self.names[id] = label
