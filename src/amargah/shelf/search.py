"""Full-text search over one edition, in both languages, blind to the ways of typing Persian."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import tantivy

from amargah.cubes import StoredCube
from amargah.persian.folding import fold
from amargah.shelf.editions import Dataset
from amargah.statcore.labels import Label

_WEIGHTS: Final = {"title": 4.0, "keywords": 2.0, "text": 1.0}
_WORD = re.compile(r"[^\W_]+")
_HALF_SPACE = "\u200c"
_MOST_WORDS = 16
_LONGEST = 40  # bytes; the index leaves longer words out
_HEAP = 15_000_000  # bytes, the least that the index writer takes


@dataclass(frozen=True, slots=True)
class Hit:
    """A dataset that was found; a higher score is a better answer."""

    dataset: str
    score: float


class SearchIndex:
    """Kept in memory, made once an edition, out of what that edition shows and nothing else."""

    def __init__(self, datasets: Iterable[tuple[Dataset, StoredCube]]) -> None:
        self._schema = _schema()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(_HEAP, 1)
        for dataset, stored in datasets:
            writer.add_document(tantivy.Document(id=dataset.id, **_texts(dataset, stored)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def search(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Datasets in which every word of `text` occurs, the last one also as the beginning of a word."""
        words = _WORD.findall(fold(text))[:_MOST_WORDS]
        if not words or limit < 1 or any(len(word.encode()) > _LONGEST for word in words):
            return ()
        parts = [*(self._word(word) for word in words[:-1]), self._beginning(words[-1])]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        searcher = self._index.searcher()
        found = searcher.search(query, limit).hits
        return tuple(Hit(searcher.doc(address)["id"][0], score) for score, address in found)

    def _word(self, word: str) -> Any:
        return _any(_weighted(field, tantivy.Query.term_query(self._schema, field, word)) for field in _WEIGHTS)

    def _beginning(self, word: str) -> Any:
        beginnings = (
            _weighted(field, tantivy.Query.regex_query(self._schema, field, word + ".*")) for field in _WEIGHTS
        )
        return _any([self._word(word), *beginnings])


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    for field in _WEIGHTS:
        builder.add_text_field(field)
    return builder.build()


def _texts(dataset: Dataset, stored: StoredCube) -> dict[str, str]:
    metadata = dataset.latest.metadata
    return {
        "title": _folded([metadata.title, Label(dataset.id, "")]),
        "keywords": _folded([*metadata.keywords, Label(metadata.topic, "")]),
        "text": _folded([metadata.description, metadata.source, dataset.latest.organisation, *_labels(stored)]),
    }


def _labels(stored: StoredCube) -> Iterator[Label]:
    structure = stored.structure
    yield structure.label
    yield structure.measure.label
    for dimension in structure.dimensions:
        yield dimension.label
        yield from (code.label for code in dimension.codelist)


def _folded(labels: Iterable[Label]) -> str:
    return " ".join(
        word for label in labels for text in (label.fa, label.en) for word in _WORD.findall(_both_ways(text))
    )


def _both_ways(text: str) -> str:
    """Folded, and once more the words with a half-space in one piece: شهرستان‌ها is typed شهرستانها too."""
    joined = (word.replace(_HALF_SPACE, "") for word in text.split() if _HALF_SPACE in word)
    return fold(" ".join((text, *joined)))


def _weighted(field: str, query: Any) -> Any:
    return tantivy.Query.boost_query(query, _WEIGHTS[field])


def _any(queries: Iterable[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
