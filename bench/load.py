"""A small load generator: one thread, raw sockets kept alive, each connection repeating one request."""

import re
import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

CONNECTIONS = 16
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Load:
    """What was measured: seconds from request to the last byte of its answer, one entry an answer."""

    seconds: float
    latencies: Sequence[float]

    @property
    def throughput(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, percent: float) -> float:
        """Milliseconds within which `percent` of the answers came."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]

    def __str__(self) -> str:
        return (
            f"{self.throughput:9,.0f} /s   p50 {self.percentile(50):7.2f} ms   p99 {self.percentile(99):7.2f} ms"
            f"   ({len(self.latencies):,} answers)"
        )


@dataclass
class _Connection:
    """Answers to a repeated request have one length, so counting bytes finds their end."""

    link: socket.socket
    request: bytes
    length: int
    asked: float = 0.0
    received: int = 0
    latencies: list[float] = field(default_factory=list)

    def ask(self) -> None:
        self.asked, self.received = time.perf_counter(), 0
        self.link.sendall(self.request)

    def receive(self) -> bool:
        """Take what has come; True when the answer is whole."""
        piece = self.link.recv(1 << 20)
        if not piece:
            raise ConnectionError("the server closed a connection that was to be kept alive")
        if self.received == 0 and not piece.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(piece[:200].decode(errors="replace"))
        self.received += len(piece)
        if self.received > self.length:
            raise ConnectionError("an answer is longer than the first one was")
        return self.received == self.length

    def note(self) -> None:
        self.latencies.append(time.perf_counter() - self.asked)


def request(path: str) -> bytes:
    """A GET as browsers of little ambition send it."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode()


def answer(port: int, path: str) -> bytes:
    """One whole answer, head and body. ConnectionError when it is cut off or has no length."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
        link.sendall(request(path))
        return _whole(link)


def body(port: int, path: str) -> bytes:
    return answer(port, path).partition(b"\r\n\r\n")[2]


def measure(port: int, paths: Sequence[str], *, seconds: float, warm_up: float = 0.5) -> Load:
    """Keep `CONNECTIONS` connections busy for `seconds`, the paths dealt out among them in turn."""
    connections = [_connect(port, paths[number % len(paths)]) for number in range(CONNECTIONS)]
    try:
        _run(connections, warm_up)
        for connection in connections:
            connection.latencies.clear()
        began = time.perf_counter()
        _run(connections, seconds)
        passed = time.perf_counter() - began
    finally:
        for connection in connections:
            connection.link.close()
    return Load(passed, [latency for connection in connections for latency in connection.latencies])


def _connect(port: int, path: str) -> _Connection:
    link = socket.create_connection(("127.0.0.1", port), timeout=60)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    link.sendall(request(path))
    return _Connection(link, request(path), len(_whole(link)))


def _run(connections: Sequence[_Connection], seconds: float) -> None:
    """Ask again as soon as an answer is whole; when the time is over, wait for those still under way."""
    end = time.perf_counter() + seconds
    busy = len(connections)
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.link, selectors.EVENT_READ, connection)
            connection.ask()
        while busy:
            for key, _ in selector.select():
                connection = key.data
                if not connection.receive():
                    continue
                connection.note()
                if time.perf_counter() < end:
                    connection.ask()
                else:
                    busy -= 1


def _whole(link: socket.socket) -> bytes:
    received = b""
    while True:
        piece = link.recv(1 << 20)
        if not piece:
            raise ConnectionError(f"the answer was cut off: {received[:200].decode(errors='replace')}")
        received += piece
        head, end, rest = received.partition(b"\r\n\r\n")
        if end and len(rest) >= _length(head):
            return received


def _length(head: bytes) -> int:
    stated = _LENGTH.search(head)
    if stated is None:
        raise ConnectionError("an answer without Content-Length cannot be measured")
    return int(stated[1])
