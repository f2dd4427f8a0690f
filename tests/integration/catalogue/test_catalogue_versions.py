"""Approved versions: numbered, kept as they were, each with its trail."""

import json
from datetime import timedelta

import pytest
from collected import CODE, ROWS, again, brought_to, cast_of
from django.conf import settings
from django.db import IntegrityError, transaction

from amargah.cubes import verify_version
from amargah.office.catalogue.models import Version
from amargah.office.catalogue.public import dataset_versions, latest_version, record_version, versions
from amargah.statcore.cubes import empty_cube
from amargah.statcore.errors import Forbidden, NotFound

pytestmark = pytest.mark.django_db


def test_a_second_version_leaves_the_first_as_it_was(cast, clock):
    table = brought_to("approved", cast, clock())
    (first,) = dataset_versions(CODE, by=cast.officer)
    clock.advance(timedelta(days=1))
    again(table, "1001", cast, clock())
    second, kept = dataset_versions(CODE, by=cast.officer)
    assert (second.number, kept) == (2, first)
    assert [float(each.cube().cube().values.reshape(-1)[1]) for each in (kept, second)] == [1000, 1001]
    assert verify_version(settings.CATALOGUE, first.content) == ()
    assert latest_version(CODE) == second


def test_a_version_is_the_figures_with_their_trail(cast, clock):
    brought_to("approved", cast, clock())
    cube = latest_version(CODE).cube().cube()
    assert cube.values.reshape(3, 3).tolist() == [list(map(float, parts)) for parts in ROWS]
    (origin,) = cube.origins
    assert origin.letter.receiver == cast.tree.agency.label
    assert [(result.rule, result.checked, result.failed) for result in origin.rule_results] == [
        ("R1", 3, 0),
        ("R2", 3, 0),
    ]
    assert [step.action.fa for step in origin.steps][-3:] == [
        "تأیید مدیر دستگاه",
        "تأیید کارشناس",
        "تأیید نهایی",
    ]


def test_the_dataset_of_another_organisation_is_refused(cast, clock):
    brought_to("approved", cast, clock())
    found = latest_version(CODE)
    with pytest.raises(Forbidden) as refused:
        record_version(
            dataset=CODE,
            organisation=cast.tree.tehran.id,
            cube=empty_cube(found.cube().structure),
            metadata=found.metadata,
            stub=found.stub,
            header=found.header,
            by=cast.head,
        )
    assert CODE in refused.value.detail.fa
    assert len(dataset_versions(CODE, by=cast.officer)) == 1


def test_the_catalogue_of_another_province_is_out_of_reach(cast, clock):
    brought_to("approved", cast, clock())
    other = cast_of()
    assert versions(by=other.head) == ()
    with pytest.raises(NotFound):
        dataset_versions(CODE, by=other.head)


def test_a_content_stands_once_in_a_dataset(cast, clock):
    brought_to("approved", cast, clock())
    row = Version.objects.get()
    row.pk, row.number = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_page_shows_the_figures_to_who_may_read_them(cast, clock, browse):
    brought_to("approved", cast, clock())
    assert "۳٬۶۰۰" in browse(cast.head).get(f"/fa/desk/catalogue/{CODE}/").content.decode()
    assert browse(cast_of().head).get(f"/fa/desk/catalogue/{CODE}/").status_code == 404
    assert json.dumps(Version.objects.get().metadata)
