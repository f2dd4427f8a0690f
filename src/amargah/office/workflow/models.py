"""The working calendar as data: no holiday is written in code."""

from django.db import models
from django.db.models import Q


class ClosedWeekday(models.Model):
    """A weekday (Monday is 0) on which every office, or one of them, is closed."""

    organisation = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    weekday = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="workflow_weekday_of_a_week"),
            models.UniqueConstraint(fields=["organisation", "weekday"], name="workflow_weekday_once_an_office"),
            models.UniqueConstraint(
                fields=["weekday"], condition=Q(organisation=None), name="workflow_weekday_once_for_all"
            ),
        ]


class YearlyHoliday(models.Model):
    """An official holiday that returns on the same day of every Solar Hijri year."""

    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31), name="workflow_yearly_a_date"
            ),
            models.UniqueConstraint(fields=["month", "day"], name="workflow_yearly_once"),
        ]
        ordering = ["month", "day"]


class Holiday(models.Model):
    """A holiday of one date: lunar feasts as announced each year, and closings by decree."""

    date = models.DateField(unique=True)
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ["date"]
