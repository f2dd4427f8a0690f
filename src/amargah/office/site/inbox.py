"""The inbox of a mandate: everything, from every context, that waits for it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext

from amargah.office.collection.public import waiting
from amargah.office.people.public import Acting
from amargah.office.releases.public import waiting_versions


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing to do: what, of whom, in which state, since when, until when (None: no limit)."""

    title: str
    who: str
    state: str
    state_text: str
    url: str
    since: datetime
    due: datetime | None


def inbox_of(by: Acting) -> tuple[InboxItem, ...]:
    language = get_language()
    tables = tuple(
        InboxItem(
            item.title.text(language),
            item.agency.text(language),
            item.state,
            item.state_label.text(language),
            reverse("collection:assignment", args=[item.id]),
            item.since,
            item.due,
        )
        for item in waiting(by=by)
    )
    versions = tuple(
        InboxItem(
            version.metadata.title.text(language),
            version.organisation.label.text(language),
            "waiting",
            gettext("Approved, waiting for release"),
            reverse("releases:new"),
            version.approved_at,
            None,
        )
        for version in waiting_versions(by=by)
    )
    return tables + versions
