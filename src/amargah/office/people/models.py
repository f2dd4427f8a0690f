from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from amargah.office.people.organisations import Kind
from amargah.office.people.roles import Role


class Person(AbstractBaseUser):
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField()
    name_fa = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    objects = BaseUserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="people_person_username_once"),
            models.UniqueConstraint(Lower("email"), name="people_person_email_once"),
            models.CheckConstraint(condition=~Q(username="") & ~Q(email=""), name="people_person_can_sign_in"),
            # A user name that could be somebody else's address would make the sign-in ambiguous.
            models.CheckConstraint(condition=~Q(username__contains="@"), name="people_person_username_not_email"),
        ]

    def __str__(self) -> str:
        return self.name_fa


class Organisation(models.Model):
    code = models.CharField(max_length=30)
    name_fa = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    # Keys from the root down to this row, "/1/4/9/": a subtree is one prefix.
    path = models.CharField(max_length=200, db_index=True)
    province = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="people_organisation_code_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="people_organisation_kind"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="people_organisation_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name_fa


class Mandate(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "role"], name="people_mandate_holders")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")), name="people_mandate_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="people_mandate_role"
            ),
        ]


class ApiKey(models.Model):
    """A key of a person to the open data. `slot` numbers the good keys of a person; it is empty once revoked."""

    MOST = 10
    LONGEST_NAME = 60

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    slot = models.SmallIntegerField(null=True)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "slot"], name="people_apikey_slot_once"),
            models.UniqueConstraint(
                fields=["person", "name"], condition=Q(revoked_at__isnull=True), name="people_apikey_name_once"
            ),
            models.CheckConstraint(
                condition=Q(slot__isnull=True) | Q(slot__gte=1, slot__lte=10), name="people_apikey_most"
            ),
            models.CheckConstraint(
                condition=Q(slot__isnull=True, revoked_at__isnull=False)
                | Q(slot__isnull=False, revoked_at__isnull=True),
                name="people_apikey_good_or_revoked",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
                name="people_apikey_revoked_after_made",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(digest="") & ~Q(ending=""), name="people_apikey_complete"
            ),
        ]
