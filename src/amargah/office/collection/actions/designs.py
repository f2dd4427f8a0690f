"""Designing tables."""

import json

from django.db import IntegrityError, transaction

from amargah.exchange.documents import encode
from amargah.office.audit.public import append
from amargah.office.collection.design import Design
from amargah.office.collection.models import TableDesign
from amargah.office.people.public import Acting, OrganisationRef, sees
from amargah.office.workflow.public import begin, perform, subject_ref
from amargah.statcore.errors import Conflict, Forbidden, Invalid
from amargah.statcore.labels import Label


@transaction.atomic
def create_design(*, design: Design, custodian: OrganisationRef, by: Acting) -> TableDesign:
    """The first version of a table, a draft of the organisation of `by`."""
    _check_reach(custodian, by)
    row = TableDesign(
        code=design.code,
        organisation_id=by.organisation.id,
        custodian_id=custodian.id,
        title_fa=design.metadata.title.fa,
        title_en=design.metadata.title.en,
        document=json.loads(encode(design)),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Invalid(
            Label(f"کد «{design.code}» را جدول دیگری دارد؛ کد دیگری برگزینید", f"code {design.code} is taken"),
            field="code",
        ) from None
    return begin(row, by=by, changes={"code": design.code})


@transaction.atomic
def change_design(row: TableDesign, *, design: Design, custodian: OrganisationRef, by: Acting) -> TableDesign:
    """Rewrites a draft. A final design stays as it is: make a new version of it."""
    row = TableDesign.objects.select_for_update().get(pk=row.pk)
    if row.state != "draft":
        raise Conflict(
            Label("این طرح نهایی شده است؛ نسخهٔ تازه‌ای بسازید", "this design is final; make a new version of it")
        )
    if design.code != row.code:
        raise Invalid(
            Label("کد جدول پس از ساختن تغییر نمی‌کند", "the code of a table does not change"), field="code"
        )
    _check_reach(custodian, by)
    row.custodian_id = custodian.id
    row.title_fa, row.title_en = design.metadata.title.fa, design.metadata.title.en
    row.document = json.loads(encode(design))
    row.save()
    append(verb="design.change", actor=by.actor, subject=subject_ref(row), changes={"code": row.code})
    return row


@transaction.atomic
def renew_design(row: TableDesign, *, by: Acting) -> TableDesign:
    """A draft of the next version, equal to the final one it starts from."""
    latest = TableDesign.objects.select_for_update().filter(code=row.code).order_by("-number").first()
    if latest is None or latest.state != "final":
        raise Conflict(Label("نسخهٔ پیش‌نویس این جدول هست", "this table has a draft version already"))
    latest.pk, latest.number, latest.state = None, latest.number + 1, "draft"
    latest.save()
    return begin(latest, by=by, changes={"code": row.code, "number": latest.number})


def finalise_design(row: TableDesign, *, by: Acting) -> TableDesign:
    return perform(row, "finalise", by=by)


def _check_reach(custodian: OrganisationRef, by: Acting) -> None:
    if custodian.kind != "agency" or not sees(by, custodian):
        raise Forbidden(
            Label(
                "دستگاه متولی باید از دستگاه‌های حوزهٔ شما باشد", "the custodian must be an agency within your reach"
            )
        )
