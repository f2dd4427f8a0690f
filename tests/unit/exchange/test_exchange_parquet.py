import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from amargah.exchange.parquet import read_parquet, write_parquet
from amargah.statcore.cubes import empty_cube
from amargah.statcore.errors import Invalid


def test_a_cube_comes_back(cube, tmp_path):
    path = tmp_path / "cube.parquet"
    write_parquet(cube, path)
    again = read_parquet(path)
    assert again.structure == cube.structure
    assert again.origins == cube.origins
    np.testing.assert_array_equal(again.values, cube.values)
    np.testing.assert_array_equal(again.signs, cube.signs)
    exists = ~np.isnan(cube.values) | (cube.signs > 0)
    np.testing.assert_array_equal(again.origin_numbers[exists], cube.origin_numbers[exists])


def test_others_see_plain_columns(cube, tmp_path):
    path = tmp_path / "cube.parquet"
    write_parquet(cube, path)
    rows = pq.read_table(path).to_pylist()
    assert len(rows) == 8
    assert rows[0] == {"COUNTY": "1501", "SEX": "T", "TIME": "1395", "value": 1000.0, "sign": 0, "origin": 1}
    assert rows[3]["value"] is None


def test_a_cube_without_cells(structure, tmp_path):
    write_parquet(empty_cube(structure), tmp_path / "empty.parquet")
    assert np.isnan(read_parquet(tmp_path / "empty.parquet").values).all()


def test_other_files_are_refused(tmp_path, cube):
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(Invalid):
        read_parquet(path)
    path.write_bytes(b"PAR1 but not really")
    with pytest.raises(Invalid):
        read_parquet(path)
