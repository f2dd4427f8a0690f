"""Measure everything and print it: `python -m bench [--seconds 5] [--data ./var] [--page /fa/]`."""

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.open_data import open_data
from bench.pages import pages
from bench.publishing import publishing
from bench.px_reading import px_reading
from bench.report import Figure
from bench.slices import slices


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="how long each load lasts")
    parser.add_argument("--data", type=Path, default=Path("var"), help="a folder that `make demo` has filled")
    parser.add_argument("--page", default="/fa/", help="the page of the portal to measure")
    asked = parser.parse_args()
    for figure in _figures(asked.seconds, asked.data, asked.page):
        print(figure, flush=True)


def _figures(seconds: float, data: Path, page: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="amargah-bench-") as folder:
        yield publishing(Path(folder))
        yield from slices(Path(folder), seconds)
    with tempfile.TemporaryDirectory(prefix="amargah-bench-") as folder:
        yield from open_data(Path(folder), seconds)
        yield px_reading(Path(folder))
    if data.exists():
        yield pages(page, data, seconds)
    else:
        yield Figure(
            f"The page {page} of the portal", (f"not measured: there is no {data}; run `make demo` first",)
        )


if __name__ == "__main__":
    main()
