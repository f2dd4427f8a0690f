"""The one door of the shelf, for those who stage and those who read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

from amargah.cubes import StoredCube, open_version
from amargah.shelf.editions import Dataset, Edition, Vintage, edition_at
from amargah.shelf.history import CellInVintage, cell_history
from amargah.shelf.manifests import Manifest, ManifestFolder, ReleasedVersion
from amargah.shelf.revisions import revision_parts, whole
from amargah.shelf.search import Hit, SearchIndex
from amargah.shelf.staging import append_manifest, check_release, take_version, withdraw_manifest
from amargah.statcore.labels import Label
from amargah.statcore.revisions import Revision

_OPEN = 64


@dataclass(frozen=True)
class _Folded:
    """An edition, what it was folded from, and the span of time in which it is what the public sees."""

    manifests: tuple[Manifest, ...]
    since: datetime
    until: datetime | None
    edition: Edition

    def holds(self, manifests: tuple[Manifest, ...], now: datetime) -> bool:
        return self.manifests == manifests and self.since <= now and (self.until is None or now < self.until)


class Shelf:
    """A folder that many processes read and write at once. `clock` gives the present instant, aware, in UTC.

    No job runs at the instant of a release: every reader compares the clock with the manifests.
    """

    def __init__(self, root: Path, clock: Callable[[], datetime]) -> None:
        self._cubes = root / "cubes"
        self._manifests = root / "manifests"
        self._clock = clock
        self._reader = ManifestFolder(self._manifests)
        self._folded: _Folded | None = None
        self._indexed: tuple[str, SearchIndex] | None = None
        self._indexing = Lock()
        self._opened = lru_cache(maxsize=_OPEN)(lambda version: open_version(self._cubes, version))

    def stage(
        self,
        *,
        id: str,
        title: Label,
        summary: Label,
        visible_from: datetime,
        versions: tuple[ReleasedVersion, ...],
        cubes: Path,
    ) -> Manifest:
        """Take the versions out of the folder `cubes` and let them be seen from `visible_from` on.

        Once it returns, the release survives a crash; until then the shelf is as it was. Staging the same release
        again returns the first manifest. Invalid, NotFound or Conflict when it cannot be taken; nothing is kept.
        """
        draft = Manifest(0, id, title, summary, visible_from, versions)
        check_release(draft, cubes)
        for released in versions:
            take_version(released.version, cubes=cubes, shelf=self._cubes)
        return append_manifest(self._manifests, draft, self._clock())

    def withdraw(self, id: str) -> None:
        """Take a staged release off again. NotFound if it is not there; Conflict from its instant on."""
        withdraw_manifest(self._manifests, id, self._clock())

    def edition(self) -> Edition:
        """What the public sees now. Ask once a request, and answer from that edition alone."""
        now, manifests, folded = self._clock(), self._reader.manifests(), self._folded
        if folded is None or not folded.holds(manifests, now):
            until = min((each.visible_from for each in manifests if each.visible_from > now), default=None)
            folded = self._folded = _Folded(manifests, now, until, edition_at(manifests, now))
        return folded.edition

    def now(self) -> datetime:
        """The present instant by the clock that decides what is public."""
        return self._clock()

    def open(self, vintage: Vintage) -> StoredCube:
        """The cube of a vintage."""
        return self._opened(vintage.version)

    def history(self, dataset: Dataset, codes: Mapping[str, str]) -> tuple[CellInVintage, ...]:
        """The cell at `codes` (one a dimension) in every vintage, newest first. Invalid for unknown codes."""
        return cell_history(dataset, codes, self.open)

    def revision(self, dataset: Dataset, vintage: Vintage) -> Revision:
        """What `vintage` added, changed and deleted against the one before; memory grows with what changed."""
        return whole(self.revision_parts(dataset, vintage))

    def revision_parts(self, dataset: Dataset, vintage: Vintage) -> Iterator[Revision]:
        """The same in pieces of bounded size, for answers that stream; see `shelf.revisions`."""
        return revision_parts(dataset, vintage, self.open)

    def search(self, text: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """Visible datasets in which every word occurs, best first; the last word may be unfinished."""
        return self._index(self.edition()).search(text, limit)

    def _index(self, edition: Edition) -> SearchIndex:
        with self._indexing:  # all readers ask at the instant of a release, and one index is enough
            if self._indexed is None or self._indexed[0] != edition.key:
                shown = ((dataset, self.open(dataset.latest)) for dataset in edition.datasets.values())
                self._indexed = (edition.key, SearchIndex(shown))
            return self._indexed[1]
