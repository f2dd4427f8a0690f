"""Downloads that are interrupted and go on: what arrives in parts is byte for byte the whole."""

import time
from datetime import timedelta
from threading import Thread

import numpy as np
import pytest
from falcon.testing import TestClient

from amargah.dataplane import create_app, formats
from amargah.dataplane.files import spool
from amargah.dataplane.files.spool import OnDisk, Spool, written_down
from amargah.statcore.errors import Unavailable
from released import cube, released, stage

FORMATS = ["json", "csv", "xlsx", "px", "parquet"]
WAYS = ["", "?SEX=T&lang=en", "?vintage=1&TIME=1395"]


@pytest.fixture
def client(shelf, clock, tmp_path):
    stage(shelf, tmp_path / "cubes", "r1", clock())
    clock.advance(timedelta(hours=1))
    stage(shelf, tmp_path / "cubes", "r2", clock(), released(tmp_path / "cubes", of=cube(1)))
    return TestClient(create_app(shelf))


@pytest.fixture(params=[1 << 16, 4], ids=["small", "large"])
def block(request, monkeypatch):
    """Once as small files, once as if eighteen cells were many."""
    monkeypatch.setattr(formats, "_BLOCK", request.param)
    monkeypatch.setattr(formats, "_CSV_BLOCK", request.param)
    if request.param == 4:
        monkeypatch.setattr(formats, "fits", lambda _table: False)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("extension", FORMATS)
def test_in_steps_it_is_the_whole(client, block, extension, way):
    address = f"/data/POP_COUNTY.{extension}{way}"
    whole = client.simulate_get(address)
    assert whole.headers["Accept-Ranges"] == "bytes"
    total, step = len(whole.content), len(whole.content) // 3 + 1
    got = b""
    while len(got) < total:
        asked = {"Range": f"bytes={len(got)}-{len(got) + step - 1}", "If-Range": whole.headers["ETag"]}
        part = client.simulate_get(address, headers=asked)
        last = min(len(got) + step, total) - 1
        assert (part.status_code, part.headers["ETag"]) == (206, whole.headers["ETag"])
        assert part.headers["Content-Range"] == f"bytes {len(got)}-{last}/{total}"
        assert part.headers["Content-Length"] == str(len(part.content))
        got += part.content
    assert got == whole.content


@pytest.mark.parametrize("extension", FORMATS)
def test_the_last_bytes_and_those_from_a_place_on(client, block, extension):
    address = f"/data/POP_COUNTY.{extension}"
    whole = client.simulate_get(address).content
    assert client.simulate_get(address, headers={"Range": "bytes=-7"}).content == whole[-7:]
    assert client.simulate_get(address, headers={"Range": "bytes=7-"}).content == whole[7:]


