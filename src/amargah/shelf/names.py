"""The public name of a release, for addresses and feeds: it never changes and tells nothing of what is staged."""

import hashlib

from amargah.exchange.documents import encode
from amargah.persian.calendar import TEHRAN, solar_date
from amargah.shelf.manifests import Manifest


def release_name(manifest: Manifest) -> str:
    """The Solar day of the release in Tehran and a mark of what was released: `1405-01-01-5f0c9a1b`.

    Neither the manifest's id nor its sequence goes into the mark. They count up, so whoever could guess them from
    it would see the gaps that staged releases leave.
    """
    versions = tuple((released.dataset, released.version) for released in manifest.versions)
    told = (manifest.title, manifest.summary, manifest.visible_from, versions)
    day = solar_date(manifest.visible_from.astimezone(TEHRAN).date())
    return f"{day.year:04}-{day.month:02}-{day.day:02}-{hashlib.sha256(encode(told)).hexdigest()[:8]}"
