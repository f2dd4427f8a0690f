"""The output formats of PxWebApi, one row a format."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from amargah.dataplane.pxweb2.describing import data_document, document
from amargah.dataplane.pxweb2.finding import Finder, Found
from amargah.dataplane.pxweb2.output import Output
from amargah.dataplane.pxweb2.placement import Placement, placed
from amargah.dataplane.pxweb2.selecting import Chosen
from amargah.exchange.delimited import write_delimited
from amargah.exchange.html import write_html
from amargah.exchange.parquet import write_parquet
from amargah.exchange.pivot import Pivot, Rows, relabelled
from amargah.exchange.px import write_px
from amargah.exchange.pxjson import write_pxjson
from amargah.exchange.xlsx import pivot_fits, write_dataset, write_pivot
from amargah.statcore.labels import LANGUAGES
from amargah.statcore.structures import Role, Structure

_BLOCK = 1 << 16  # cells held at once by a streamed answer
_PIECE = 1 << 16  # bytes


@dataclass(frozen=True)
class Answer:
    """What is to be written: cells of one vintage, how they are laid out, and what is shown of the codes."""

    finder: Finder
    found: Found
    chosen: Chosen
    output: Output
    asked: Placement
    usual: Placement

    @cached_property
    def placement(self) -> Placement:
        """As asked for, or as usual. Ids may be in any case; an added contents variable stands nowhere."""
        stub, heading = (
            tuple(id for id in map(self._id, names) if id not in self._added)
            for names in (self.asked.stub, self.asked.heading)
        )
        return placed(self.chosen.structure, Placement(stub, heading), self.usual)

    @property
    def placement_with_contents(self) -> Placement:
        """An added contents variable comes first: across when it, or nothing, is wanted there, else down."""
        wanted = self.usual if self.asked == Placement() else self.asked
        stub, heading = (set(map(self._id, names)) for names in (wanted.stub, wanted.heading))
        across = heading.issuperset(self._added) if heading else not stub.issuperset(self._added)
        if across:
            return Placement(self.placement.stub, self._added + self.placement.heading)
        return Placement(self._added + self.placement.stub, self.placement.heading)

    @property
    def title(self) -> str:
        return self.found.vintage.metadata.title.text(self.found.language)

    @property
    def _added(self) -> tuple[str, ...]:
        return self.chosen.table.variables.added_ids

    def _id(self, name: str) -> str:
        return self.chosen.table.variables.named(name).dimension.id

    def pivot(self, placement: Placement, *, shown: Structure) -> tuple[Pivot, Rows]:
        """The table under `placement`, its texts those of `shown`, and its rows."""
        content = shown.measure.label.text(self.found.language)
        pivot = Pivot(
            tuple(map(shown.dimension, placement.stub)),
            tuple(map(shown.dimension, placement.heading)),
            self.found.language,
            self.title if self.output.title else "",
            content,
        )
        return pivot, self.chosen.rows(placement.stub, placement.heading, _BLOCK)


@dataclass(frozen=True)
class Format:
    """`held`: the whole answer is in memory at once, so that it may have fewer cells."""

    name: str
    extension: str
    media_type: str
    write: Callable[[Answer], bytes | Iterator[bytes]]
    held: bool = True


def write_jsonstat2(answer: Answer) -> bytes:
    """The hot path: of an answer without sums the document is made once a vintage and language."""
    chosen, found = answer.chosen, answer.found
    if chosen.summed:
        structure = chosen.contents_and_structure
        everything = [range(size) for size in structure.shape]
        return document(found, structure, answer.placement_with_contents).part(everything, *chosen.figures())
    kept = answer.finder.documents.of(
        (found.table, found.vintage),
        (found.language, chosen.eliminated, answer.asked, answer.usual),
        lambda: data_document(found, chosen, answer.placement_with_contents),
    )
    indices = [choice.places for choice in chosen.choices if not choice.eliminated]
    return kept.part(indices, *chosen.table.stored.figures(chosen.indices))


def _csv(answer: Answer) -> Iterator[bytes]:
    pivot, rows = answer.pivot(answer.placement, shown=_relabelled(answer))
    return write_delimited(pivot, rows, separator=answer.output.separator)


def _html(answer: Answer) -> Iterator[bytes]:
    return write_html(*answer.pivot(answer.placement, shown=_relabelled(answer)))


def write_pxjson_of(answer: Answer) -> Iterator[bytes]:
    """The JSON of PxWebApi 1: contents across, everything else down."""
    structure, vintage = answer.chosen.structure, answer.found.vintage
    heading = tuple(each.id for each in structure.dimensions if each.role is Role.METRIC)
    stub = tuple(each.id for each in structure.dimensions if each.id not in heading)
    about = {
        "updated": answer.found.updated,
        "label": answer.title,
        "source": vintage.metadata.source.text(answer.found.language),
    }
    return write_pxjson(*answer.pivot(Placement(stub, heading), shown=structure), about=about)


def _px(answer: Answer) -> Iterator[bytes]:
    found = answer.found
    languages = (found.language, *(other for other in LANGUAGES if other != found.language))
    return write_px(
        answer.chosen.cube(),
        found.vintage.metadata,
        dataset=found.dataset.id,
        table=(answer.placement.stub, answer.placement.heading),
        updated=found.vintage.visible_from,
        languages=languages,
    )


def _xlsx(answer: Answer) -> bytes:
    """Laid out as CSV is; a table that is too large for that is listed, with its codes and texts."""
    shown, vintage, placement = _relabelled(answer), answer.found.vintage, answer.placement
    created, metadata = vintage.visible_from, vintage.metadata
    if not pivot_fits(*(tuple(map(shown.dimension, ids)) for ids in (placement.stub, placement.heading))):
        return write_dataset(answer.chosen.cube(), None, metadata, language=answer.found.language, created=created)
    return write_pivot(*answer.pivot(placement, shown=shown), shown, metadata, created=created)


def _parquet(answer: Answer) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "part.parquet"
        write_parquet(answer.chosen.cube(), part)
        with part.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _relabelled(answer: Answer) -> Structure:
    return relabelled(answer.chosen.structure, answer.output.shown)


_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final = {
    format.name: format
    for format in (
        Format("json-stat2", "json", "application/json", write_jsonstat2),
        Format("csv", "csv", "text/csv; charset=utf-8", _csv, held=False),
        Format("xlsx", "xlsx", _SPREADSHEET, _xlsx),
        Format("html", "html", "text/html; charset=utf-8", _html, held=False),
        Format("px", "px", "application/octet-stream; charset=utf-8", _px),
        Format("json-px", "json", "application/json", write_pxjson_of, held=False),
        Format("parquet", "parquet", "application/vnd.apache.parquet", _parquet),
    )
}
