"""The whole way through the pages, without a browser: from a design to what the public reads."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest
from collected import CODE, ROWS, cast_of
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from falcon.testing import TestClient

from amargah.dataplane import create_app
from amargah.office.audit.public import verify
from amargah.office.catalogue.public import share_codelist
from amargah.office.collection.models import Assignment, Comment, Round, TableDesign
from amargah.office.notices.public import unread
from amargah.office.releases.models import Release
from amargah.office.releases.public import shelf
from released import COUNTIES, SEXES, dimension

sys.path.insert(0, str(Path(__file__).parents[2] / "unit/exchange"))
from workbook_surgery import put_number

pytestmark = pytest.mark.django_db
HERE = "/fa/desk/collection"
PEOPLE = ("کاظمی", "دریکوند", "بیرانوند", "ساکی", "شریفی", "Person", "person")
TEXTS = {
    "title_fa": "جمعیت شهرستان‌ها بر حسب جنس",
    "title_en": "Population of counties by sex",
    "code": CODE,
    "topic": "population",
    "measure_fa": "جمعیت",
    "measure_en": "Population",
    "unit_fa": "نفر",
    "unit_en": "persons",
    "decimals": "0",
    "description_fa": "سرشماری ۱۳۹۵",
    "description_en": "Census of 1395",
    "source_fa": "مرکز آمار ایران",
    "source_en": "Statistical Centre of Iran",
    "stub_1": "CL_COUNTY",
    "header_1": "CL_SEX",
}
RULE = {
    "rules-TOTAL_FORMS": "1",
    "rules-INITIAL_FORMS": "0",
    "rules-0-expression": "SEX.T = SEX.M + SEX.F",
    "rules-0-severity": "error",
    "rules-0-missing": "skip_if_any",
    "rules-0-tolerance": "0",
    "rules-0-message_fa": "جمع دو جنس برابر کل نیست",
    "rules-0-message_en": "The sexes do not add up",
}


@pytest.fixture
def people(cast, browse):
    """Who takes part, each in a browser of their own."""
    for axis in (dimension("COUNTY", "شهرستان", "County", COUNTIES), dimension("SEX", "جنس", "Sex", SEXES)):
        share_codelist(
            codelist=axis.codelist, dimension=axis.id, role=axis.role, organisation=cast.tree.centre.id, by=None
        )
    return {name: browse(getattr(cast, name)) for name in ("expert", "head", "liaison", "manager", "officer")}


def done(answer):
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def step(client, table, name, **fields):
    """Presses a button of the page of the table as it stands."""
    fields = {"step": name, "revision": Assignment.objects.get(pk=table).revision, **fields}
    return done(client.post(f"{HERE}/tables/{table}/step/", fields))


def design_and_open(cast, expert):
    row = done(expert.post(f"{HERE}/designs/new/", {**TEXTS, **RULE, "custodian": cast.tree.agency.id}))
    done(expert.post(f"{row}step/", {"step": "finalise"}))
    table = TableDesign.objects.get(code=CODE)
    assert table.state == "final"
    plan = {
        "title_fa": "گردآوری",
        "title_en": "Collection",
        "period": "۱۳۹۵",
        "due_on": "۱۴۰۵/۰۱/۱۵",
        "closes_on": "1405/02/01",
        "designs": table.pk,
    }
    round_ = done(expert.post(f"{HERE}/rounds/new/", plan))
    done(expert.post(f"{round_}step/", {"step": "open"}))
    return Assignment.objects.get(design=table).pk


def fill(cast, liaison, table):
    """By Excel, with an error that is then corrected in the grid."""
    assert unread(cast.liaison.person)
    data = liaison.get(f"{HERE}/tables/{table}/template.xlsx").content
    for row, parts in enumerate(ROWS):
        for letter, figure in zip("CDE", parts, strict=True):
            data = put_number(data, f"{letter}{9 + row}", figure + (letter == "E" and row == 1))
    file = SimpleUploadedFile("filled.xlsx", data)
    done(liaison.post(f"{HERE}/tables/{table}/upload/", {"file": file, "revision": 0}))
    page = liaison.get(f"{HERE}/tables/{table}/").content.decode()
    assert "جمع دو جنس برابر کل نیست" in page
    assert all(f">{address}</bdi>" in page for address in ("C10", "D10", "E10"))
    body = {"revision": 1, "changes": [{"row": 1, "column": 2, "text": "۲٬۲۰۰"}]}
    saved = liaison.post(f"{HERE}/tables/{table}/cells/", body, content_type="application/json").json()
    assert saved == {
        "revision": 2,
        "cells": [{"row": 1, "column": 2, "text": "۲٬۲۰۰", "problem": None}],
        "findings": [],
    }


def review(people, table):
    """Returned once with a remark on a cell, answered in words, approved three times."""
    step(people["liaison"], table, "submit")
    step(people["manager"], table, "endorse")
    done(people["expert"].post(f"{HERE}/tables/{table}/remarks/", {"text": "مأخذ؟", "cell": "0"}))
    step(people["expert"], table, "return", reason="به پرسش پاسخ دهید")
    remark = Comment.objects.get(assignment=table).pk
    done(people["liaison"].post(f"{HERE}/tables/{table}/answers/", {"remark": remark, "text": "سرشماری"}))
    step(people["liaison"], table, "answer")
    step(people["expert"], table, "verify")
    step(people["head"], table, "approve")


def release(officer, clock):
    """Armed for one minute later."""
    version = officer.get("/fa/desk/releases/new/").context["form"].fields["versions"].choices[0][0]
    fields = {
        "versions": version,
        "visible_from": "۱۴۰۵/۰۱/۰۱ ۱۲:۰۱:۰۰",
        "title_fa": "جمعیت لرستان",
        "title_en": "Population of Lorestan",
        "reason_fa": "نخستین انتشار",
        "reason_en": "First release",
    }
    page = done(officer.post("/fa/desk/releases/new/", fields))
    done(officer.post(f"{page}step/", {"step": "arm"}))
    assert Release.objects.get().visible_from == clock() + timedelta(minutes=1)


def test_from_an_agency_to_a_citizen(cast, people, clock):
    table = design_and_open(cast, people["expert"])
    fill(cast, people["liaison"], table)
    review(people, table)
    assert Assignment.objects.get(pk=table).state == "approved"
    assert CODE in people["head"].get("/fa/desk/catalogue/").content.decode()
    release(people["officer"], clock)

    citizen, data = Client(), TestClient(create_app(shelf()))
    assert citizen.get(f"/fa/data/{CODE}/").status_code == 404
    assert data.simulate_get(f"/data/{CODE}.json").status_code == 404
    clock.advance(timedelta(minutes=1))
    assert citizen.get(f"/fa/data/{CODE}/").status_code == 200
    assert data.simulate_get(f"/data/{CODE}.json", params={"SEX": "T"}).json["value"] == [3000, 3300, 3600]
    found = citizen.get("/fa/search/", {"q": "جمعيت شهرستان"}).content.decode()
    assert f"/fa/data/{CODE}/" in found
    place = {"COUNTY": "1501", "SEX": "T", "TIME_PERIOD": "1395"}
    lineage = data.simulate_get(f"/data/{CODE}/cell", params=place).text
    assert "جمع دو جنس برابر کل نیست" in lineage
    assert "تأیید نهایی" in lineage
    assert not [name for name in PEOPLE if name in lineage]
    assert verify().ok


def test_every_page_of_the_way_opens_for_its_readers(cast, people, clock):
    table = design_and_open(cast, people["expert"])
    design, round_ = TableDesign.objects.get().pk, Round.objects.get().pk
    pages = (
        f"{HERE}/designs/",
        f"{HERE}/designs/{design}/",
        f"{HERE}/rounds/",
        f"{HERE}/rounds/{round_}/",
        f"{HERE}/tables/",
        f"{HERE}/tables/{table}/",
        f"{HERE}/tables/{table}/cells/8/",
        f"{HERE}/tables/{table}/findings/",
    )
    for page in pages:
        assert people["expert"].get(page).status_code == 200, page
        assert people["expert"].get(page.replace("/fa/", "/en/")).status_code == 200, page


def test_another_province_learns_nothing(cast, people, clock, browse):
    table = design_and_open(cast, people["expert"])
    design, round_ = TableDesign.objects.get().pk, Round.objects.get().pk
    other = cast_of()
    expert, liaison = browse(other.expert), browse(other.liaison)
    for page in (f"{HERE}/designs/{design}/", f"{HERE}/rounds/{round_}/", f"{HERE}/tables/{table}/"):
        assert expert.get(page).status_code == 404, page
    assert liaison.get(f"{HERE}/tables/{table}/template.xlsx").status_code == 404
    body = {"revision": 0, "changes": [{"row": 0, "column": 0, "text": "1"}]}
    answer = liaison.post(f"{HERE}/tables/{table}/cells/", body, content_type="application/json")
    assert answer.status_code == 404
    assert Assignment.objects.get(pk=table).revision == 0
