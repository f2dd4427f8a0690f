"""Datasets, their approved versions, and the codelists they share."""

from django.db import models
from django.db.models import Q


class Dataset(models.Model):
    """A table over time, whatever its version; its code is its public address."""

    code = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title_fa = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z0-9_]*$"), name="catalogue_dataset_code_is_an_identifier"
            )
        ]


class Version(models.Model):
    """One approved state of a dataset. Its figures are the cube `content`, which never changes."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    content = models.CharField(max_length=64)
    metadata = models.JSONField()
    stub = models.JSONField()
    header = models.JSONField()
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="catalogue_version_number_is_unique"),
            models.UniqueConstraint(fields=["dataset", "content"], name="catalogue_version_content_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="catalogue_version_counts_from_one"),
        ]


class SharedCodelist(models.Model):
    """A codelist that designers choose from: national, or of one province."""

    code = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    dimension = models.CharField(max_length=32)
    role = models.CharField(max_length=8)
    document = models.JSONField()
