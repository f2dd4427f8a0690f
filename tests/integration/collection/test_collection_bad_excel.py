"""Files that a liaison should not have sent: each is refused in words, and nothing of it is stored."""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from collected import ROWS, assigned, named, stored
from django.core.files.uploadedfile import SimpleUploadedFile

from amargah.office.collection.models import Assignment, Revision

sys.path.insert(0, str(Path(__file__).parents[2] / "unit/exchange"))
from workbook_surgery import SHEET, closed, merged, opened, put_formula, put_number, put_text, replaced

pytestmark = pytest.mark.django_db
COLUMNS = "CDE"
FIRST = 9


@pytest.fixture
def table(cast, clock):
    return assigned(cast, clock())


@pytest.fixture
def liaison(cast, browse):
    return browse(cast.liaison)


@pytest.fixture
def template(liaison, table):
    return liaison.get(f"/fa/desk/collection/tables/{table}/template.xlsx").content


def filled(data):
    for row, parts in enumerate(ROWS):
        for letter, figure in zip(COLUMNS, parts, strict=True):
            data = put_number(data, f"{letter}{FIRST + row}", figure)
    return data


def upload(client, table, data, name="پر شده.xlsx", **fields):
    file = SimpleUploadedFile(name, data, "application/octet-stream")
    return client.post(f"/fa/desk/collection/tables/{table}/upload/", {"file": file, "revision": 0, **fields})


def bomb(data):
    parts = opened(data)
    return closed(parts | {"xl/media/huge.xml": b"<a>" + b" " * (70 * 1024 * 1024) + b"</a>"})


def with_entities(data):
    doctype = '<!DOCTYPE x [<!ENTITY leak SYSTEM "file:///etc/passwd">]><worksheet'
    return replaced(data, SHEET, "<worksheet", doctype)


def rows_swapped(data):
    data = put_text(data, "A9", "1502")
    return put_text(data, "A10", "1501")


def below(data):
    row = '<row r="12"><c r="C12"><v>5</v></c></row></sheetData>'
    return replaced(data, SHEET, "</sheetData>", row)


def other_zip(_):
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("letter.docx", b"x" * 100)
    return target.getvalue()


REFUSED = {
    "formula": (lambda data: put_formula(data, "D10"), ("D10", "فرمول")),
    "merged cells": (lambda data: merged(data, "C9:C10"), ("C9:C10", "ادغام")),
    "moved rows": (rows_swapped, ("A9", "جابه‌جا")),
    "figure below the table": (below, ("C12", "بیرون از جدول")),
    "zip bomb": (bomb, ("بسیار بزرگ",)),
    "external entity": (with_entities, ("DTD",)),
    "renamed csv": (lambda _: "شهرستان;مرد\nخرم‌آباد;12\n".encode(), ("اکسل (xlsx) نیست",)),
    "another zip": (other_zip, ("اکسل (xlsx) نیست",)),
    "old xls": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ("xls",)),
    "cut short": (lambda data: data[: len(data) // 2], ("ناقص",)),
    "empty": (lambda _: b"", ("خالی",)),
    "11 MB": (lambda _: bytes(11 * 1024 * 1024), ("۱۰ مگابایت",)),
    "50 MB": (lambda _: bytes(50 * 1024 * 1024), ("مگابایت",)),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_taken(case, liaison, table, template):
    spoil, words = REFUSED[case]
    data, before = spoil(filled(template)), stored()
    answer = upload(liaison, table, data)
    assert 400 <= answer.status_code < 500
    assert all(word in answer.content.decode() for word in words)
    assert stored() == before


@pytest.mark.parametrize(
    "spoil, address, given",
    [
        (lambda data: put_text(data, "D10", "حدود هزار"), "D10", "حدود هزار"),
        (lambda data: put_text(data, "E11", "12,34"), "E11", "12,34"),
        (lambda data: put_number(data, "C9", 3000.5), "C9", "3000.5"),
        (lambda data: put_text(data, "C11", "<b>=1+1</b>"), "C11", "&lt;b&gt;=1+1&lt;/b&gt;"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_and_the_rest_is_not_kept(
    spoil, address, given, liaison, table, template
):
    before = stored()
    answer = upload(liaison, table, spoil(filled(template)))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'<strong dir="ltr">{address}</strong>' in page
    assert given in page
    assert stored() == before


def test_the_template_of_another_table_is_refused_by_its_title(cast, clock, liaison, table):
    other = assigned(cast, clock(), design=named("LRS_OTHER"))
    data = filled(liaison.get(f"/fa/desk/collection/tables/{other}/template.xlsx").content)
    before = stored()
    answer = upload(liaison, table, data)
    assert answer.status_code == 400
    assert "جدول دیگری" in answer.content.decode()
    assert stored() == before


def test_persian_and_arabic_digits_and_separators_are_figures(liaison, table, template):
    data = filled(template)
    for address, text in (("C9", "۳٬۰۰۰"), ("D9", "١٠٠٠"), ("E9", "2,000"), ("C10", "3 300")):
        data = put_text(data, address, text)
    assert upload(liaison, table, data).status_code == 302
    (revision,) = Revision.objects.filter(assignment=table)
    assert revision.via == "excel"
    assert [value for value, _ in revision.changes.values()] == [float(n) for parts in ROWS for n in parts]


def test_check_only_reads_the_whole_file_and_stores_nothing(liaison, table, template):
    before = stored()
    answer = upload(liaison, table, filled(template), check="1")
    assert answer.status_code == 200
    assert "چیزی ذخیره نشد" in answer.content.decode()
    assert stored() == before


def test_an_upload_that_is_sent_twice_is_kept_once(liaison, table, template):
    assert upload(liaison, table, filled(template)).status_code == 302
    before = stored()
    assert upload(liaison, table, filled(template)).status_code == 409
    assert stored() == before
    assert Assignment.objects.get(pk=table).revision == 1


@pytest.mark.parametrize("fields", [{}, {"revision": "0"}, {"revision": "x", "file": "text"}])
def test_a_form_without_a_file_is_told_so(fields, liaison, table):
    before = stored()
    answer = liaison.post(f"/fa/desk/collection/tables/{table}/upload/", fields)
    assert answer.status_code == 400
    assert "پروندهٔ اکسل" in answer.content.decode()
    assert stored() == before
