"""One cell is the same through every door: any cube, any part of it, every protocol and format."""

import csv
import io
import json
import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pandas as pd
import pytest
from falcon.testing import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pyjstat import pyjstat
from python_calamine import CalamineWorkbook

from amargah.dataplane import create_app
from amargah.exchange.jsonstat import read_jsonstat
from amargah.exchange.parquet import read_parquet
from amargah.exchange.px import read_px
from amargah.exchange.sdmx import read_data
from amargah.exchange.sdmx.identity import to_id
from amargah.exchange.sdmx.times import to_time
from amargah.shelf import Shelf
from amargah.statcore.cubes import Cube
from amargah.statcore.labels import Label
from amargah.statcore.periods import Calendar, Frequency, Period, parse_period
from amargah.statcore.signs import BY_STATUS, BY_SYMBOL, MEANINGS
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure
from released import metadata, released, stage

NOW = datetime(2026, 3, 21, tzinfo=UTC)
DATASET = "ANY"
words = st.text(st.sampled_from("ابپتجمعیتABcd12 "), min_size=1, max_size=8).map(lambda text: text.strip() or "و")
labels = st.builds(Label, words, words)
ids = st.from_regex(r"[AB01_][AB01_.-]{0,3}", fullmatch=True)


@st.composite
def periods(draw):
    calendar = draw(st.sampled_from(Calendar))
    first = Period(calendar, draw(st.sampled_from(Frequency)), 1400 if calendar is Calendar.SOLAR else 2021)
    found = [first]
    while len(found) < draw(st.integers(1, 3)):
        found.append(found[-1].next())
    return [period.id for period in found]


@st.composite
def dimensions(draw):
    """One or two of any kind, perhaps with units of their codes' own, and one of time, in any order."""
    made = []
    for name in "PQ"[: draw(st.integers(1, 2))]:
        listed = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
        codes = [Code(id, Label(f"{id} فا", f"{id} en")) for id in listed]
        role = draw(st.sampled_from([Role.OTHER, Role.GEO, Role.METRIC])) if not made else Role.OTHER
        if role is Role.METRIC:
            codes = [replace(code, unit=draw(labels), decimals=draw(st.integers(0, 2))) for code in codes]
        made.append(Dimension(name, draw(labels), Codelist(f"CL_{name}", Label("", ""), tuple(codes)), role))
    times = tuple(Code(id, Label(id, id)) for id in draw(periods()))
    made.append(Dimension("WHEN", Label("کی", "When"), Codelist("CL_WHEN", Label("", ""), times), Role.TIME))
    return tuple(draw(st.permutations(made)))


@st.composite
def cubes(draw):
    structure = Structure(DATASET, draw(labels), draw(dimensions()), Measure(draw(labels), draw(labels), 1))
    numbers = st.floats(-1e15, 1e15, allow_nan=False).map(lambda number: number + 0.0)
    cells = st.one_of(
        st.just((np.nan, 0)),  # not there
        *(
            st.just((np.nan, each.sign)) if each.replaces else numbers.map(lambda n, sign=each.sign: (n, sign))
            for each in MEANINGS
        ),
    )
    told = draw(st.lists(cells, min_size=structure.size, max_size=structure.size))
    values = np.array([value for value, _ in told]).reshape(structure.shape)
    signs = np.array([sign for _, sign in told], np.uint8).reshape(structure.shape)
    return Cube(structure, values, signs, np.zeros(structure.shape, np.uint16))


@dataclass(frozen=True)
class Case:
    """A cube with its notes, and the codes asked for by dimension."""

    cube: Cube
    notes: tuple[Label, ...]
    codes: dict[str, list[str]]

    @property
    def layout(self):
        """A dimension between the first and the last stands in neither."""
        order = [dimension.id for dimension in self.cube.structure.dimensions]
        return (order[0],), (order[-1],)


@st.composite
def cases(draw):
    cube = draw(cubes())
    codes = {}
    for dimension in cube.structure.dimensions:
        listed = [code.id for code in dimension.codelist]
        chosen = draw(st.sets(st.sampled_from(listed), min_size=1))
        codes[dimension.id] = [code for code in listed if code in chosen]
    return Case(cube, tuple(draw(st.lists(labels, max_size=2, unique=True))), codes)


