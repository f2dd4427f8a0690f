"""Starting: the secrets of a data folder and the port."""

import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from amargah.office.site import command, preparing


def test_a_secret_is_made_once_and_for_its_owner_only(tmp_path):
    kept = tmp_path / "secret_key"
    first = preparing.kept_secret(kept)
    assert len(first) >= 48
    assert preparing.kept_secret(kept) == first
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_a_port_that_somebody_has_is_named_before_anything_is_prepared():
    with socket.socket() as other:
        other.bind((command.HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"Port {port} cannot be used.*PORT={port + 1}"):
            command._held(port)


def test_a_connection_whose_reader_takes_nothing_is_cut_off():
    with socket.socket() as free:
        free.bind((command.HOST, 0))
        port = free.getsockname()[1]
    with command._held(port) as door, socket.create_connection((command.HOST, port)), door.accept()[0] as taken:
        assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == command.STALLED > 0


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_does_not_exist_is_named(port):
    with pytest.raises(SystemExit, match=f"Port {port} cannot be used"):
        command._held(port)


def test_of_two_that_start_at_once_one_gets_the_port():
    with socket.socket() as free:
        free.bind((command.HOST, 0))
        port = free.getsockname()[1]
    with ThreadPoolExecutor(2) as pool:
        doors = [pool.submit(command._held, port) for _ in range(2)]
    refused = [door for door in doors if isinstance(door.exception(), SystemExit)]
    assert len(refused) == 1
    for door in doors:
        if door not in refused:
            door.result().close()


def test_the_server_shares_its_memory_among_threads_unless_told_otherwise(monkeypatch):
    started = []

    class Ended(subprocess.Popen):
        def __init__(self, _arguments, env=None, **_):
            started.append(env)

        def wait(self):
            return 0

        def __del__(self):
            pass

    monkeypatch.setattr(command.subprocess, "Popen", Ended)
    monkeypatch.setattr(command, "_await", lambda *_: None)
    monkeypatch.setattr(command, "_end", lambda _: None)
    monkeypatch.setenv("MALLOC_ARENA_MAX", "7")
    with pytest.raises(SystemExit), socket.socket() as door:
        command._run(8000, door)
    assert started[0]["MALLOC_ARENA_MAX"] == "7"
    assert started[0]["ARROW_DEFAULT_MEMORY_POOL"] == "system"
    assert "PATH" in started[0]
