"""A dataset as one entry of a list, and topics with what is in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amargah.shelf import Dataset, Edition, Shelf
from amargah.statcore.labels import Label
from amargah.statcore.structures import Dimension, Measure
from amargah.statcore.topics import TOPICS, Topic

SHOWN = 140  # characters of a description


@dataclass(frozen=True, slots=True)
class Card:
    """`dimensions` are what the figures are broken down by; `span` the first and the last period."""

    id: str
    title: Label
    description: str
    measure: Measure
    dimensions: tuple[Label, ...]
    span: tuple[Label, ...]
    organisation: Label
    released: datetime


@dataclass(frozen=True, slots=True)
class TopicLine:
    topic: Topic
    datasets: int


def cards(shelf: Shelf, datasets: Iterable[Dataset], language: str) -> tuple[Card, ...]:
    """One entry a dataset, in the order given."""
    return tuple(_card(shelf, dataset, language) for dataset in datasets)


def topic_lines(edition: Edition) -> tuple[TopicLine, ...]:
    """Every chapter of the yearbook with the number of its datasets."""
    counted = Counter(dataset.latest.metadata.topic for dataset in edition.datasets.values())
    return tuple(TopicLine(topic, counted[topic.id]) for topic in TOPICS)


def _card(shelf: Shelf, dataset: Dataset, language: str) -> Card:
    latest, structure = dataset.latest, shelf.open(dataset.latest).structure
    return Card(
        id=dataset.id,
        title=latest.metadata.title,
        description=_first_words(latest.metadata.description.text(language)),
        measure=structure.measure,
        dimensions=tuple(
            each.label for each in structure.dimensions if each is not structure.time and len(each) > 1
        ),
        span=_span(structure.time),
        organisation=latest.organisation,
        released=latest.visible_from,
    )


def _span(time: Dimension) -> tuple[Label, ...]:
    labels = [code.label for code in time.codelist]
    return tuple(dict.fromkeys((labels[0], labels[-1]))) if labels else ()


def _first_words(text: str) -> str:
    if len(text) <= SHOWN:
        return text
    return text[:SHOWN].rsplit(" ", 1)[0].rstrip("،,؛;. ") + " …"
