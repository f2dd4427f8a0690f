import csv
import io
import json
from datetime import UTC, datetime
from unittest.mock import patch

import numpy as np
from exchange_cubes import cubes, structures
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonstat_validator import validate_jsonstat

from amargah.exchange import csv as csv_of_cubes
from amargah.exchange.csv import CsvTable
from amargah.exchange.documents import decode, encode
from amargah.exchange.jsonstat import read_jsonstat, write_jsonstat
from amargah.exchange.parquet import read_parquet, write_parquet
from amargah.exchange.xlsx import read_template, write_template
from amargah.statcore.labels import Label
from amargah.statcore.metadata import Metadata
from amargah.statcore.structures import Structure
from amargah.statcore.tables import Table

LABEL = Label("ع", "T")
METADATA = Metadata(LABEL, LABEL, LABEL, "population")
languages = st.sampled_from(["fa", "en"])
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def same(one, other):
    np.testing.assert_array_equal(one.values, other.values)
    np.testing.assert_array_equal(one.signs, other.signs)


@few
@given(structures())
def test_structures_survive_their_document(structure):
    assert decode(encode(structure), Structure) == structure


@few
@given(cubes(), languages)
def test_json_stat_carries_the_figures_and_validates(cube, language):
    data = write_jsonstat(cube, METADATA, language=language, updated=datetime(2026, 1, 1, tzinfo=UTC))
    assert validate_jsonstat(json.loads(data)) is True
    again = read_jsonstat(data)
    same(again, cube)
    assert [d.id for d in again.structure.dimensions] == [d.id for d in cube.structure.dimensions]
    for mine, theirs in zip(again.structure.dimensions, cube.structure.dimensions, strict=True):
        assert mine.role is theirs.role
        texts = [code.label.text(language) for code in theirs.codelist]
        assert [code.label.text(language) for code in mine.codelist] == texts


@few
@given(cubes())
def test_parquet_carries_everything(tmp_path, cube):
    write_parquet(cube, tmp_path / "cube.parquet")
    again = read_parquet(tmp_path / "cube.parquet")
    assert again.structure == cube.structure
    same(again, cube)


@few
@given(cubes(), languages, st.data())
def test_a_filled_template_is_read_as_it_was_written(cube, language, data):
    order = data.draw(st.permutations([d.id for d in cube.structure.dimensions]))
    split = data.draw(st.integers(max(1, len(order) - 3), min(3, len(order) - 1)))
    table = Table(cube.structure, tuple(order[:split]), tuple(order[split:]))
    book = write_template(table, cube, signature="s", language=language, lines=("=1", "متن"))
    reading = read_template(book, table, signature="s")
    assert reading.problems == ()
    same(reading, cube)


@few
@given(cubes(), languages)
def test_lines_that_arrow_joins_are_those_joined_one_by_one(cube, language):
    places = [range(size) for size in cube.structure.shape]
    table = CsvTable(cube.structure, language)
    with patch.object(csv_of_cubes, "_FEW", 0):
        by_arrow = table.part(places, cube.values, cube.signs)
    assert by_arrow == table.part(places, cube.values, cube.signs)


@few
@given(cubes(), languages)
def test_csv_has_every_cell_and_no_live_text(cube, language):
    places = [range(size) for size in cube.structure.shape]
    text = CsvTable(cube.structure, language).part(places, cube.values, cube.signs).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    exists = ~np.isnan(cube.values) | (cube.signs != 0)
    assert len(rows) == exists.sum()
    numbers = [float(row[-2]) if row[-2] else np.nan for row in rows]
    np.testing.assert_array_equal(numbers, cube.values[exists])
    for row in [head, *rows]:
        assert not any(text.startswith(("=", "+", "-", "@")) for text in (*row[:-2], row[-1]))
