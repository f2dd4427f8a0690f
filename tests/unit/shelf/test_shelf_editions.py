"""What readers of the shelf see, and from when."""

from datetime import timedelta

import pytest

from amargah.shelf import Shelf
from amargah.statcore.errors import Invalid, NotFound
from amargah.statcore.labels import Label
from amargah.statcore.signs import Sign
from released import cube, metadata, released, stage

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


def words(shelf, dataset):
    with pytest.raises(NotFound) as failure:
        shelf.edition().dataset(dataset)
    return failure.value.detail.fa.replace(dataset, "X"), failure.value.detail.en.replace(dataset, "X")


def test_an_empty_shelf_is_an_edition(shelf):
    edition = shelf.edition()
    assert edition.releases == () and dict(edition.datasets) == {}
    assert shelf.search("جمعیت") == ()
    assert words(shelf, "POP_COUNTY") == words(shelf, "NOTHING")


def test_a_release_is_seen_from_its_instant_on(shelf, clock, tmp_path):
    empty = shelf.edition()
    stage(shelf, tmp_path / "cubes", "r1", clock() + HOUR)
    assert shelf.edition() == empty
    assert words(shelf, "POP_COUNTY") == words(shelf, "NOTHING")
    clock.advance(HOUR - SECOND)
    assert shelf.edition() == empty
    clock.advance(SECOND)
    assert shelf.edition().key != empty.key
    assert shelf.edition().dataset("POP_COUNTY").latest.release == "r1"


def test_every_process_switches_without_being_told(shelf, clock, tmp_path):
    other = Shelf(tmp_path / "shelf", clock)
    assert other.edition().releases == ()
    stage(shelf, tmp_path / "cubes", "r1", clock() + HOUR)
    stage(shelf, tmp_path / "cubes", "r2", clock() + HOUR, released(tmp_path / "cubes", "OTHER"))
    clock.advance(HOUR)
    assert [each.id for each in other.edition().releases] == ["r2", "r1"]
    assert other.edition() == shelf.edition()


def test_a_staged_release_leaves_the_key_alone_and_a_withdrawn_one_no_gap(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    before = shelf.edition().key
    stage(shelf, tmp_path / "cubes", "secret", clock() + HOUR)
    assert shelf.edition().key == before
    shelf.withdraw("secret")
    last = stage(shelf, tmp_path / "cubes", "r2", clock() + HOUR)
    clock.advance(HOUR)
    never_staged = Shelf(tmp_path / "other", clock)
    stage(never_staged, tmp_path / "cubes", "r1", clock() - HOUR)
    stage(never_staged, tmp_path / "cubes", "r2", clock())
    assert last.sequence == 3
    assert shelf.edition().key == never_staged.edition().key


def test_the_key_holds_no_id_that_could_be_guessed(shelf, clock, tmp_path):
    told = {"title": Label("جمعیت", "Population"), "summary": Label("", ""), "visible_from": clock()}
    carried = {"versions": (released(tmp_path / "cubes"),), "cubes": tmp_path / "cubes"}
    counted_otherwise = Shelf(tmp_path / "other", clock)
    shelf.stage(id="release-7", **told, **carried)
    counted_otherwise.stage(id="release-9", **told, **carried)
    assert shelf.edition().key == counted_otherwise.edition().key


def test_vintages_are_numbered_from_the_oldest(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "late", clock() + 2 * HOUR, released(tmp_path / "cubes", of=cube(2)))
    stage(shelf, tmp_path / "cubes", "early", clock() + HOUR, released(tmp_path / "cubes", of=cube(1)))
    clock.advance(2 * HOUR)
    dataset = shelf.edition().dataset("POP_COUNTY")
    assert [(each.number, each.release) for each in dataset.vintages] == [(2, "late"), (1, "early")]
    assert dataset.latest is dataset.vintage(2) is dataset.vintage_asked(None) is dataset.vintage_asked("۲")
    assert shelf.open(dataset.vintage(1)).cell((0, 0, 0))[0] == 1.0
    with pytest.raises(NotFound, match="numbered from 1 to 2"):
        dataset.vintage(3)
    with pytest.raises(Invalid):
        dataset.vintage_asked("second")


def test_datasets_stand_in_the_order_of_the_persian_alphabet(shelf, clock, tmp_path):
    titles = {"A": "گندم", "B": "پنبه", "C": "آب", "D": "چغندر"}
    versions = [released(tmp_path / "cubes", id, about=metadata(title)) for id, title in titles.items()]
    stage(shelf, tmp_path / "cubes", "r1", clock(), *versions)
    assert list(shelf.edition().datasets) == ["C", "B", "D", "A"]


def test_a_cell_through_its_vintages(shelf, clock, tmp_path):
    folder = tmp_path / "cubes"
    fewer = cube(1, counties=(("1501", "خرم‌آباد", "Khorramabad"),))
    for number, each in enumerate([cube(), fewer, cube(5)]):
        stage(shelf, folder, f"r{number}", clock.advance(HOUR), released(folder, of=each))
    dataset = shelf.edition().dataset("POP_COUNTY")
    rows = shelf.history(dataset, {"COUNTY": "1502", "SEX": "T", "TIME": "1395"})
    assert [(row.vintage.number, row.exists) for row in rows] == [(3, True), (2, False), (1, True)]
    assert (rows[0].value, rows[2].value) == (7005.0, 7000.0)
    assert (rows[0].sign, rows[0].origin.id, rows[1].origin) == (Sign.NORMAL, "submission-1", None)
