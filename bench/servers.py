"""Servers to measure, started for it on the loopback and stopped by their own process."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
_START = 60  # seconds
_RESIDENT = {kind: re.compile(rf"{kind}:\s+(\d+) kB") for kind in ("RssAnon", "RssShmem")}
_NGINX = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    keepalive_requests 100000000;
    default_type text/html;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


@dataclass(frozen=True)
class Server:
    """`process` is the parent of the one that answers."""

    port: int
    process: int

    def own_memory(self) -> int:
        """Bytes that are resident in the worker and do not come from files mapped into it."""
        (worker,) = Path(f"/proc/{self.process}/task/{self.process}/children").read_text().split()
        status = Path(f"/proc/{worker}/status").read_text()
        return 1024 * sum(int(_RESIDENT[kind].findall(status)[0]) for kind in ("RssAnon", "RssShmem"))


@contextmanager
def granian(application: str, folder: Path, **environment: str) -> Iterator["Server"]:
    """One worker with one thread that serves what `application` (module:function) makes."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", application),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "1"),
        *("--log-level", "warning"),
    ]
    with running(command, port, folder / "granian.log", environment) as process:
        yield Server(port, process)


@contextmanager
def nginx(files: Mapping[str, bytes], folder: Path) -> Iterator[int]:
    """The port of Debian's nginx with a configuration of its own, serving `files` by name from `folder`."""
    port = free_port()
    (folder / "files").mkdir()
    for name, data in files.items():
        (folder / "files" / name).write_bytes(data)
    user = "user root;" if os.geteuid() == 0 else ""
    settings = folder / "nginx.conf"
    settings.write_text(_NGINX.format(user=user, folder=folder, port=port))
    command = [nginx_program(), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(settings)]
    with running(command, port, folder / "nginx.log", {}):
        yield port


def nginx_program() -> str:
    """RuntimeError when nginx is not installed."""
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")
    if found is None:
        raise RuntimeError("nginx is not installed: apt-get install nginx-light")
    return found


@contextmanager
def running(command: list[str], port: int, log: Path, environment: Mapping[str, str]) -> Iterator[int]:
    """The process of `command` once it answers at `port`; it is ended with the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **environment}, cwd=ROOT
        )
    try:
        _wait(process, port, log)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
