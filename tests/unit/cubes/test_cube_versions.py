"""Versions on disk: names by content, views instead of copies, damage found."""

import numpy as np
import pytest

from amargah.cubes import blocks, open_version, verify_version, write_version
from amargah.cubes.durable import place_folder
from amargah.statcore.cubes import Cube, empty_cube
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label
from amargah.statcore.lineage import Origin, OriginKind
from amargah.statcore.selections import resolve
from amargah.statcore.signs import Sign
from amargah.statcore.structures import Code, Codelist, Dimension, Measure, Role, Structure


def label(text):
    return Label(text, text)


def structure(*lengths):
    dimensions = [
        Dimension(
            f"D{axis}",
            label(f"D{axis}"),
            Codelist(f"CL{axis}", label("list"), tuple(Code(f"c{n}", label(f"c{n}")) for n in range(length))),
            Role.TIME if axis == 0 else Role.OTHER,
        )
        for axis, length in enumerate(lengths)
    ]
    return Structure("TEST", label("test"), tuple(dimensions), Measure(label("count"), label("persons")))


def origin(id):
    return Origin(id, OriginKind.SUBMISSION, label("agency"))


def dense_cube():
    shape = (3, 4)
    return Cube(
        structure(*shape),
        np.arange(12.0).reshape(shape),
        np.zeros(shape, np.uint8),
        np.ones(shape, np.uint16),
        (origin("a"), origin("b")),
    )


def sparse_cube():
    cube = empty_cube(structure(10, 10))
    cube.values[2, 3] = 5.5
    cube.signs[7, 7] = Sign.CONFIDENTIAL
    return Cube(cube.structure, cube.values, cube.signs, cube.origin_numbers, (origin("a"),))


@pytest.mark.parametrize(
    "cube", [dense_cube(), sparse_cube(), empty_cube(structure(2, 2)), empty_cube(structure(1, 0))]
)
def test_what_is_written_is_read(tmp_path, cube):
    read = open_version(tmp_path, write_version(tmp_path, cube)).cube()
    assert read.structure == cube.structure
    assert read.origins == cube.origins
    np.testing.assert_array_equal(read.values, cube.values)
    np.testing.assert_array_equal(read.signs, cube.signs)
    np.testing.assert_array_equal(read.origin_numbers, cube.origin_numbers)


def test_writing_again_changes_nothing(tmp_path):
    first = write_version(tmp_path, dense_cube())
    before = sorted((path.name, path.stat().st_mtime_ns) for path in (tmp_path / first).iterdir())
    assert write_version(tmp_path, dense_cube()) == first
    assert sorted((path.name, path.stat().st_mtime_ns) for path in (tmp_path / first).iterdir()) == before
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == [first]


def test_the_name_depends_on_every_part(tmp_path):
    cube = dense_cube()
    values, signs, numbers = cube.values.copy(), cube.signs.copy(), cube.origin_numbers.copy()
    values[1, 1], signs[1, 1], numbers[1, 1] = 99, Sign.ESTIMATED, 0
    others = [
        Cube(
            structure(4, 3),
            *(a.reshape(4, 3) for a in (cube.values, cube.signs, cube.origin_numbers)),
            cube.origins,
        ),
        Cube(cube.structure, values, cube.signs, cube.origin_numbers, cube.origins),
        Cube(cube.structure, cube.values, signs, cube.origin_numbers, cube.origins),
        Cube(cube.structure, cube.values, cube.signs, numbers, cube.origins),
        Cube(cube.structure, cube.values, cube.signs, cube.origin_numbers, (origin("a"), origin("c"))),
    ]
    assert len({write_version(tmp_path, other) for other in [cube, *others]}) == 6


