"""Releases and the versions they carry."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q, QuerySet

from amargah.office.people.public import OrganisationRef, organisation
from amargah.office.releases import states
from amargah.office.workflow.public import Process


class Release(models.Model):
    """One instant at which the versions of its items become public. `sequence` is its manifest on the shelf."""

    PROCESS: ClassVar[Process] = states.RELEASE

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title_fa = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    summary_fa = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    visible_from = models.DateTimeField()
    state = models.CharField(max_length=16, default="drafted")
    sequence = models.PositiveIntegerField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.code for state in states.RELEASE.states]),
                name="releases_release_state_exists",
            ),
            models.CheckConstraint(
                condition=Q(sequence__isnull=True) | ~Q(state="drafted"),
                name="releases_only_armed_ones_are_staged",
            ),
        ]

    @property
    def name(self) -> str:
        """How the shelf knows the release."""
        return f"release-{self.pk}"

    def is_public(self, at: datetime) -> bool:
        """Whether readers see it at the instant `at`: on the shelf, and its own instant has come."""
        return self.state == "armed" and self.sequence is not None and self.visible_from <= at

    def workflow_scope(self) -> OrganisationRef:
        return organisation(self.organisation_id)

    def items(self) -> QuerySet["ReleaseItem"]:
        return ReleaseItem.objects.filter(release=self).order_by("pk")


class ReleaseItem(models.Model):
    """A version in a release, and why it was made."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey("catalogue.Version", on_delete=models.PROTECT, related_name="+")
    reason_fa = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["release", "version"], name="releases_version_once_in_a_release")
        ]
