"""The folder of good API keys: an empty file a key, named by its digest. Open data is served without a database.

The rows are the truth. The folder follows them after each commit, and by the sweep when a process died in between.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from amargah.office.people.models import ApiKey


def digest_of(key: str) -> str:
    """sha256 (hex) of a key as it is sent. A key has 192 random bits, so no salt is needed to hide it."""
    return hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()


def key_ring(folder: Path) -> Callable[[str], bool]:
    """Whether a key is good, asked anew each time: a revoked key stops working when its file is gone."""
    return lambda key: (folder / digest_of(key)).exists()


def put_key(digest: str) -> None:
    """Let a key open. Safe to repeat."""
    settings.API_KEYS.mkdir(mode=0o700, parents=True, exist_ok=True)
    (settings.API_KEYS / digest).touch(0o600)


def take_key(digest: str) -> None:
    """Let a key open no more. Safe to repeat."""
    (settings.API_KEYS / digest).unlink(missing_ok=True)


def sweep_keys() -> int:
    """Bring the folder in step with the rows, both ways; how many files were written or removed."""
    # The files are listed before the rows are read: a file that comes in between has its row by then.
    files = {path.name for path in settings.API_KEYS.glob("*")}
    good = set(_good_digests())
    for digest in files - good:
        take_key(digest)
    missing = good - files
    for digest in missing:
        put_key(digest)
    # Whoever revoked one of them meanwhile may have removed its file before it was written.
    for digest in missing - set(_good_digests()):
        take_key(digest)
    return len(files ^ good)


def _good_digests() -> tuple[str, ...]:
    rows = ApiKey.objects.filter(revoked_at__isnull=True, person__is_active=True)
    return tuple(rows.values_list("digest", flat=True))
