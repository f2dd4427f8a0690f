"""Getting a data folder ready: its secrets, its tables, the demo."""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from amargah.cubes.durable import only_writer, sync_file


def prepare() -> None:
    """Starts Django on the data folder, brings the tables up to date, and loads the demo where it is asked for."""
    make_keys()
    import django
    from django.core.management import call_command

    django.setup()
    with only_writer(_data()):  # of processes that start at once, one prepares and the others find it done
        call_command("migrate", verbosity=0, interactive=False)
        if os.environ.get("AMARGAH_DEMO") == "1":
            from amargah.office.site.demo.load import load_demo

            load_demo(say=_say)


def make_keys() -> None:
    """Secrets are made once and kept in the data folder, unless the environment gives them."""
    _data().mkdir(parents=True, exist_ok=True)
    for name in ("AMARGAH_SECRET_KEY", "AMARGAH_AUDIT_KEY"):
        if name not in os.environ:
            os.environ[name] = kept_secret(_data() / f"{name.removeprefix('AMARGAH_').lower()}")


def kept_secret(path: Path) -> str:
    """The secret in `path`, made if there is none."""
    if not path.exists():
        # Written beside and linked: processes that start at once all read the first one, and read it whole.
        draft = path.with_name(f".{path.name}-{os.getpid()}")
        draft.touch(0o600)
        draft.write_text(secrets.token_urlsafe(48))
        sync_file(draft)
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


def _data() -> Path:
    return Path(os.environ.get("AMARGAH_DATA", "var")).resolve()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
