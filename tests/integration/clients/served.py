"""Two datasets with two vintages each, and a server on the loopback that gives them to clients."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import numpy as np

from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.signs import MEANINGS, Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import ORIGIN, dimension, metadata, released, stage

PEOPLE, PRICES = "POP_COUNTY", "PRICES"
HOUR = timedelta(hours=1)


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        pass


class _ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


@contextmanager
def serving(application) -> Iterator[str]:
    """The address under which a WSGI callable answers for the time being."""
    server = make_server("127.0.0.1", 0, application, server_class=_ThreadedServer, handler_class=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def people() -> Cube:
    """Counts by county and sex, three Solar years; not every cell is there, and some are not plain numbers."""
    made = Structure(
        PEOPLE,
        Label("جمعیت شهرستان‌ها", "Population of counties"),
        (
            dimension(
                "COUNTY", "شهرستان", "County",
                (("1501", "خرم‌آباد", "Khorramabad"), ("1502", "بروجرد", "Borujerd"), ("1503", "دورود", "Dorud")),
                Role.GEO,
            ),
            dimension("SEX", "جنس", "Sex", (("T", "همه", "Total"), ("M", "مرد", "Male"), ("F", "زن", "Female"))),
            dimension("TIME", "سال", "Year", tuple((year,) * 3 for year in ("1390", "1395", "1400")), Role.TIME),
        ),
        Measure(Label("جمعیت", "Population"), Label("نفر", "persons"), additive=True),
    )  # fmt: skip
    values = np.arange(1000.0, 1000.0 + made.size).reshape(made.shape)
    signs = np.zeros(made.shape, np.uint8)
    values[0, 0, 0], signs[0, 0, 0] = np.nan, Sign.CONFIDENTIAL
    values[1, 2, 1], signs[1, 2, 1] = np.nan, Sign.NOT_AVAILABLE
    values[2, 2, 2] = np.nan
    signs[0, 1, 2], signs[2, 0, 1] = Sign.PROVISIONAL, Sign.ESTIMATED
    return Cube(made, values, signs, np.zeros(made.shape, np.uint16), (ORIGIN,))


def prices() -> Cube:
    """Two indicators with units of their own, in Gregorian months, with decimals that no float has exactly."""
    indicators = Codelist(
        "CL_INDICATOR",
        Label("شاخص", "Indicator"),
        (
            Code("INDEX", Label("شاخص قیمت", "Price index"), unit=Label("شاخص", "index"), decimals=2),
            Code("RATE", Label("تورم", "Inflation"), unit=Label("درصد", "percent"), decimals=1),
        ),
    )
    months = tuple((id, f"ماه {id}", f"Month {id}") for id in ("2021-M11", "2021-M12", "2022-M01"))
    made = Structure(
        PRICES,
        Label("قیمت‌ها", "Prices"),
        (
            Dimension("INDICATOR", Label("شاخص", "Indicator"), indicators, Role.METRIC),
            dimension("GOOD", "کالا", "Good", (("ALL", "همه", "All goods"), ("BREAD", "نان", "Bread"))),
            dimension("MONTH", "ماه", "Month", months, Role.TIME),
        ),
        Measure(Label("قیمت‌ها", "Prices"), Label("", "")),
    )
    values = np.array([[[100.1, 100.25, 103.0], [99.9, np.nan, 0.1]], [[1.1, 0.0, -2.5], [12345.6, 7.0, 0.3]]])
    signs = np.zeros(made.shape, np.uint8)
    signs[0, 1, 1], signs[1, 0, 2] = Sign.NEGLIGIBLE, Sign.PROVISIONAL
    return Cube(made, values, signs, np.zeros(made.shape, np.uint16), (ORIGIN,))


def changed(cube: Cube, *, cell, added, dropped) -> Cube:
    """The cube with a cell of another value, one more that exists, and one that does not any more."""
    values, signs = cube.values.copy(), cube.signs.copy()
    values[cell] += 5
    values[added], signs[added] = 77.5, Sign.NORMAL
    values[dropped], signs[dropped] = np.nan, Sign.NORMAL
    return replace(cube, values=values, signs=signs)


@dataclass(frozen=True)
class Served:
    """The `address`, and what it has: the latest cubes, those of the first vintage and an instant of theirs."""

    address: str
    cubes: dict[str, Cube]
    before: dict[str, Cube]
    instant: str


def shelve(shelf, clock, folder) -> Served:
    """Releases both datasets twice; the address is still to come."""
    about = {
        PEOPLE: metadata(notes=(Label("بدون عشایر", "Without nomads"),)),
        PRICES: replace(metadata("قیمت‌ها", "Prices"), topic="prices"),
    }
    before = {PEOPLE: people(), PRICES: prices()}
    latest = {
        PEOPLE: changed(before[PEOPLE], cell=(0, 1, 1), added=(2, 2, 2), dropped=(1, 1, 0)),
        PRICES: changed(before[PRICES], cell=(1, 0, 0), added=(0, 1, 1), dropped=(1, 1, 2)),
    }
    instants = []
    for number, cubes in enumerate((before, latest), start=1):
        clock.advance(HOUR)
        versions = [_version(folder, dataset, cube, about[dataset]) for dataset, cube in cubes.items()]
        stage(shelf, folder, f"r{number}", clock(), *versions)
        instants.append(clock().isoformat().replace("+00:00", "Z"))
    clock.advance(HOUR)
    return Served("", latest, before, instants[0])


def _version(folder, dataset, cube, about):
    first, second, time = (each.id for each in cube.structure.dimensions)
    return replace(released(folder, dataset, of=cube, about=about), layout=((first,), (second, time)))


def cells(cube: Cube) -> dict[tuple[str, ...], tuple[float | None, str]]:
    """Value and SDMX status of each cell that exists, by its codes in the order of the structure."""
    found = {}
    for index in np.ndindex(cube.structure.shape):
        value, sign = float(cube.values[index]), int(cube.signs[index])
        if not np.isnan(value) or sign:
            pairs = zip(cube.structure.dimensions, index, strict=True)
            key = tuple(dimension.codelist.codes[place].id for dimension, place in pairs)
            found[key] = (None if np.isnan(value) else value, MEANINGS[sign].status)
    return found


def numbers(cube: Cube) -> dict[tuple[str, ...], float]:
    """The cells that have a number."""
    return {key: value for key, (value, _) in cells(cube).items() if value is not None}


def picked(found, cube: Cube, **codes):
    """Those of the cells whose code in each named dimension is one of those given."""
    axes = {cube.structure.axis(id): wanted for id, wanted in codes.items()}
    return {key: cell for key, cell in found.items() if all(key[axis] in wanted for axis, wanted in axes.items())}
