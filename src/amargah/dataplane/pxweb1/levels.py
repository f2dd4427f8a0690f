"""What there is at an address of PxWebApi 1 above a table: databases, subjects, tables, and search."""

from typing import Any

from amargah.dataplane.pxweb2.topics import topic_label, topic_of, topics_of
from amargah.persian.folding import fold
from amargah.shelf import Dataset, Edition, Shelf
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label

DATABASE = "amargah"
DATABASE_LABEL = Label("آمارگاه", "Amargah")


def databases(language: str) -> list[dict[str, str]]:
    return [{"dbid": DATABASE, "text": DATABASE_LABEL.text(language)}]


def level(edition: Edition, topic: str, language: str) -> list[dict[str, str]]:
    """Subjects and, below each, its tables; at the top (no topic) tables without a subject stand as well."""
    folders = [] if topic else topics_of(edition)
    tables = [dataset for id, dataset in edition.datasets.items() if topic_of(edition, id) == topic]
    return [
        *({"id": id, "type": "l", "text": topic_label(id, language)} for id in folders),
        *(
            {"id": each.id, "type": "t", "text": each.title.text(language), "updated": _updated(each)}
            for each in tables
        ),
    ]


def check_path(edition: Edition, database: str, topic: str = "") -> None:
    """NotFound for a database or a subject that is not there, or has no table."""
    if database != DATABASE or (topic and topic not in topics_of(edition)):
        raise no_level(topic or database)


def search(
    shelf: Shelf, edition: Edition, topic: str, text: str, filter: str, language: str
) -> list[dict[str, Any]]:
    """Tables below a level in which every word is found, best first; `title` looks at titles alone."""
    hits = shelf.search(text, limit=max(1, len(edition.datasets)))
    found = [(edition.datasets[hit.dataset], hit.score) for hit in hits if hit.dataset in edition.datasets]
    return [
        {
            "id": dataset.id,
            "path": f"/{topic_of(edition, dataset.id)}",
            "title": dataset.title.text(language),
            "score": score,
            "published": _updated(dataset),
        }
        for dataset, score in found
        if (not topic or topic_of(edition, dataset.id) == topic)
        and (filter != "title" or _in_title(dataset, text))
    ]


def no_level(name: str) -> NotFound:
    return NotFound(
        Label(
            f"«{name}» اینجا نیست؛ یک سطح بالاتر بروید تا ببینید چه هست",
            f"there is no {name!r} here; go one level up to see what there is",
        )
    )


def takes_no_query(name: str) -> NotFound:
    """A query was sent to what is there, and is no table."""
    return NotFound(
        Label(
            f"«{name}» یک سطح است و پرس‌وجو نمی‌پذیرد؛ پرس‌وجو را به نشانی یکی از جدول‌های آن بفرستید",
            f"{name!r} is a level, which takes no query; send the query to the address of a table in it",
        )
    )


def _in_title(dataset: Dataset, text: str) -> bool:
    title = fold(f"{dataset.title.fa} {dataset.title.en}")
    return all(word in title for word in fold(text).split())


def _updated(dataset: Dataset) -> str:
    return dataset.latest.visible_from.strftime("%Y-%m-%dT%H:%M:%S")
