"""A PostgreSQL cluster that lives as long as one test run, from Debian's packages, on a unix socket."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OWNER = "amargah"
PATIENCE = 30.0
"""Seconds that a server on a busy machine may need to start or to stop."""
FOR_TESTS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=100",
)


@contextmanager
def private_cluster() -> Iterator[dict[str, str]]:
    """Environment that leads the office to an empty cluster; it is gone at the end."""
    # /tmp itself: a unix socket's path may have 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="amargah-pg-", dir="/tmp"))
    try:
        if account := unprivileged():
            shutil.chown(folder, account, pwd.getpwnam(account).pw_gid)
        create(folder)
        with server(folder):
            yield {"AMARGAH_DATABASE_URL": "postgresql:///amargah", "PGHOST": str(folder), "PGUSER": OWNER}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def unprivileged() -> str | None:
    """The account to run as: PostgreSQL refuses root. Nobody else needs another one."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def programs() -> Path:
    """The folder of the newest installed server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if not found:
        raise SystemExit("PostgreSQL is missing: tools/install_system_packages postgresql")
    return found[-1].parent


def started(folder: Path, program: str, *arguments: str) -> subprocess.Popen[bytes]:
    account = unprivileged()
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(
            [programs() / program, *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PGHOST": str(folder), "PGUSER": OWNER},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=account,
            group=pwd.getpwnam(account).pw_gid if account else None,
            extra_groups=[] if account else None,
        )


def create(folder: Path) -> None:
    options = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")
    if started(folder, "initdb", "-D", str(folder / "data"), "-U", OWNER, *options).wait():
        raise SystemExit(f"initdb failed:\n{(folder / 'log').read_text()}")


@contextmanager
def server(folder: Path) -> Iterator[None]:
    settings = [part for setting in FOR_TESTS for part in ("-c", setting)]
    process = started(folder, "postgres", "-D", str(folder / "data"), "-k", str(folder), *settings)
    try:
        wait_until_ready(folder, process)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def wait_until_ready(folder: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while started(folder, "pg_isready", "--quiet").wait():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.1)
