"""Releases as the public may know them: by date, without a trace of those that are staged or were withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from amargah.persian.calendar import MONTHS, TEHRAN, SolarDate, solar_date
from amargah.persian.digits import to_persian_digits
from amargah.shelf import Edition, Manifest, release_name
from amargah.statcore.errors import NotFound
from amargah.statcore.labels import Label


@dataclass(frozen=True, slots=True)
class PublicRelease:
    """`headlines` are the sentences of the summary, one a line; `datasets` their ids and titles at that time."""

    slug: str
    title: Label
    summary: Label
    visible_from: datetime
    datasets: tuple[tuple[str, Label], ...]

    @property
    def day(self) -> SolarDate:
        return _day(self.visible_from)

    def headlines(self, language: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.summary.text(language).splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class Month:
    label: Label
    releases: tuple[PublicRelease, ...]


def releases(edition: Edition) -> tuple[PublicRelease, ...]:
    """Newest first."""
    return tuple(_public(manifest) for manifest in edition.releases)


def release(edition: Edition, slug: str) -> PublicRelease:
    """NotFound, in the same words, for a release that is not there and for one that is not visible yet."""
    found = next((each for each in releases(edition) if each.slug == slug), None)
    if found is None:
        raise NotFound(Label("چنین انتشاری وجود ندارد", "there is no such release"))
    return found


def months(edition: Edition) -> Iterator[Month]:
    """Releases by Solar month, newest first."""
    for (year, month), found in groupby(releases(edition), key=lambda each: (each.day.year, each.day.month)):
        fa, en = MONTHS[month - 1]
        yield Month(Label(f"{fa} {to_persian_digits(str(year))}", f"{en} {year}"), tuple(found))


def _public(manifest: Manifest) -> PublicRelease:
    titles = tuple((version.dataset, version.metadata.title) for version in manifest.versions)
    return PublicRelease(release_name(manifest), manifest.title, manifest.summary, manifest.visible_from, titles)


def _day(instant: datetime) -> SolarDate:
    return solar_date(instant.astimezone(TEHRAN).date())