@pytest.mark.parametrize("extension", FORMATS)
def test_behind_the_end_there_is_nothing(client, block, extension):
    address = f"/data/POP_COUNTY.{extension}?lang=en"
    total = len(client.simulate_get(address).content)
    answer = client.simulate_get(address, headers={"Range": f"bytes={total}-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{total}")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert f"the file has {total} bytes" in answer.json["detail"]
    assert not {"etag", "content-disposition", "x-row-count", "link"} & {name.lower() for name in answer.headers}


@pytest.mark.parametrize(
    "asked",
    [
        {"Range": "bytes=0-4,9-12"},
        {"Range": "items=0-4"},
        {"Range": "bytes=4-0"},
        {"Range": "bytes=0-4", "If-Range": '"other"'},
        {"Range": "bytes=0-4", "If-Range": "Sat, 21 Mar 2026 08:30:00 GMT"},
    ],
)
def test_otherwise_the_whole_is_sent(client, block, asked):
    whole = client.simulate_get("/data/POP_COUNTY.csv").content
    answer = client.simulate_get("/data/POP_COUNTY.csv", headers=asked)
    assert (answer.status_code, answer.content) == (200, whole)
    assert "Content-Range" not in answer.headers


def test_whoever_has_it_is_told_so_before_any_part(client):
    tag = client.simulate_get("/data/POP_COUNTY.csv").headers["ETag"]
    asked = {"Range": "bytes=0-4", "If-None-Match": tag}
    assert client.simulate_get("/data/POP_COUNTY.csv", headers=asked).status_code == 304


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("extension", FORMATS)
def test_head_says_what_get_says(client, block, extension, way):
    address = f"/data/POP_COUNTY.{extension}{way}"
    got, head = client.simulate_get(address), client.simulate_head(address, headers={"Range": "bytes=0-1"})
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize("laid_out", [True, False])
def test_head_makes_no_large_file(client, monkeypatch, laid_out):
    monkeypatch.setattr(formats, "_BLOCK", 4)
    monkeypatch.setattr(formats, "fits", lambda _table: laid_out)
    for made in ("_csv_table", "write_list", "write_dataset", "write_parquet"):
        monkeypatch.setattr(formats, made, lambda *_args, **_more: pytest.fail("made for nobody"))
    for extension in ("csv", "xlsx", "parquet"):
        assert client.simulate_head(f"/data/POP_COUNTY.{extension}?SEX=T").status_code == 200


def test_the_release_of_another_dataset_does_not_break_a_download(client, shelf, clock, tmp_path):
    before = client.simulate_get("/data/POP_COUNTY.csv").headers["ETag"]
    other = released(tmp_path / "cubes", "OTHER")
    stage(shelf, tmp_path / "cubes", "r3", clock(), other)
    assert client.simulate_get("/data/POP_COUNTY.csv").headers["ETag"] == before
    clock.advance(timedelta(hours=1))
    stage(shelf, tmp_path / "cubes", "r4", clock(), released(tmp_path / "cubes", of=cube(2)))
    after = client.simulate_get("/data/POP_COUNTY.csv", headers={"Range": "bytes=0-4", "If-Range": before})
    assert after.status_code == 200 and after.headers["ETag"] != before


@pytest.mark.parametrize(("way", "rows"), [("", 17), ("?SEX=T", 5), ("?SEX=M,F&TIME=1395", 6)])
def test_the_number_of_rows_is_that_of_the_cells_that_exist(shelf, clock, tmp_path, way, rows):
    holey = cube()
    holey.values[0, 0, 0] = np.nan
    holey.values[1, 1, 1], holey.signs[1, 1, 1] = np.nan, 2
    stage(shelf, tmp_path / "cubes", "r1", clock(), released(tmp_path / "cubes", of=holey))
    client = TestClient(create_app(shelf))
    csv = client.simulate_get(f"/data/POP_COUNTY.csv{way}")
    assert csv.headers["X-Row-Count"] == str(rows) == str(len(csv.content.splitlines()) - 1)
    for extension in FORMATS:
        for ask in (client.simulate_get, client.simulate_head):
            assert ask(f"/data/POP_COUNTY.{extension}{way}").headers["X-Row-Count"] == str(rows)


def test_a_file_is_made_once_for_all_its_parts(client, monkeypatch):
    monkeypatch.setattr(formats, "_BLOCK", 4)
    monkeypatch.setattr(formats, "_CSV_BLOCK", 4)
    made = []
    write = formats.CsvTable.part
    monkeypatch.setattr(formats.CsvTable, "part", lambda *args, **how: made.append(1) or write(*args, **how))
    for first in range(0, 200, 20):
        client.simulate_get("/data/POP_COUNTY.csv", headers={"Range": f"bytes={first}-{first + 19}"})
    assert len(made) == 6  # blocks of three cells, once


def test_the_spool_keeps_few_files_and_lets_readers_finish():
    kept = Spool(most=2)
    first = kept.file("a", [b"one", b"two"])
    reading = first.part(1, 4)
    for tag in "bcd":
        kept.file(tag, [tag.encode()])
    assert kept.file("a", [b"anew"]).size == 4
    assert b"".join(reading) == b"netw"
    assert b"".join(kept.file("d", iter([]))) == b"d"


def test_whoever_waits_too_long_is_told_to_come_back():
    spooled = Spool(patience=0.01)

    def pieces():
        with pytest.raises(Unavailable, match="ask again a little later"):
            spooled.file("a", [b"x"])
        yield b"y"

    assert spooled.file("a", pieces()).size == 1


def test_a_full_disk_is_told_to_the_reader(client, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(formats, "_BLOCK", 4)
    monkeypatch.setattr(formats, "_CSV_BLOCK", 4)
    monkeypatch.setattr(formats.CsvTable, "part", full)
    answer = client.simulate_get("/data/POP_COUNTY.csv?lang=en", headers={"Range": "bytes=0-4"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "without Range" in answer.json["detail"]


def test_a_full_disk_is_said():
    def pieces():
        yield b"x"
        raise OSError(28, "No space left on device")

    with pytest.raises(Unavailable, match="no room"):
        written_down(pieces())


def test_a_file_is_read_in_small_pieces(monkeypatch, tmp_path):
    monkeypatch.setattr(spool, "PIECE", 4)
    (tmp_path / "file").write_bytes(b"0123456789")
    assert list(OnDisk.at(tmp_path / "file").part(1, 8)) == [b"1234", b"5678"]
    assert list(OnDisk.at(tmp_path / "file")) == [b"0123", b"4567", b"89"]


def test_json_in_pieces_is_one_document(shelf, clock, tmp_path, monkeypatch):
    signed = cube()
    signed.signs[0, 1, 1], signed.signs[2, 2, 0] = 6, 7
    signed.values[1, 0, 0], signed.signs[1, 0, 0] = np.nan, 3
    stage(shelf, tmp_path / "cubes", "r1", clock(), released(tmp_path / "cubes", of=signed))
    client = TestClient(create_app(shelf, kept=0))
    for way in ("", "?SEX=F,M&lang=en", "?COUNTY=1503"):
        monkeypatch.setattr(formats, "_BLOCK", 1 << 16)
        whole = client.simulate_get(f"/data/POP_COUNTY.json{way}").content
        monkeypatch.setattr(formats, "_BLOCK", 2)
        assert client.simulate_get(f"/data/POP_COUNTY.json{way}").content == whole


def test_a_file_tells_its_permanent_address_and_its_other_vintages(client):
    fixed = "SEX=M%2CF&lang=en&vintage=2"
    latest = client.simulate_get("/data/POP_COUNTY.csv?SEX=M%2CF&lang=en").headers
    assert "Memento-Datetime" not in latest
    assert latest["Link"].split(", ") == [
        '</data/POP_COUNTY/timemap?of=csv>; rel="timemap"; type="application/link-format"',
        f'</data/POP_COUNTY.csv?{fixed}>; rel="canonical"',
        '</data/POP_COUNTY.csv?SEX=M%2CF&lang=en>; rel="original"',
        '</data/POP_COUNTY.csv-metadata.json?SEX=M%2CF&lang=en>; rel="describedby"; type="application/csvm+json"',
    ]
    old = client.simulate_get("/data/POP_COUNTY.px?asOf=2026-03-21T08:30:00Z&SEX=T").headers
    assert old["Memento-Datetime"] == "Sat, 21 Mar 2026 08:30:00 GMT"
    assert '</data/POP_COUNTY.px?SEX=T&vintage=1>; rel="canonical"' in old["Link"]
    assert '</data/POP_COUNTY.px?SEX=T>; rel="original"' in old["Link"]
    same = client.simulate_get("/data/POP_COUNTY.json?vintage=1").content
    assert client.simulate_get("/data/POP_COUNTY.json?asOf=2026-03-21T08:30:00Z").content == same


@pytest.mark.parametrize("query", ["COUNTY=1501&COUNTY=" + "1502," * 500, "lang=en>;rel=x", "lang=en\r\nX-A:b"])
def test_a_header_repeats_no_long_or_strange_query(client, query):
    answer = client.simulate_get("/data/POP_COUNTY.csv", query_string=query)
    assert "X-A" not in answer.headers and "canonical" not in answer.headers.get("Link", "")


def test_a_part_that_would_be_gathered_is_bounded(client, monkeypatch):
    monkeypatch.setattr(formats, "_MOST_HELD", 5)
    for extension in ("px", "parquet"):
        answer = client.simulate_get(f"/data/POP_COUNTY.{extension}?SEX=T&lang=en")
        assert answer.status_code == 400 and "take the whole as Parquet" in answer.json["detail"]
        assert client.simulate_get(f"/data/POP_COUNTY.{extension}").status_code == 200


def test_a_whole_with_few_cells_is_gathered_and_bounded_too(shelf, clock, tmp_path, monkeypatch):
    sparse = cube()
    sparse.values[:2] = np.nan
    sparse.values[2, 1:] = np.nan
    stage(shelf, tmp_path / "cubes", "r1", clock(), released(tmp_path / "cubes", of=sparse))
    client = TestClient(create_app(shelf))
    assert client.simulate_get("/data/POP_COUNTY.px").status_code == 200
    monkeypatch.setattr(formats, "_MOST_HELD", 17)
    assert client.simulate_get("/data/POP_COUNTY.px?lang=en").status_code == 400
    for extension in ("csv", "json", "xlsx", "parquet"):
        assert client.simulate_get(f"/data/POP_COUNTY.{extension}?lang=en").status_code == 200


def test_many_at_once_get_the_same_file():
    kept, made, got = Spool(), [], []

    def pieces():
        made.append(1)
        time.sleep(0.05)
        yield b"whole"

    threads = [Thread(target=lambda: got.append(b"".join(kept.file("a", pieces()).part(0, 5)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (got, len(made)) == ([b"whole"] * 8, 1)


def test_what_a_sheet_cannot_hold_is_refused_before_it_begins(client, monkeypatch):
    monkeypatch.setattr(formats, "fits", lambda _table: False)
    monkeypatch.setattr("amargah.exchange.xlsx.lists.MOST_ROWS", 17)
    answer = client.simulate_get("/data/POP_COUNTY.xlsx?lang=en")
    assert answer.status_code == 400
    assert "18 rows" in answer.json["detail"] and "CSV or Parquet" in answer.json["detail"]
