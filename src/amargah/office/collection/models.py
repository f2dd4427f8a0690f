"""Designs, rounds, assignments and what was entered."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from amargah.office.collection import states
from amargah.office.people.public import OrganisationRef, organisation
from amargah.office.workflow.public import Process, State


def _in(known: Iterable[State]) -> Q:
    return Q(state__in=[state.code for state in known])


class TableDesign(models.Model):
    """One version of the design of a table; `document` is a `design.Design`."""

    PROCESS: ClassVar[Process]

    code = models.CharField(max_length=64)
    number = models.PositiveIntegerField(default=1)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    custodian = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default="draft")
    title_fa = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    document = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="collection_design_version_is_unique"),
            models.CheckConstraint(condition=_in(states.DESIGN), name="collection_design_state_exists"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z0-9_]*$"), name="collection_design_code_is_an_identifier"
            ),
        ]

    def workflow_scope(self) -> OrganisationRef:
        return organisation(self.organisation_id)


class Round(models.Model):
    """One collection for one period; opening it sends the tables to their custodians."""

    PROCESS: ClassVar[Process]

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title_fa = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    period = models.CharField(max_length=16)
    due_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    state = models.CharField(max_length=16, default="planned")
    designs = models.ManyToManyField(TableDesign, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_in(states.ROUND), name="collection_round_state_exists"),
            models.CheckConstraint(
                condition=Q(closes_at__gte=F("due_at")), name="collection_round_closes_after_it_is_due"
            ),
        ]

    def workflow_scope(self) -> OrganisationRef:
        return organisation(self.organisation_id)


class Assignment(models.Model):
    """A table of a round in the hands of an agency. `revision` counts the saves of its figures."""

    PROCESS: ClassVar[Process]

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    design = models.ForeignKey(TableDesign, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, default="assigned")
    revision = models.PositiveIntegerField(default=0)
    endorsed_revision = models.PositiveIntegerField(null=True)
    signature = models.CharField(max_length=32, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "design", "organisation"], name="collection_table_is_assigned_once"
            ),
            models.CheckConstraint(condition=_in(states.RETURN), name="collection_assignment_state_exists"),
            models.CheckConstraint(
                condition=Q(endorsed_revision__isnull=True) | Q(endorsed_revision__lte=F("revision")),
                name="collection_endorsed_what_was_entered",
            ),
        ]

    def workflow_scope(self) -> OrganisationRef:
        return organisation(self.organisation_id)


class Revision(models.Model):
    """One save: `changes` maps the linear index of a cell to [number or null, sign]. Never changed."""

    VIA = ("grid", "excel", "api")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    changes = models.JSONField()
    via = models.CharField(max_length=8)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="collection_revision_number_is_unique"),
            models.CheckConstraint(condition=Q(via__in=["grid", "excel", "api"]), name="collection_revision_via"),
        ]


class Comment(models.Model):
    """A reviewer's remark on a cell (or the whole table), or the answer to one."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    cell = models.PositiveIntegerField(null=True)
    text = models.TextField()
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="collection_comment_says_something"),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(cell__isnull=True), name="collection_answer_has_no_own_cell"
            ),
        ]


class Explanation(models.Model):
    """Why a warning is right all the same; belongs to the rule, not to one save."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=64)
    text = models.TextField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "rule"], name="collection_one_explanation_a_rule"),
            models.CheckConstraint(condition=~Q(text=""), name="collection_explanation_says_something"),
        ]
