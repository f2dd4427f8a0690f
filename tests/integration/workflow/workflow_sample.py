"""A subject that exists in tests only: a paper that a liaison sends and two approvers accept in turn."""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from django.db import models

from amargah.office.people.public import Acting, OrganisationRef, Role, holders, organisation
from amargah.office.workflow.public import NoticeDraft, Process, State, Transition, other_than
from amargah.statcore.errors import Invalid
from amargah.statcore.labels import Label


def not_empty(paper: "Paper", by: object) -> None:
    if not paper.title:
        raise Invalid(Label("عنوان را بنویسید.", "Write the title."))


def tell_the_liaison(paper: "Paper", by: Acting, reason: str) -> Sequence[NoticeDraft]:
    liaisons = holders(Role.LIAISON, paper.organisation_id)
    body = Label(f"{by.label.fa}: {reason}", f"{by.label.en}: {reason}")
    return (NoticeDraft(liaisons, "paper.returned", Label("بازگشت کاغذ", "Paper returned"), body, "/fa/"),)


PAPER = Process(
    id="paper",
    label=Label("کاغذ", "Paper"),
    initial="draft",
    states=(
        State("draft", Label("پیش‌نویس", "Draft")),
        State("sent", Label("فرستاده", "Sent")),
        State("checked", Label("بررسی‌شده", "Checked")),
        State("accepted", Label("پذیرفته", "Accepted")),
        State("dropped", Label("کنارگذاشته", "Dropped")),
    ),
    transitions=(
        Transition("send", Label("فرستادن", "Send"), ("draft",), "sent", (Role.LIAISON,), guard=not_empty),
        Transition(
            "check",
            Label("بررسی", "Check"),
            ("sent",),
            "checked",
            (Role.PROVINCIAL_EXPERT, Role.HEAD),
            deadline=timedelta(days=3),
        ),
        Transition(
            "return",
            Label("بازگرداندن", "Return"),
            ("sent", "checked"),
            "draft",
            (Role.PROVINCIAL_EXPERT, Role.HEAD),
            deadline=timedelta(days=5),
            notice=tell_the_liaison,
            reason_required=True,
        ),
        Transition(
            "accept", Label("پذیرش", "Accept"), ("checked",), "accepted", (Role.HEAD,), other_than("check")
        ),
        Transition("drop", Label("کنار گذاشتن", "Drop"), ("draft", "sent"), "dropped", (Role.HEAD, Role.DEPUTY)),
    ),
)


class Paper(models.Model):
    title = models.CharField(max_length=100, default="کاغذ")
    state = models.CharField(max_length=20, default=PAPER.initial)
    # No foreign key: this table is unknown to `flush`, which empties the others between tests.
    organisation_id = models.BigIntegerField()

    PROCESS: ClassVar[Process] = PAPER

    class Meta:
        app_label = "workflow_sample"

    def workflow_scope(self) -> OrganisationRef:
        return organisation(self.organisation_id)
