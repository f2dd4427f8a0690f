"""The command `amargah`: the demo, the server, the worker; anything else is a command of Django."""

import argparse
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

from amargah.cubes.durable import only_writer, sync_file

HOST = "127.0.0.1"
START_SECONDS = 60
BACKLOG = 2048
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amargah.office.site.settings")
    own = {"demo": demo, "serve": serve, "worker": worker}
    if len(sys.argv) > 1 and sys.argv[1] in own:
        parser = argparse.ArgumentParser(prog=f"amargah {sys.argv[1]}")
        parser.add_argument("--port", type=int, default=8000)
        _end_quietly()
        own[sys.argv[1]](parser.parse_args(sys.argv[2:]).port)
        return
    _keys()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def demo(port: int) -> None:
    """Prepares the data folder, loads the demo once, and serves it."""
    os.environ["AMARGAH_DEMO"] = "1"
    with _held(port) as door:
        _prepare(port, with_demo=True)
        _run(port, door)


def serve(port: int) -> None:
    """Prepares the data folder and serves."""
    with _held(port) as door:
        _prepare(port)
        _run(port, door)


def worker(port: int) -> None:
    """Runs the sweeps until it is ended."""
    _prepare(port)
    from amargah.office.site.worker import work

    work()


def _prepare(port: int, *, with_demo: bool = False) -> None:
    os.environ.setdefault("AMARGAH_SITE_URL", f"http://{HOST}:{port}")
    _keys()
    import django
    from django.core.management import call_command

    django.setup()
    with only_writer(_data()):  # of processes that start at once, one prepares and the others find it done
        call_command("migrate", verbosity=0, interactive=False)
        if with_demo:
            from amargah.office.site.demo.load import load_demo

            load_demo(say=_say)


def _data() -> Path:
    return Path(os.environ.get("AMARGAH_DATA", "var")).resolve()


def _keys() -> None:
    """Secrets are made once and kept in the data folder, unless the environment gives them."""
    _data().mkdir(parents=True, exist_ok=True)
    for name in ("AMARGAH_SECRET_KEY", "AMARGAH_AUDIT_KEY"):
        if name not in os.environ:
            os.environ[name] = _kept_secret(_data() / f"{name.removeprefix('AMARGAH_').lower()}")


def _kept_secret(path: Path) -> str:
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


def _held(port: int) -> socket.socket:
    """The port, listening from now on: whoever comes early waits, and no other server is taken for ours."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((HOST, port))
        door.listen(BACKLOG)
    except (OSError, OverflowError) as problem:
        door.close()
        sys.exit(f"Port {port} cannot be used ({problem}). Try another one, for example PORT={port + 1}.")
    return door


def _run(port: int, door: socket.socket) -> None:
    """The server and the worker as children; both end when this ends."""
    server = [sys.executable, "-m", "gunicorn", "--bind", f"fd://{door.fileno()}", "--workers", "2"]
    server += ["--threads", "4", "--preload", "--log-level", "warning", "amargah.office.site.wsgi:application"]
    children = list[subprocess.Popen[bytes]]()
    try:
        children.append(subprocess.Popen(server, pass_fds=[door.fileno()]))
        door.close()
        _await(children[0], port)
        _say(f"ready http://{HOST}:{port}")
        children.append(subprocess.Popen([sys.executable, "-m", "amargah.office.site.command", "worker"]))
        sys.exit(children[0].wait())
    finally:
        _end(children)


def _end_quietly() -> None:
    """A signal to end becomes SystemExit, also that of a terminal that is closed."""
    for number in ENDING:
        signal.signal(number, lambda *_: sys.exit(0))


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for number in ENDING:  # a second Ctrl-C does not leave half of them running
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        child.wait()


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(START_SECONDS * 10):
        if server.poll() is not None:
            sys.exit("The server did not start; its message stands above.")
        if _answers(port):
            return
        time.sleep(0.1)
    sys.exit("The server did not answer in time.")


def _answers(port: int) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection, suppress(OSError):
        connection.request("GET", "/health")
        return connection.getresponse().status < http.HTTPStatus.INTERNAL_SERVER_ERROR
    return False


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
