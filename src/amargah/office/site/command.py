"""The command `amargah`: the demo, the server, the worker; anything else is a command of Django."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amargah.office.site.settings")
    own = {"demo": demo, "serve": serve, "worker": worker}
    if len(sys.argv) > 1 and sys.argv[1] in own:
        parser = argparse.ArgumentParser(prog=f"amargah {sys.argv[1]}")
        parser.add_argument("--port", type=int, default=8000)
        own[sys.argv[1]](parser.parse_args(sys.argv[2:]).port)
        return
    _keys()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def demo(port: int) -> None:
    """Prepares the data folder, loads the demo once, and serves it."""
    os.environ["AMARGAH_DEMO"] = "1"
    _prepare(port)
    from amargah.office.site.demo.load import load_demo

    load_demo(say=_say)
    _run(port)


def serve(port: int) -> None:
    """Prepares the data folder and serves."""
    _prepare(port)
    _run(port)


def worker(port: int) -> None:
    """Runs the sweeps until it is ended."""
    _prepare(port)
    from amargah.office.site.worker import work

    work()


def _prepare(port: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amargah.office.site.settings")
    os.environ.setdefault("AMARGAH_SITE_URL", f"http://{HOST}:{port}")
    _keys()
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def _keys() -> None:
    """Secrets are made once and kept in the data folder, unless the environment gives them."""
    data = Path(os.environ.get("AMARGAH_DATA", "var")).resolve()
    data.mkdir(parents=True, exist_ok=True)
    for name in ("AMARGAH_SECRET_KEY", "AMARGAH_AUDIT_KEY"):
        if name not in os.environ:
            os.environ[name] = _kept_secret(data / f"{name.removeprefix('AMARGAH_').lower()}")


def _kept_secret(path: Path) -> str:
    if not path.exists():
        # Exclusive creation: of two processes that start at once, one makes the secret and both read it.
        with suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _run(port: int) -> None:
    """The server and the worker as children; both end when this ends."""
    server = [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", "--workers", "2", "--threads", "4"]
    server += ["--log-level", "warning", "amargah.office.site.wsgi:application"]
    children = [
        subprocess.Popen(server),
        subprocess.Popen([sys.executable, "-m", "amargah.office.site.command", "worker"]),
    ]
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        _await(children[0], port)
        _say(f"ready http://{HOST}:{port}")
        sys.exit(children[0].wait())
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            sys.exit(f"The server did not start; is port {port} in use? Try PORT={port + 1}.")
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/health", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    sys.exit("The server did not answer in time.")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
