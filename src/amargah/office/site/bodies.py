"""Requests whose bodies arrive slowly, or never: they may not hold every thread of a worker."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Semaphore
from typing import IO, Any

from amargah.statcore.errors import Unavailable
from amargah.statcore.labels import Label

PATIENCE = 0.2  # seconds; reading what has arrived takes a thousandth of that


class Crowded(Unavailable, OSError):
    """Too many bodies are on their way. Also an OSError: to Django a body that cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            Label(
                "درخواست‌های بسیاری هنوز در راه‌اند؛ اندکی بعد دوباره بفرستید",
                "many requests are still on their way; send it again a little later",
            )
        )


class FewBodies:
    """WSGI around `application`: at most `most` threads wait for a body at once, so that readers are answered.

    Whoever comes on top gets `Crowded` when the body is read, told as any other error there.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], most: int) -> None:
        self._application, self._places = application, Semaphore(most)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            environ["wsgi.input"] = _Body(environ["wsgi.input"], self._places)
        return self._application(environ, start_response)


class _Body:
    """A body that is read in one of the places."""

    def __init__(self, body: IO[bytes], places: Semaphore) -> None:
        self._body, self._places = body, places

    def read(self, size: int = -1) -> bytes:
        with self._place():
            return self._body.read(size)

    def readline(self, size: int = -1) -> bytes:
        with self._place():
            return self._body.readline(size)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(timeout=PATIENCE):
            raise Crowded
        try:
            yield
        finally:
            self._places.release()
