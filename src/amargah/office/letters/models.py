from django.db import models
from django.db.models import Q


class LetterTemplate(models.Model):
    """The words of one kind of letter; `{name}` stands for a value that the sender gives."""

    code = models.CharField(max_length=60, unique=True)
    subject_fa = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200)
    body_fa = models.TextField()
    body_en = models.TextField()
    attachment_fa = models.CharField(max_length=100, blank=True)
    attachment_en = models.CharField(max_length=100, blank=True)


class LetterCounter(models.Model):
    """The last number that a sender has given in one Solar Hijri year."""

    sender = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sender", "year"], name="letters_counter_once_a_year")]


class Letter(models.Model):
    """A letter as it was sent: its words are kept, whatever becomes of the template."""

    sender = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    signatory = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    signatory_role = models.CharField(max_length=20)
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    ordinal = models.PositiveIntegerField()
    number = models.CharField(max_length=50)
    date = models.DateField()
    sent_at = models.DateTimeField()
    # A subject holds the title of a table, and titles of tables can be long.
    subject_fa = models.TextField()
    subject_en = models.TextField()
    body_fa = models.TextField()
    body_en = models.TextField()
    attachment_fa = models.CharField(max_length=100, blank=True)
    attachment_en = models.CharField(max_length=100, blank=True)
    verification_code = models.CharField(max_length=16, unique=True)
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["about_kind", "about_id"], name="letters_letter_about")]
        constraints = [
            models.UniqueConstraint(fields=["sender", "year", "ordinal"], name="letters_ordinal_once"),
            models.UniqueConstraint(fields=["sender", "number"], name="letters_number_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="letters_ordinal_from_one"),
        ]
