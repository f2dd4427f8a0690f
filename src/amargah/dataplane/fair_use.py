"""Fair use: how many cells a query may have, and how many calls an address or a key may make in a window."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import falcon

from amargah.dataplane.counting import CallCounter
from amargah.persian.digits import format_number
from amargah.statcore.errors import AmargahError, Forbidden, Invalid
from amargah.statcore.labels import Label

KEY_HEADER = "X-API-Key"
KEY_VARIABLE = "HTTP_X_API_KEY"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reader may take: cells in a query, calls in a window of `window` seconds."""

    cells: int
    calls: int
    window: int


ANONYMOUS = Limits(cells=1_000_000, calls=1_000, window=10)
WITH_KEY = Limits(cells=10_000_000, calls=10_000, window=10)


class TooManyCalls(AmargahError):
    """`retry_after` is in seconds."""

    status = 429
    title = Label("درخواست‌های پیاپی", "Too many calls")

    def __init__(self, detail: Label, retry_after: int) -> None:
        super().__init__(detail, retry_after=retry_after)
        self.retry_after = retry_after


class TooManyCells(Invalid):
    """Protocols answer it with a status of their own."""

    status = 403
    title = Label("خانه‌های زیاد", "Too many cells")


KeyRing = Callable[[str], bool]
"""Whether an API key is good. The office hands keys out; the data plane only asks."""


def no_key(_key: str) -> bool:
    return False


@dataclass(frozen=True)
class FairUse:
    """Middleware that counts calls, and the judge of how many cells a query may have.

    `behind_proxy`: everybody comes from the address of a proxy of ours, which tells theirs in X-Forwarded-For.
    """

    clock: Callable[[], float]
    counter: CallCounter = field(default_factory=CallCounter)
    knows_key: KeyRing = no_key
    anonymous: Limits = ANONYMOUS
    with_key: Limits = WITH_KEY
    behind_proxy: bool = False

    def process_request(self, request: falcon.Request, _response: falcon.Response) -> None:
        """TooManyCalls above the limit; Forbidden for a key that is not (or no longer) good."""
        if request.method == "OPTIONS":
            return
        limits, caller = self._caller(request)
        now = self.clock()
        if self.counter.count(caller, now, limits.window) > limits.calls:
            raise _too_many_calls(limits, now)

    def admits(self, environ: Mapping[str, Any]) -> bool:
        """Count a call without a key; False above the limit."""
        limits, caller = self.anonymous, _digest("address", self._address(environ))
        return self.counter.count(caller, self.clock(), limits.window) <= limits.calls

    def limits(self, request: falcon.Request) -> Limits:
        """The limits of the one who asks."""
        return self.with_key if request.env.get(KEY_VARIABLE) else self.anonymous

    def check_cells(self, request: falcon.Request, cells: int) -> None:
        """TooManyCells when a query asks for more than the asker's limit."""
        most = self.limits(request).cells
        if cells > most:
            asked, limit = format_number(cells, 0, "fa"), format_number(most, 0, "fa")
            raise TooManyCells(
                Label(
                    f"{asked} خانه خواسته‌اید و هر پرس‌وجو تا {limit} خانه دارد؛ "
                    "بخشی را بخواهید یا کل را به‌صورت پرونده از /data بگیرید",
                    f"you ask for {cells:,} cells and a query may have {most:,}; "
                    "ask for a part, or take the whole as a file under /data",
                ),
                cells=cells,
                most=most,
            )

    def _caller(self, request: falcon.Request) -> tuple[Limits, bytes]:
        key = request.env.get(KEY_VARIABLE)
        if key is None:
            return self.anonymous, _digest("address", self._address(request.env))
        if not self.knows_key(key):
            raise Forbidden(
                Label(
                    f"کلید {KEY_HEADER} شناخته نیست یا باطل شده است؛ کلید دیگری بسازید یا بی‌کلید بپرسید",
                    f"the key in {KEY_HEADER} is unknown or revoked; make another one or ask without a key",
                )
            )
        return self.with_key, _digest("key", key)

    def _address(self, environ: Mapping[str, Any]) -> str:
        """The last one told is the one that the proxy itself saw; those before it anybody may have written."""
        told: str = environ.get("HTTP_X_FORWARDED_FOR", "") if self.behind_proxy else ""
        return told.rpartition(",")[2].strip() or environ.get("REMOTE_ADDR", "")


@lru_cache(maxsize=4096)
def _digest(kind: str, name: str) -> bytes:
    return hashlib.blake2b(f"{kind}:{name}".encode(errors="surrogateescape"), digest_size=8).digest()


def _too_many_calls(limits: Limits, now: float) -> TooManyCalls:
    wait = limits.window - int(now % limits.window)
    calls, seconds, more = (format_number(each, 0, "fa") for each in (limits.calls, limits.window, wait))
    return TooManyCalls(
        Label(
            f"بیش از {calls} درخواست در {seconds} ثانیه؛ {more} ثانیهٔ دیگر دوباره بپرسید",
            f"more than {limits.calls:,} calls in {limits.window} seconds; ask again in {wait} s",
        ),
        wait,
    )
