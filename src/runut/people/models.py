"""Rows and constraints: who works here, in which unit, and which office they hold from when to when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
THEMES = [("auto", "auto"), ("light", "light"), ("dark", "dark")]
CAPACITIES = [("definitive", "definitive"), ("plt", "plt"), ("plh", "plh")]


class Organisation(models.Model):
    """The office this installation belongs to: one row, number 1."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    region = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=254, blank=True)
    is_demonstration = models.BooleanField(default=False)
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    work_week = models.PositiveSmallIntegerField(default=5)
    count_start_day = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=64, default="Asia/Pontianak")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="people_organisation_one_row", condition=Q(id=1)),
            models.CheckConstraint(name="people_organisation_opens_first", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(name="people_organisation_work_week", condition=Q(work_week__in=[5, 6])),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A unit of the government (OPD, bidang, subbagian)."""

    name = models.CharField(max_length=200)
    code = models.CharField(max_length=40, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="people_unit_not_its_own_parent", condition=~Q(parent=F("id"))),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name", "id"], name="people_unit_by_name")]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Finds users by e-mail address however it was typed; people are made by ``services.create_user``."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. Nobody is ever deleted: evidence names them."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200)
    nip = models.CharField(max_length=18, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    position = models.CharField(max_length=200, blank=True)
    is_administrator = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=2, choices=LANGUAGES, default="id")
    theme = models.CharField(max_length=5, choices=THEMES, default="auto")
    created_at = models.DateTimeField()
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="people_user_email_lower_case", condition=Q(email=Lower("email"))),
            models.CheckConstraint(name="people_user_language", condition=Q(language__in=["id", "en"])),
            models.CheckConstraint(name="people_user_theme", condition=Q(theme__in=["auto", "light", "dark"])),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name", "id"], name="people_user_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Office(models.Model):
    """A standing office, by the key under which the SOP names its performer."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="offices")
    single = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Holding(models.Model):
    """One person in one office from one day to another, both included; acting officials by a letter."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="holdings")
    capacity = models.CharField(max_length=10, choices=CAPACITIES, default="definitive")
    letter_number = models.CharField(max_length=120, blank=True)
    letter_on = models.DateField(null=True, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="people_holding_ends_after_it_begins",
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
            ),
            models.CheckConstraint(name="people_holding_capacity", condition=Q(capacity__in=["definitive", "plt", "plh"])),
            models.CheckConstraint(
                name="people_holding_acting_by_letter",
                condition=Q(capacity="definitive") | (~Q(letter_number="") & Q(letter_on__isnull=False) & Q(to_on__isnull=False)),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["user", "from_on"], name="people_holding_by_user"),
            models.Index(fields=["office", "from_on"], name="people_holding_by_office"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id}: {self.user_id} from {self.from_on}"


class Invitation(models.Model):
    """A person asked to join; the link's token is kept only as its SHA-256."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=200, blank=True)
    is_administrator = models.BooleanField(default=False)
    is_auditor = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_as = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="invitation")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="people_invitation_email_lower_case", condition=Q(email=Lower("email"))),
            models.UniqueConstraint(
                name="people_invitation_one_open",
                fields=["email"],
                condition=Q(accepted_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.CheckConstraint(
                name="people_invitation_accepted_by_somebody",
                condition=Q(accepted_at__isnull=True, accepted_as__isnull=True) | Q(accepted_at__isnull=False, accepted_as__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.email


class AccessToken(models.Model):
    """A personal key to the API; kept only as its SHA-256, shown once when issued."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="access_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=16)
    token_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="people_accesstoken_expires_later", condition=Q(expires_at__gt=F("created_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… ({self.name})"


class Change(models.Model):
    """What was changed about people that evidence rests on. Append-only: triggers refuse UPDATE and DELETE."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="changes")
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "id"], name="people_change_by_office"),
            models.Index(fields=["user", "id"], name="people_change_by_user"),
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.at.isoformat()}"
