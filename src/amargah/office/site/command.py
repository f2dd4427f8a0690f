"""The command `amargah`: the demo, the server, the worker, `import`; anything else is a command of Django."""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

from amargah.office.site.preparing import make_keys, prepare

HOST = "127.0.0.1"
START_SECONDS = 600  # a first start loads the demo
BACKLOG = 2048
STALLED = 30_000  # milliseconds after which a reader who takes nothing is cut off; downloads can be resumed
MEMORY = {"MALLOC_ARENA_MAX": "2", "ARROW_DEFAULT_MEMORY_POOL": "system"}
"""For the server: otherwise every thread keeps what its largest answer took, and a worker grows to a gigabyte."""

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
    if sys.argv[1:2] == ["import"]:
        from amargah.office.site.importing.command import import_file

        import_file(sys.argv[2:])
    make_keys()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def demo(port: int) -> None:
    """Prepares the data folder, loads the demo once, and serves it."""
    os.environ["AMARGAH_DEMO"] = "1"
    serve(port)


def serve(port: int) -> None:
    """Prepares the data folder and serves."""
    os.environ.setdefault("AMARGAH_SITE_URL", f"http://{HOST}:{port}")
    with _held(port) as door:
        _run(port, door)


def worker(port: int) -> None:
    """Runs the sweeps until it is ended."""
    os.environ.setdefault("AMARGAH_SITE_URL", f"http://{HOST}:{port}")
    prepare()
    from amargah.office.site.worker import work

    work()


def _held(port: int) -> socket.socket:
    """The port, listening from now on: whoever comes early waits, and no other server is taken for ours."""
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED)  # each connection inherits it
    try:
        door.bind((HOST, port))
        door.listen(BACKLOG)
    except (OSError, OverflowError) as problem:
        door.close()
        sys.exit(f"Port {port} cannot be used ({problem}). Try another one, for example PORT={port + 1}.")
    return door


def _run(port: int, door: socket.socket) -> None:
    """The server and the worker as children; both end when this ends."""
    server = [sys.executable, "-m", "amargah.office.site.server", str(door.fileno())]
    children = list[subprocess.Popen[bytes]]()
    try:
        children.append(subprocess.Popen(server, pass_fds=[door.fileno()], env=MEMORY | os.environ))
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
