"""Subjects of the yearbook, which are the folders of PxWeb."""

from amargah.shelf import Edition
from amargah.statcore.topics import BY_ID, TOPICS


def topic_label(topic: str, language: str) -> str:
    """The name of a subject; its id when it is none of the yearbook's."""
    return BY_ID[topic].label.text(language) if topic in BY_ID else topic


def topic_of(edition: Edition, id: str) -> str:
    """The subject of a dataset; nothing when it is none of the yearbook's."""
    topic = edition.datasets[id].latest.metadata.topic
    return topic if topic in BY_ID else ""


def topics_of(edition: Edition) -> list[str]:
    """Subjects that have datasets, in the order of the yearbook."""
    present = {topic_of(edition, id) for id in edition.datasets}
    return [topic.id for topic in TOPICS if topic.id in present]
