from django.db import models
from django.db.models import F, Q

from amargah.office.notices.states import Channel, Delivery


class Notice(models.Model):
    receiver = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject_fa = models.CharField(max_length=200)
    subject_en = models.CharField(max_length=200, blank=True)
    body_fa = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["receiver", "-at"], name="notices_notice_of_receiver")]
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("at")), name="notices_notice_read_after_sent"
            ),
        ]


class Message(models.Model):
    channel = models.CharField(max_length=5, choices=[(each.value, each.value) for each in Channel])
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=20, default=Delivery.CREATED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()
    # Waiting: not to be tried before. Being sent: the worker that took it is given up at.
    due = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "due"], name="notices_message_sweep")]
        constraints = [
            models.CheckConstraint(condition=~Q(address=""), name="notices_message_has_address"),
            models.CheckConstraint(
                condition=Q(channel__in=[each.value for each in Channel]), name="notices_message_channel"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in Delivery]), name="notices_message_state"
            ),
        ]