def test_the_name_depends_on_nothing_else(tmp_path):
    cube = empty_cube(structure(4, 4))
    cube.values[:3] = 0.0
    same = empty_cube(structure(4, 4))
    same.values[:3] = -0.0
    same.values[3:] = np.frombuffer(b"\x01\x00\x00\x00\x00\x00\xf8\xff", np.float64)[0]  # a NaN of other bits
    same.origin_numbers[3:] = 7  # of cells that do not exist
    turned = Cube(
        same.structure, np.asfortranarray(same.values), same.signs, np.asfortranarray(same.origin_numbers), ()
    )
    assert len({write_version(tmp_path, each) for each in (cube, same, turned)}) == 1


def test_dense_parts_are_views_of_the_disk(tmp_path):
    stored = open_version(tmp_path, write_version(tmp_path, dense_cube()))
    whole, part = stored.cube(), stored.select(((1, 2), (1, 2, 3)))
    assert np.shares_memory(whole.values, part.values)
    assert not whole.values.flags.writeable


def test_one_cell_with_its_sign_and_origin(tmp_path):
    stored = open_version(tmp_path, write_version(tmp_path, sparse_cube()))
    assert stored.cell((2, 3)) == (5.5, Sign.NORMAL, origin("a"))
    value, sign, trail = stored.cell((7, 7))
    assert (np.isnan(value), sign, trail) == (True, Sign.CONFIDENTIAL, origin("a"))
    value, sign, trail = stored.cell((0, 0))
    assert (np.isnan(value), sign, trail) == (True, Sign.NORMAL, None)


def test_a_selection_keeps_the_order_asked_for(tmp_path):
    stored = open_version(tmp_path, write_version(tmp_path, dense_cube()))
    part = stored.select(resolve(stored.structure, {"D1": ["c3", "c0"], "D0": ["c2"]}))
    assert part.values.tolist() == [[11.0, 8.0]]
    assert [code.id for code in part.structure.dimension("D1").codelist] == ["c3", "c0"]


def test_blocks_follow_each_other():
    indices = ((0, 1), (2, 3, 4), (5, 6, 7, 8))
    pieces = list(blocks(indices, 5))
    assert pieces[:3] == [((0,), (2,), (5, 6, 7, 8)), ((0,), (3,), (5, 6, 7, 8)), ((0,), (4,), (5, 6, 7, 8))]
    assert len(pieces) == 6
    assert list(blocks(indices, 24)) == [indices]


@pytest.mark.parametrize("name", ["0" * 64, "../../etc", "", "x"])
def test_a_version_that_is_not_there(tmp_path, name):
    with pytest.raises(NotFound):
        open_version(tmp_path, name)


@pytest.mark.parametrize("cube", [dense_cube(), sparse_cube()])
def test_every_flipped_byte_is_found(tmp_path, cube):
    version = write_version(tmp_path, cube)
    assert verify_version(tmp_path, version) == ()
    for path in sorted((tmp_path / version).iterdir()):
        sound = path.read_bytes()
        for place in {0, len(sound) // 2, len(sound) - 1}:
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
            assert verify_version(tmp_path, version), path.name
        path.unlink()
        assert verify_version(tmp_path, version), path.name
        path.write_bytes(sound)
    assert verify_version(tmp_path, version) == ()


def spoiled(array, value):
    cube = dense_cube()
    getattr(cube, array)[0, 0] = value
    return cube


@pytest.mark.parametrize(
    "cube",
    [spoiled("values", np.inf), spoiled("signs", 9), spoiled("origin_numbers", 2), spoiled("signs", 8)],
    ids=["inf", "sign", "origin", "number under a sign that replaces it"],
)
def test_a_cube_that_makes_no_sense_is_refused(tmp_path, cube):
    with pytest.raises(Invalid):
        write_version(tmp_path, cube)
    write_version(tmp_path, dense_cube())
    assert not list(tmp_path.glob(".writing-*"))


def test_what_a_full_disk_cut_off_does_not_stay_in_the_way(tmp_path):
    def fill(folder):
        (folder / "values").write_bytes(b"half of it")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        place_folder(tmp_path, fill)
    assert list(tmp_path.iterdir()) == []
