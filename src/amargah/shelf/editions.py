"""What the public can see at one moment: manifests folded in the order of their instants."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from amargah.exchange.documents import encode
from amargah.persian.calendar import format_instant
from amargah.persian.digits import format_number
from amargah.persian.folding import sort_key
from amargah.shelf.manifests import Manifest, ReleasedVersion
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata

_LONGEST_NUMBER = 6  # digits


@dataclass(frozen=True, slots=True)
class Vintage:
    """A dataset as one release left it. Numbers count from 1, the oldest; `release` is the manifest's id."""

    number: int
    release: str
    visible_from: datetime
    version: str
    metadata: Metadata
    layout: tuple[tuple[str, ...], tuple[str, ...]]
    organisation: Label
    reason: Label
    sequence: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything released under one id; `vintages` newest first, never empty."""

    id: str
    vintages: tuple[Vintage, ...]

    @property
    def latest(self) -> Vintage:
        return self.vintages[0]

    @property
    def title(self) -> Label:
        return self.latest.metadata.title

    def vintage(self, number: int) -> Vintage:
        """NotFound when there is no vintage of that number."""
        for vintage in self.vintages:
            if vintage.number == number:
                return vintage
        numbered = self._numbered()
        raise NotFound(
            Label(
                f"«{self.id}» نسخهٔ {format_number(number, 0, 'fa')} ندارد؛ {numbered.fa}",
                f"{self.id} has no vintage {number}; {numbered.en}",
            ),
            dataset=self.id,
            vintage=number,
        )

    def vintage_asked(self, text: str | None) -> Vintage:
        """The vintage whose number was typed, or the latest if none was. Invalid for what is no number."""
        if text is None:
            return self.latest
        if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
            numbered = self._numbered()
            raise Invalid(
                Label(f"«{text}» شمارهٔ نسخه نیست؛ {numbered.fa}", f"{text!r} is no vintage; {numbered.en}"),
                parameter="vintage",
            )
        return self.vintage(int(text))

    def as_of(self, instant: datetime) -> Vintage:
        """The vintage that was the latest at `instant`. NotFound when nothing was released by then."""
        for vintage in self.vintages:
            if vintage.visible_from <= instant:
                return vintage
        first = self.vintages[-1].visible_from
        raise NotFound(
            Label(
                f"«{self.id}» در آن زمان هنوز منتشر نشده بود؛ نخستین انتشار: {format_instant(first, 'fa')}",
                f"{self.id} was not released by then; its first release was at {first.isoformat()}",
            ),
            dataset=self.id,
        )

    def _numbered(self) -> Label:
        last = len(self.vintages)
        return Label(
            f"نسخه‌ها از ۱ تا {format_number(last, 0, 'fa')} شماره دارند", f"they are numbered from 1 to {last}"
        )


@dataclass(frozen=True)
class Edition:
    """`key` is equal for equal content; `releases` newest first; `datasets` by id, in the order of their titles.

    Sequence numbers in here are for bookkeeping: shown to the public, a gap would tell of what is staged.
    """

    key: str
    releases: tuple[Manifest, ...]
    datasets: Mapping[str, Dataset]

    def dataset(self, id: str) -> Dataset:
        """NotFound, in the same words, for a dataset that does not exist and for one that is not released yet."""
        if id not in self.datasets:
            raise NotFound(Label(f"مجموعه دادهٔ «{id}» وجود ندارد", f"there is no dataset {id!r}"), dataset=id)
        return self.datasets[id]


def edition_at(manifests: Iterable[Manifest], now: datetime) -> Edition:
    """The edition of the instant `now`. The order in which the manifests are given does not matter."""
    visible = sorted(
        (manifest for manifest in manifests if manifest.visible_from <= now),
        key=lambda manifest: (manifest.visible_from, manifest.sequence),
    )
    vintages: dict[str, list[Vintage]] = {}
    for manifest in visible:
        for released in manifest.versions:
            earlier = vintages.setdefault(released.dataset, [])
            earlier.append(_vintage(len(earlier) + 1, manifest, released))
    datasets = [Dataset(id, tuple(reversed(found))) for id, found in vintages.items()]
    datasets.sort(key=lambda dataset: (sort_key(dataset.title.fa), dataset.id))
    return Edition(_key(visible), tuple(reversed(visible)), {dataset.id: dataset for dataset in datasets})


def _key(visible: list[Manifest]) -> str:
    # Tags are made of it, so only what the public can read goes in. Ids and sequence numbers count up: whoever
    # guesses them from a tag sees the gaps that staged and withdrawn releases leave.
    told = [(each.title, each.summary, each.visible_from, each.versions) for each in visible]
    return hashlib.sha256(encode(told)).hexdigest()[:32]


def _vintage(number: int, manifest: Manifest, released: ReleasedVersion) -> Vintage:
    return Vintage(
        number,
        manifest.id,
        manifest.visible_from,
        released.version,
        released.metadata,
        released.layout,
        released.organisation,
        released.reason,
        manifest.sequence,
    )
