from django.db import models
from django.db.models import Q


class EventRow(models.Model):
    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=100)
    # Plain numbers, not foreign keys: an event outlives what it speaks of, and the audit knows no other context.
    person = models.BigIntegerField(null=True)
    organisation = models.BigIntegerField(null=True)
    role = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    reason = models.TextField()
    # Text, because PostgreSQL would rewrite the numbers of a jsonb and the hash would no longer hold.
    changes = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        # Created by the migration, then out of Django's hands: `flush` must not be able to empty the audit.
        managed = False
        db_table = "audit_event"
        ordering = ["sequence"]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "sequence"], name="audit_event_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(sequence__gte=1), name="audit_event_sequence_from_one"),
            models.CheckConstraint(condition=~Q(verb=""), name="audit_event_has_verb"),
            models.UniqueConstraint(fields=["hash"], name="audit_event_hash_once"),
        ]


class Head(models.Model):
    """The last row of the chain; there is exactly one head."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sequence = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        managed = False
        db_table = "audit_head"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_single")]
