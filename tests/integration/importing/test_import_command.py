"""`amargah import`: a file becomes a version and a vintage, or nothing at all is kept."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from office_tree import appoint, plant

from amargah.exchange.px import write_px
from amargah.exchange.sdmx.data import (
    Action,
    DataSet,
    Labels,
    Message,
    Packing,
    Part,
    Style,
    write_csv_1,
    write_csv_2,
)
from amargah.exchange.sdmx.definition import Definition
from amargah.office.audit.public import SubjectRef, events_of, verify
from amargah.office.catalogue.models import Dataset, Version
from amargah.office.catalogue.public import latest_version
from amargah.office.people.models import Organisation
from amargah.office.people.public import Role
from amargah.office.releases.models import Release
from amargah.office.releases.public import shelf
from amargah.office.site.importing import command, storing
from amargah.office.site.importing.storing import Wish, take_in
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label
from amargah.statcore.lineage import OriginKind
from amargah.statcore.selections import resolve
from released import COUNTIES, cube, metadata

pytestmark = pytest.mark.django_db(transaction=True)
REASON = Label("دلیل", "Reason")
AMARGAH = Path(sys.executable).with_name("amargah")


def px(of=None, languages=("fa", "en"), **about):
    return b"".join(
        write_px(
            of or cube(),
            metadata(**about),
            dataset="POP_COUNTY",
            languages=languages,
            updated=datetime(2026, 3, 1, tzinfo=UTC),
            table=(("COUNTY",), ("SEX", "TIME")),
        )
    )


@pytest.fixture
def imported(folders, clock):
    """Import some bytes as POP_COUNTY; `at` is the instant of release."""

    def called(data, *, at=None, dataset="POP_COUNTY"):
        return take_in(data, Wish(dataset, "population.px", at, REASON))

    return called


def stored(folders):
    rows = (Dataset, Version, Release, Organisation)
    files = [path for path in folders.rglob("*") if path.is_file() and path.name not in (".lock", ".importing")]
    return [list(model.objects.values()) for model in rows], files


def test_a_new_dataset_of_the_centre_is_visible_at_once(imported, clock):
    outcome = imported(px(), at=clock())
    dataset = shelf().edition().dataset("POP_COUNTY")
    assert outcome.new and (outcome.version.number, dataset.latest.number) == (1, 1)
    assert dataset.latest.organisation == Label("مرکز آمار ایران", "Statistical Centre of Iran")
    assert dataset.latest.visible_from == clock()
    assert dataset.latest.reason == REASON
    assert dataset.title == metadata().title
    opened = shelf().open(dataset.latest)
    assert opened.cell((2, 2, 1))[0] == 17_000.0
    assert outcome.version.organisation.path.count("/") == 3  # below the Plan and Budget Organization


def test_the_next_file_is_the_next_vintage_and_its_revision_is_known(imported, clock):
    imported(px(), at=clock())
    clock.advance(timedelta(days=1))
    imported(px(cube(add=1, counties=COUNTIES[:2])), at=clock())
    dataset = shelf().edition().dataset("POP_COUNTY")
    revision = shelf().revision(dataset, dataset.latest)
    assert (len(revision.added), len(revision.changed), len(revision.deleted)) == (0, 12, 6)
    assert [vintage.number for vintage in dataset.vintages] == [2, 1]


def test_without_release_the_version_waits_and_nobody_sees_it(imported, clock):
    imported(px())
    assert "POP_COUNTY" not in shelf().edition().datasets
    assert latest_version("POP_COUNTY").number == 1
    imported(px(), at=clock())
    assert Version.objects.count() == 1
    assert shelf().edition().dataset("POP_COUNTY").latest.number == 1


def test_a_release_to_come_is_sealed_until_its_instant(imported, clock):
    imported(px(), at=clock() + timedelta(hours=1))
    assert "POP_COUNTY" not in shelf().edition().datasets
    clock.advance(timedelta(hours=1))
    assert "POP_COUNTY" in shelf().edition().datasets


def test_the_same_file_again_changes_nothing(imported, clock, folders):
    imported(px(), at=clock())
    before = stored(folders)
    assert not imported(px(), at=clock()).new
    assert stored(folders) == before


@pytest.mark.concurrency
def test_of_the_same_file_three_times_at_once_one_is_kept(imported, clock):
    def once(_):
        with closing(connection):
            return imported(px(), at=clock()).new

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(once, range(3))) == [False, False, True]
    assert [version.number for version in Version.objects.all()] == [1]
    assert len(shelf().edition().dataset("POP_COUNTY").vintages) == 1


def test_a_dataset_of_an_agency_keeps_its_owner_and_its_persian(imported, clock):
    tree = plant()
    imported(px())
    Dataset.objects.update(organisation=tree.agency.id)
    outcome = imported(px(cube(add=1), languages=("en",)), at=clock())
    assert outcome.version.organisation.id == tree.agency.id
    vintage = shelf().edition().dataset("POP_COUNTY").latest
    assert vintage.metadata.title == metadata().title
    assert vintage.organisation == tree.agency.label
    county = shelf().open(vintage).structure.dimensions[0]
    assert county.codelist.codes[0].label == Label("خرم‌آباد", "Khorramabad")


def test_the_audit_says_that_a_command_did_it(imported, clock):
    outcome = imported(px(), at=clock())
    (row,) = Release.objects.all()
    version = events_of(SubjectRef("version", outcome.version.id))
    release = events_of(SubjectRef("releases.release", row.pk))
    assert [event.verb for event in version + release] == [
        "catalogue.import_version",
        "release.begin",
        "release.arm",
    ]
    assert {(event.actor.person, event.actor.role) for event in version + release} == {(None, "import by command")}
    assert version[0].changes["file"] == "population.px" and len(version[0].changes["sha256"]) == 64
    assert verify().ok


def test_every_figure_says_that_it_was_imported(imported, clock):
    imported(px(), at=clock())
    vintage = shelf().edition().dataset("POP_COUNTY").latest
    _, _, origin = shelf().open(vintage).cell((0, 0, 0))
    assert origin.kind is OriginKind.IMPORT
    assert [step.role.en for step in origin.steps] == ["Import by command"]


def test_staff_read_how_the_release_was_made(imported, clock, browse):
    imported(px(), at=clock())
    (row,) = Release.objects.all()
    head = appoint(Role.HEAD, latest_version("POP_COUNTY").organisation)
    page = browse(head).get(f"/fa/desk/releases/{row.pk}/")
    assert page.status_code == 200
    assert "ورود با فرمان" in page.content.decode()
    figure = browse(head).get("/fa/data/POP_COUNTY/cell/?COUNTY=1501&SEX=T&TIME=1390")
    assert "ورود از پرونده" in figure.content.decode()


def test_a_message_of_sdmx_is_laid_over_the_dataset(imported, clock):
    imported(px(), at=clock())
    clock.advance(timedelta(days=1))
    message = (
        "DATAFLOW,COUNTY,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS\n"
        "SCI:POP_COUNTY(1.0),1501,T,2011-03-21/P365D,12.5,P\n"
        "SCI:POP_COUNTY(1.0),1502,M,2016-03-20/P366D,,O\n"
    )
    imported(message.encode(), at=clock())
    vintage = shelf().edition().dataset("POP_COUNTY").latest
    opened = shelf().open(vintage)
    county = opened.structure.dimensions[0].codelist
    assert county.codes[county.position("1501")].label == Label("خرم‌آباد", "Khorramabad")
    cell = {"COUNTY": "1501", "SEX": "T", "TIME": "1390"}
    found = shelf().history(shelf().edition().dataset("POP_COUNTY"), cell)
    assert [(row.value, row.sign.name) for row in found] == [(12.5, "PROVISIONAL"), (0.0, "NORMAL")]
    assert vintage.layout == (("COUNTY",), ("SEX", "TIME"))
    assert vintage.metadata.description == metadata().description


ACTED = "STRUCTURE,STRUCTURE_ID,ACTION,COUNTY,SEX,TIME_PERIOD,OBS_VALUE\n"


def part(action, *lines):
    return (ACTED + "".join(f"dataflow,SCI:POP_COUNTY(1.0),{action},{line}\n" for line in lines)).encode()


def test_a_part_of_sdmx_leaves_the_rest_and_its_lineage(imported, clock):
    imported(px(), at=clock())
    clock.advance(timedelta(days=1))
    outcome = imported(part("A", "1501,T,2011-03-21/P365D,12.5", "1601,T,2021-03-21/P365D,3"), at=clock())
    dataset = shelf().edition().dataset("POP_COUNTY")
    revision = shelf().revision(dataset, dataset.latest)
    assert (len(revision.added), len(revision.changed), len(revision.deleted), outcome.deleted) == (1, 1, 0, 0)
    opened = shelf().open(dataset.latest)
    steps = [opened.cell(index)[2].steps[0].at for index in ((0, 0, 0), (0, 1, 0), (2, 2, 1))]
    assert steps == [clock(), clock() - timedelta(days=1), clock() - timedelta(days=1)]
    assert not imported(part("A", "1501,T,2011-03-21/P365D,12.5"), at=clock()).new


def test_a_deletion_in_sdmx_empties_what_it_names(imported, clock):
    imported(px(), at=clock())
    clock.advance(timedelta(days=1))
    assert imported(part("D", "1501,T,2011-03-21/P365D,"), at=clock()).deleted == 1
    clock.advance(timedelta(days=1))
    assert imported(part("D", "1501,,,"), at=clock()).deleted == 5
    assert [vintage.number for vintage in shelf().edition().dataset("POP_COUNTY").vintages] == [3, 2, 1]


def test_a_message_of_information_is_the_whole_dataset_and_says_what_it_deletes(imported, clock):
    imported(px())
    outcome = imported(part("I", "1501,T,2011-03-21/P365D,12.5"))
    assert outcome.deleted == 17
    assert "cells that were there and are no more: 17" in command._told(outcome)


@pytest.mark.parametrize("data", [b'{"meta":{},"data":{}}', ACTED.encode()])
def test_a_message_without_observations_deletes_nothing(imported, clock, folders, data):
    imported(px(), at=clock())
    before = stored(folders)
    with pytest.raises(Invalid, match="there are no observations in the message"):
        imported(data, at=clock())
    assert stored(folders) == before


@pytest.mark.parametrize("write", [write_csv_1, write_csv_2])
@pytest.mark.parametrize("action", [Action.INFORMATION, Action.REPLACE])
def test_our_own_message_of_the_whole_changes_nothing(imported, clock, write, action):
    imported(px(), at=clock())
    whole = latest_version("POP_COUNTY").cube().cube()
    places = resolve(whole.structure, {})
    definition = Definition("POP_COUNTY", whole.structure, metadata())
    cells = DataSet(definition, places, [Part(places, whole.values, whole.signs)], action)
    message = Message("m", clock(), "fa", Packing(), (cells,))
    outcome = imported(b"".join(write(message, Style(Labels.BOTH))), at=clock())
    assert (outcome.new, outcome.deleted) == (False, 0)


def test_a_bad_message_of_sdmx_is_refused_with_its_line(imported, clock, folders):
    before = stored(folders)
    with pytest.raises(Invalid) as refused:
        imported(b"DATAFLOW,SEX,TIME_PERIOD,OBS_VALUE\nSCI:P(1.0),T,1400,x\n", at=clock())
    assert refused.value.context["line"] == 2
    assert stored(folders) == before


@pytest.mark.parametrize(
    ("data", "dataset"),
    [
        (px()[:-40], "POP_COUNTY"),
        (px().replace(b"DATA=", b"DATA=x "), "POP_COUNTY"),
        (b"nothing of ours", "POP_COUNTY"),
        (px(), "pop_county"),
        (px(), "1POP"),
        (px(), "A" * 65),
        (px(), "../x"),
        (px(), ""),
    ],
)
def test_of_a_bad_file_or_wish_nothing_is_kept(imported, clock, folders, data, dataset):
    before = stored(folders)
    with pytest.raises(Invalid):
        imported(data, at=clock(), dataset=dataset)
    assert stored(folders) == before


def run(*arguments, data):
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("AMARGAH_", "DJANGO_"))
    }
    command = [AMARGAH, "import", *map(str, arguments), "--data", str(data)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_the_command_as_it_is_typed(tmp_path):
    data, good, bad = tmp_path / "data", tmp_path / "good.px", tmp_path / "bad.px"
    data.mkdir()
    good.write_bytes(px())
    bad.write_bytes(px().replace(b'\nMATRIX="POP_COUNTY";', b'\nMATRIX="POP_COUNTY;'))
    assert run(good, "--dataset", "POP_COUNTY", data=tmp_path / "nowhere").returncode == 2
    refused = run(bad, "--dataset", "POP_COUNTY", "--release", "now", data=data)
    english, persian = refused.stderr.splitlines()
    assert refused.returncode == 2 and not refused.stdout
    assert english.startswith(f"{bad}:") and persian.startswith(f"{bad}:")
    assert english.split(":")[1].isdecimal() and english.split(":")[1] == persian.split(":")[1]
    assert not list((data / "catalogue").glob("[!.]*")) and not (data / "shelf").exists()
    good.write_bytes(px().replace(b"\nMATRIX=", b'\nFOOBAR="x";\nMATRIX='))
    done = run(good, "--dataset", "POP_COUNTY", "--release", "now", data=data)
    english, persian = done.stderr.splitlines()
    assert done.returncode == 0 and english.split(":")[1].isdecimal()
    assert "the keyword FOOBAR is not known" in english and "FOOBAR" in persian
    assert done.stdout.startswith("POP_COUNTY, version 1: kept; visible from ")
    assert len(list((data / "shelf/manifests").glob("*.staged"))) == 1


@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), OperationalError("disk I/O error")])
def test_a_full_disk_is_told_in_a_sentence(tmp_path, monkeypatch, capsys, problem):
    def full(*_):
        raise problem

    file = tmp_path / "population.px"
    file.write_bytes(px())
    monkeypatch.setenv("AMARGAH_DATA", str(tmp_path))  # the command sets it; it is put back afterwards
    monkeypatch.setattr(command, "prepare", lambda: None)
    monkeypatch.setattr(storing, "take_in", full)
    with pytest.raises(SystemExit) as ended:
        command.import_file([str(file), "--dataset", "POP_COUNTY", "--data", str(tmp_path)])
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert f"cannot be kept: {problem}; give room" in told and "جا یا اجازهٔ نوشتن" in told
