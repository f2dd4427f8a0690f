"""Load from a process of its own: wrk, with its connections going through a list of addresses in turn."""

import http.client
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONNECTIONS = 16
ROUNDS = 3
_SCRIPT = """
local paths = {}
for line in io.lines("PATHS") do paths[#paths + 1] = line end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format("TOLD %d %d %d %d %d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
"""
_TOLD = re.compile(r"^TOLD (\d+) (\d+) (\d+) (\d+) (\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Load:
    """What was measured; latencies in milliseconds."""

    answers: int
    seconds: float
    median: float
    worst: float

    @property
    def throughput(self) -> float:
        """Answers a second; when none came in time, the most that it can have been."""
        return max(self.answers, 1) / self.seconds

    def __str__(self) -> str:
        if not self.answers:
            return f"no answer within {self.seconds:.0f} s to {CONNECTIONS} connections"
        return (
            f"{self.throughput:9,.0f} /s   p50 {self.median:7.2f} ms   p99 {self.worst:7.2f} ms"
            f"   ({self.answers:,} answers)"
        )


def measure(port: int, paths: Sequence[str], *, seconds: float, warm_up: float = 1) -> Load:
    """Keep `CONNECTIONS` connections busy; the best of `ROUNDS`, since other tenants of the machine only slow it.

    RuntimeError when an answer was no success: those are fast to make.
    """
    with tempfile.TemporaryDirectory() as name:
        script = _script(Path(name), paths)
        _run(script, port, warm_up)
        return max((_run(script, port, seconds) for _ in range(ROUNDS)), key=lambda load: load.throughput)


def body(port: int, path: str) -> bytes:
    """One whole answer."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        link.request("GET", path)
        answer = link.getresponse()
        whole = answer.read()
    finally:
        link.close()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path}: {answer.status} {whole[:300]!r}")
    return whole


def _script(folder: Path, paths: Sequence[str]) -> Path:
    (folder / "paths").write_text("\n".join(paths) + "\n")
    script = folder / "turns.lua"
    script.write_text(_SCRIPT.replace("PATHS", str(folder / "paths")))
    return script


def _run(script: Path, port: int, seconds: float) -> Load:
    command = [
        *(_wrk(), "--threads", "1", "--connections", str(CONNECTIONS), "--timeout", "60s"),
        *("--duration", f"{max(1, round(seconds))}s", "--script", str(script), f"http://127.0.0.1:{port}/"),
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = _TOLD.search(said)
    if told is None:
        raise RuntimeError(said)
    answers, microseconds, median, worst, errors = map(int, told.groups())
    if errors:
        raise RuntimeError(f"{errors} of {answers} answers were no success")
    return Load(answers, microseconds / 1e6, median / 1e3, worst / 1e3)


def _wrk() -> str:
    found = shutil.which("wrk")
    if found is None:
        raise RuntimeError("wrk is not installed: apt-get install wrk")
    return found