def figures(cube, codes=None):
    """Number and sign of each cell that exists and is asked for, by its codes."""
    found = {}
    for index in np.ndindex(cube.structure.shape):
        value, sign = float(cube.values[index]), int(cube.signs[index])
        pairs = zip(cube.structure.dimensions, index, strict=True)
        key = {d.id: d.codelist.codes[at].id for d, at in pairs}
        asked = codes is None or all(code in codes[id] for id, code in key.items())
        if asked and (sign or not np.isnan(value)):
            key.pop("ContentsCode", None)
            found[frozenset(key.items())] = (None if np.isnan(value) else value, sign)
    return found


class Doors:
    """The data plane over one case; each door answers with the figures that a reader finds behind it."""

    def __init__(self, case, folder):
        self.case, self.folder, self.structure = case, folder, case.cube.structure
        shelf = Shelf(folder / "shelf", lambda: NOW)
        version = released(folder / "cubes", DATASET, of=case.cube, about=metadata(notes=case.notes))
        stage(shelf, folder / "cubes", "r", NOW, replace(version, layout=case.layout))
        self.client = TestClient(create_app(shelf))

    def get(self, address, query="", **headers):
        answer = self.client.simulate_get(f"{address}?{query}", headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.content

    def file(self, extension):
        query = "&".join(f"{id}={quote(','.join(codes))}" for id, codes in self.case.codes.items())
        return self.get(f"/data/{DATASET}.{extension}", f"{query}&lang=en")

    def of_jsonstat(self):
        return figures(read_jsonstat(self.file("json")))

    def of_px(self):
        return figures(read_px(self.file("px")).cube)

    def of_parquet(self):
        path = self.folder / "answer.parquet"
        path.write_bytes(self.file("parquet"))
        return figures(read_parquet(path))

    def of_csv(self):
        rows = csv.DictReader(io.StringIO(self.file("csv").decode("utf-8-sig")))
        return {self.key(row): (number(row["value"]), int(BY_STATUS[row["status"] or "A"].sign)) for row in rows}

    def of_xlsx(self):
        """A list tells everything. Of a table, the signs beside a number are in its format alone."""
        rows = CalamineWorkbook.from_filelike(io.BytesIO(self.file("xlsx"))).get_sheet_by_index(0).to_python()
        heads = [place for place, row in enumerate(rows) if row[-1] == "Sign"]
        return self.of_list(rows[heads[0] :]) if heads else self.of_table(rows)

    def of_list(self, rows):
        head, *rows = rows
        told = [dict(zip(head, row, strict=True)) for row in rows]
        by_words = {meaning.label.en: int(meaning.sign) for meaning in MEANINGS} | {"": 0}
        return {self.key(row): (shown(row["Value"]), by_words[row["Sign"]]) for row in told}

    def of_table(self, rows):
        stub, header = ([self.case.codes[id] for id in side] for side in self.case.layout)
        fixed = {id: codes[0] for id, codes in self.case.codes.items() if len(codes) == 1}
        found = {}
        for row, down in zip(rows[-len(stub[0]) :], stub[0], strict=True):
            for cell, across in zip(row[-len(header[0]) :], header[0], strict=True):
                key = fixed | {self.case.layout[0][0]: down, self.case.layout[1][0]: across}
                if cell != "":
                    found[frozenset(key.items())] = (
                        (None, int(BY_SYMBOL[cell].sign)) if isinstance(cell, str) else (cell, 0)
                    )
        return found

    def of_version_2(self, format):
        query = "&".join(f"valueCodes[{id}]={quote(','.join(codes))}" for id, codes in self.case.codes.items())
        content = self.get(f"/api/v2/tables/{DATASET}/data", f"{query}&outputFormat={format}&lang=en")
        return figures(read_px(content).cube if format == "px" else read_jsonstat(content))

    def of_version_1(self):
        items = [
            {"code": id, "selection": {"filter": "item", "values": codes}} for id, codes in self.case.codes.items()
        ]
        query = {"query": items, "response": {"format": "json-stat2"}}
        answer = self.client.simulate_post(f"/api/v1/en/amargah/population/{DATASET}", json=query)
        return figures(read_jsonstat(answer.content))

    def of_sdmx_3(self, accepted):
        wanted = "&".join(
            f"c[{self.sdmx(d)}]={quote(','.join(self.written(d, code) for code in self.case.codes[d.id]))}"
            for d in self.structure.dimensions
        )
        return self.of_sdmx(f"/sdmx/3.0/data/dataflow/SCI/{DATASET}/1.0", wanted, accepted)

    def of_sdmx_21(self, accepted):
        """A key has no list of times: more than those asked for come, and are left out here."""
        key = ".".join(
            "+".join(to_id(code) for code in self.case.codes[d.id])
            for d in self.structure.dimensions
            if d.role is not Role.TIME
        )
        return self.of_sdmx(f"/sdmx/2.1/data/{DATASET}/{quote(key)}", "", accepted)

    def of_sdmx(self, address, query, accepted):
        answer = self.client.simulate_get(f"{address}?{query}", headers={"Accept": accepted})
        if answer.status_code == 404:  # the answer of SDMX when nothing is there
            return {}
        assert answer.status_code == 200, answer.text
        return figures(read_data(answer.content, self.structure), self.case.codes)

    def sdmx(self, dimension):
        return "TIME_PERIOD" if dimension.role is Role.TIME else to_id(dimension.id)

    def written(self, dimension, code):
        return to_time(parse_period(code)) if dimension.role is Role.TIME else to_id(code)

    def key(self, row):
        return frozenset((d.id, row[d.id]) for d in self.structure.dimensions)


def number(text):
    return float(text) if text else None


def shown(cell):
    """The number in a cell of a sheet; what is text there is a sign in its place."""
    return None if isinstance(cell, str) else cell


def numbers(found):
    return {key: value for key, (value, _) in found.items() if value is not None}


def bare(found):
    """What the cells of a table show: a number, or else the sign in its place."""
    return {key: (value, 0 if value is not None else sign) for key, (value, sign) in found.items()}


SDMX_21 = ("genericdata+xml", "structurespecificdata+xml", "data+json", "data+csv")
SDMX_3 = ("data+xml", "data+json", "data+csv")


def every_door(doors):
    yield "files json", doors.of_jsonstat()
    yield "files csv", doors.of_csv()
    yield "files px", doors.of_px()
    yield "files parquet", doors.of_parquet()
    for format in ("json-stat2", "px"):
        yield f"PxWebApi 2 {format}", doors.of_version_2(format)
    yield "PxWebApi 1", doors.of_version_1()
    for name in SDMX_21:
        yield f"SDMX 2.1 {name}", doors.of_sdmx_21(f"application/vnd.sdmx.{name}")
    for name in SDMX_3:
        yield f"SDMX 3.0 {name}", doors.of_sdmx_3(f"application/vnd.sdmx.{name}")


@settings(max_examples=25, deadline=None)
@given(cases())
def test_numbers_and_signs_are_the_same_through_every_door(case):
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(case, Path(folder))
        expected = figures(case.cube, case.codes)
        for door, found in every_door(doors):
            assert found == expected, door
        sheet = doors.of_xlsx()
        assert sheet in (expected, bare(expected)), "files xlsx"


@pytest.mark.filterwarnings("ignore:Shouldn't use this function anymore")  # which pyjstat does itself
@settings(max_examples=10, deadline=None)
@given(cases())
def test_readers_of_others_find_the_same_numbers(case):
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(case, Path(folder))
        expected = numbers(figures(case.cube, case.codes))
        frame = pyjstat.Dataset.read(doors.file("json").decode()).write("dataframe", naming="id")
        table = pd.read_csv(
            io.BytesIO(doors.file("csv")), dtype=dict.fromkeys(case.codes, str), keep_default_na=False
        )
        for found in (frame, table):
            rows = found.to_dict("records")
            values = {doors.key(row): row["value"] for row in rows if row["value"] not in ("", None)}
            assert {key: float(value) for key, value in values.items() if not pd.isna(value)} == expected


@settings(max_examples=10, deadline=None)
@given(cases())
def test_notes_come_through_every_door_that_has_room_for_them(case):
    with tempfile.TemporaryDirectory() as folder:
        doors = Doors(case, Path(folder))
        texts = [note.en for note in case.notes]
        assert json.loads(doors.file("json")).get("note", []) == texts
        assert read_px(doors.file("px")).metadata.notes[: len(texts)] == case.notes
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(doors.file("xlsx"))).get_sheet_by_index(1)
        assert {text for row in sheet.to_python() for text in row} >= set(texts)
        if figures(case.cube):
            address = f"/sdmx/3.0/data/dataflow/SCI/{DATASET}/1.0"
            told = {"Accept": "application/vnd.sdmx.data+csv", "Accept-Language": "en"}
            rows = csv.DictReader(io.StringIO(doors.get(address, **told).decode()))
            assert {row["COMMENT_DSET"] for row in rows} == {"\n".join(texts)}
