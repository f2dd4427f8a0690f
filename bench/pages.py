"""Pages of the portal from its cache against the same bytes as a static file of nginx."""

import tempfile
from pathlib import Path

from bench.load import body, measure
from bench.report import Figure
from bench.servers import granian, nginx

APPLICATION = "bench.applications:office"


def pages(page: str, data: Path, seconds: float) -> Figure:
    """`page` is an address of the portal such as `/fa/`; `data` is a folder that `make demo` has filled."""
    with tempfile.TemporaryDirectory(prefix="amargah-bench-") as name:
        folder = Path(name)
        with granian(APPLICATION, folder, AMARGAH_DATA=str(data.resolve()), AMARGAH_DEMO="1") as server:
            text = body(server.port, page)
            ours = measure(server.port, [page], seconds=seconds)
        with nginx({"page.html": text}, folder) as port:
            theirs = measure(port, ["/page.html"], seconds=seconds)
    return Figure(
        f"The page {page} of the portal, {len(text):,} bytes",
        (
            f"portal, Granian    {ours}",
            f"nginx, static      {theirs}",
            f"nginx gives {theirs.throughput / ours.throughput:.1f} times as many",
        ),
    )
